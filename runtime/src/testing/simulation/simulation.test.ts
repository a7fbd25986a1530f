import { describe, expect, it } from 'vitest';
import { plantedBugs } from './planted-bugs.js';
import { simulate, SimulationFailure, type SimulationOptions } from './simulate.js';

/** As many as a test run goes through. */
const seeds = 10_000;

/** The first seed that fails. */
async function firstFailure(options: SimulationOptions): Promise<SimulationFailure> {
  for (let seed = 0; seed < seeds; seed += 1) {
    const failure = await simulate(seed, options).then(() => undefined, (error: unknown) => error);
    if (failure instanceof SimulationFailure) return failure;
    if (failure) throw failure;
  }
  throw new Error(`not found in ${seeds} seeds`);
}

async function traceOf(seed: number, options: SimulationOptions = {}): Promise<readonly string[]> {
  const lines: string[] = [];
  await simulate(seed, { ...options, trace: (line) => lines.push(line) }).catch((error: Error) => lines.push(error.message));
  return lines;
}

describe('simulation', () => {
  it('goes through every command of the service', async () => {
    const missing = new Set(['add', 'archive', 'attach', 'fetch', 'keep', 'take back', 'ask', 'cancel', 'comment', 'complete', 'continue', 'delegate', 'hours', 'invite', 'let go', 'link', 'migrate', 'pay', 'postpone', 'publish', 'rate', 'read', 'reassign', 'release', 'record', 'remove', 'resume', 'retry', 'return', 'submit', 'suspend', 'unlink', 'unpay', 'withdraw']);
    for (let seed = 0; seed < seeds && missing.size > 0; seed += 1) for (const answer of (await simulate(seed)).answers.keys()) missing.delete(answer);
    expect([...missing]).toEqual([]);
  });

  it('holds where bytes were removed between their coming and their being noted, and where a step resumed long after its due', async () => {
    for (const seed of [47_569, 76_049, 38_265]) expect((await simulate(seed)).commands).toBeGreaterThan(0);
  });

  it('does the same for the same seed, whatever ran before', async () => {
    const first = await traceOf(130);
    await simulate(3);
    expect(await traceOf(130)).toEqual(first);
    expect(first.length).toBeGreaterThan(20);
  });

  for (const [bug, options] of Object.entries(plantedBugs)) {
    it(`finds ${bug}`, async () => {
      const { seed, message } = await firstFailure(options);
      expect(message).toContain(`seed ${seed}: `);
      expect((await traceOf(seed, options)).at(-1)).toBe(message);
    });
  }
});
