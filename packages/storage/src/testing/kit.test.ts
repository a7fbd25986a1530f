import { memoryStorage } from '@requestry/storage';
import { failuresOf, reasonToSkip, runCase, storageCases } from '@requestry/storage/testing';
import { describe, expect, it } from 'vitest';
import { brokenAdapters } from './broken-adapters.js';
import { wrapStores } from './wrap.js';

describe('the conformance kit', () => {
  it('finds nothing wrong with a right adapter', async () => {
    const subject = { name: 'wrapped', pause: true, open: (hooks: Parameters<typeof memoryStorage>[0]) => wrapStores(memoryStorage(hooks), () => ({})) };
    expect(await failuresOf(subject, storageCases)).toEqual([]);
  });

  it('has at least sixty cases, each with a name of its own', () => {
    expect(storageCases.length).toBeGreaterThanOrEqual(60);
    expect(new Set(storageCases.map((each) => each.name)).size).toBe(storageCases.length);
  });

  it('says why it leaves a case out', () => {
    const subject = { name: 'one of a kind', open: () => memoryStorage(), clock: false, skip: { [storageCases[0]!.name]: 'known' } };
    expect(new Set(storageCases.map((each) => reasonToSkip(subject, each)))).toEqual(new Set([undefined, 'known', 'no second adapter on the same store', 'the store keeps its own clock']));
  });

  for (const { name, caughtBy, open } of brokenAdapters) {
    it(`catches ${name}, twenty times of twenty`, async () => {
      const subject = { name, open, pause: true };
      const failures = await failuresOf(subject, storageCases);
      expect(failures.map((failure) => failure.name)).toContain(caughtBy);
      const one = storageCases.find((each) => each.name === caughtBy)!;
      for (let repeat = 0; repeat < 20; repeat++) await expect(runCase(subject, one)).rejects.toThrow();
    });
  }
});
