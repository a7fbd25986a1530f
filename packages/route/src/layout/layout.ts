import type { Bounds, Diagram, Point } from '@requestry/model';
import type { RouteGraph } from '../graph.js';
import { graphOf } from '../graph.js';
import { defined } from '../moddle.js';
import type { Route, RouteNode } from '../route.js';
import { toRouteDoc } from '../to-route-doc.js';
import { structuredSketch } from './blocks.js';
import { drawEdges } from './edges.js';
import { Labels } from './labels.js';
import { layeredSketch } from './layered.js';
import { planOf, Unplaceable } from './plan.js';
import { boundsOf, pointOf } from './sizes.js';
import type { Direction, Size, Sizes } from './sizes.js';
import type { Sketch } from './sketch.js';

/** Which way a route runs on its picture. */
export interface LayoutOptions {
  readonly direction: Direction;
}

type Shapes = Record<string, Diagram['shapes'][string]>;
type Edges = Record<string, Diagram['edges'][string]>;

const origin = { x: 160, y: 60 } as const;

/**
 * The route with a picture made anew: shapes never overlap, flows run upright and level around shapes, loops at the side.
 * Works for every route; structured ones come out in columns. Pools are drawn around, lanes are no longer drawn.
 */
export function layoutRoute(route: Route, options: LayoutOptions): Route {
  const top = drawLevel(route, undefined, options.direction);
  const { shapes, edges } = shifted(top, origin.x, origin.y);
  return { ...route, diagram: { shapes: { ...shapes, ...poolAround(route, shapes) }, edges } };
}

/** The nodes of one subprocess, or of the top, with the content of the subprocesses among them. */
function drawLevel(route: Route, parent: string | undefined, direction: Direction): Diagram {
  const graph = graphOf(route, parent);
  const inner = new Map<string, Diagram>();
  const sizes = new Map<string, Size>();
  for (const node of graph.nodes.values()) {
    if (!/subProcess|transaction/i.test(node.type) || !route.nodes.some((other) => other.parent === node.id)) continue;
    const diagram = drawLevel(route, node.id, direction);
    const box = boxOf(diagram);
    inner.set(node.id, shifted(diagram, 30 - box.x, 30 - box.y));
    sizes.set(node.id, { width: even(box.width + 60), height: even(box.height + 60) });
  }
  const sketch = sketchOf(route, graph, parent, direction, sizes);
  const bounds = new Map([...sketch.spots].map(([id, spot]) => [id, boundsOf(spot, direction)]));
  for (const node of graph.nodes.values()) if (bounds.has(node.id)) attach(graph, node, bounds, direction);
  const known = new Map([...sketch.wires].map(([flow, places]) => [flow, places.map((place) => pointOf(place, direction))]));
  const points = drawEdges([...graph.flows.values()], { graph, shapes: bounds, known, direction });
  const drawn = figures(graph, bounds, points, direction);
  for (const [id, diagram] of inner) {
    const at = bounds.get(id);
    if (!at) continue;
    const placed = shifted(diagram, at.x, at.y);
    Object.assign(drawn.shapes, placed.shapes, { [id]: { ...drawn.shapes[id], expanded: true } });
    Object.assign(drawn.edges, placed.edges);
  }
  return drawn;
}

function sketchOf(route: Route, graph: RouteGraph, parent: string | undefined, direction: Direction, sizes: Sizes): Sketch {
  try {
    return structuredSketch(planOf(toRouteDoc(levelOf(route, parent)), graph), graph, direction, sizes);
  } catch (error) {
    if (!(error instanceof Unplaceable)) throw error;
    const free = [...graph.nodes.values()].filter((node) => node.attachedTo === undefined || !graph.nodes.has(node.attachedTo)).map(({ id }) => id);
    return layeredSketch(graph, free, direction, sizes);
  }
}

/** Middles of shapes lie on whole points. */
const even = (value: number): number => 2 * Math.ceil(value / 2);

/** The content of a subprocess as a route of its own. */
function levelOf(route: Route, parent: string | undefined): Route {
  if (parent === undefined) return route;
  const nodes = route.nodes.filter((node) => node.parent === parent).map(({ parent: _, ...node }) => node);
  const inside = new Set(nodes.map(({ id }) => id));
  return { ...route, nodes, flows: route.flows.filter((flow) => inside.has(flow.from) && inside.has(flow.to)) };
}

/** Events on the border of an activity that has none yet: at its corners away from the way on, then along the far side. */
function attach(graph: RouteGraph, host: RouteNode, bounds: Map<string, Bounds>, direction: Direction): void {
  const box = bounds.get(host.id) as Bounds;
  const events = graph.boundary(host.id);
  if (events.some(({ id }) => bounds.has(id))) return;
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  const places: Point[] = direction === 'vertical'
    ? [{ x: right, y: bottom - 8 }, { x: right, y: box.y + 8 }, { x: box.x, y: bottom - 8 }, { x: box.x, y: box.y + 8 }]
    : [{ x: right - 22, y: bottom }, { x: box.x + 22, y: bottom }, { x: right - 22, y: box.y }, { x: box.x + 22, y: box.y }];
  events.forEach((event, index) => {
    const place = places[index] ?? { x: box.x + 10 + ((index * 34) % Math.max(34, box.width - 20)), y: bottom };
    bounds.set(event.id, { x: Math.round(place.x - 15), y: Math.round(place.y - 15), width: 30, height: 30 });
  });
}

function figures(graph: RouteGraph, bounds: ReadonlyMap<string, Bounds>, points: ReadonlyMap<string, readonly Point[]>, direction: Direction): { shapes: Shapes; edges: Edges } {
  const labels = new Labels([...bounds.values()], points.values(), direction);
  const shapes: Shapes = {};
  const edges: Edges = {};
  for (const [id, box] of bounds) {
    const node = graph.nodes.get(id);
    const named = node?.name && /Event$|Gateway$/.test(node.type) ? node.name : undefined;
    shapes[id] = defined({ bounds: box, label: named === undefined ? undefined : labels.ofShape(named, box, placeOf(graph, id, points, direction)) });
  }
  for (const flow of graph.flows.values()) {
    const waypoints = points.get(flow.id) ?? [];
    const shared = graph.outgoing(flow.from).some(({ id }) => id !== flow.id && samePoint(points.get(id)?.[0], waypoints[0]));
    edges[flow.id] = defined({ waypoints, label: flow.name && waypoints.length > 1 ? labels.ofEdge(flow.name, waypoints, shared) : undefined });
  }
  return { shapes, edges };
}

const samePoint = (one: Point | undefined, other: Point | undefined): boolean => one !== undefined && one.x === other?.x && one.y === other.y;

/** Whether a shape stands on the line, on the border of a step, or is an end that its flow reaches from a side. */
function placeOf(graph: RouteGraph, id: string, points: ReadonlyMap<string, readonly Point[]>, direction: Direction): 'line' | 'aside' | 'border' {
  const [flow] = graph.incoming(id);
  const [before, last] = (flow && points.get(flow.id)?.slice(-2)) ?? [];
  if (graph.nodes.get(id)?.attachedTo !== undefined) return 'border';
  const aside = before !== undefined && last !== undefined && (direction === 'vertical' ? before.y === last.y : before.x === last.x);
  return aside && graph.nodes.get(id)?.type === 'endEvent' ? 'aside' : 'line';
}

function boxOf({ shapes, edges }: Diagram): Bounds {
  const boxes = [...Object.values(shapes).flatMap(({ bounds, label }) => (label ? [bounds, label] : [bounds])), ...Object.values(edges).flatMap(({ label }) => label ?? [])];
  const points = Object.values(edges).flatMap(({ waypoints }) => waypoints);
  const xs = [...boxes.flatMap(({ x, width }) => [x, x + width]), ...points.map(({ x }) => x)];
  const ys = [...boxes.flatMap(({ y, height }) => [y, y + height]), ...points.map(({ y }) => y)];
  if (xs.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = xs.reduce((a, b) => Math.min(a, b));
  const y = ys.reduce((a, b) => Math.min(a, b));
  return { x, y, width: xs.reduce((a, b) => Math.max(a, b)) - x, height: ys.reduce((a, b) => Math.max(a, b)) - y };
}

/** The picture moved so that it begins at a place. */
function shifted(diagram: Diagram, left: number, top: number): { shapes: Shapes; edges: Edges } {
  const box = left === origin.x && top === origin.y ? boxOf(diagram) : { x: 0, y: 0 };
  const dx = Math.round(left - box.x);
  const dy = Math.round(top - box.y);
  const move = (bounds: Bounds): Bounds => ({ ...bounds, x: bounds.x + dx, y: bounds.y + dy });
  return {
    shapes: Object.fromEntries(Object.entries(diagram.shapes).map(([id, shape]) => [id, defined({ ...shape, bounds: move(shape.bounds), label: shape.label && move(shape.label) })])),
    edges: Object.fromEntries(Object.entries(diagram.edges).map(([id, edge]) => [id, defined({ waypoints: edge.waypoints.map(({ x, y }) => ({ x: x + dx, y: y + dy })), label: edge.label && move(edge.label) })])),
  };
}

/** Pools drawn before stay as one frame around everything; lanes and other figures would no longer fit. */
function poolAround(route: Route, shapes: Shapes): Shapes {
  const parts = new Set([...route.nodes, ...route.lanes].map(({ id }) => id));
  const pool = Object.entries(route.diagram.shapes).find(([id, shape]) => !parts.has(id) && shape.horizontal !== undefined);
  if (!pool) return {};
  const box = boxOf({ shapes, edges: {} });
  return { [pool[0]]: { bounds: { x: box.x - 70, y: box.y - 40, width: box.width + 120, height: box.height + 80 }, horizontal: true } };
}
