import { sqliteStorage } from '@requestry/storage/sqlite';
import type { SqliteDatabase } from '@requestry/storage/sqlite';
import type BetterSqlite from 'better-sqlite3';
import { expect, it } from 'vitest';

/** Fails to compile when a database of better-sqlite3 does not fit. */
const fits = (database: BetterSqlite.Database): SqliteDatabase => database;

/** What the drivers throw for one and the same failure. */
const busy: Readonly<Record<string, Error>> = {
  'better-sqlite3': Object.assign(new Error('database is locked'), { name: 'SqliteError', code: 'SQLITE_BUSY_SNAPSHOT' }),
  'node:sqlite': Object.assign(new Error('database is locked'), { code: 'ERR_SQLITE_ERROR', errcode: 517 }),
  'node-sqlite3-wasm': Object.assign(new Error('database is locked'), { name: 'SQLite3Error' }),
};

function failing(error: Error, times: number): SqliteDatabase & { tries: number } {
  const database = {
    tries: 0,
    exec: () => undefined,
    prepare: () => {
      if (++database.tries <= times) throw error;
      return { run: () => undefined, all: () => [] };
    },
  };
  return database;
}

it('takes a database of better-sqlite3 as it is', () => expect(fits).toBeTypeOf('function'));

for (const [driver, error] of Object.entries(busy)) {
  it(`tries again when ${driver} says that the database is busy`, async () => {
    const database = failing(error, 3);
    await sqliteStorage(database).open();
    expect(database.tries).toBeGreaterThan(3);
  });
}

it('explains a failure that no waiting helps', async () => {
  const corrupt = Object.assign(new Error('database disk image is malformed'), { name: 'SqliteError', code: 'SQLITE_CORRUPT' });
  await expect(sqliteStorage(failing(corrupt, 1)).open()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', cause: corrupt });
});
