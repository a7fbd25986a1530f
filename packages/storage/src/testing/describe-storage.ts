import type { StorageSubject } from './case.js';
import { storageCases } from './cases/index.js';
import { reasonToSkip, runCase } from './run.js';

/** The two words of a test runner that the kit speaks; those of vitest, mocha and jest fit. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it: ((name: string, body: () => Promise<void>) => unknown) & { skip(name: string, body?: () => Promise<void>): unknown };
}

/** Declares every case for an adapter. The runner's global `describe` and `it` are used when none are given. A case that is left out says why. */
export function describeStorage(subject: StorageSubject, runner: TestRunner = globalThis as unknown as TestRunner): void {
  const { describe, it } = runner;
  describe(`storage ${subject.name}`, () => {
    for (const group of new Set(storageCases.map((each) => each.group))) {
      describe(group, () => {
        for (const each of storageCases.filter((one) => one.group === group)) {
          const reason = reasonToSkip(subject, each);
          if (reason === undefined) it(each.name, () => runCase(subject, each));
          else it.skip(`${each.name} (left out: ${reason})`, async () => undefined);
        }
      });
    }
  });
}
