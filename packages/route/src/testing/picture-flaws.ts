import type { Bounds, Point } from '@requestry/model';
import type { Route, RouteFlow } from '../route.js';

/** A straight piece of a flow. */
type Line = readonly [Point, Point];

/** Everything that a tidy picture must not have, flows across each other left aside, in words. */
export function pictureFlaws({ nodes, flows, diagram }: Route): string[] {
  const found: string[] = [];
  const host = new Map(nodes.map((node) => [node.id, node.attachedTo]));
  const parent = new Map(nodes.map((node) => [node.id, node.parent]));
  const holds = (outer: string, inner: string): boolean => {
    for (let at = parent.get(inner); at !== undefined; at = parent.get(at)) if (at === outer) return true;
    return false;
  };
  const shapes = nodes.flatMap(({ id }) => {
    const bounds = diagram.shapes[id]?.bounds;
    if (!bounds) found.push(`${id} is not drawn`);
    return bounds ? [{ id, bounds }] : [];
  });
  shapes.forEach((one, index) => {
    for (const other of shapes.slice(index + 1)) {
      const related = host.get(one.id) === other.id || host.get(other.id) === one.id || holds(one.id, other.id) || holds(other.id, one.id);
      if (!related && meet(one.bounds, other.bounds)) found.push(`${one.id} lies on ${other.id}`);
    }
  });
  const labels = [...nodes.map(({ id }) => ({ id, label: diagram.shapes[id]?.label })), ...flows.map(({ id }) => ({ id, label: diagram.edges[id]?.label }))];
  for (const { id: named, label } of labels) {
    if (label) for (const { id, bounds } of shapes) if (meet(label, bounds) && !holds(id, named) && !flows.some((flow) => flow.id === named && holds(id, flow.from))) found.push(`the label of ${named} lies on ${id}`);
  }
  for (const flow of flows) {
    const lines = linesOf(diagram, flow);
    if (lines.length === 0) found.push(`${flow.id} is not drawn`);
    for (const [from, to] of lines) {
      if (from.x !== to.x && from.y !== to.y) found.push(`${flow.id} runs askew`);
      for (const { id, bounds } of shapes) if (host.get(flow.from) !== id && !holds(id, flow.from) && through(from, to, bounds)) found.push(`${flow.id} runs through ${id}`);
    }
  }
  return found;
}

/** Flows that run across each other, or upon each other without an end in common. */
export function flowsAcross({ flows, diagram }: Route): [RouteFlow, RouteFlow][] {
  const drawn = flows.map((flow) => ({ flow, lines: linesOf(diagram, flow) }));
  return drawn.flatMap((one, index) =>
    drawn.slice(index + 1).flatMap((other): [RouteFlow, RouteFlow][] => {
      const joined = one.flow.from === other.flow.from || one.flow.to === other.flow.to;
      const meets = one.lines.some((line) => other.lines.some((against) => (joined ? cross(line, against) : cross(line, against) || upon(line, against))));
      return meets ? [[one.flow, other.flow]] : [];
    }),
  );
}

const linesOf = (diagram: Route['diagram'], { id }: RouteFlow): Line[] => {
  const points = diagram.edges[id]?.waypoints ?? [];
  return points.slice(1).map((point, index): Line => [points[index] as Point, point]);
};

const meet = (a: Bounds, b: Bounds): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const through = (a: Point, b: Point, box: Bounds): boolean =>
  meet({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.max(1, Math.abs(a.x - b.x)), height: Math.max(1, Math.abs(a.y - b.y)) }, { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 });

/** A level and an upright line run across each other; lines that only touch do not. */
function cross(one: Line, other: Line): boolean {
  const [[a, b], [c, d]] = one[0].y === one[1].y ? [one, other] : [other, one];
  if (a.y !== b.y || c.x !== d.x) return false;
  const within = (value: number, from: number, to: number): boolean => Math.min(from, to) < value && value < Math.max(from, to);
  return within(c.x, a.x, b.x) && within(a.y, c.y, d.y);
}

/** Two level or two upright lines have a stretch in common. */
function upon([a, b]: Line, [c, d]: Line): boolean {
  const shared = (one: number, two: number, three: number, four: number): number => Math.min(Math.max(one, two), Math.max(three, four)) - Math.max(Math.min(one, two), Math.min(three, four));
  if (a.y === b.y && c.y === d.y) return a.y === c.y && shared(a.x, b.x, c.x, d.x) > 0;
  return a.x === b.x && c.x === d.x && a.x === c.x && shared(a.y, b.y, c.y, d.y) > 0;
}
