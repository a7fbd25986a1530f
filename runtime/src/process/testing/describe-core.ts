import type { ExecutionCore } from '../types.js';
import { coreCases } from './cases/index.js';
import { playCase, type CoreCase } from './play.js';
import { assertSame } from './same.js';

/** The two words of a test runner that the suite speaks; those of vitest, mocha and jest fit. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}

export interface DescribeCoreOptions {
  /** Names of cases that the engine does not pass, each with its reason. They are played all the same: one that passes fails the suite. */
  readonly skip?: Readonly<Record<string, string>>;
  /** The runner's global `describe` and `it` when absent. */
  readonly runner?: TestRunner;
}

/** Declares every case for an engine. A case that is left out says why, and has to fail for as long as it does. */
export function describeCore(core: ExecutionCore, { skip = {}, runner = globalThis as unknown as TestRunner }: DescribeCoreOptions = {}): void {
  const { describe, it } = runner;
  describe(`engine ${core.name}`, () => {
    for (const [group, cases] of Object.entries(coreCases)) {
      describe(group, () => {
        for (const each of cases) {
          const reason = skip[each.name];
          if (reason === undefined) it(each.name, async () => void (await playCase(core, each)));
          else it(`${each.name} (left out: ${reason})`, async () => mustFail(core, each));
        }
      });
    }
    it('leaves out no case that does not exist', async () => assertSame(unknownNames(skip), [], 'names of cases'));
  });
}

async function mustFail(core: ExecutionCore, each: CoreCase): Promise<void> {
  const passes = await playCase(core, each).then(
    () => true,
    () => false,
  );
  if (passes) throw new Error(`"${each.name}" passes: its reason to be left out is no more`);
}

function unknownNames(skip: Readonly<Record<string, string>>): readonly string[] {
  const known = new Set(Object.values(coreCases).flatMap((cases) => cases.map(({ name }) => name)));
  return Object.keys(skip).filter((name) => !known.has(name));
}
