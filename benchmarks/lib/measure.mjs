/** CPU microseconds of the process per call of `work`, called as often as fills `budget` milliseconds. */
async function cpuPerCall(work, budget) {
  const begin = performance.now();
  const before = process.cpuUsage();
  let calls = 0;
  do {
    await work();
    calls += 1;
  } while (performance.now() - begin < budget);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * CPU microseconds per call of each work, by name: the median of `runs` after a warm-up. The works take turns, so that a busy machine
 * slows all of them alike and their ratios can be trusted.
 */
export async function compare(works, { runs = 7, budget = 150 } = {}) {
  for (const work of Object.values(works)) await cpuPerCall(work, budget);
  const found = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const [name, work] of Object.entries(works)) found[name].push(await cpuPerCall(work, budget));
  }
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, median(values)]));
}
