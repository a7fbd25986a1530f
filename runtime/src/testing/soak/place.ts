import fs from 'node:fs';
import type { StorageAdapter } from '@requestry/storage';
import { postgresStorage, type PostgresClient } from '@requestry/storage/postgres';
import { rollBackUnfinished, sqliteStorage, wasmSqlite } from '@requestry/storage/sqlite';

/** Where the processes of a soak keep everything. */
export interface Place {
  /** An SQLite file. */
  readonly file?: string;
  /** Addresses of PostgreSQL servers; the first that answers is used. */
  readonly urls?: readonly string[];
}

/** A store that several processes may open. */
export async function openPlace({ file, urls = [] }: Place): Promise<StorageAdapter> {
  if (file === undefined) return postgresStorage(await firstOf(urls), { retryMs: 1000, feedWaitMs: 5000 });
  const native = process.getBuiltinModule?.('node:sqlite' as 'node:fs') as unknown as { readonly DatabaseSync: new (path: string) => Parameters<typeof sqliteStorage>[0] } | undefined;
  if (native) return sqliteStorage(new native.DatabaseSync(file), { busyTimeoutMs: 60_000 });
  const { default: wasm } = await import('node-sqlite3-wasm');
  const database = new wasm.Database(file);
  rollBackUnfinished(database, fs);
  return sqliteStorage(wasmSqlite(database), { busyTimeoutMs: 60_000 });
}

/** A client that goes to the next server when one is gone. */
async function firstOf(urls: readonly string[]): Promise<PostgresClient> {
  const { default: pg } = await import('pg');
  const pools = urls.map((connectionString) => {
    const pool = new pg.Pool({ connectionString, max: 4, connectionTimeoutMillis: 2000 });
    pool.on('error', () => undefined);
    return pool;
  });
  let at = 0;
  return {
    query: async (statement) => {
      try {
        return await pools[at]!.query(statement);
      } catch (error) {
        if (!isStatement(error)) at = (at + 1) % pools.length;
        throw error;
      }
    },
  };
}

/** The server has answered, if only that the statement is wrong; one that recovers or takes no writes is not the one wanted. */
const isStatement = (error: unknown): boolean => {
  const { code = '' } = error as { readonly code?: string };
  return /^[0-9A-Z]{5}$/.test(code) && !/^(57P|08|25006)/.test(code);
};
