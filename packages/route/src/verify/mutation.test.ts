import { fromRouteDoc, verifyRoute } from '@requestry/route';
import type { Route } from '@requestry/route';
import { mutateRoute, playTokens, randomFrom, randomRouteDoc } from '@requestry/route/testing';
import type { Mutant } from '@requestry/route/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const mutants = 500;
const errors = (route: Route): string[] => verifyRoute(route).findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
const seeds = (count: number): number[] => fc.sample(fc.noBias(fc.nat()), count);

/** Why a broken route may pass: what was broken does not matter there. Nothing when its tokens can go wrong. */
function excuse({ kind, element, route }: Mutant): string | undefined {
  const { complete, flaw } = playTokens(route, 200_000);
  if (!complete || flaw) return undefined;
  if (kind === 'flow-lost') return 'sound: the other ways are enough';
  if (kind === 'flow-redirected') return 'sound: the way leads on from there too';
  const [into, out] = [route.flows.filter(({ to }) => to === element), route.flows.filter(({ from }) => from === element)];
  return into.length < 2 && out.length < 2 ? 'sound: one way in and one way out' : 'sound: as many ways come together as set out';
}

describe('the proof, held against tokens played one by one', () => {
  it(`catches each of ${mutants} routes broken in one place, unless it is still sound`, { timeout: 120_000 }, async ({ annotate }) => {
    const count: Record<string, number> = {};
    const unexplained: unknown[] = [];
    let left = mutants;
    for (const seed of seeds(mutants * 2)) {
      const mutant = mutateRoute(fromRouteDoc(randomRouteDoc(seed, { entries: 12 })), randomFrom(seed));
      if (!mutant || left === 0) continue;
      left -= 1;
      const outcome = errors(mutant.route).length > 0 ? `caught, ${mutant.kind}` : (excuse(mutant) ?? 'missed');
      if (outcome === 'missed') unexplained.push({ seed, kind: mutant.kind, element: mutant.element });
      count[outcome] = (count[outcome] ?? 0) + 1;
    }
    await annotate(JSON.stringify(count));
    expect({ left, unexplained }).toEqual({ left: 0, unexplained: [] });
    for (const kind of ['gateway', 'flow-lost', 'flow-redirected']) expect(count[`caught, ${kind}`]).toBeGreaterThan(mutants / 20);
  });

  it('accuses no broken route whose tokens cannot go wrong', { timeout: 120_000 }, () => {
    for (const seed of seeds(mutants)) {
      const mutant = mutateRoute(fromRouteDoc(randomRouteDoc(seed, { entries: 10 })), randomFrom(seed + 1));
      if (!mutant) continue;
      const found = errors(mutant.route);
      if (found.length > 0) expect({ seed, found, flaw: playTokens(mutant.route, 200_000).flaw }).toMatchObject({ flaw: expect.any(String) });
    }
  });

  it('finds nothing wrong with 1 000 sound routes', { timeout: 120_000 }, () => {
    for (const seed of seeds(1000)) {
      const { complete, findings } = verifyRoute(fromRouteDoc(randomRouteDoc(seed, { entries: 16 })));
      expect({ seed, complete, errors: findings.filter(({ severity }) => severity === 'error') }).toEqual({ seed, complete: true, errors: [] });
    }
  });
});
