/** The slice of a PostgreSQL driver that is used. A `Pool` of `pg` fits as it is; `postgresJs` makes the `postgres` package fit. */

export interface PostgresClient {
  /** Runs one statement with its values, on any connection of a pool. Numbers, strings, booleans and null are all that is sent; only text comes back. */
  query(text: string, values: (string | number | boolean | null)[]): Promise<{ readonly rows: unknown[] }>;
  /** Hears a channel until stopped. Without it, and without `connect`, nobody is told what other processes wrote. */
  listen?(channel: string, heard: (payload: string) => void): Promise<() => unknown>;
  /** A connection of the pool, kept for as long as somebody watches. */
  connect?(): Promise<PostgresConnection>;
}

export interface PostgresConnection {
  query(text: string): Promise<unknown>;
  on(event: 'notification', listener: (message: { readonly payload?: string | undefined }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** With `true` the connection is not used again. */
  release(destroy?: boolean): void;
}

/** The slice of the `postgres` package. */
export interface PostgresJs {
  unsafe(text: string, values?: (string | number | boolean | null)[], options?: { prepare?: boolean }): PromiseLike<readonly unknown[]>;
  listen(channel: string, heard: (payload: string) => void): PromiseLike<{ unlisten(): PromiseLike<unknown> }>;
}

/** Makes an instance of the `postgres` package fit. */
export function postgresJs(sql: PostgresJs): PostgresClient {
  return {
    query: async (text, values) => ({ rows: [...(await sql.unsafe(text, values, { prepare: values.length > 0 }))] }),
    listen: async (channel, heard) => {
      const { unlisten } = await sql.listen(channel, heard);
      return unlisten;
    },
  };
}
