import type { RouteGraph } from '../graph.js';
import type { Plan, PlanBranch, PlanList, Way } from './plan.js';

/** A side of the line of a list: left or above, right or below. */
export type Side = 'before' | 'after';

/** A manner of leading a way, its side not yet chosen. Ranks tell where things lie on a walk along the lists. */
export interface Draft {
  readonly way: Way;
  /** The list on whose side it runs. */
  readonly home: PlanList;
  /** It goes along the whole rest of its list, to where that leads. */
  readonly toStop: boolean;
  /** Lists between its beginning and its home, which it leaves through their side. */
  readonly leaves: readonly PlanList[];
  /** The step whose border the event that it begins with sits on. */
  readonly host: string | undefined;
  /** Where on that border: 1 far corner, -1 near corner, 2 far edge, -2 near edge; 0 for none. */
  readonly slot: number;
  /** It leaves on this side, runs around the beginning of the route, or the end of its list, and arrives on the other side. */
  readonly around: Side | undefined;
  /** A branch without a way on, which it leaves around its end: inside it is on the other side than outside. */
  readonly tip: PlanList | undefined;
  /** Rank of its beginning, and the same as seen from outside of `tip`. */
  readonly begin: number;
  readonly outer: number;
  readonly end: number;
}

export const leadsBack = ({ begin, end }: Draft): boolean => end < begin;

const keyOf = ({ from, to }: Way): string => `${from}\n${to}`;

/** The split that a list is a branch of. */
export function branchesAround(list: PlanList): readonly PlanBranch[] {
  const split = list.within?.list.items.find((item) => item.kind === 'split' && item.id === list.within?.split);
  return split?.kind === 'split' ? split.branches : [];
}

/** The list is another one or lies within it. */
export function isWithin(list: PlanList, other: PlanList): boolean {
  for (let at: PlanList | undefined = list; at; at = at.within?.list) if (at === other) return true;
  return false;
}

/** Everything that is known of the ways of a plan before sides are chosen. */
export class Drafts {
  readonly #graph: RouteGraph;
  readonly #list = new Map<string, PlanList>();
  readonly #rank = new Map<string, number>();
  readonly #end = new Map<PlanList, number>();
  #next = 0;
  /** The shortest first. Of several ways from one place to another only the first. */
  readonly all: readonly Draft[];
  readonly #twins = new Map<string, Way[]>();
  readonly #variants = new Map<Way, readonly Draft[]>();

  constructor(plan: Plan, graph: RouteGraph) {
    this.#graph = graph;
    this.#collect(plan.top);
    const loose = plan.ways.flatMap((way) => {
      const twins = this.#twins.get(keyOf(way));
      if (!twins) this.#twins.set(keyOf(way), []);
      twins?.push(way);
      return twins ? [] : (this.#draft(way) ?? []);
    });
    const out = new Map<PlanList, Draft[]>();
    for (const draft of loose) for (const list of draft.leaves) out.set(list, [...(out.get(list) ?? []), draft]);
    this.#walk(plan.top, out);
    for (const draft of loose) this.#variants.set(draft.way, this.#manners(draft));
    this.all = loose.map((draft) => this.variants(draft)[0] as Draft).sort((one, other) => Math.abs(one.end - one.begin) - Math.abs(other.end - other.begin));
  }

  #collect(list: PlanList): void {
    for (const item of list.items) {
      if (item.kind === 'part') continue;
      this.#list.set(item.id, list);
      for (const event of this.#graph.boundary(item.id)) this.#list.set(event.id, list);
      if (item.kind === 'split') for (const branch of item.branches) this.#collect(branch.list);
    }
  }

  /** Nothing when the way leads into a list that its beginning is not within. */
  #draft(way: Way): Draft | undefined {
    const leaves: PlanList[] = [];
    const host = this.#graph.nodes.get(way.from)?.attachedTo;
    const common = { way, leaves, host, slot: host === undefined ? 0 : 1, around: undefined, tip: undefined, begin: 0, outer: 0, end: 0 };
    for (let list = this.#list.get(way.from); list; list = list.within?.list) {
      if (this.#list.get(way.to) === list) return { ...common, home: list, toStop: false };
      if (list.stop === way.to) return { ...common, home: list, toStop: true };
      leaves.push(list);
    }
    return undefined;
  }

  /** Ranks everything. Branches that end but have ways out stand outside of the others, those that lead back least far first; there is room behind them for what goes around their end. */
  #walk(list: PlanList, out: ReadonlyMap<PlanList, readonly Draft[]>): void {
    const begin = this.#next;
    for (const item of list.items) {
      this.#next += 8;
      if (item.kind === 'part') continue;
      this.#rank.set(item.id, this.#next);
      if (item.kind !== 'split') continue;
      const lists = item.branches.map((branch) => branch.list);
      const outer = lists.filter((branch) => branch.stop === undefined && out.has(branch));
      const nearest = (branch: PlanList): number => Math.max(...(out.get(branch) ?? []).map(({ way }) => this.#rank.get(way.to) ?? -1));
      outer.sort((one, other) => nearest(other) - nearest(one));
      for (const branch of [...outer, ...lists.filter((other) => !outer.includes(other))]) this.#walk(branch, out);
    }
    this.#next += 8;
    this.#end.set(list, this.#next);
    if (list.stop === undefined) this.#next += this.#next - begin;
  }

  #measured(draft: Draft): Draft {
    const { way, host, slot, tip, home, toStop } = draft;
    const begin = host === undefined ? (this.#rank.get(way.from) ?? 0) : (this.#rank.get(host) ?? 0) + slot;
    const end = toStop ? (this.#end.get(home) ?? 0) : (this.#rank.get(way.to) ?? 0);
    return { ...draft, begin, end, outer: tip === undefined ? begin : 2 * (this.#end.get(tip) ?? 0) - begin };
  }

  /** Other ways between the same places, to be drawn alongside. */
  twins({ way }: Draft): readonly Way[] {
    return this.#twins.get(keyOf(way)) ?? [];
  }

  /** All manners of leading a way, the plainest first. */
  variants({ way }: Draft): readonly Draft[] {
    return this.#variants.get(way) ?? [];
  }

  /** From elsewhere on the border of a step, around the end of a branch, around everything. */
  #manners(draft: Draft): readonly Draft[] {
    const plain = { ...draft, around: undefined, tip: undefined };
    const slots = (draft.host === undefined ? [0] : [1, -1, 2, -2]).map((slot) => this.#measured({ ...plain, slot }));
    const tips = draft.leaves.filter((list) => list.stop === undefined);
    const sides = draft.home.stop === undefined && !draft.toStop ? (['before', 'after'] as const) : [];
    const straight = [...slots, ...tips.flatMap((tip) => slots.map((slot) => this.#measured({ ...slot, tip })))];
    return [...straight, ...sides.flatMap((around) => straight.map((manner) => ({ ...manner, around })))];
  }
}
