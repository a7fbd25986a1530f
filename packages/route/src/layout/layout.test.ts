import { fromRouteDoc, layoutRoute } from '@requestry/route';
import type { Route } from '@requestry/route';
import { randomRouteDoc } from '@requestry/route/testing';
import type { Bounds, Point } from '@requestry/model';
import { describe, expect, it } from 'vitest';

const meet = (a: Bounds, b: Bounds): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const through = (a: Point, b: Point, box: Bounds): boolean =>
  meet({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.max(1, Math.abs(a.x - b.x)), height: Math.max(1, Math.abs(a.y - b.y)) }, { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 });

/** Everything that a tidy picture must not have, in words. */
function flaws({ nodes, flows, diagram }: Route): string[] {
  const found: string[] = [];
  const host = new Map(nodes.map((node) => [node.id, node.attachedTo]));
  const shapes = nodes.map(({ id }) => ({ id, bounds: diagram.shapes[id]?.bounds }));
  for (const { id, bounds } of shapes) if (!bounds) found.push(`${id} is not drawn`);
  shapes.forEach((one, index) => {
    for (const other of shapes.slice(index + 1)) {
      if (!one.bounds || !other.bounds || host.get(one.id) === other.id || host.get(other.id) === one.id) continue;
      if (meet(one.bounds, other.bounds)) found.push(`${one.id} lies on ${other.id}`);
    }
  });
  for (const flow of flows) {
    const points = diagram.edges[flow.id]?.waypoints ?? [];
    if (points.length < 2) found.push(`${flow.id} is not drawn`);
    points.slice(1).forEach((point, index) => {
      const before = points[index] as Point;
      if (before.x !== point.x && before.y !== point.y) found.push(`${flow.id} runs askew`);
      for (const { id, bounds } of shapes) if (bounds && host.get(flow.from) !== id && through(before, point, bounds)) found.push(`${flow.id} runs through ${id}`);
    });
    const label = diagram.edges[flow.id]?.label;
    if (label) for (const { id, bounds } of shapes) if (bounds && meet(label, bounds)) found.push(`the label of ${flow.id} lies on ${id}`);
  }
  return found;
}

describe('a laid out route', () => {
  it.each(['vertical', 'horizontal'] as const)('has no overlaps and no flows through shapes (%s)', (direction) => {
    for (let seed = 0; seed < 150; seed += 1) {
      const route = layoutRoute(fromRouteDoc(randomRouteDoc(seed, { entries: 20 })), { direction });
      expect({ seed, flaws: flaws(route) }).toEqual({ seed, flaws: [] });
    }
  });
});
