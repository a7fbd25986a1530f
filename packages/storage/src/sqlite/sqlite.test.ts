import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStorage, wasmSqlite } from '@requestry/storage/sqlite';
import type { SqliteDatabase } from '@requestry/storage/sqlite';
import { describeStorage } from '@requestry/storage/testing';
import wasm from 'node-sqlite3-wasm';
import { afterAll, afterEach, describe, expect, it } from 'vitest';

type Open = (file: string) => SqliteDatabase & { close(): void };

const folder = mkdtempSync(join(tmpdir(), 'requestry-sqlite-'));
const opened: { close(): void }[] = [];
let files = 0;

function track<Database extends { close(): void }>(database: Database): Database {
  opened.push(database);
  return database;
}

afterEach(() => {
  for (const database of opened.splice(0)) database.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const openWasm: Open = (file) => {
  const database = new wasm.Database(file);
  return track({ ...wasmSqlite(database), close: () => database.close() });
};

/** Not there before Node 22. */
const native = process.getBuiltinModule?.('node:sqlite' as 'node:fs') as unknown as { DatabaseSync: new (file: string) => ReturnType<Open> } | undefined;

function describeDriver(name: string, open: Open): void {
  const fileOf = (n: number) => join(folder, `${name.replaceAll(':', '-')}-${n}.db`);

  describeStorage(
    {
      name: `SQLite, ${name}`,
      pause: true,
      open: (hooks) => sqliteStorage(open(fileOf(++files)), { ...hooks, watchMs: 5 }),
      reopen: (hooks) => sqliteStorage(open(fileOf(files)), { ...hooks, watchMs: 5 }),
    },
    { describe, it },
  );

  describe(`SQLite, ${name}`, () => {
    const put = (id: string) => ({ ops: [{ op: 'put' as const, collection: 'c', id, body: id }] });

    it('gives a document whose text is no JSON any more without a body, and the others whole', async () => {
      const file = fileOf(++files);
      const store = sqliteStorage(open(file)).tenant('main');
      await store.commit({ ops: ['1', '2'].map((id) => ({ ...put(id).ops[0]!, entries: [['i', id] as const] })) });
      const other = open(file);
      other.exec(`UPDATE rq_bodies SET text = '{"cut' WHERE doc = 1`);
      expect((await store.get(['1', '2'].map((id) => ({ collection: 'c', id })))).map((doc) => doc?.body)).toEqual([undefined, '2']);
      expect((await store.scan({ index: 'i', limit: 10 })).items.map(({ id, body }) => [id, body])).toEqual([['1', undefined], ['2', '2']]);
    });

    it('waits while another connection writes, and says so when that takes too long', async () => {
      const file = fileOf(++files);
      const storage = sqliteStorage(open(file), { busyTimeoutMs: 60 });
      await storage.open();
      const other = open(file);
      other.exec('BEGIN IMMEDIATE');
      await expect(storage.tenant('main').commit(put('1'))).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
      const late = sqliteStorage(open(file)).tenant('main').commit(put('2'));
      await new Promise((resolve) => setImmediate(resolve));
      other.exec('COMMIT');
      expect(await late).toMatchObject({ ok: true, versions: [1] });
    });

    it('refuses a database that a newer version wrote, and touches nothing', async () => {
      const database = open(fileOf(++files));
      await sqliteStorage(database).open();
      database.exec('UPDATE rq_schema SET version = 99');
      await expect(sqliteStorage(database).open()).rejects.toMatchObject({ code: 'SCHEMA_NEWER' });
      await expect(sqliteStorage(database).tenant('main').commit(put('1'))).rejects.toMatchObject({ code: 'SCHEMA_NEWER' });
      expect(database.prepare('SELECT count(*) AS n FROM rq_docs').all()).toMatchObject([{ n: 0 }]);
    });

    it('makes the tables once when several open a new file at once', async () => {
      const file = fileOf(++files);
      const storages = [1, 2, 3].map(() => sqliteStorage(open(file)));
      await Promise.all(storages.map((storage) => storage.open()));
      await Promise.all(storages.map((storage, i) => storage.tenant('main').commit(put(String(i)))));
      expect((await storages[0]!.tenant('main').feed(null, 10)).items).toHaveLength(3);
    });

    it('leaves the tables of the host alone', async () => {
      const database = open(fileOf(++files));
      database.exec('CREATE TABLE docs (a); INSERT INTO docs VALUES (7); PRAGMA user_version = 5');
      const storage = sqliteStorage(database);
      await storage.tenant('main').commit(put('1'));
      await storage.close();
      expect(database.prepare('SELECT a FROM docs').all()).toMatchObject([{ a: 7 }]);
      expect(database.prepare('PRAGMA user_version').all()).toMatchObject([{ user_version: 5 }]);
    });

    it('says that there is no room, and has written nothing', async () => {
      const database = open(fileOf(++files));
      const storage = sqliteStorage(database);
      const store = storage.tenant('main');
      await store.commit(put('1'));
      const [{ page_count: pages }] = database.prepare('PRAGMA page_count').all() as [{ page_count: number }];
      database.prepare(`PRAGMA max_page_count = ${pages}`).all();
      const large = { ops: [{ op: 'put' as const, collection: 'c', id: '2', body: 'x'.repeat(100_000) }], command: { id: 'k', result: 1 } };
      await expect(store.commit(large)).rejects.toMatchObject({ code: 'STORAGE_FULL' });
      expect(await store.get([{ collection: 'c', id: '2' }])).toEqual([null]);
      database.prepare('PRAGMA max_page_count = 100000').all();
      expect(await store.commit(large)).toMatchObject({ ok: true });
    });

    it('waits for the disk with each commit unless told otherwise', async () => {
      const database = open(fileOf(++files));
      const synchronous = () => (database.prepare('PRAGMA synchronous').all() as [{ synchronous: number }])[0].synchronous;
      const store = sqliteStorage(database).tenant('main');
      await store.commit(put('1'));
      expect(synchronous()).toBe(2);
      await store.commit({ ...put('2'), durability: 'relaxed' });
      expect(synchronous()).toBe(1);
    });
  });
}

describeDriver('node-sqlite3-wasm', openWasm);
if (native) describeDriver('node:sqlite', (file) => track(new native.DatabaseSync(file)));
else describe.skip('SQLite, node:sqlite (left out: this Node has none)', () => it('needs Node 22', () => undefined));
