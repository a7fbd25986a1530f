// `npm run simulate [-- --seeds N --from N --workers N]`: runs of the service with faults and crashes, each from a seed. `--seed N` shows one run line by line.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { bundleSource } from './bundle-source.mjs';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000000' }, from: { type: 'string', default: '0' }, workers: { type: 'string', default: String(availableParallelism()) }, seed: { type: 'string' } },
});

/** Seeds that share an office, times some: what a worker takes at a time. */
const share = 256;
const mostFailures = 5;

const { file, remove } = await bundleSource('runtime/src/testing/simulation/worker.ts');
process.on('exit', remove);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
process.exitCode = values.seed === undefined ? await runAll() : await runOne(Number(values.seed));

async function runOne(seed) {
  const { simulate } = await import(file);
  try {
    const { steps, commands, crashes } = await simulate(seed, { trace: console.log });
    console.log(`\nSeed ${seed} holds: ${steps} steps, ${commands} commands, ${crashes} crashes.`);
    return 0;
  } catch (error) {
    console.error(`\n${error.message}`);
    return 1;
  }
}

async function runAll() {
  const [from, count] = [Number(values.from), Number(values.seeds)];
  const begin = performance.now();
  const failures = [];
  let next = from;
  let done = 0;
  let told = begin;
  const speed = () => `${Math.round(done / ((performance.now() - begin) / 1000))} seeds/s`;
  const take = () => {
    if (next >= from + count || failures.length >= mostFailures) return undefined;
    const range = { from: next, to: Math.min(from + count, next + share) };
    next = range.to;
    return range;
  };
  const work = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(file, { execArgv: ['--enable-source-maps'] });
      const give = () => {
        const range = take();
        if (range) return worker.postMessage(range);
        void worker.terminate();
        resolve();
      };
      worker.on('error', reject);
      worker.on('message', ({ failure, done: finished }) => {
        if (failure) {
          failures.push(failure);
          console.error(`${failure.message}\n  npm run simulate -- --seed ${failure.seed}`);
          return;
        }
        done += finished;
        if (performance.now() - told > 10_000) {
          told = performance.now();
          console.log(`${done} of ${count} seeds, ${speed()}`);
        }
        give();
      });
      give();
    });
  await Promise.all(Array.from({ length: Math.max(1, Number(values.workers)) }, work));
  console.log(`${done} seeds, ${failures.length} failed, ${speed()}`);
  return failures.length === 0 ? 0 : 1;
}
