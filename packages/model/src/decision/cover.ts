import type { Axis } from './space.js';

/** Ends a search that has looked at too much. */
export class TooMuch extends Error {}

/** Counts work; throws `TooMuch` when there is none left. */
export class Effort {
  #left: number;
  constructor(limit: number) {
    this.#left = limit;
  }

  spend(work: number): void {
    this.#left -= work;
    if (this.#left < 0) throw new TooMuch();
  }
}

/** A part per axis. */
export type Point = readonly number[];

/** What a search looks at: points that some rules (`among`) should take; only those within the box of rule `within`, when given. */
export interface Question {
  readonly axes: readonly Axis[];
  readonly among: bigint;
  readonly within?: bigint;
  readonly limit: number;
}

/** Points that no rule takes, one of each sort, up to the limit. */
export function uncovered(question: Question, effort: Effort): readonly Point[] {
  const { axes, among } = question;
  const found: Point[] = [];
  const free = freeFrom(axes, among);
  const covered = axes.map(() => new Set<bigint>());
  const visit = (depth: number, active: bigint, at: Point): void => {
    effort.spend(1);
    if (found.length >= question.limit || (active & (free[depth] ?? 0n)) !== 0n) return;
    const axis = axes[depth];
    if (!axis || active === 0n) {
      found.push([...at, ...axes.slice(depth).map((rest) => firstPart(rest, question.within))]);
      return;
    }
    if (covered[depth]?.has(active)) return;
    const before = found.length;
    for (const [next, part] of classes(axis, active, question.within, effort)) visit(depth + 1, next, [...at, part]);
    if (found.length === before) covered[depth]?.add(active);
  };
  if (axes.every((axis) => firstPart(axis, question.within) >= 0)) visit(0, among, []);
  return found;
}

/** Parts of an axis by the rules that take them: parts taken by the same rules need one look. */
function classes(axis: Axis, active: bigint, within: bigint | undefined, effort: Effort): Map<bigint, number> {
  effort.spend(axis.takers.length >> 3);
  const found = new Map<bigint, number>();
  for (const [part, takers] of axis.takers.entries()) {
    if (within !== undefined && (takers & within) === 0n) continue;
    const next = active & takers;
    if (!found.has(next)) found.set(next, part);
  }
  return found;
}

const firstPart = (axis: Axis, within: bigint | undefined): number =>
  within === undefined ? (axis.takers.length > 0 ? 0 : -1) : axis.takers.findIndex((takers) => (takers & within) !== 0n);

/** For each depth, the rules that take every part of all axes from there on. */
function freeFrom(axes: readonly Axis[], among: bigint): readonly bigint[] {
  const free: bigint[] = [among];
  for (const axis of axes.toReversed()) free.unshift(axis.takers.reduce((all, takers) => all & takers, free[0] ?? among));
  return free;
}

/** A point that both rules take; `undefined` when there is none. */
export function common(axes: readonly Axis[], first: number, second: number, effort: Effort): Point | undefined {
  const both = (1n << BigInt(first)) | (1n << BigInt(second));
  const point: number[] = [];
  for (const { takers } of axes) {
    effort.spend(1);
    const part = takers.findIndex((taken) => (taken & both) === both);
    if (part < 0) return undefined;
    point.push(part);
  }
  return point;
}
