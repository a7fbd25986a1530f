/** The slice of an SQLite driver that is used. `DatabaseSync` of `node:sqlite` and `Database` of `better-sqlite3` fit as they are. */

export type SqliteValue = null | number | string | Uint8Array;

export interface SqliteStatement {
  run(...values: SqliteValue[]): unknown;
  all(...values: SqliteValue[]): unknown[];
}

export interface SqliteDatabase {
  /** Runs statements that take no values and give no rows. */
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
}

/** The slice of `node-sqlite3-wasm`, whose statements take their values as one list. */
export interface WasmSqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): WasmSqliteStatement;
}

export interface WasmSqliteStatement {
  run(values: SqliteValue[]): unknown;
  all(values: SqliteValue[]): unknown[];
  finalize(): void;
}

/**
 * Makes a database of `node-sqlite3-wasm` fit, where the platform has no SQLite of its own. It locks with a folder beside the file: when a process was
 * killed, remove `<file>.lock` before the next start, once you know that no other process has the file open, and call `rollBackUnfinished` after opening.
 */
export function wasmSqlite(database: WasmSqliteDatabase): SqliteDatabase {
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => {
      const using = renewed(database, sql);
      using(() => undefined);
      return { run: (...values) => using((statement) => statement.run(values)), all: (...values) => using((statement) => statement.all(values)) };
    },
  };
}

/** A statement that failed takes no values any more; the next use begins with a new one. */
function renewed(database: WasmSqliteDatabase, sql: string): <Result>(work: (statement: WasmSqliteStatement) => Result) => Result {
  let statement: WasmSqliteStatement | undefined;
  return (work) => {
    statement ??= database.prepare(sql);
    try {
      return work(statement);
    } catch (error) {
      discard(statement);
      statement = undefined;
      throw error;
    }
  };
}

/** Says its failure once more while it goes. */
function discard(statement: WasmSqliteStatement): void {
  try {
    statement.finalize();
  } catch {
    return;
  }
}
