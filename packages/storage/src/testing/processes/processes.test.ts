import { spawn } from 'node:child_process';
import fs, { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StorageAdapter } from '@requestry/storage';
import { postgresStorage } from '@requestry/storage/postgres';
import { rollBackUnfinished, sqliteStorage, wasmSqlite } from '@requestry/storage/sqlite';
import { build } from 'esbuild';
import wasm from 'node-sqlite3-wasm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WriterTask } from './writer.js';

const url = process.env['REQUESTRY_POSTGRES_URL'];
const root = new URL('../../../../..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'requestry-processes-'));
const script = join(root, 'node_modules', '.cache', `storage-writer-${process.pid}.mjs`);
const ends: (() => unknown)[] = [];

beforeAll(async () => {
  const entry = join(root, 'packages/storage/src/testing/processes/writer.ts');
  await build({ entryPoints: [entry], outfile: script, bundle: true, format: 'esm', platform: 'node', packages: 'external', alias: { '@requestry/model': join(root, 'packages/model/src/index.ts') }, logLevel: 'error' });
});
afterAll(async () => {
  for (const end of ends) await end();
  rmSync(folder, { recursive: true });
  rmSync(script, { force: true });
});

/** Runs a writer to its end, or kills it after so many acknowledged turns. Gives the turns that were acknowledged. */
function writer(task: WriterTask, killAfter = Infinity): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--no-warnings', script, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let acknowledged = 0;
    let said = '';
    child.stdout.on('data', (data: Buffer) => {
      acknowledged += data.toString().split('\n').length - 1;
      if (acknowledged >= killAfter) child.kill('SIGKILL');
    });
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    child.on('close', (code, signal) => (code === 0 || signal === 'SIGKILL' ? resolve(acknowledged) : reject(new Error(said))));
  });
}

async function expectAll(storage: StorageAdapter, names: readonly string[], turns: number): Promise<void> {
  const store = storage.tenant('main');
  for (const name of names) {
    const { items } = await store.scan({ index: 'own', eq: [name], limit: 1000 });
    expect(items.map(({ body, version }) => [body, version])).toEqual(Array.from({ length: turns }, (_, i) => [i + 1, 1]));
  }
  const [counter] = await store.get([{ collection: 'c', id: 'counter' }]);
  expect([counter?.body, counter?.version]).toEqual([names.length * turns, names.length * turns]);
  const { items } = await store.feed(null, 1000);
  expect(items.map(({ changes }) => changes.find(({ id }) => id === 'counter')?.version)).toEqual(Array.from({ length: names.length * turns }, (_, i) => i + 1));
}

interface Place {
  readonly name: string;
  /** Why it cannot be tried here. */
  readonly missing?: string;
  readonly task: () => Partial<WriterTask>;
  readonly storage: (task: Partial<WriterTask>) => StorageAdapter;
  /** What a host does before it starts again after a kill. */
  readonly recover?: (task: Partial<WriterTask>) => void;
}

let stores = 0;
const native = process.getBuiltinModule?.('node:sqlite' as 'node:fs') as unknown as { DatabaseSync: new (file: string) => Parameters<typeof sqliteStorage>[0] & { close(): void } } | undefined;
const closing = <Database extends { close(): void }>(database: Database): Database => (ends.push(() => database.close()), database);

const places: readonly Place[] = [
  {
    name: 'SQLite, node-sqlite3-wasm',
    task: () => ({ file: join(folder, `${++stores}.db`), driver: 'wasm' }),
    storage: ({ file }) => {
      const database = closing(new wasm.Database(file));
      rollBackUnfinished(database, fs);
      return sqliteStorage(wasmSqlite(database), { busyTimeoutMs: 60_000 });
    },
    recover: ({ file }) => rmSync(`${file}.lock`, { recursive: true, force: true }),
  },
  {
    name: 'SQLite, node:sqlite',
    missing: native ? undefined : 'this Node has none',
    task: () => ({ file: join(folder, `${++stores}.db`), driver: 'native' }),
    storage: ({ file }) => sqliteStorage(closing(new native!.DatabaseSync(file!))),
  },
  {
    name: 'PostgreSQL',
    missing: url ? undefined : 'no server; `npm test` starts one, or set REQUESTRY_POSTGRES_URL',
    task: () => ({ url, schema: `processes_${++stores}` }),
    storage: ({ schema }) => {
      const pool = new pg.Pool({ connectionString: url });
      ends.push(() => pool.end());
      return postgresStorage(pool, { schema, feedWaitMs: 5000 });
    },
  },
];

for (const { name, missing, task, storage, recover } of places) {
  const suite = missing ? describe.skip : describe;
  suite(`several processes on one store, ${name}${missing ? ` (left out: ${missing})` : ''}`, () => {
    it('lose and double nothing when they write the same documents', async () => {
      const place = task();
      const names = ['a', 'b', 'c'];
      await storage(place).open();
      await Promise.all(names.map((each) => writer({ name: each, turns: 20, ...place })));
      await expectAll(storage(place), names, 20);
    });

    it('find every acknowledged commit of one that was killed, and repeat the rest', async () => {
      const place = task();
      for (const killAfter of [1, 4, 9, 15]) {
        const acknowledged = await writer({ name: 'a', turns: 40, ...place }, killAfter);
        recover?.(place);
        const { items } = await storage(place).tenant('main').scan({ index: 'own', eq: ['a'], limit: 1000 });
        expect(items.length).toBeGreaterThanOrEqual(Math.min(acknowledged, 40));
      }
      await writer({ name: 'a', turns: 40, ...place });
      await expectAll(storage(place), ['a'], 40);
    });
  });
}
