import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../scripts/ensure-browser.mjs';
import { startPostgres } from '../../scripts/ensure-postgres.mjs';
import { importFromSource } from '../lib/source.mjs';
import { handmadePostgres, handmadeSqlite } from '../queries/handmade.mjs';
import { loadOurs, systemOf, templatesOf } from '../queries/load.mjs';
import { asked, measureQueries } from '../queries/measure.mjs';
import { namesOf } from '../queries/rows.mjs';
import { inChromium } from '../storage/chromium.mjs';

/** What a server that holds a million requests would be given: a quarter of the memory, as the manual of PostgreSQL advises. */
const roomForMany = [`shared_buffers=${Math.floor(totalmem() / 4 / 2 ** 20)}MB`, 'max_wal_size=4GB', 'checkpoint_timeout=30min'];

/** Pages as they lie in the memory of a machine that has served for a while, theirs as ours: what was loaded first would otherwise come from the disk. */
const intoMemory = `
  CREATE EXTENSION IF NOT EXISTS pg_prewarm;
  SELECT sum(pg_prewarm(c.oid::regclass, 'read')) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname LIKE 'bench%' AND c.relkind IN ('r', 'i', 't')`;

/** Requests in a browser, whatever the other sizes are. */
const inBrowser = 10_000;

/** Lists, full text and counts over many requests, beside queries tuned by hand over the same data in tables of their own. `sizes`: numbers of requests; `only`: how the name of the store begins. */
export async function run({ sizes = [100_000, 1_000_000], only = '' } = {}) {
  const ours = await importFromSource('queries/ours.ts', 'queries');
  const templates = await templatesOf(ours);
  const folder = mkdtempSync(join(tmpdir(), 'requestry-bench-'));
  const results = [];
  try {
    for (const place of await placesIn(ours, folder)) {
      if (!place.name.startsWith(only)) continue;
      if (place.missing) results.push({ case: place.name, metric: 'p95', unit: 'ms', value: null, reason: place.missing });
      else results.push(...(await (place.measure?.(Math.min(inBrowser, ...sizes)) ?? measurePlace(ours, templates, place, sizes))));
      await place.close?.();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    results,
    notes: [
      `${asked} questions of each sort with different values after a warm-up, ours and the hand-made query in turn; the ratio is that of the peer to ours, which has to be at least 0.5.`,
      'Ours: the service with its rights and rows as widgets show them. Hand-made: a narrow table with an index for each question, made into rows of the same fields: names and titles from memory as ours has them, the title of a record by a join. Both are asked for somebody who sees everything, or for their own tasks: the hand-made queries need no rights for that, ours look at them all the same.',
      'Ours also finds titles and numbers that begin as the text does; so a few answers to a text have rows more than the hand-made ones.',
      'Growth: our p95 at the larger size to that at the smaller; the hand-made growth stands beside it.',
    ],
  };
}

async function measurePlace(ours, templates, place, sizes) {
  const results = [];
  const before = new Map();
  for (const size of sizes) {
    const storage = await place.open();
    const runtime = await ours.createRuntime({ storage });
    await runtime.install(systemOf(ours.system));
    const handmade = await place.handmade();
    const begin = performance.now();
    console.log(`  ${place.name}: loading ${size} requests …`);
    await loadOurs(ours, storage, templates, size);
    const half = performance.now();
    await handmade.load(size, (row) => JSON.stringify({ ...templates[row.kind].task, assignee: row.performer, due: row.due }));
    await place.settle?.();
    console.log(`  ${place.name}: ours in ${Math.round((half - begin) / 1000)} s, hand-made in ${Math.round((performance.now() - half) / 1000)} s`);
    for (const found of await measureQueries(runtime, handmade)) {
      const { name, ours: own, theirs } = found;
      const at = caseOf(place.name, size, name);
      results.push(...rowsOf(at, found));
      const smaller = before.get(name);
      if (smaller) {
        const growth = own.p95 / smaller.own.p95;
        results.push({ case: at, metric: 'growth of p95', unit: '×', value: growth, limit: '≤ 1.5', passed: growth <= 1.5 }, { case: at, peer: 'hand-made', metric: 'growth of p95', unit: '×', value: theirs.p95 / smaller.theirs.p95 });
      }
      before.set(name, { own, theirs });
    }
    await runtime.close();
  }
  return results;
}

const caseOf = (place, size, name) => `${place}, ${size.toExponential(0).replace('e+', 'e')}, ${name}`;

function rowsOf(at, { ours: own, theirs, different }) {
  if (different > 0) console.log(`  ${at}: ${different} of ${asked} answers differ`);
  const ratio = theirs.p95 / own.p95;
  return [
    { case: at, metric: 'p95', unit: 'ms', value: own.p95 },
    { case: at, peer: 'hand-made', metric: 'p95', unit: 'ms', value: theirs.p95, ratio, limit: '≥ × 0.5', passed: ratio >= 0.5 },
    { case: at, metric: 'p50', unit: 'ms', value: own.p50 },
    { case: at, peer: 'hand-made', metric: 'p50', unit: 'ms', value: theirs.p50, ratio: theirs.p50 / own.p50 },
  ];
}

async function placesIn(ours, folder) {
  return [indexedDbPlace(), await postgresPlace(ours), await sqlitePlace(ours, folder)];
}

function indexedDbPlace() {
  const name = 'IndexedDB, Chromium';
  const browser = findBrowser();
  if (!browser) return { name, missing: 'no Chromium; set CHROME_PATH' };
  return { name, measure: async (size) => (await inChromium(browser, 'queries/page.ts', size)).flatMap((found) => rowsOf(caseOf(name, size, found.name), found)) };
}

async function sqlitePlace(ours, folder) {
  const sqlite = process.getBuiltinModule?.('node:sqlite');
  const { default: wasm } = await import('node-sqlite3-wasm');
  const name = sqlite ? 'SQLite, node:sqlite' : 'SQLite, node-sqlite3-wasm';
  let files = 0;
  const open = () => {
    const file = join(folder, `queries-${(files += 1)}.db`);
    return sqlite ? new sqlite.DatabaseSync(file) : ours.wasmSqlite(new wasm.Database(file));
  };
  return { name, open: async () => ours.sqliteStorage(open()), handmade: async () => handmadeSqlite(open(), ours.tokensOf, namesOf(systemOf(ours.system))) };
}

async function postgresPlace(ours) {
  const name = 'PostgreSQL, pg';
  let server;
  try {
    server = startPostgres({ settings: roomForMany });
  } catch (error) {
    return { name, missing: error.message.split('\n')[0] };
  }
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: server.url, max: 8 });
  let schemas = 0;
  return {
    name,
    open: async () => ours.postgresStorage(pool, { schema: `bench_${(schemas += 1)}` }),
    handmade: () => handmadePostgres(pool, `bench_${(schemas += 1)}`, namesOf(systemOf(ours.system))),
    settle: async () => {
      await pool.query('VACUUM ANALYZE');
      await pool.query(intoMemory).catch((error) => console.log(`  ${name}: not read into memory, ${error.message}`));
    },
    close: async () => {
      await pool.end();
      server.stop();
    },
  };
}
