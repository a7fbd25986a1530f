import { importFromSource } from '../lib/source.mjs';

const routes = 500;

/** How long the proof of soundness takes: over many random structured routes, and where branches multiply the most. */
export async function run() {
  const found = await importFromSource('verify/ours.ts', 'verify').catch((error) => ({ reason: error.errors?.[0]?.text ?? error.message }));
  const missing = found.reason ?? (typeof found.verifyRoute === 'function' ? undefined : '@requestry/route has no verifyRoute yet');
  const random = { case: `${routes} random routes up to 60 nodes`, metric: 'p95', unit: 'ms', limit: '≤ 15 ms' };
  const worst = { case: '6 parallel branches × 5 steps', metric: 'median of 5', unit: 'ms', limit: '≤ 1500 ms' };
  if (missing !== undefined) return { results: [{ ...random, value: null, reason: missing }, { ...worst, value: null, reason: missing }], notes: [] };
  const sample = randomRoutes(found);
  for (const route of sample.slice(0, 50)) found.verifyRoute(route);
  const times = sample.map((route) => timed(() => found.verifyRoute(route))).sort((a, b) => a - b);
  const p95 = times[Math.floor(times.length * 0.95)];
  const wide = widest(found);
  const runs = Array.from({ length: 5 }, () => timed(() => found.verifyRoute(wide))).sort((a, b) => a - b);
  const complete = found.verifyRoute(wide).complete;
  return {
    results: [
      { ...random, value: p95, passed: p95 <= 15 },
      { ...random, metric: 'largest', limit: undefined, value: times.at(-1) },
      { ...worst, value: runs[2], passed: runs[2] <= 1500 && complete },
    ],
    notes: [`In the main thread of Node; the worst case was ${complete ? '' : 'not '}checked completely.`],
  };
}

function randomRoutes({ fromRouteDoc, randomRouteDoc }) {
  const found = [];
  for (let seed = 1; found.length < routes; seed += 1) {
    const route = fromRouteDoc(randomRouteDoc(seed, { entries: 24 }));
    if (route.nodes.length <= 60) found.push(route);
  }
  return found;
}

function widest({ fromRouteDoc }) {
  const step = (id) => ({ kind: 'step', id, name: id, settings: { type: 'approval', who: { rule: 'initiatorHead' } }, targets: {}, timers: [] });
  const branches = Array.from({ length: 6 }, (_, branch) => ({ id: `w${branch}`, steps: Array.from({ length: 5 }, (__, index) => step(`s${branch}_${index}`)) }));
  return fromRouteDoc({ id: 'wide', name: '', start: { id: 'start' }, steps: [{ kind: 'parallel', id: 'split', name: '', branches }], end: { id: 'end', end: { state: 'completed' } } });
}

function timed(work) {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}
