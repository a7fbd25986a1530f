import { withBinding, withLocal } from './scope.js';
import type { Scope } from './scope.js';
import { FeelDate } from './temporal.js';
import { equal, FeelRange, isList } from './values.js';
import type { FeelValue, Run } from './values.js';

const DAY = 86_400_000;

type Evaluate = (scope: Scope) => FeelValue;

/** A compiled `name in list` or `name in from..to`. */
export interface CompiledBinding {
  readonly name: string;
  readonly from: Evaluate;
  readonly to: Evaluate | undefined;
}

/** Visits every combination of bindings; stops when `visit` returns true. `false` when something cannot be gone through. */
function iterate(bindings: readonly CompiledBinding[], scope: Scope, visit: (scope: Scope) => boolean): boolean | 'stopped' {
  const [binding, ...rest] = bindings;
  if (!binding) return visit(scope) ? 'stopped' : true;
  const items = itemsOf(binding, scope);
  if (!items) return false;
  for (const value of items) {
    scope.run.spend(3);
    const going = iterate(rest, withBinding(scope, binding.name, value), visit);
    if (going !== true) return going;
  }
  return true;
}

function itemsOf(binding: CompiledBinding, scope: Scope): Iterable<FeelValue> | undefined {
  const from = binding.from(scope);
  if (binding.to) return countBetween(from, binding.to(scope), scope.run);
  if (from instanceof FeelRange) return countWithin(from, scope.run);
  if (from === null) return undefined;
  return isList(from) ? from : [from];
}

/** Open ends are left out. */
function countWithin(range: FeelRange, run: Run): Iterable<FeelValue> | undefined {
  const all = countBetween(range.from, range.to, run);
  return all && (range.fromClosed && range.toClosed ? all : inner(all, range, run));
}

function* inner(all: Iterable<FeelValue>, { from, to, fromClosed, toClosed }: FeelRange, run: Run): Iterable<FeelValue> {
  for (const value of all) {
    if ((fromClosed || equal(value, from, run) !== true) && (toClosed || equal(value, to, run) !== true)) yield value;
  }
}

function countBetween(from: FeelValue, to: FeelValue, run: Run): Iterable<FeelValue> | undefined {
  if (typeof from === 'number' && typeof to === 'number') return count(from, to);
  if (from instanceof FeelDate && to instanceof FeelDate) return days(from, to);
  run.reportTypes('..', from, to);
  return undefined;
}

function* count(from: number, to: number): Iterable<number> {
  if (from <= to) for (let at = from; at <= to; at += 1) yield at;
  else for (let at = from; at >= to; at -= 1) yield at;
}

function* days(from: FeelDate, to: FeelDate): Iterable<FeelDate> {
  for (const day of count(from.wall / DAY, to.wall / DAY)) yield new FeelDate(day * DAY);
}

/** The results of the body, in order; the body sees those so far as `partial`. */
export function compileFor(bindings: readonly CompiledBinding[], body: Evaluate): Evaluate {
  return (scope) => {
    const results: FeelValue[] = [];
    const outer = withLocal(scope, { type: 'partial', results, outer: scope.local });
    const done = iterate(bindings, outer, (inner) => {
      results.push(body(inner));
      return false;
    });
    return done === false ? null : results;
  };
}

/** Three-valued: null when no item decides and some are not known. */
export function compileQuantified(some: boolean, bindings: readonly CompiledBinding[], condition: Evaluate): Evaluate {
  return (scope) => {
    let unknown = false;
    const done = iterate(bindings, scope, (inner) => {
      const value = condition(inner);
      if (typeof value !== 'boolean') unknown = true;
      return value === some;
    });
    if (done === 'stopped') return some;
    return done === false || unknown ? null : !some;
  };
}
