import type { WasmSqliteDatabase } from './client.js';
import { isBusy } from './errors.js';

/** The slice of Node's `fs` by which `node-sqlite3-wasm` looks for its lock; the module itself, as in `import fs from 'node:fs'`. */
export interface LockLookup {
  accessSync(path: unknown, mode?: number): void;
}

/**
 * Takes back what a process that was killed had written half; call it right after a database of `node-sqlite3-wasm` was opened. By itself the driver
 * leaves it as it is: it asks whether somebody else is at the file by looking for the lock folder, which by then is its own, and takes the journal
 * of the dead process for that of one at work. While another process is really at the file, nothing is done.
 */
export function rollBackUnfinished(database: WasmSqliteDatabase, fs: LockLookup): void {
  const { accessSync } = fs;
  fs.accessSync = (path, mode) => {
    if (String(path).endsWith('.lock')) throw new Error(`${String(path)} is our own`);
    accessSync(path, mode);
  };
  try {
    database.exec('SELECT count(*) FROM sqlite_schema');
  } catch (error) {
    if (!isBusy(error)) throw error;
  } finally {
    fs.accessSync = accessSync;
  }
}
