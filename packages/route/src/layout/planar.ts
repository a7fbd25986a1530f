/** A line between two points of a graph. */
export type GraphLine = readonly [string, string];

/**
 * Whether a graph can be drawn without lines across each other, by the left-right test of de Fraysseix, Ossona de Mendez
 * and Rosenstiehl: each way back of a depth-first walk has to run on one of two sides, and some exclude each other.
 */
export function isPlanar(lines: readonly GraphLine[]): boolean {
  return new LeftRightTest(lines).run();
}

/** A line as the walk went along it. */
interface Arc {
  readonly from: string;
  readonly to: string;
  /** Heights of the lowest and the second lowest point that ways back from here reach. */
  low: number;
  second: number;
  depth: number;
  /** The next way back on the same side. */
  next?: Arc | undefined;
  lowest?: Arc | undefined;
  bottom?: Pair | undefined;
}

/** Ways back on one side, from the highest to the lowest. */
interface Interval {
  high?: Arc | undefined;
  low?: Arc | undefined;
}

interface Pair {
  left: Interval;
  right: Interval;
}

class LeftRightTest {
  readonly #near = new Map<string, Set<string>>();
  readonly #height = new Map<string, number>();
  readonly #arcs = new Map<string, Arc[]>();
  readonly #parent = new Map<string, Arc>();
  readonly #stack: Pair[] = [];

  constructor(lines: readonly GraphLine[]) {
    for (const [one, other] of lines) {
      if (one === other) continue;
      for (const [from, to] of [[one, other], [other, one]] as const) this.#near.set(from, (this.#near.get(from) ?? new Set()).add(to));
    }
  }

  run(): boolean {
    const roots: string[] = [];
    for (const point of this.#near.keys()) {
      if (this.#height.has(point)) continue;
      this.#height.set(point, 0);
      roots.push(point);
      this.#orient(point);
    }
    for (const arcs of this.#arcs.values()) arcs.sort((one, other) => one.depth - other.depth);
    return roots.every((root) => this.#test(root));
  }

  #heightOf(point: string): number {
    return this.#height.get(point) as number;
  }

  #orient(point: string): void {
    const parent = this.#parent.get(point);
    const own = this.#heightOf(point);
    const arcs: Arc[] = [];
    this.#arcs.set(point, arcs);
    for (const to of this.#near.get(point) ?? []) {
      if (parent?.from === to || this.#arcs.get(to)?.some((other) => other.to === point)) continue;
      const arc: Arc = { from: point, to, low: own, second: own, depth: 0 };
      arcs.push(arc);
      if (this.#height.has(to)) arc.low = this.#heightOf(to);
      else {
        this.#parent.set(to, arc);
        this.#height.set(to, own + 1);
        this.#orient(to);
      }
      arc.depth = 2 * arc.low + (arc.second < own ? 1 : 0);
      if (!parent) continue;
      if (arc.low < parent.low) {
        parent.second = Math.min(parent.low, arc.second);
        parent.low = arc.low;
      } else parent.second = Math.min(parent.second, arc.low > parent.low ? arc.low : arc.second);
    }
  }

  #test(point: string): boolean {
    const parent = this.#parent.get(point);
    const arcs = this.#arcs.get(point) ?? [];
    for (const arc of arcs) {
      arc.bottom = this.#stack.at(-1);
      if (this.#parent.get(arc.to) === arc) {
        if (!this.#test(arc.to)) return false;
      } else {
        arc.lowest = arc;
        this.#stack.push({ left: {}, right: { high: arc, low: arc } });
      }
      if (arc.low >= this.#heightOf(point) || !parent) continue;
      if (arc === arcs[0]) parent.lowest = arc.lowest;
      else if (!this.#constrain(arc, parent)) return false;
    }
    if (parent) this.#leave(parent);
    return true;
  }

  #constrain(arc: Arc, parent: Arc): boolean {
    const merged: Pair = { left: {}, right: {} };
    do {
      const pair = this.#stack.pop() as Pair;
      if (pair.left.high) swap(pair);
      if (pair.left.high) return false;
      const low = pair.right.low as Arc;
      if (low.low > parent.low) {
        if (merged.right.low) merged.right.low.next = pair.right.high;
        else merged.right.high = pair.right.high;
        merged.right.low = low;
      } else low.next = parent.lowest;
    } while (this.#stack.at(-1) !== arc.bottom);
    const conflicts = ({ high }: Interval): boolean => high !== undefined && high.low > arc.low;
    for (let top = this.#stack.at(-1); top && (conflicts(top.left) || conflicts(top.right)); top = this.#stack.at(-1)) {
      this.#stack.pop();
      if (conflicts(top.right)) swap(top);
      if (conflicts(top.right)) return false;
      if (merged.right.low) merged.right.low.next = top.right.high;
      else merged.right.high = top.right.high;
      if (top.right.low) merged.right.low = top.right.low;
      if (merged.left.low) merged.left.low.next = top.left.high;
      else merged.left.high = top.left.high;
      merged.left.low = top.left.low;
    }
    if (merged.left.high || merged.right.high) this.#stack.push(merged);
    return true;
  }

  /** Ways back to where the walk came from end here. */
  #leave(parent: Arc): void {
    const height = this.#heightOf(parent.from);
    for (let top = this.#stack.at(-1); top && lowestOf(top) === height; top = this.#stack.at(-1)) this.#stack.pop();
    const top = this.#stack.at(-1);
    if (top) {
      trim(top.left, top.right, parent.from);
      trim(top.right, top.left, parent.from);
    }
    if (parent.low >= height) return;
    const left = this.#stack.at(-1)?.left.high;
    const right = this.#stack.at(-1)?.right.high;
    parent.next = left && (!right || left.low > right.low) ? left : right;
  }
}

function swap(pair: Pair): void {
  const { left } = pair;
  pair.left = pair.right;
  pair.right = left;
}

const lowestOf = ({ left, right }: Pair): number => Math.min(left.low?.low ?? Number.POSITIVE_INFINITY, right.low?.low ?? Number.POSITIVE_INFINITY);

function trim(side: Interval, other: Interval, point: string): void {
  while (side.high?.to === point) side.high = side.high.next;
  if (side.high || !side.low) return;
  side.low.next = other.low;
  side.low = undefined;
}
