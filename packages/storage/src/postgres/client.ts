/** The slice of a PostgreSQL driver that is used. A `Pool` of `pg` fits as it is; `postgresJs` makes the `postgres` package fit. */

/** The same name stands for the same text, so that a connection may keep the statement prepared; without one it is prepared for this once. */
export interface PostgresStatement {
  readonly name?: string;
  readonly text: string;
  /** Numbers, strings, booleans and null are all that is sent; only text comes back. */
  readonly values: (string | number | boolean | null)[];
}

export interface PostgresClient {
  /** Runs one statement, on any connection of a pool. */
  query(statement: PostgresStatement): Promise<{ readonly rows: unknown[] }>;
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
    query: async ({ name, text, values }) => ({ rows: [...(await sql.unsafe(text, values, { prepare: name !== undefined }))] }),
    listen: async (channel, heard) => {
      const { unlisten } = await sql.listen(channel, heard);
      return unlisten;
    },
  };
}
