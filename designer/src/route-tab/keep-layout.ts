import type { Bounds, Diagram, Point } from '@requestry/model';
import { layoutRoute } from '@requestry/route';
import type { Route } from '@requestry/route';

/**
 * The changed route with the picture it had before, as far as it may stay. A picture that was laid out by us follows the
 * change; one drawn by hand stays untouched, and only what is new is placed into room that is made for it.
 */
export function keepLayout(route: Route, before: Route | undefined): Route {
  if (!before || Object.keys(before.diagram.shapes).length === 0) return route;
  const ours = isOurs(before);
  if (sameShape(route, before)) return remembered({ ...route, diagram: before.diagram }, ours);
  return remembered(ours ? route : { ...route, diagram: placed(route, before) }, ours);
}

/** What came of a picture of ours is ours, and the other way round; nothing has to be laid out again to know. */
function remembered(route: Route, ours: boolean): Route {
  laidOut.set(route, ours);
  return route;
}

const laidOut = new WeakMap<Route, boolean>();

function sameShape(route: Route, before: Route): boolean {
  if (route.nodes.length !== before.nodes.length || route.flows.length !== before.flows.length) return false;
  const nodes = new Map(before.nodes.map((node) => [node.id, `${node.attachedTo ?? ''} ${node.parent ?? ''}`]));
  const flows = new Map(before.flows.map((flow) => [flow.id, `${flow.from} ${flow.to}`]));
  const drawn = before.diagram;
  return (
    route.nodes.every((node) => nodes.get(node.id) === `${node.attachedTo ?? ''} ${node.parent ?? ''}` && drawn.shapes[node.id]) &&
    route.flows.every((flow) => flows.get(flow.id) === `${flow.from} ${flow.to}` && drawn.edges[flow.id]) &&
    sameOrder(route, before)
  );
}

/** Branches follow the order of their flows on a picture of ours. */
function sameOrder(route: Route, before: Route): boolean {
  if (!isOurs(before)) return true;
  return route.flows.every((flow, index) => before.flows[index]?.id === flow.id) || orderOf(route) === orderOf(before);
}

function orderOf(route: Route): string {
  const ways = new Map<string, string[]>();
  for (const flow of route.flows) ways.set(flow.from, [...(ways.get(flow.from) ?? []), flow.id]);
  return JSON.stringify([...ways].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The picture is the one our layout makes. */
export function isOurs(route: Route): boolean {
  const known = laidOut.get(route);
  if (known !== undefined) return known;
  const shapes = layoutRoute(route, { direction: 'vertical' }).diagram.shapes;
  const ours = Object.entries(shapes).every(([id, { bounds }]) => near(bounds, route.diagram.shapes[id]?.bounds));
  laidOut.set(route, ours);
  return ours;
}

const near = (left: Bounds, right: Bounds | undefined): boolean =>
  right !== undefined && Math.abs(left.x - right.x) < 2 && Math.abs(left.y - right.y) < 2 && Math.abs(left.width - right.width) < 2 && Math.abs(left.height - right.height) < 2;

const gap = 40;

/** The old picture with new elements beside those they follow; what stood in their way moves along the direction of the route. */
function placed(route: Route, before: Route): Diagram {
  const vertical = isVertical(before);
  const shapes: Record<string, Diagram['shapes'][string]> = {};
  for (const node of route.nodes) {
    const old = before.diagram.shapes[node.id];
    if (old) shapes[node.id] = old;
  }
  const fresh = route.nodes.filter((node) => !shapes[node.id]);
  const edges: Record<string, Diagram['edges'][string]> = { ...Object.fromEntries(route.flows.flatMap((flow) => (before.diagram.edges[flow.id] ? [[flow.id, before.diagram.edges[flow.id]]] : []))) } as Record<string, Diagram['edges'][string]>;
  const moved = new Set<string>();
  for (let round = 0; round <= fresh.length; round += 1) {
    for (const node of fresh) {
      if (shapes[node.id]) continue;
      const size = route.diagram.shapes[node.id]?.bounds;
      const host = node.attachedTo === undefined ? undefined : shapes[node.attachedTo]?.bounds;
      if (size && host) {
        shapes[node.id] = { bounds: { ...size, x: host.x + host.width - size.width, y: host.y + host.height - size.height / 2 } };
        continue;
      }
      const from = route.flows.find((flow) => flow.to === node.id && shapes[flow.from])?.from;
      const anchor = from === undefined ? undefined : shapes[from]?.bounds;
      if (!size || !anchor) continue;
      const bounds = after(anchor, size, vertical);
      makeRoom(shapes, edges, bounds, vertical, moved);
      shapes[node.id] = { bounds };
    }
  }
  for (const node of fresh) shapes[node.id] ??= route.diagram.shapes[node.id] as Diagram['shapes'][string];
  const old = new Map(before.flows.map((flow) => [flow.id, `${flow.from} ${flow.to}`]));
  for (const flow of route.flows) {
    const same = old.get(flow.id) === `${flow.from} ${flow.to}` && edges[flow.id] !== undefined;
    const together = moved.has(flow.from) === moved.has(flow.to);
    if (same && together) continue;
    const source = shapes[flow.from]?.bounds;
    const target = shapes[flow.to]?.bounds;
    if (source && target) edges[flow.id] = { waypoints: connect(source, target, vertical) };
  }
  return { shapes, edges };
}

function isVertical(route: Route): boolean {
  let down = 0;
  let right = 0;
  for (const { waypoints } of Object.values(route.diagram.edges)) {
    const first = waypoints[0];
    const last = waypoints.at(-1);
    if (!first || !last) continue;
    down += Math.abs(last.y - first.y);
    right += Math.abs(last.x - first.x);
  }
  return down >= right;
}

const after = (anchor: Bounds, size: Bounds, vertical: boolean): Bounds =>
  vertical
    ? { ...size, x: anchor.x + anchor.width / 2 - size.width / 2, y: anchor.y + anchor.height + gap }
    : { ...size, x: anchor.x + anchor.width + gap, y: anchor.y + anchor.height / 2 - size.height / 2 };

/** Moves everything beyond the beginning of `bounds` along when something is in its way. */
function makeRoom(shapes: Record<string, Diagram['shapes'][string]>, edges: Record<string, Diagram['edges'][string]>, bounds: Bounds, vertical: boolean, moved: Set<string>): void {
  const wide: Bounds = { x: bounds.x - 10, y: bounds.y - 10, width: bounds.width + 20, height: bounds.height + 20 };
  if (!Object.values(shapes).some((shape) => overlaps(shape.bounds, wide))) return;
  const line = vertical ? bounds.y - 1 : bounds.x - 1;
  const by = (vertical ? bounds.height : bounds.width) + gap;
  const shift = <P extends Point>(point: P): P => (vertical ? { ...point, y: point.y + by } : { ...point, x: point.x + by });
  for (const [id, shape] of Object.entries(shapes)) {
    if ((vertical ? shape.bounds.y : shape.bounds.x) < line) continue;
    moved.add(id);
    shapes[id] = { ...shape, bounds: shift(shape.bounds), ...(shape.label ? { label: shift(shape.label) } : {}) };
  }
  for (const [id, edge] of Object.entries(edges)) {
    edges[id] = {
      waypoints: edge.waypoints.map((point) => ((vertical ? point.y : point.x) < line ? point : shift(point))),
      ...(edge.label ? { label: (vertical ? edge.label.y : edge.label.x) < line ? edge.label : shift(edge.label) } : {}),
    };
  }
}

const overlaps = (left: Bounds, right: Bounds): boolean =>
  left.x < right.x + right.width && right.x < left.x + left.width && left.y < right.y + right.height && right.y < left.y + left.height;

/** A line with right angles from one shape to another. */
function connect(source: Bounds, target: Bounds, vertical: boolean): readonly Point[] {
  const middle = (bounds: Bounds): Point => ({ x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 });
  const a = middle(source);
  const b = middle(target);
  if (vertical && target.y >= source.y + source.height) {
    const y = (source.y + source.height + target.y) / 2;
    const ends = [{ x: a.x, y: source.y + source.height }, { x: b.x, y: target.y }] as const;
    return Math.abs(a.x - b.x) < 2 ? ends : [ends[0], { x: a.x, y }, { x: b.x, y }, ends[1]];
  }
  if (!vertical && target.x >= source.x + source.width) {
    const x = (source.x + source.width + target.x) / 2;
    const ends = [{ x: source.x + source.width, y: a.y }, { x: target.x, y: b.y }] as const;
    return Math.abs(a.y - b.y) < 2 ? ends : [ends[0], { x, y: a.y }, { x, y: b.y }, ends[1]];
  }
  if (vertical) {
    const x = Math.min(source.x, target.x) - gap;
    return [{ x: source.x, y: a.y }, { x, y: a.y }, { x, y: b.y }, { x: target.x, y: b.y }];
  }
  const y = Math.min(source.y, target.y) - gap;
  return [{ x: a.x, y: source.y }, { x: a.x, y }, { x: b.x, y }, { x: b.x, y: target.y }];
}
