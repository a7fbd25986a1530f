import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../scripts/ensure-browser.mjs';
import { startPostgres } from '../../scripts/ensure-postgres.mjs';
import { importFromSource } from '../lib/source.mjs';
import { handmadePostgres, handmadeSqlite } from '../storage/handmade.mjs';
import { measureInChromium } from '../storage/chromium.mjs';
import { measure, rounds, tasks } from '../storage/measure.mjs';
import { recordTemplate } from '../storage/template.mjs';

/** One approval completed through the runtime on each adapter, beside the same without a runtime and beside tables made for it. */
export async function run() {
  const ours = await importFromSource('storage/ours.ts', 'storage');
  const template = await recordTemplate(ours);
  const folder = mkdtempSync(join(tmpdir(), 'requestry-bench-'));
  const results = [];
  try {
    for (const place of await placesIn(ours, folder)) {
      if (place.missing) results.push({ case: place.name, metric: 'completed tasks', unit: '/s', value: null, reason: place.missing });
      else results.push(...(await (place.measure ?? measure)(ours, template, place)));
      await place.close?.();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    results,
    notes: [
      `Completed tasks per second, the median of ${rounds} rounds of ${tasks}; contestants take turns, each on a store of its own. Every commit waits for the disk where there is one.`,
      'requestry: read, decide, commit. With its answer: also what the service reads for the card it gives back.',
      'Bare batch: the same reads and the same batch, asked by a loop that decides nothing. Hand-made: one read of both documents, then one statement (PostgreSQL) or one transaction (SQLite, IndexedDB); the SQL ones keep columns and indexes for the lists that ours can show, without full text and filterable fields.',
      'The ratio is that of the peer to ours; ours has to reach 0.85 of the bare batch and 0.7 of hand-made tables at 8 writers. SQLite and memory have one writer at a time whatever the number.',
    ],
  };
}

async function placesIn(ours, folder) {
  return [{ name: 'memory', open: async () => ours.memoryStorage() }, indexedDbPlace(), await wasmPlace(ours, folder), nativePlace(ours, folder), await postgresPlace(ours)];
}

function indexedDbPlace() {
  const name = 'IndexedDB, Chromium';
  const browser = findBrowser();
  return browser ? { name, measure: () => measureInChromium(browser, name) } : { name, missing: 'no Chromium; set CHROME_PATH' };
}

async function wasmPlace(ours, folder) {
  const { default: wasm } = await import('node-sqlite3-wasm');
  return sqlitePlace(ours, 'SQLite, node-sqlite3-wasm', folder, (file) => ours.wasmSqlite(new wasm.Database(file)));
}

function nativePlace(ours, folder) {
  const sqlite = process.getBuiltinModule?.('node:sqlite');
  if (!sqlite) return { name: 'SQLite, node:sqlite', missing: 'this Node has none' };
  return sqlitePlace(ours, 'SQLite, node:sqlite', folder, (file) => new sqlite.DatabaseSync(file));
}

function sqlitePlace(ours, name, folder, openFile) {
  let files = 0;
  const open = () => openFile(join(folder, `${name.replaceAll(/\W+/g, '-')}-${(files += 1)}.db`));
  return { name, open: async () => ours.sqliteStorage(open()), handmade: async (template) => handmadeSqlite(open(), template) };
}

async function postgresPlace(ours) {
  const name = 'PostgreSQL, pg';
  let server;
  try {
    server = startPostgres({ fsync: true });
  } catch (error) {
    return { name, missing: error.message.split('\n')[0] };
  }
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: server.url, max: 32 });
  let schemas = 0;
  return {
    name,
    open: async () => ours.postgresStorage(pool, { schema: `bench_${(schemas += 1)}` }),
    handmade: (template) => handmadePostgres(pool, `bench_${(schemas += 1)}`, template),
    close: async () => {
      await pool.end();
      server.stop();
    },
  };
}
