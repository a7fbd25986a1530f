import type { Bounds, Point } from '@requestry/model';

/** Lines of a picture along which edges may run, with what stands in the way. */
export interface Grid {
  /** A way between two shapes around all others, or nothing when there is none. */
  find(from: Bounds, to: Bounds, avoid: (from: Point, to: Point) => number): Point[] | undefined;
}

const clear = 7;
const lanes = [14, 24] as const;
const bend = 40;

const sortedUnique = (values: readonly number[]): number[] => [...new Set(values.map(Math.round))].sort((a, b) => a - b);

/** The grid for shapes. One search costs about as much as there are crossings of lines. */
export function gridOf(shapes: readonly Bounds[]): Grid {
  const xs = sortedUnique(shapes.flatMap(({ x, width }) => [x + width / 2, ...lanes.flatMap((lane) => [x - lane, x + width + lane])]));
  const ys = sortedUnique(shapes.flatMap(({ y, height }) => [y + height / 2, ...lanes.slice(0, 1).flatMap((lane) => [y - lane, y + height + lane])]));
  const columns = xs.length;
  const blocked = new Uint8Array(columns * ys.length);
  for (const shape of shapes) {
    const [left, right] = range(xs, shape.x - clear, shape.x + shape.width + clear);
    const [top, bottom] = range(ys, shape.y - clear, shape.y + shape.height + clear);
    for (let row = top; row < bottom; row += 1) blocked.fill(1, row * columns + left, row * columns + right);
  }
  return { find: (from, to, avoid) => search(xs, ys, blocked, from, to, avoid) };
}

/** Indexes of the values strictly between two. */
function range(values: readonly number[], from: number, to: number): [number, number] {
  let low = 0;
  while (low < values.length && (values[low] as number) <= from) low += 1;
  let high = low;
  while (high < values.length && (values[high] as number) < to) high += 1;
  return [low, high];
}

interface Port {
  readonly at: Point;
  readonly out: Point;
  readonly heading: number;
}

/** Middles of the four sides with the grid point before each. Headings: right, down, left, up. */
const portsOf = ({ x, y, width, height }: Bounds): Port[] => {
  const middle = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  const lane = lanes[0];
  return [
    { at: { x: x + width, y: middle.y }, out: { x: x + width + lane, y: middle.y }, heading: 0 },
    { at: { x: middle.x, y: y + height }, out: { x: middle.x, y: y + height + lane }, heading: 1 },
    { at: { x, y: middle.y }, out: { x: x - lane, y: middle.y }, heading: 2 },
    { at: { x: middle.x, y }, out: { x: middle.x, y: y - lane }, heading: 3 },
  ];
};

const steps = [[1, 0], [0, 1], [-1, 0], [0, -1]] as const;

function search(xs: readonly number[], ys: readonly number[], blocked: Uint8Array, from: Bounds, to: Bounds, avoid: (from: Point, to: Point) => number): Point[] | undefined {
  const columns = xs.length;
  const column = new Map(xs.map((value, index) => [value, index]));
  const row = new Map(ys.map((value, index) => [value, index]));
  const cell = (point: Point): number | undefined => {
    const x = column.get(Math.round(point.x));
    const y = row.get(Math.round(point.y));
    return x === undefined || y === undefined || blocked[y * columns + x] === 1 ? undefined : y * columns + x;
  };
  const goals = new Map<number, Port>();
  for (const port of portsOf(to)) {
    const at = cell(port.out);
    if (at !== undefined) goals.set(at * 4 + ((port.heading + 2) % 4), port);
  }
  const best = new Float64Array(columns * ys.length * 4).fill(Number.POSITIVE_INFINITY);
  const came = new Int32Array(columns * ys.length * 4).fill(-1);
  const begins = new Map<number, Port>();
  const heap = new Heap();
  const middle = { x: to.x + to.width / 2, y: to.y + to.height / 2 };
  const guess = (x: number, y: number): number => Math.abs(x - middle.x) + Math.abs(y - middle.y);
  for (const port of portsOf(from)) {
    const at = cell(port.out);
    if (at === undefined) continue;
    const state = at * 4 + port.heading;
    best[state] = avoid(port.at, port.out);
    begins.set(state, port);
    heap.push(state, (best[state] as number) + guess(port.out.x, port.out.y));
  }
  for (let state = heap.pop(); state !== undefined; state = heap.pop()) {
    const at = state >> 2;
    const heading = state & 3;
    const x = at % columns;
    const y = (at - x) / columns;
    const here = { x: xs[x] as number, y: ys[y] as number };
    const goal = goals.get(state);
    if (goal) return trace(state, came, begins, goal, xs, ys, columns);
    const spent = best[state] as number;
    for (let turn = 0; turn < 4; turn += 1) {
      if (turn === (heading + 2) % 4) continue;
      const [dx, dy] = steps[turn] as readonly [number, number];
      const nextX = x + dx;
      const nextY = y + dy;
      if (nextX < 0 || nextY < 0 || nextX >= columns || nextY >= ys.length) continue;
      const nextAt = nextY * columns + nextX;
      if (blocked[nextAt] === 1) continue;
      const there = { x: xs[nextX] as number, y: ys[nextY] as number };
      const cost = spent + Math.abs(there.x - here.x) + Math.abs(there.y - here.y) + (turn === heading ? 0 : bend) + avoid(here, there);
      const next = nextAt * 4 + turn;
      if (cost >= (best[next] as number)) continue;
      best[next] = cost;
      came[next] = state;
      heap.push(next, cost + guess(there.x, there.y));
    }
  }
  return undefined;
}

function trace(end: number, came: Int32Array, begins: ReadonlyMap<number, Port>, goal: Port, xs: readonly number[], ys: readonly number[], columns: number): Point[] {
  const points: Point[] = [goal.at];
  let state = end;
  for (;;) {
    const at = state >> 2;
    points.push({ x: xs[at % columns] as number, y: ys[Math.floor(at / columns)] as number });
    const before = came[state] as number;
    if (before === -1) break;
    state = before;
  }
  const begin = begins.get(state);
  if (begin) points.push(begin.at);
  return straightened(points.reverse());
}

/** Without points on straight stretches. */
export function straightened(points: readonly Point[]): Point[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (!before || !after) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}

/** States by cost, cheapest first. */
class Heap {
  readonly #states: number[] = [];
  readonly #costs: number[] = [];

  push(state: number, cost: number): void {
    let at = this.#states.length;
    this.#states.push(state);
    this.#costs.push(cost);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.#costs[parent] as number) <= cost) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  pop(): number | undefined {
    const top = this.#states[0];
    const lastState = this.#states.pop();
    const lastCost = this.#costs.pop();
    if (top === undefined || lastState === undefined || lastCost === undefined || this.#states.length === 0) return top;
    this.#states[0] = lastState;
    this.#costs[0] = lastCost;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#states.length) return top;
      if (child + 1 < this.#states.length && (this.#costs[child + 1] as number) < (this.#costs[child] as number)) child += 1;
      if ((this.#costs[child] as number) >= lastCost) return top;
      this.#swap(at, child);
      at = child;
    }
  }

  #swap(one: number, other: number): void {
    [this.#states[one], this.#states[other]] = [this.#states[other] as number, this.#states[one] as number];
    [this.#costs[one], this.#costs[other]] = [this.#costs[other] as number, this.#costs[one] as number];
  }
}
