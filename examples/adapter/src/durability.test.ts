import { createRuntime } from '@requestry/runtime';
import { system } from '@requestry/templates/internal';
import { ClassicLevel } from 'classic-level';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { encodings, type LevelClient } from './client.js';
import { schemaKey, schemaVersion } from './layout.js';
import { levelStorage } from './level-storage.js';

let folder: string;
let opened: ClassicLevel[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'requestry-level-'));
  opened = [];
});

afterEach(async () => {
  for (const database of opened) await database.close();
  await rm(folder, { recursive: true });
});

/** A database of this test, in a folder by its name. */
function databaseIn(name: string): ClassicLevel {
  const database = new ClassicLevel(join(folder, name));
  opened.push(database);
  return database;
}

async function storageOn(client: LevelClient) {
  const storage = levelStorage(client);
  await storage.open();
  return storage;
}

const put = (id: string) => ({ op: 'put' as const, collection: 'c', id, body: { id }, entries: [['due', 1]] as const });

it('has documents, rows, feed, commands and leases again when the process starts anew', async () => {
  const first = databaseIn('store');
  const store = (await storageOn(first)).tenant('main');
  await store.commit({ ops: [put('a')], command: { id: 'once', result: 'first' } });
  await (await storageOn(first)).claim({ index: 'due', upTo: 1, count: 1, leaseMs: 60_000, owner: 'one' });
  await first.close();

  const storage = await storageOn(databaseIn('store'));
  const again = storage.tenant('main');
  expect(await again.get([{ collection: 'c', id: 'a' }])).toEqual([{ collection: 'c', id: 'a', version: 1, body: { id: 'a' } }]);
  expect((await again.scan({ index: 'due', limit: 10 })).items).toHaveLength(1);
  expect((await again.feed(null, 10)).items).toHaveLength(1);
  expect(await again.commit({ ops: [], command: { id: 'once', result: 'second' } })).toEqual({ ok: false, reason: 'duplicate', result: 'first' });
  expect(await storage.claim({ index: 'due', upTo: 1, count: 1, leaseMs: 1, owner: 'two' })).toEqual([]);
});

it('has every answered commit in the files as they are, without being closed', async () => {
  const store = (await storageOn(databaseIn('store'))).tenant('main');
  for (const id of ['a', 'b', 'c']) await store.commit({ ops: [put(id)] });
  await cp(join(folder, 'store'), join(folder, 'left'), { recursive: true });

  const left = (await storageOn(databaseIn('left'))).tenant('main');
  expect((await left.scan({ index: 'due', limit: 10 })).items.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

it('writes to the disk before it answers, unless told that it need not', async () => {
  const syncs: boolean[] = [];
  const store = (await storageOn(watched(databaseIn('store'), (sync) => syncs.push(sync)))).tenant('main');
  syncs.length = 0;
  await store.commit({ ops: [put('a')] });
  await store.commit({ ops: [put('b')], durability: 'relaxed' });
  expect(syncs).toEqual([true, false]);
});

it('refuses a store that a newer version wrote', async () => {
  const database = databaseIn('store');
  await database.batch([{ type: 'put', key: schemaKey, value: String(schemaVersion + 1) }], encodings);
  await expect(levelStorage(database).open()).rejects.toMatchObject({ code: 'SCHEMA_NEWER' });
});

it('says that the store cannot be had while another database object has its folder', async () => {
  await storageOn(databaseIn('store'));
  await expect(levelStorage(databaseIn('store')).open()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', cause: { cause: { code: 'LEVEL_LOCKED' } } });
});

it('says that the store is full when the disk is, having written nothing', async () => {
  let full = false;
  const store = (await storageOn(watched(databaseIn('store'), () => full && noSpace()))).tenant('main');
  full = true;
  await expect(store.commit({ ops: [put('a')] })).rejects.toMatchObject({ code: 'STORAGE_FULL', cause: { code: 'LEVEL_IO_ERROR' } });
  expect((await store.feed(null, 1)).items).toEqual([]);
  full = false;
  expect(await store.commit({ ops: [put('a')] })).toMatchObject({ ok: true, seq: '1' });
});

it('forgets commands whose time is over', async () => {
  const database = databaseIn('store');
  let now = 0;
  const storage = levelStorage(database, { now: () => now });
  await storage.open();
  const commit = (id: string) => storage.tenant('main').commit({ ops: [], command: { id, result: null, ttlMs: 10 } });
  for (const id of ['a', 'b', 'c']) await commit(id);
  const rows = (await database.keys().all()).length;
  now = 10;
  await commit('d');
  expect((await database.keys().all()).length).toBe(rows + 1 + 2 - 6); // one in the feed, a command with its time; three commands with theirs gone
});

it('keeps a command that was applied anew when it clears up the time it was applied before', async () => {
  let now = 0;
  const storage = levelStorage(databaseIn('store'), { now: () => now });
  await storage.open();
  const commit = (id: string, result: string) => storage.tenant('main').commit({ ops: [], command: { id, result, ttlMs: 10 } });
  await commit('a', 'first');
  now = 15;
  await commit('a', 'second');
  await commit('b', 'other');
  expect(await commit('a', 'third')).toEqual({ ok: false, reason: 'duplicate', result: 'second' });
});

it('keeps a system and what people submit', async () => {
  const first = databaseIn('store');
  const before = await createRuntime({ storage: await storageOn(first) });
  await before.install(system);
  const data = { subject: 'Archive', workType: 'remote', resource: 'files', level: 'read', reason: 'To read old drawings' };
  const { id } = await before.as({ user: 'petrova' }).submitRequest({ kind: 'access', data, idempotencyKey: 'k' });
  await before.close();
  await first.close();

  const after = await createRuntime({ storage: await storageOn(databaseIn('store')) });
  expect(await after.as({ user: 'petrova' }).getRequest({ request: id })).toMatchObject({ id, data: { subject: 'Archive' } });
});

/** A database that tells of each write before it does it. */
function watched(client: LevelClient, tell: (sync: boolean) => unknown): LevelClient {
  return {
    open: () => client.open(),
    snapshot: () => client.snapshot(),
    getMany: (keys, options) => client.getMany(keys, options),
    iterator: (options) => client.iterator(options),
    batch: async (writes, options) => {
      tell(options.sync);
      await client.batch(writes, options);
    },
  };
}

function noSpace(): never {
  throw Object.assign(new Error('IO error: 000003.log: No space left on device'), { code: 'LEVEL_IO_ERROR' });
}
