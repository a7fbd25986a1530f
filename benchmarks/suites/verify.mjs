import { median } from '../lib/median.mjs';
import { importFromSource } from '../lib/source.mjs';

const routes = 500;
const limit = '≤ 1500 ms';

/** Routes in which the most states are possible at once. */
const worstCases = {
  '6 parallel branches × 5 steps': { split: 'parallel', choices: false },
  '6 parallel × 5, rework and timers': { split: 'parallel', choices: true },
  '6 inclusive × 5, rework and timers': { split: 'inclusive', choices: true },
};

/** How long the proof of soundness takes: over many random structured routes, and where branches multiply the most. And how long a picture takes. */
export async function run() {
  const found = await importFromSource('verify/ours.ts', 'verify').catch((error) => ({ reason: error.errors?.[0]?.text ?? error.message }));
  const missing = found.reason ?? (typeof found.verifyRoute === 'function' ? undefined : '@requestry/route has no verifyRoute yet');
  const random = { case: `${routes} random routes up to 60 nodes`, metric: 'p95, each the median of 5', unit: 'ms', limit: '≤ 15 ms' };
  if (missing !== undefined) return { results: [{ ...random, value: null, reason: missing }], notes: [] };
  const sample = randomRoutes(found);
  for (const route of sample.slice(0, 50)) found.verifyRoute(route);
  const times = sample.map((route) => medianOf5(() => found.verifyRoute(route))).sort((a, b) => a - b);
  const p95 = times[Math.floor(times.length * 0.95)];
  const drawn = layoutTime(found);
  const worst = Object.entries(worstCases).map(([title, kind]) => worstRow(found, title, kind));
  return {
    results: [
      { ...random, value: p95, passed: p95 <= 15 },
      { ...random, metric: 'largest, median of 5', limit: undefined, value: times.at(-1) },
      ...worst.map(({ row }) => row),
      { case: 'layout, 100 nodes', metric: 'median of 50 routes', unit: 'ms', limit: '≤ 20 ms', value: drawn, passed: drawn <= 20 },
    ],
    notes: [
      'In the main thread of Node. Order of independent steps is not gone through, so states grow with the choices that can still matter.',
      ...worst.map(({ row, states, complete }) => `${row.case}: ${states} states, ${complete ? 'all' : 'not all'} of them looked at.`),
    ],
  };
}

function worstRow(found, title, kind) {
  const route = widest(found, kind);
  const { complete, states } = found.verifyRoute(route);
  const value = medianOf5(() => found.verifyRoute(route));
  return { row: { case: title, metric: 'median of 5', unit: 'ms', limit, value, passed: value <= 1500 && complete }, states, complete };
}

/** Routes of about a hundred nodes, each drawn several times, from top to bottom and from left to right in turn. */
function layoutTime(found) {
  const sample = [];
  for (let seed = 1; sample.length < 50; seed += 1) {
    const route = found.fromRouteDoc(found.randomRouteDoc(seed, { entries: 70 }));
    if (route.nodes.length >= 90 && route.nodes.length <= 110) sample.push(route);
  }
  return median(sample.map((route, index) => medianOf5(() => found.layoutRoute(route, { direction: index % 2 === 0 ? 'vertical' : 'horizontal' }))));
}

function randomRoutes({ fromRouteDoc, randomRouteDoc }) {
  const found = [];
  for (let seed = 1; found.length < routes; seed += 1) {
    const route = fromRouteDoc(randomRouteDoc(seed, { entries: 24 }));
    if (route.nodes.length <= 60) found.push(route);
  }
  return found;
}

/**
 * Six branches of five steps. Outside the plain case each step may send back to rework and from there to the first step of its branch, and
 * has two timers: one takes the request back to the first step, one starts a side branch beside the open step.
 */
function widest({ fromRouteDoc }, { split, choices }) {
  const wait = { type: 'timer', kind: 'duration', value: 'P3D', working: true };
  const step = (branch, index) => {
    const id = `s${branch}_${index}`;
    const first = `s${branch}_0`;
    const settings = { type: 'approval', who: { rule: 'initiatorHead' } };
    if (!choices) return { kind: 'step', id, name: id, settings, targets: {}, timers: [] };
    const aside = { to: 'end', id: `late_${id}`, end: { state: 'completed' } };
    return {
      kind: 'step',
      id,
      name: id,
      settings,
      targets: { reject: { to: 'rework', id: `r_${id}`, rework: { type: 'rework' }, backTo: first } },
      timers: [
        { id: `t_${id}`, event: wait, interrupting: true, target: { to: 'step', step: first } },
        { id: `n_${id}`, event: wait, interrupting: false, target: aside },
      ],
    };
  };
  const branches = Array.from({ length: 6 }, (_, branch) => ({
    id: `w${branch}`,
    ...(split === 'inclusive' ? { condition: `=amount > ${branch}` } : {}),
    steps: Array.from({ length: 5 }, (__, index) => step(branch, index)),
  }));
  return fromRouteDoc({ id: 'wide', name: '', start: { id: 'start' }, steps: [{ kind: split, id: 'split', name: '', branches }], end: { id: 'end', end: { state: 'completed' } } });
}

const medianOf5 = (work) => median(Array.from({ length: 5 }, () => timed(work)));

function timed(work) {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}
