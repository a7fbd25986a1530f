import type { Bounds, Point } from '@requestry/model';

/** Lines of a picture along which edges may run, with what stands in the way. */
export interface Grid {
  /** A way between two shapes around all others, or nothing when there is none. */
  find(from: Bounds, to: Bounds, avoid: Avoid): Point[] | undefined;
}

/** Extra cost of a stretch between two points. */
export type Avoid = (fromX: number, fromY: number, toX: number, toY: number) => number;

const clear = 7;
const lanes = [14, 24] as const;
const bend = 40;

/** Values without those hardly different from one before; `exact` ones all stay. */
function linesOf(exact: readonly number[], loose: readonly number[]): number[] {
  const kept = new Set(exact.map(Math.round));
  const near = new Set([...kept].flatMap((value) => [value - 2, value - 1, value, value + 1, value + 2]));
  for (const value of loose.map(Math.round)) {
    if (near.has(value)) continue;
    kept.add(value);
    for (let step = -5; step <= 5; step += 1) near.add(value + step);
  }
  return [...kept].sort((a, b) => a - b);
}

/** The grid for shapes. One search costs about as much as there are crossings of lines. */
export function gridOf(shapes: readonly Bounds[]): Grid {
  const xs = linesOf(shapes.flatMap(({ x, width }) => [x + width / 2, x - lanes[0], x + width + lanes[0]]), shapes.flatMap(({ x, width }) => [x - lanes[1], x + width + lanes[1]]));
  const ys = linesOf(shapes.flatMap(({ y, height }) => [y + height / 2, y - lanes[0], y + height + lanes[0]]), []);
  const columns = xs.length;
  const blocked = new Uint8Array(columns * ys.length);
  for (const shape of shapes) {
    const [left, right] = range(xs, shape.x - clear, shape.x + shape.width + clear);
    const [top, bottom] = range(ys, shape.y - clear, shape.y + shape.height + clear);
    for (let row = top; row < bottom; row += 1) blocked.fill(1, row * columns + left, row * columns + right);
  }
  const states = blocked.length * 4;
  const lines: Lines = {
    xs,
    ys,
    columnAt: new Map(xs.map((value, index) => [value, index])),
    rowAt: new Map(ys.map((value, index) => [value, index])),
    blocked,
    best: new Float64Array(states),
    came: new Int32Array(states),
    seen: new Int32Array(states),
    done: new Int32Array(states),
    round: 0,
  };
  return {
    find: (from, to, avoid) => {
      lines.round += 1;
      return search(lines, from, to, avoid);
    },
  };
}

/** The grid with room for searches; what an earlier search left counts only when `seen` (or `done`, for ways on that were looked at) holds this round. */
interface Lines {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly columnAt: ReadonlyMap<number, number>;
  readonly rowAt: ReadonlyMap<number, number>;
  readonly blocked: Uint8Array;
  readonly best: Float64Array;
  readonly came: Int32Array;
  readonly seen: Int32Array;
  readonly done: Int32Array;
  round: number;
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

/** One step by heading. */
const stepX = [1, 0, -1, 0] as const;
const stepY = [0, 1, 0, -1] as const;

function search({ xs, ys, columnAt, rowAt, blocked, best, came, seen, done, round }: Lines, from: Bounds, to: Bounds, avoid: Avoid): Point[] | undefined {
  const columns = xs.length;
  const cell = (point: Point): number | undefined => {
    const x = columnAt.get(Math.round(point.x));
    const y = rowAt.get(Math.round(point.y));
    return x === undefined || y === undefined || blocked[y * columns + x] === 1 ? undefined : y * columns + x;
  };
  const goals = new Map<number, Port>();
  for (const port of portsOf(to)) {
    const at = cell(port.out);
    if (at !== undefined) goals.set(at * 4 + ((port.heading + 2) % 4), port);
  }
  const begins = new Map<number, Port>();
  const heap = new Heap();
  const middle = { x: to.x + to.width / 2, y: to.y + to.height / 2 };
  const guess = (x: number, y: number): number => Math.abs(x - middle.x) + Math.abs(y - middle.y);
  for (const port of portsOf(from)) {
    const at = cell(port.out);
    if (at === undefined) continue;
    const state = at * 4 + port.heading;
    best[state] = avoid(port.at.x, port.at.y, port.out.x, port.out.y);
    came[state] = -1;
    seen[state] = round;
    begins.set(state, port);
    heap.push(state, (best[state] as number) + guess(port.out.x, port.out.y));
  }
  for (let state = heap.pop(); state !== undefined; state = heap.pop()) {
    if (done[state] === round) continue;
    done[state] = round;
    const at = state >> 2;
    const heading = state & 3;
    const x = at % columns;
    const y = (at - x) / columns;
    const hereX = xs[x] as number;
    const hereY = ys[y] as number;
    const goal = goals.get(state);
    if (goal) return trace(state, came, begins, goal, xs, ys, columns);
    const spent = best[state] as number;
    const back = (heading + 2) & 3;
    for (let turn = 0; turn < 4; turn += 1) {
      if (turn === back) continue;
      const nextX = x + (stepX[turn] as number);
      const nextY = y + (stepY[turn] as number);
      if (nextX < 0 || nextY < 0 || nextX >= columns || nextY >= ys.length) continue;
      const nextAt = nextY * columns + nextX;
      if (blocked[nextAt] === 1) continue;
      const thereX = xs[nextX] as number;
      const thereY = ys[nextY] as number;
      const next = nextAt * 4 + turn;
      const plain = spent + Math.abs(thereX - hereX) + Math.abs(thereY - hereY) + (turn === heading ? 0 : bend);
      if (seen[next] === round && plain >= (best[next] as number)) continue;
      const cost = plain + avoid(hereX, hereY, thereX, thereY);
      if (seen[next] === round && cost >= (best[next] as number)) continue;
      seen[next] = round;
      done[next] = 0;
      best[next] = cost;
      came[next] = state;
      heap.push(next, cost + guess(thereX, thereY));
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

/** States by cost, cheapest first. A gap is moved up or down until the new entry fits into it. */
class Heap {
  readonly #states: number[] = [];
  readonly #costs: number[] = [];

  push(state: number, cost: number): void {
    const states = this.#states;
    const costs = this.#costs;
    let at = states.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = costs[parent] as number;
      if (above <= cost) break;
      states[at] = states[parent] as number;
      costs[at] = above;
      at = parent;
    }
    states[at] = state;
    costs[at] = cost;
  }

  pop(): number | undefined {
    const states = this.#states;
    const costs = this.#costs;
    const top = states[0];
    const state = states.pop();
    const cost = costs.pop();
    const size = states.length;
    if (state === undefined || cost === undefined || size === 0) return top;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && (costs[child + 1] as number) < (costs[child] as number)) child += 1;
      if ((costs[child] as number) >= cost) break;
      states[at] = states[child] as number;
      costs[at] = costs[child] as number;
      at = child;
    }
    states[at] = state;
    costs[at] = cost;
    return top;
  }
}
