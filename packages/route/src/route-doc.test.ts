import { fromRouteDoc, readBpmn, toRouteDoc, writeBpmn } from '@requestry/route';
import { randomRouteDoc } from '@requestry/route/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('a list of steps', () => {
  it('is the same after it was written as BPMN and read again', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
        const doc = randomRouteDoc(seed, { hasty: true });
        const route = fromRouteDoc(doc);
        const read = await readBpmn(await writeBpmn(route));
        expect(read.issues).toEqual([]);
        if (!read.route) throw new Error('not read');
        expect(toRouteDoc(read.route)).toEqual(doc);
        expect(read.route.nodes.map(({ id }) => id).sort()).toEqual(route.nodes.map(({ id }) => id).sort());
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
