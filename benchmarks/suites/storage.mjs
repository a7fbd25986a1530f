import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../scripts/ensure-postgres.mjs';
import { median } from '../lib/measure.mjs';
import { importFromSource } from '../lib/source.mjs';
import { contestantsOn } from '../storage/contestants.mjs';
import { handmadePostgres, handmadeSqlite } from '../storage/handmade.mjs';
import { recordTemplate } from '../storage/template.mjs';

const writers = [1, 8, 32];
const rounds = 5;
const tasks = 64;

/** The least that ours may reach of a peer, at eight writers. */
const bars = { 'bare batch': 0.85, 'hand-made tables': 0.7 };

/** One approval completed through the runtime on each adapter, beside the same without a runtime and beside tables made for it. */
export async function run() {
  const ours = await importFromSource('storage/ours.ts', 'storage');
  const template = await recordTemplate(ours);
  const folder = mkdtempSync(join(tmpdir(), 'requestry-bench-'));
  const results = [];
  try {
    for (const place of await placesIn(ours, folder)) {
      if (place.missing) results.push({ case: place.name, metric: 'completed tasks', unit: '/s', value: null, reason: place.missing });
      else results.push(...(await measure(ours, template, place)));
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
      'Bare batch: the same reads and the same batch, asked by a loop that decides nothing. Hand-made: one read of both documents, then one statement (PostgreSQL) or one transaction (SQLite).',
      'The ratio is that of the peer to ours; ours has to reach 0.85 of the bare batch and 0.7 of hand-made tables at 8 writers. SQLite and memory have one writer at a time whatever the number.',
    ],
  };
}

async function placesIn(ours, folder) {
  return [{ name: 'memory', open: async () => ours.memoryStorage() }, await wasmPlace(ours, folder), nativePlace(ours, folder), await postgresPlace(ours)];
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

async function measure(ours, template, place) {
  const contestants = await contestantsOn(ours, template, place);
  const rows = [];
  for (const count of writers) {
    const found = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, { prepare }] of Object.entries(contestants)) {
        const works = await prepare(tasks);
        const perSecond = await race(works, count);
        if (round > 0) found[name].push(perSecond);
      }
    }
    rows.push(...rowsOf(place.name, count, Object.fromEntries(Object.entries(found).map(([name, values]) => [name, median(values)]))));
  }
  return rows;
}

/** Works per second when so many are done at once. */
async function race(works, count) {
  const queue = [...works];
  const begin = performance.now();
  await Promise.all(Array.from({ length: count }, async () => {
    for (let work = queue.pop(); work; work = queue.pop()) await work();
  }));
  return (works.length / (performance.now() - begin)) * 1000;
}

function rowsOf(place, count, speeds) {
  const own = speeds.requestry;
  return Object.entries(speeds).map(([name, value]) => {
    const base = { case: `${place}, ${count} ${count === 1 ? 'writer' : 'writers'}`, metric: 'completed tasks', unit: '/s', value };
    if (name === 'requestry') return base;
    const bar = count === 8 ? bars[name] : undefined;
    return { ...base, peer: name, ratio: value / own, ...(bar === undefined ? {} : { limit: `≤ × ${(1 / bar).toFixed(2)}`, passed: own >= value * bar }) };
  });
}
