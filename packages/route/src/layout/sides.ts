import type { RouteGraph } from '../graph.js';
import { branchesAround, Drafts, leadsBack } from './drafts.js';
import type { Draft, Side } from './drafts.js';
import { Parity } from './parity.js';
import type { Rule } from './parity.js';
import { isPlanar } from './planar.js';
import type { GraphLine } from './planar.js';
import type { Plan, PlanList } from './plan.js';
import { isTurned, rulesFor } from './rules.js';

/** How a way leaves and comes back. */
export interface Course extends Draft {
  /** The side of its home that it runs on. */
  readonly homeSide: Side;
  /** The side on which it begins. */
  readonly side: Side;
  /** Nothing runs across it. Without, it has to find its way through the picture. */
  readonly clear: boolean;
}

/** The side on which a way leaves one of the lists around its beginning. */
export const sideAt = (course: Course, list: PlanList): Side => (isTurned(course, list) ? opposite(course.homeSide) : course.homeSide);

/** So many attempts are made to find room for ways that do not fit at once, with so many others led otherwise. */
const patience = { attempts: 3000, changes: 3 } as const;

/** Chooses a side for each way so that none runs across another, as far as that is possible. */
export function chooseSides(plan: Plan, graph: RouteGraph): Course[] {
  const drafts = new Drafts(plan, graph);
  const fitting = new Fitting(drafts);
  let chosen: Choice = { drafts: [], sides: new Parity() };
  const unclear = new Set(drafts.all);
  for (const draft of drafts.all) {
    unclear.delete(draft);
    const next = fitting.plainly(chosen, draft) ?? (isPlanar(linesOf(graph, drafts, [...chosen.drafts, draft])) ? fitting.otherwise(chosen, draft) : undefined);
    if (next) chosen = next;
    else unclear.add(draft);
  }
  const courses = [...coursesOf(chosen), ...[...unclear].map((draft) => courseOf(draft, wishOf(draft) >= 0 ? 'before' : 'after', false))];
  return courses.flatMap((course) => [course, ...drafts.twins(course).map((way) => ({ ...course, way }))]);
}

/** Everything that leads from one shape to another but for ways that are not among the chosen ones. */
function linesOf(graph: RouteGraph, drafts: Drafts, chosen: readonly Draft[]): GraphLine[] {
  const ways = new Set(chosen.map(({ way }) => way));
  const left = new Set(drafts.all.flatMap(({ way }) => (ways.has(way) ? [] : [way.flow, ...(way.via ? [way.via.flow] : [])])));
  const events = [...graph.nodes.values()].flatMap(({ id, attachedTo }): GraphLine[] => (attachedTo === undefined ? [] : [[attachedTo, id]]));
  return [...events, ...[...graph.flows.values()].flatMap(({ id, from, to }): GraphLine[] => (left.has(id) ? [] : [[from, to]]))];
}

function courseOf(draft: Draft, homeSide: Side, clear: boolean): Course {
  return { ...draft, homeSide, side: draft.tip === undefined ? homeSide : opposite(homeSide), clear };
}

/** Each group of ways that depend on each other takes the sides that most of them would rather have. */
function coursesOf({ drafts, sides }: Choice): Course[] {
  const wishes = new Map<number, number>();
  for (const [index, draft] of drafts.entries()) {
    const { root, flipped } = sides.find(index);
    wishes.set(root, (wishes.get(root) ?? 0) + (flipped ? -1 : 1) * wishOf(draft));
  }
  return drafts.map((draft, index) => {
    const { root, flipped } = sides.find(index);
    const before = sides.fixed(root) ?? (wishes.get(root) ?? 0) >= 0;
    return courseOf(draft, before !== flipped ? 'before' : 'after', true);
  });
}

/** Ways back would rather run before the line, others after it; out of a branch, on the side of the branch. Positive: before. */
function wishOf(draft: Draft): number {
  const sides = draft.leaves.map((list) => {
    const all = branchesAround(list);
    return Math.sign((all.length - 1) / 2 - all.findIndex((branch) => branch.list === list));
  });
  return (leadsBack(draft) ? 1 : -1) + 2 * (sides.find((side) => side !== 0) ?? 0);
}

const opposite = (side: Side): Side => (side === 'before' ? 'after' : 'before');

/** Ways that do not run across each other, and what that says of their sides. */
interface Choice {
  readonly drafts: readonly Draft[];
  readonly sides: Parity;
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Fits ways to each other. */
class Fitting {
  readonly #drafts: Drafts;
  readonly #rules = new Map<Draft, Map<Draft, readonly Rule[]>>();
  #attempts: number = patience.attempts;

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
  }

  /** One more way, with all others as they are. */
  plainly(choice: Choice, draft: Draft): Choice | undefined {
    return firstOf(this.#drafts.variants(draft), (variant) => this.#with(choice, variant));
  }

  /** One more way, with as few as possible of the others led otherwise. */
  otherwise({ drafts: known }: Choice, draft: Draft): Choice | undefined {
    const begins = this.#drafts.variants(draft).flatMap((variant) => this.#with({ drafts: [], sides: new Parity() }, variant) ?? []);
    for (let changes = 1; changes <= patience.changes; changes += 1) {
      const found = firstOf(begins, (begun) => this.#complete(begun, known, changes));
      if (found) return found;
    }
    return undefined;
  }

  #complete(begun: Choice, rest: readonly Draft[], changes: number): Choice | undefined {
    if (this.#attempts <= 0) return undefined;
    if (changes === 0) {
      this.#attempts -= 1;
      return rest.reduce<Choice | undefined>((choice, other) => choice && this.#with(choice, other), begun);
    }
    return firstOf(rest, (kept) => {
      const others = rest.filter((other) => other !== kept);
      return firstOf(this.#drafts.variants(kept), (changed) => {
        const next = changed === kept ? undefined : this.#with(begun, changed);
        return next && this.#complete(next, others, changes - 1);
      });
    });
  }

  #with({ drafts, sides }: Choice, draft: Draft): Choice | undefined {
    const next = sides.copy();
    const index = next.add();
    if (draft.around !== undefined) next.keep({ of: 'one', before: draft.around === 'before' }, index, index);
    const fits = drafts.every((other, at) => this.#rulesFor(draft, other).every((rule) => next.keep(rule, index, at)));
    return fits ? { drafts: [...drafts, draft], sides: next } : undefined;
  }

  #rulesFor(draft: Draft, other: Draft): readonly Rule[] {
    const known = this.#rules.get(draft) ?? new Map<Draft, readonly Rule[]>();
    this.#rules.set(draft, known);
    const rules = known.get(other) ?? rulesFor(draft, other);
    known.set(other, rules);
    return rules;
  }
}
