import fs from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RequestryError } from '@requestry/model';
import { memoryStorage, type StorageAdapter } from '@requestry/storage';
import { rollBackUnfinished, sqliteStorage, wasmSqlite, type SqliteDatabase } from '@requestry/storage/sqlite';
import { clearStaleLock, leaveLock } from './stale-lock.js';

/** A store with the way to let go of its database. */
export interface OpenedStorage {
  readonly storage: StorageAdapter;
  close(): Promise<void>;
}

/**
 * A store by its address: `memory:`, `sqlite:path/to/file.db`, `postgres://user:password@host/database`. SQLite is the one in Node where it has one, else
 * a WebAssembly build; PostgreSQL needs the package `pg` beside this one. Rejects with `INVALID` for any other address.
 */
export async function storageAt(address: string): Promise<OpenedStorage> {
  if (address === 'memory:') return { storage: memoryStorage(), close: () => Promise.resolve() };
  if (address.startsWith('sqlite:')) return sqliteAt(address.slice('sqlite:'.length));
  if (/^postgres(?:ql)?:\/\//.test(address)) return postgresAt(address);
  throw new RequestryError('INVALID', `A store begins with memory:, sqlite: or postgres://, found ${address.slice(0, 20)}`);
}

async function sqliteAt(file: string): Promise<OpenedStorage> {
  await mkdir(dirname(file), { recursive: true });
  const { database, close } = (await nodeSqlite(file)) ?? (await wasmSqliteAt(file));
  return { storage: sqliteStorage(database), close: () => Promise.resolve(close()) };
}

interface Opened {
  readonly database: SqliteDatabase;
  close(): void;
}

/** Node's own SQLite, from Node 22 on. */
async function nodeSqlite(file: string): Promise<Opened | undefined> {
  const name = 'node:sqlite';
  const module = (await import(name).catch(() => undefined)) as { readonly DatabaseSync: new (file: string) => SqliteDatabase & { close(): void } } | undefined;
  if (!module) return undefined;
  const database = new module.DatabaseSync(file);
  return { database, close: () => database.close() };
}

async function wasmSqliteAt(file: string): Promise<Opened> {
  const { default: sqlite } = await import('node-sqlite3-wasm');
  clearStaleLock(file);
  const database = new sqlite.Database(file);
  rollBackUnfinished(database, fs);
  return {
    database: wasmSqlite(database),
    close: () => {
      database.close();
      leaveLock(file);
    },
  };
}

async function postgresAt(address: string): Promise<OpenedStorage> {
  const { postgresStorage } = await import('@requestry/storage/postgres');
  const pg = await import('pg').catch((cause: unknown) => {
    throw new RequestryError('STORAGE_UNAVAILABLE', 'PostgreSQL needs the package "pg": npm install pg', { cause });
  });
  const pool = new pg.default.Pool({ connectionString: address });
  pool.on('error', () => undefined);
  return { storage: postgresStorage(pool), close: () => pool.end() };
}
