import type { Bounds, Point } from '@requestry/model';
import type { RouteGraph } from '../graph.js';
import type { RouteFlow, RouteNode } from '../route.js';
import { gridOf, straightened } from './router.js';
import type { Grid } from './router.js';
import type { Direction } from './sizes.js';

/** An upright or level piece of a flow: its line, and from where to where on it. */
interface Stretch {
  readonly at: number;
  readonly low: number;
  readonly high: number;
  readonly flow: RouteFlow;
}

/** What stands and runs on a picture already. */
export interface Drawn {
  readonly graph: RouteGraph;
  readonly shapes: ReadonlyMap<string, Bounds>;
  /** Flows that have their way. */
  readonly known: ReadonlyMap<string, Point[]>;
  readonly direction: Direction;
}

/** Draws the flows that have no way yet: straight or with one corner where that is free, else around everything. Never through a shape. */
export function drawEdges(flows: readonly RouteFlow[], drawn: Drawn): Map<string, Point[]> {
  const drawing = new Drawing(flows, drawn);
  const edges = new Map<string, Point[]>();
  const waiting: RouteFlow[] = [];
  for (const flow of flows) {
    const points = drawn.known.get(flow.id);
    if (points) edges.set(flow.id, drawing.keep(straightened(points), flow));
  }
  for (const flow of flows) {
    if (edges.has(flow.id)) continue;
    const points = drawing.simple(flow);
    if (points) edges.set(flow.id, points);
    else waiting.push(flow);
  }
  for (const flow of waiting) edges.set(flow.id, drawing.routed(flow));
  return edges;
}

class Drawing {
  readonly #nodes: ReadonlyMap<string, RouteNode>;
  readonly #shapes: ReadonlyMap<string, Bounds>;
  readonly #all: readonly { readonly id: string; readonly bounds: Bounds }[];
  readonly #vertical: boolean;
  readonly #upright = new Map<number, Stretch[]>();
  readonly #level = new Map<number, Stretch[]>();
  readonly #joins: ReadonlySet<string>;
  #grid: Grid | undefined;

  constructor(flows: readonly RouteFlow[], { graph: { nodes }, shapes, direction }: Drawn) {
    this.#nodes = nodes;
    const seen = new Set<string>();
    this.#joins = new Set(flows.filter(({ to }) => /Gateway$/.test(nodes.get(to)?.type ?? '') && seen.size === seen.add(to).size).map(({ to }) => to));
    this.#shapes = shapes;
    this.#all = [...shapes].map(([id, bounds]) => ({ id, bounds }));
    this.#vertical = direction === 'vertical';
  }

  simple(flow: RouteFlow): Point[] | undefined {
    const from = this.#shapes.get(flow.from);
    const to = this.#shapes.get(flow.to);
    if (!from || !to || flow.from === flow.to) return undefined;
    const found = this.#candidates(flow, from, to).find((points) => this.#isFree(points, flow));
    return found && this.keep(found, flow);
  }

  routed(flow: RouteFlow): Point[] {
    const from = this.#shapes.get(flow.from);
    const to = this.#shapes.get(flow.to);
    if (!from || !to) return [];
    this.#grid ??= gridOf(this.#all.map(({ bounds }) => bounds));
    const points = this.#grid.find(from, to, (fromX, fromY, toX, toY) => this.#crowd(fromX, fromY, toX, toY, flow) + 50 * this.#crossings(fromX, fromY, toX, toY, flow)) ?? [middleOf(from), middleOf(to)];
    return this.keep(points, flow);
  }

  /** Remembers where a flow runs, so that others keep off. */
  keep(points: Point[], flow: RouteFlow): Point[] {
    for (let index = 1; index < points.length; index += 1) {
      const [a, b] = [points[index - 1] as Point, points[index] as Point];
      const upright = a.x === b.x;
      const lines = upright ? this.#upright : this.#level;
      const line = bucket(upright ? a.x : a.y);
      const stretch = { at: upright ? a.x : a.y, low: upright ? Math.min(a.y, b.y) : Math.min(a.x, b.x), high: upright ? Math.max(a.y, b.y) : Math.max(a.x, b.x), flow };
      const known = lines.get(line);
      if (known) known.push(stretch);
      else lines.set(line, [stretch]);
    }
    return points;
  }

  /** Ways with at most one corner, in the order a reader would like them; two corners only between neighbouring layers. */
  #candidates(flow: RouteFlow, from: Bounds, to: Bounds): Point[][] {
    const a = this.#sides(from);
    const b = this.#sides(to);
    const boundary = this.#nodes.get(flow.from)?.type === 'boundaryEvent';
    const ways: Point[][] = [];
    const sameLine = this.#v(a.middle) === this.#v(b.middle);
    const ahead = this.#u(b.start) >= this.#u(a.end);
    if (sameLine && ahead && !boundary) ways.push([a.end, b.start]);
    if (this.#u(a.middle) === this.#u(b.middle)) ways.push(this.#v(b.middle) > this.#v(a.middle) ? [a.after, b.before] : [a.before, b.after]);
    const side = this.#v(b.middle) > this.#v(a.middle) ? a.after : a.before;
    const landing = this.#v(b.middle) > this.#v(a.middle) ? b.before : b.after;
    const beyond = Math.abs(this.#v(b.middle) - this.#v(a.middle)) > 30;
    const splitting = /Gateway$/.test(this.#nodes.get(flow.from)?.type ?? '') && !this.#joins.has(flow.to);
    const turnEarly = ahead && beyond ? [[side, this.#point(this.#u(side), this.#v(b.start)), b.start]] : [];
    const turnLate = ahead && beyond && !boundary ? [[a.end, this.#point(this.#u(landing), this.#v(a.end)), landing]] : [];
    ways.push(...(splitting ? [...turnEarly, ...turnLate] : [...turnLate, ...turnEarly]));
    if (this.#u(b.end) <= this.#u(a.middle) && beyond) ways.push([side, this.#point(this.#u(side), this.#v(b.end)), b.end]);
    if (beyond && Math.abs(this.#u(a.middle) - this.#u(b.middle)) < 160) {
      const middle = (this.#v(side) + this.#v(landing)) / 2;
      ways.push([side, this.#point(this.#u(side), middle), this.#point(this.#u(landing), middle), landing]);
    }
    if (ahead && !boundary && this.#u(b.start) - this.#u(a.end) > 20 && !sameLine) {
      const middle = this.#u(b.start) - Math.min(20, (this.#u(b.start) - this.#u(a.end)) / 2);
      ways.push([a.end, this.#point(middle, this.#v(a.end)), this.#point(middle, this.#v(b.start)), b.start]);
    }
    return ways.map((points) => straightened(points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }))));
  }

  #u(point: Point): number {
    return this.#vertical ? point.y : point.x;
  }

  #v(point: Point): number {
    return this.#vertical ? point.x : point.y;
  }

  #point(u: number, v: number): Point {
    return this.#vertical ? { x: v, y: u } : { x: u, y: v };
  }

  #sides(bounds: Bounds): Record<'start' | 'end' | 'before' | 'after' | 'middle', Point> {
    const middle = middleOf(bounds);
    const [top, bottom] = [{ x: middle.x, y: bounds.y }, { x: middle.x, y: bounds.y + bounds.height }];
    const [left, right] = [{ x: bounds.x, y: middle.y }, { x: bounds.x + bounds.width, y: middle.y }];
    return this.#vertical ? { start: top, end: bottom, before: left, after: right, middle } : { start: left, end: right, before: top, after: bottom, middle };
  }

  #isFree(points: readonly Point[], flow: RouteFlow): boolean {
    for (let index = 1; index < points.length; index += 1) {
      const [a, b] = [points[index - 1] as Point, points[index] as Point];
      for (const { id, bounds } of this.#all) {
        const own = id === flow.from || id === flow.to;
        if (crosses(a, b, bounds, own ? -1 : 5)) return false;
      }
      if (this.#crowd(a.x, a.y, b.x, b.y, flow) > 0) return false;
    }
    return true;
  }

  /** More when the stretch lies upon one of another flow that has neither end in common. */
  #crowd(fromX: number, fromY: number, toX: number, toY: number, flow: RouteFlow): number {
    const upright = fromX === toX;
    const lines = upright ? this.#upright : this.#level;
    const at = upright ? fromX : fromY;
    const low = upright ? Math.min(fromY, toY) : Math.min(fromX, toX);
    const high = upright ? Math.max(fromY, toY) : Math.max(fromX, toX);
    let cost = 0;
    for (let line = bucket(at) - 1; line <= bucket(at) + 1; line += 1) {
      for (const other of lines.get(line) ?? none) {
        if (other.flow.to === flow.to || other.flow.from === flow.from || Math.abs(other.at - at) >= 4) continue;
        if (Math.min(high, other.high) - Math.max(low, other.low) > 2) cost += 120;
      }
    }
    return cost;
  }

  /** How many other flows run across the stretch. */
  #crossings(fromX: number, fromY: number, toX: number, toY: number, flow: RouteFlow): number {
    const upright = fromX === toX;
    const lines = upright ? this.#level : this.#upright;
    const at = upright ? fromX : fromY;
    const low = upright ? Math.min(fromY, toY) : Math.min(fromX, toX);
    const high = upright ? Math.max(fromY, toY) : Math.max(fromX, toX);
    let count = 0;
    for (let line = bucket(low); line <= bucket(high); line += 1) {
      for (const other of lines.get(line) ?? none) {
        if (other.at >= low && other.at < high && other.low < at && at < other.high && other.flow.to !== flow.to && other.flow.from !== flow.from) count += 1;
      }
    }
    return count;
  }
}

const none: readonly Stretch[] = [];
const bucket = (value: number): number => value >> 2;
const middleOf = ({ x, y, width, height }: Bounds): Point => ({ x: Math.round(x + width / 2), y: Math.round(y + height / 2) });

/** An upright or level stretch runs through the shape grown by `margin`. */
export function crosses(a: Point, b: Point, { x, y, width, height }: Bounds, margin: number): boolean {
  return (
    Math.max(a.x, b.x) > x - margin && Math.min(a.x, b.x) < x + width + margin && Math.max(a.y, b.y) > y - margin && Math.min(a.y, b.y) < y + height + margin
  );
}
