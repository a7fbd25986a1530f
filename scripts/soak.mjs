// `npm run soak`: real processes that work on one store and are killed, stopped, cut off from it; then everything they were told is held
// against what is stored. About two minutes; `-- --full` takes as long as 1 000 kills and 20 stops of the database need.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { bundleSource } from './bundle-source.mjs';
import { startPostgres } from './ensure-postgres.mjs';
import { addStandby, killServer } from './soak/standby.mjs';
import { Heard, keepWriting } from './soak/writers.mjs';

const { values } = parseArgs({ options: { full: { type: 'boolean', default: false }, place: { type: 'string' } } });

/** Until when each part goes on: a time, or numbers of kills and of stops of the database. */
const aims = values.full ? { kills: 500, stops: 20, failoverMs: 20_000 } : { ms: 40_000, stops: 2, failoverMs: 8_000 };

const folder = mkdtempSync(join(tmpdir(), 'requestry-soak-'));
const bundles = await Promise.all(['writer', 'verify', 'place'].map((name) => bundleSource(`runtime/src/testing/soak/${name}.ts`, { external: ['pg', 'node-sqlite3-wasm'], small: name === 'writer' })));
const [writer] = bundles;
process.on('exit', () => {
  for (const { remove } of bundles) remove();
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
const [{ verify }, { openPlace }] = await Promise.all(bundles.slice(1).map(({ file }) => import(pathToFileURL(file).href)));

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const native = process.getBuiltinModule?.('node:sqlite') !== undefined;
const chosen = ([name]) => values.place === undefined || values.place === name;
// The first two wait for disks and for starts mostly, so they run side by side; the last one is timed.
const rows = await Promise.all(Object.entries({ sqlite, postgres }).filter(chosen).map(([, part]) => part()));
if (chosen(['failover'])) rows.push(await failover());
show(rows);
process.exit(rows.every(({ holds }) => holds) ? 0 : 1);

/** Counts what is done to the processes of one part, and says when it is over. */
function progress(title, { kills, ms, stops = 0 }) {
  const begin = performance.now();
  const figures = { title, kills: 0, pauses: 0, stops: 0 };
  const count = (what) => {
    figures[`${what}s`] += 1;
    if (what === 'kill' && figures.kills % 100 === 0) console.log(`${title}: ${figures.kills} kills`);
  };
  const going = () => (kills === undefined ? performance.now() - begin < ms : figures.kills < kills || figures.stops < stops);
  return { figures, count, going };
}

/** Verifies a part and adds its row to the table. */
async function judged(figures, place, heard) {
  const verdict = await verify(place, heard.list());
  const { lost, doubled, broken } = verdict;
  for (const problem of [...lost.map((key) => `lost: ${key}`), ...doubled.map((key) => `doubled: ${key}`), ...broken, ...heard.wrong].slice(0, 10)) console.error(`${figures.title}: ${problem}`);
  return { ...figures, commands: heard.all.size, acknowledged: verdict.acknowledged, events: verdict.events, lost: lost.length, doubled: doubled.length, broken: broken.length, wrong: heard.wrong.length, holds: lost.length + doubled.length + broken.length + heard.wrong.length === 0 };
}

async function sqlite() {
  const place = { file: join(folder, 'soak.db') };
  const heard = new Heard();
  const { figures, count, going } = progress(`SQLite (${native ? 'node:sqlite' : 'node-sqlite3-wasm'})`, { ...aims, stops: 0 });
  // The WebAssembly build leaves its lock behind when it is killed, so nobody else may be at the file then.
  const before = native ? undefined : () => rmSync(`${place.file}.lock`, { recursive: true, force: true });
  await Promise.all(Array.from({ length: native ? 3 : 1 }, (_, index) => keepWriting({ file: writer.file, name: `s${index}`, place, people: 3, heard, going, count, before })));
  before?.();
  return judged(figures, place, heard);
}

async function postgres() {
  const server = startPostgres({ fsync: true, own: true });
  const place = { urls: [server.url] };
  const heard = new Heard();
  const { figures, count, going } = progress('PostgreSQL', aims);
  const writing = Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, (_, index) => keepWriting({ file: writer.file, name: `p${index}`, place, people: 2, heard, going, count }));
  const stopping = (async () => {
    while (going()) {
      await pause(values.full ? 8_000 : 15_000);
      if (!going()) return;
      server.crash();
      await pause(Math.random() * 1000);
      server.revive();
      count('stop');
    }
  })();
  await Promise.all([...writing, stopping]);
  const row = await judged(figures, place, heard);
  server.stop();
  return row;
}

/** The first server is lost with everything on it; the second goes on. */
async function failover() {
  const server = startPostgres({ fsync: true, own: true });
  const query = async (text) => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };
  const standby = await addStandby(server, query);
  const place = { urls: [server.url, standby.url] };
  const heard = new Heard();
  const { figures, count, going } = progress('PostgreSQL, standby promoted', { ms: 2 * aims.failoverMs });
  const writing = Array.from({ length: 2 }, (_, index) => keepWriting({ file: writer.file, name: `f${index}`, place, people: 2, heard, going, count }));
  const storage = await openPlace(place);
  const probe = (id) => storage.tenant('main').commit({ ops: [{ op: 'put', collection: 'probe', id, body: 1 }], command: { id, result: 1 } });
  await pause(aims.failoverMs);
  await probe('before');
  const lost = performance.now();
  killServer(server, (head) => execFileSync('ps', ['-o', 'pid=', '--ppid', String(head)], { encoding: 'utf8' }).trim().split(/\s+/).map(Number));
  standby.promote();
  for (let answered = false; !answered; ) answered = await probe('after').then(() => true, () => pause(20));
  figures.firstAnswerMs = Math.round(performance.now() - lost);
  await Promise.all(writing);
  const row = await judged(figures, place, heard);
  server.stop();
  // How soon depends on how busy the machine is; the tests only show it.
  return { ...row, holds: row.holds && (!values.full || row.firstAnswerMs < 5000) };
}

function show(all) {
  const columns = ['title', 'kills', 'pauses', 'stops', 'commands', 'acknowledged', 'events', 'lost', 'doubled', 'broken', 'wrong', 'firstAnswerMs'];
  const heads = { title: '', kills: 'kill -9', pauses: 'SIGSTOP', stops: 'database stops', broken: 'broken rules', wrong: 'odd errors', firstAnswerMs: 'first answer, ms' };
  const cells = [columns.map((column) => heads[column] ?? column), ...all.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index].length)));
  for (const row of cells) console.log(row.map((cell, index) => (index === 0 ? cell.padEnd(widths[index]) : cell.padStart(widths[index]))).join('  '));
}
