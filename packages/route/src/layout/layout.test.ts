import { fromRouteDoc, layoutRoute } from '@requestry/route';
import type { DocEntry, Route } from '@requestry/route';
import { randomRouteDoc } from '@requestry/route/testing';
import type { Bounds, Point } from '@requestry/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const meet = (a: Bounds, b: Bounds): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const through = (a: Point, b: Point, box: Bounds): boolean =>
  meet({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.max(1, Math.abs(a.x - b.x)), height: Math.max(1, Math.abs(a.y - b.y)) }, { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 });

/** Everything that a tidy picture must not have, in words. */
function flaws({ nodes, flows, diagram }: Route): string[] {
  const found: string[] = [];
  const host = new Map(nodes.map((node) => [node.id, node.attachedTo]));
  const parent = new Map(nodes.map((node) => [node.id, node.parent]));
  const shapes = nodes.map(({ id }) => ({ id, bounds: diagram.shapes[id]?.bounds }));
  for (const { id, bounds } of shapes) if (!bounds) found.push(`${id} is not drawn`);
  shapes.forEach((one, index) => {
    for (const other of shapes.slice(index + 1)) {
      if (!one.bounds || !other.bounds || host.get(one.id) === other.id || host.get(other.id) === one.id || parent.get(one.id) === other.id || parent.get(other.id) === one.id) continue;
      if (meet(one.bounds, other.bounds)) found.push(`${one.id} lies on ${other.id}`);
    }
  });
  for (const flow of flows) {
    const points = diagram.edges[flow.id]?.waypoints ?? [];
    if (points.length < 2) found.push(`${flow.id} is not drawn`);
    points.slice(1).forEach((point, index) => {
      const before = points[index] as Point;
      if (before.x !== point.x && before.y !== point.y) found.push(`${flow.id} runs askew`);
      for (const { id, bounds } of shapes) if (bounds && host.get(flow.from) !== id && parent.get(flow.from) !== id && through(before, point, bounds)) found.push(`${flow.id} runs through ${id}`);
    });
    const label = diagram.edges[flow.id]?.label;
    if (label) for (const { id, bounds } of shapes) if (bounds && meet(label, bounds)) found.push(`the label of ${flow.id} lies on ${id}`);
  }
  return found;
}

type Line = readonly [Point, Point];

/** A level and an upright line run across each other; lines that only touch do not. */
function cross(one: Line, other: Line): boolean {
  const [[a, b], [c, d]] = one[0].y === one[1].y ? [one, other] : [other, one];
  if (a.y !== b.y || c.x !== d.x) return false;
  const within = (value: number, from: number, to: number): boolean => Math.min(from, to) < value && value < Math.max(from, to);
  return within(c.x, a.x, b.x) && within(a.y, c.y, d.y);
}

/** Pairs of flows that run across each other and have no end in common. */
function crossings({ flows, diagram }: Route): string[] {
  const drawn = flows.map((flow) => {
    const points = diagram.edges[flow.id]?.waypoints ?? [];
    return { flow, lines: points.slice(1).map((point, index): Line => [points[index] as Point, point]) };
  });
  return drawn.flatMap((one, index) =>
    drawn.slice(index + 1).flatMap((other) => {
      const apart = one.flow.from !== other.flow.from && one.flow.to !== other.flow.to;
      return apart && one.lines.some((line) => other.lines.some((against) => cross(line, against))) ? [`${one.flow.id} crosses ${other.flow.id}`] : [];
    }),
  );
}

/** The list with nothing but steps, ends and branches within branches: no ways back or ahead, no timeouts that go on, no branch without a step. */
function nested(steps: readonly DocEntry[], place = 'only'): DocEntry[] {
  const found = steps.map((entry): DocEntry => {
    if ('branches' in entry) return { ...entry, branches: entry.branches.map((branch) => ({ ...branch, steps: nested(branch.steps, branch.id) })) };
    if (entry.kind !== 'step') return entry;
    return { ...entry, targets: Object.fromEntries(Object.entries(entry.targets).filter(([, { to }]) => to === 'end')), timers: entry.timers.filter(({ target }) => target.to === 'end') };
  });
  return found.length > 0 ? found : [{ kind: 'step', id: `in_${place}`, name: '', settings: { type: 'execution' }, targets: {}, timers: [] }];
}

describe.each(['vertical', 'horizontal'] as const)('a laid out route (%s)', (direction) => {
  it.each([
    ['of steps, branches and ways back', { entries: 20 }],
    ['with all that a list can hold', { entries: 20, everything: true }],
  ])('%s has no overlaps and no flows through shapes', { timeout: 60_000 }, (_, options) => {
    for (const seed of fc.sample(fc.noBias(fc.nat()), 150)) {
      const route = layoutRoute(fromRouteDoc(randomRouteDoc(seed, options)), { direction });
      expect({ seed, flaws: flaws(route) }).toEqual({ seed, flaws: [] });
    }
  });

  it('has no flows across each other where branches only lie within branches', { timeout: 60_000 }, () => {
    for (const seed of fc.sample(fc.noBias(fc.nat()), 150)) {
      const doc = randomRouteDoc(seed, { entries: 16 });
      const route = layoutRoute(fromRouteDoc({ ...doc, steps: nested(doc.steps) }), { direction });
      expect({ seed, crossings: crossings(route) }).toEqual({ seed, crossings: [] });
    }
  });
});
