import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from './median.mjs';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/**
 * CPU microseconds of the process per call of `work`, called as often as uses up `budget` milliseconds of CPU. Counted by CPU, so that on a busy
 * machine the compiler of the engine gets as far as on a quiet one. What others left behind is collected before, so that each pays for its own garbage.
 */
async function cpuPerCall(work, budget) {
  collectGarbage();
  const before = process.cpuUsage();
  let calls = 0;
  let batch = 1;
  for (;;) {
    for (let call = 0; call < batch; call += 1) {
      const done = work();
      if (done instanceof Promise) await done;
    }
    calls += batch;
    const { user, system } = process.cpuUsage(before);
    const used = user + system;
    if (used >= budget * 1000) return used / calls;
    // So many more as fit into a tenth of the budget, so that looking at the clock costs nothing.
    batch = Math.max(1, Math.floor((budget * 100 * calls) / used));
  }
}

/**
 * CPU microseconds per call of each work, by name: the median of `runs`. The works take turns, so that a busy machine slows all of them alike
 * and their ratios can be trusted; each turn begins with a warm-up as long as what is measured,
 * since the engine drops compiled code of what has not run for a while.
 */
export async function compare(works, { runs = 5, budget = 500 } = {}) {
  const found = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const [name, work] of Object.entries(works)) {
      await cpuPerCall(work, budget);
      found[name].push(await cpuPerCall(work, budget));
    }
  }
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, median(values)]));
}
