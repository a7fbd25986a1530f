import { besideOf, turnIn } from './beside.js';
import { columnsOf } from './columns.js';
import { Surroundings } from './courses.js';
import { drawLanes, drawTips } from './lanes.js';
import type { Tail } from './lanes.js';
import { layeredSketch } from './layered.js';
import type { Plan, PlanList, PlanPart, PlanSplit } from './plan.js';
import { chooseSides } from './sides.js';
import type { Side } from './drafts.js';
import type { Direction, Sizes } from './sizes.js';
import { Sketch, signOf } from './sketch.js';
import type { Place } from './sketch.js';
import type { RouteGraph } from '../graph.js';

const gap = { along: 36, outcome: 28, branch: 44, join: 30, clear: 8, rest: 60 } as const;

/**
 * Places the shapes and flows of a plan: one straight line for each list, branches beside each other, ways out of the order
 * of the lists in lanes beside what they go past. Flows that are not drawn have to find their way by themselves.
 */
export function structuredSketch(plan: Plan, graph: RouteGraph, direction: Direction, sizes: Sizes): Sketch {
  const around = new Surroundings(plan, graph, chooseSides(plan, graph), direction, sizes);
  const sketch = new Composer(around, sizes).list(plan.top).sketch;
  if (plan.rest.length > 0) sketch.add(layeredSketch(graph, plan.rest, direction, sizes), sketch.length + gap.rest, 0);
  return sketch;
}

/** A list that was placed, and what leads on from it. */
interface Composed {
  readonly sketch: Sketch;
  readonly tails: readonly Tail[];
}

/** A list that is being placed: how far it has come, on its line and at its sides. */
interface Row {
  readonly sketch: Sketch;
  tails: Tail[];
  at: number;
  readonly sides: Record<Side, number>;
  previous: 'nothing' | 'activity' | 'other' | 'split';
}

class Composer {
  readonly #around: Surroundings;
  readonly #sizes: Sizes;

  constructor(around: Surroundings, sizes: Sizes) {
    this.#around = around;
    this.#sizes = sizes;
  }

  list(list: PlanList): Composed {
    const row: Row = { sketch: new Sketch(this.#around.direction), tails: [], at: 0, sides: { before: 0, after: 0 }, previous: 'nothing' };
    for (const item of list.items) {
      if (item.kind === 'part') this.#part(row, item);
      else {
        const u = this.#node(row, item.id, item.kind === 'split');
        if (item.kind === 'split') this.#split(row, item, u);
        else if (item.onward !== undefined) row.tails = [{ flow: item.onward, places: [{ u: row.at, v: 0 }] }];
      }
    }
    row.sketch.length = Math.max(row.at, row.sides.before, row.sides.after);
    const courses = this.#around.courses.filter(({ clear }) => clear);
    row.tails.push(...drawLanes(this.#around, row.sketch, courses.filter((course) => course.home === list)));
    drawTips(this.#around, row.sketch, courses.filter((course) => course.tip === list));
    return { sketch: row.sketch, tails: row.tails };
  }

  #node(row: Row, id: string, splits: boolean): number {
    const around = this.#around;
    const { width, height, long, half } = around.size(id);
    const beside = besideOf(around, id);
    const turning = row.tails.filter((tail) => this.#turns(tail, half, splits));
    const claims = [...beside.claims];
    for (const side of ['before', 'after'] as const) {
      if (splits || row.tails.some((tail) => !turning.includes(tail) && signOf(side) * lastOf(tail).v > 0)) claims.push({ side, from: -gap.clear, to: gap.clear });
      if (turning.some((tail) => signOf(side) * lastOf(tail).v > 0)) claims.push({ side, from: -long / 2 - turnIn - gap.clear, to: 0 });
      if (half > 70) claims.push({ side, from: -long / 2, to: long / 2 });
    }
    const start = row.previous === 'nothing' ? 0 : row.at + this.#gapBefore(row, id, turning.length > 0);
    const u = Math.ceil(Math.max(start + long / 2, ...claims.map(({ side, from }) => row.sides[side] + (row.sides[side] > 0 ? gap.clear : 0) - from)));
    row.sketch.put({ id, u, v: 0, width, height });
    beside.draw(row.sketch, u);
    for (const tail of row.tails) row.sketch.wire(tail.flow, [...tail.places, ...arrival(tail, u, long, half, turning.includes(tail))]);
    for (const { side, to } of claims) row.sides[side] = Math.max(row.sides[side], u + to);
    row.at = u + long / 2;
    row.tails = [];
    row.previous = /Gateway$|Event$/.test(around.graph.nodes.get(id)?.type ?? '') ? 'other' : 'activity';
    return u;
  }

  /** Flows from aside turn into the line before a split, whose own branches use its sides, and before a shape that is too wide. */
  #turns(tail: Tail, half: number, splits: boolean): boolean {
    const { v } = lastOf(tail);
    return v !== 0 && (splits || Math.abs(v) < half + 12);
  }

  #gapBefore({ tails, previous }: Row, id: string, turning: boolean): number {
    if (turning) return turnIn + 30;
    if (previous === 'activity' && /Gateway$/.test(this.#around.graph.nodes.get(id)?.type ?? '') && tails.length === 1) return gap.outcome;
    if (previous === 'split' && tails.every(({ places }) => places.length > 1)) return gap.join;
    return Math.max(gap.along, ...tails.map(({ flow }) => this.#around.label(flow).long + 14));
  }

  #part(row: Row, part: PlanPart): void {
    const { graph, direction } = this.#around;
    const inner = layeredSketch(graph, part.ids, direction, this.#sizes);
    const start = row.previous === 'nothing' ? 0 : Math.max(row.at + gap.branch, row.sides.before + gap.clear, row.sides.after + gap.clear);
    row.sketch.add(inner, start, 0);
    row.at = start + inner.length;
    row.sides.before = row.sides.after = row.at;
    row.tails = [];
    row.previous = 'other';
  }

  #split(row: Row, split: PlanSplit, u: number): void {
    const around = this.#around;
    const { half, long } = around.size(split.id);
    const names = split.branches.map(({ flow }) => around.label(flow));
    const start = Math.max(row.at + Math.max(gap.branch, ...names.map((name) => name.long + 14)), row.sides.before, row.sides.after);
    const composed = new Map(split.branches.map((branch) => [branch, this.list(branch.list)]));
    const columns = columnsOf(around, split.branches, (branch) => (composed.get(branch) as Composed).sketch);
    let end = start;
    for (const { branch, v, delay } of columns) {
      const { sketch, tails } = composed.get(branch) as Composed;
      const way: Place[] = v === 0 ? [{ u: u + long / 2, v: 0 }] : [{ u, v: Math.sign(v) * half }, { u, v }];
      if (branch.list.items.length === 0) {
        row.tails.push({ flow: branch.flow, places: way });
        row.sketch.takeLine([{ u, v }, { u: start, v }]);
        continue;
      }
      const begin = start + delay;
      row.sketch.add(sketch, begin, v);
      const first = around.graph.flows.get(branch.flow)?.to ?? '';
      const spot = row.sketch.spots.get(first);
      if (branch.list.items[0]?.kind !== 'part' && spot) row.sketch.wire(branch.flow, [...way, { u: spot.u - around.size(first).long / 2, v }]);
      row.tails.push(...tails.map((tail) => ({ flow: tail.flow, places: tail.places.map((place) => ({ u: place.u + begin, v: place.v + v })) })));
      end = Math.max(end, begin + sketch.length);
    }
    for (const tail of row.tails) row.sketch.takeLine([lastOf(tail), { u: end, v: lastOf(tail).v }]);
    row.at = end;
    row.sides.before = row.sides.after = end;
    row.previous = 'split';
  }
}

const lastOf = ({ places }: Tail): Place => places.at(-1) as Place;

/** From where a flow comes down to the shape at the line. */
function arrival(tail: Tail, u: number, long: number, half: number, turning: boolean): Place[] {
  const { v } = lastOf(tail);
  if (v === 0) return [{ u: u - long / 2, v: 0 }];
  if (!turning) return [{ u, v }, { u, v: Math.sign(v) * half }];
  const row = u - long / 2 - turnIn;
  return [{ u: row, v }, { u: row, v: 0 }, { u: u - long / 2, v: 0 }];
}
