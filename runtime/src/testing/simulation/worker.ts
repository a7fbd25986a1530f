/** Runs seeds in a thread of its own: takes `{ from, to }`, says `{ failure }` for each that fails and `{ done }` at the end. */
import { parentPort } from 'node:worker_threads';
import { simulate } from './simulate.js';

export interface SeedRange {
  readonly from: number;
  readonly to: number;
}

parentPort?.on('message', async ({ from, to }: SeedRange) => {
  for (let seed = from; seed < to; seed += 1) {
    await simulate(seed).catch((error: Error) => parentPort?.postMessage({ failure: { seed, message: error.message } }));
  }
  parentPort?.postMessage({ done: to - from });
});

export { simulate };
