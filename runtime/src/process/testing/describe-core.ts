import type { ExecutionCore } from '../types.js';
import { coreCases } from './cases/index.js';
import { playCase } from './play.js';

/** The two words of a test runner that the suite speaks; those of vitest, mocha and jest fit. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it: ((name: string, body: () => Promise<void>) => unknown) & { skip(name: string, body?: () => Promise<void>): unknown };
}

export interface DescribeCoreOptions {
  /** Names of cases that the engine does not pass, each with its reason. */
  readonly skip?: Readonly<Record<string, string>>;
  /** The runner's global `describe` and `it` when absent. */
  readonly runner?: TestRunner;
}

/** Declares every case for an engine. A case that is left out says why. */
export function describeCore(core: ExecutionCore, { skip = {}, runner = globalThis as unknown as TestRunner }: DescribeCoreOptions = {}): void {
  const { describe, it } = runner;
  describe(`engine ${core.name}`, () => {
    for (const [group, cases] of Object.entries(coreCases)) {
      describe(group, () => {
        for (const each of cases) {
          const reason = skip[each.name];
          if (reason === undefined) it(each.name, async () => void (await playCase(core, each)));
          else it.skip(`${each.name} (left out: ${reason})`, async () => undefined);
        }
      });
    }
  });
}
