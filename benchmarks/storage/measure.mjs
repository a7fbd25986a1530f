import { median } from '../lib/median.mjs';
import { contestantsOn } from './contestants.mjs';

const writers = [1, 8, 32];
export const rounds = 5;
export const tasks = 64;

/** The least that ours may reach of a peer, at eight writers. */
const bars = { 'bare batch': 0.85, 'hand-made tables': 0.7 };

/** Rows of one place: every contestant at every number of writers. Runs in Node and in a page. */
export async function measure(ours, template, place) {
  const { contestants, close } = await contestantsOn(ours, template, place);
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
  await close();
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
