import { branchesAround, isWithin } from './drafts.js';
import type { Draft, Side } from './drafts.js';
import type { PlanList } from './plan.js';
import type { Rule } from './parity.js';

/** What two ways demand of each other's sides so that they do not run across each other. */
export function rulesFor(one: Draft, other: Draft): Rule[] {
  if (one.around !== undefined && other.around !== undefined && one.home === other.home) {
    const together = bothAround(one, other) && shared(one, other).every((rule) => (rule === 'same') === (one.around === other.around));
    return together ? [] : ['never'];
  }
  if (one.around !== undefined) return besideAround(one, one.around, other, 'other');
  if (other.around !== undefined) return besideAround(other, other.around, one, 'one');
  const inOne = isInside(other, one.tip);
  const inOther = isInside(one, other.tip);
  const [low, high] = span(one, inOne);
  const [from, to] = span(other, inOther);
  const across = (low < from && from < high && high < to) || (from < low && low < to && to < high);
  return [...(across ? [turned('differ', inOne !== inOther)] : []), ...shared(one, other)];
}

/** The way runs within a branch only. */
const isInside = (way: Draft, tip: PlanList | undefined): boolean => tip !== undefined && isWithin(way.home, tip);

function span(way: Draft, inside: boolean): readonly [number, number] {
  const begin = inside ? way.begin : way.outer;
  return [Math.min(begin, way.end), Math.max(begin, way.end)];
}

const turned = (rule: 'differ' | 'same', turn: boolean): 'differ' | 'same' => ((rule === 'same') === turn ? 'differ' : 'same');

/**
 * Events at the same place of a step are on different sides of it. Ways out of branches of one split leave the same branch on the
 * same side, and two branches on different ones.
 */
function shared(one: Draft, other: Draft): ('differ' | 'same')[] {
  const found: ('differ' | 'same')[] = [];
  if (one.host !== undefined && one.host === other.host && one.slot === other.slot) found.push(turned('differ', (one.tip === undefined) !== (other.tip === undefined)));
  for (const list of one.leaves) {
    for (const beside of other.leaves) {
      if (list.within?.split !== beside.within?.split) continue;
      const turn = isTurned(one, list) !== isTurned(other, beside);
      if (list === beside) {
        if (list.stop === undefined || branchesAround(list).filter(({ joins }) => joins).length > 1) found.push(turned('same', turn));
      } else if (list.stop !== undefined && beside.stop !== undefined) found.push(turned('differ', turn));
    }
  }
  return found;
}

/** Inside a branch whose end a way goes around it is on the other side. */
export const isTurned = ({ tip }: Pick<Draft, 'tip'>, list: PlanList): boolean => tip !== undefined && list !== tip && isWithin(list, tip);

/** A way on one side may not enclose the end that a way around everything has there. */
function besideAround(around: Draft, side: Side, other: Draft, of: 'one' | 'other'): Rule[] {
  const inside = isInside(around, other.tip);
  const [low, high] = span(other, inside);
  const within = (rank: number): boolean => low < rank && rank < high;
  const rules: Rule[] = shared(around, other).map((rule) => ({ of, before: (rule === 'same') === (side === 'before') }));
  if (isInside(other, around.tip)) return within(around.begin) ? [...rules, { of, before: side === 'before' }] : rules;
  if (within(around.outer)) rules.push({ of, before: (side !== 'before') !== inside });
  if (within(around.end)) rules.push({ of, before: (side === 'before') !== inside });
  return rules;
}

/** Ways around everything lie within each other. */
function bothAround(one: Draft, other: Draft): boolean {
  const [first, second] = [endsOf(one), endsOf(other)];
  return (first[0] - second[0]) * (first[1] - second[1]) >= 0;
}

/** Where a way around everything has its ends before and after the line. */
export const endsOf = (way: Pick<Draft, 'around' | 'outer' | 'end'>): readonly [number, number] => (way.around === 'before' ? [way.outer, way.end] : [way.end, way.outer]);
