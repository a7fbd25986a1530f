export { wasmSqlite } from './client.js';
export { rollBackUnfinished } from './roll-back.js';
export type { LockLookup } from './roll-back.js';
export type { SqliteDatabase, SqliteStatement, SqliteValue, WasmSqliteDatabase } from './client.js';
export { sqliteStorage } from './sqlite.js';
export type { SqliteOptions } from './sqlite.js';
