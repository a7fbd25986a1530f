import { define } from './builtin.js';
import type { Builtin } from './builtin.js';
import { compare, FeelRange, kindOf } from './values.js';
import type { FeelValue, Run } from './values.js';

/** A point counts as a closed range of itself. */
const asRange = (value: FeelValue): FeelRange => (value instanceof FeelRange ? value : new FeelRange(value, value, true, true));

/** Order of two ends; throws when they cannot be compared. */
type Order = (left: FeelValue, right: FeelValue) => number;

class Incomparable extends Error {}

/** A relation of two points or ranges. Null when they cannot be compared or a range has an end that is open for ever. */
function relation(name: string, parameters: string, sorts: 'any' | 'ranges' | 'range, any' | 'any, range', holds: (a: FeelRange, b: FeelRange, order: Order) => boolean): Builtin {
  return define(parameters, (run, [first = null, second = null]) => {
    if (!fits(sorts, first, second)) return run.reportTypes(name, first, second);
    try {
      return holds(asRange(first), asRange(second), orderOf(run));
    } catch (error) {
      if (error instanceof Incomparable) return run.reportTypes(name, first, second);
      throw error;
    }
  });
}

function fits(sorts: string, first: FeelValue, second: FeelValue): boolean {
  const [left, right] = [kindOf(first) === 'range', kindOf(second) === 'range'];
  if (first === null || second === null) return false;
  return sorts === 'any' || (sorts === 'ranges' && left && right) || (sorts === 'range, any' && left) || (sorts === 'any, range' && right);
}

const orderOf = (run: Run): Order => (left, right) => {
  const order = left === null || right === null ? undefined : compare(left, right, run);
  if (order === undefined) throw new Incomparable();
  return order;
};

function before(a: FeelRange, b: FeelRange, order: Order): boolean {
  const ends = order(a.to, b.from);
  return ends < 0 || (ends === 0 && !(a.toClosed && b.fromClosed));
}

const meets = (a: FeelRange, b: FeelRange, order: Order): boolean => a.toClosed && b.fromClosed && order(a.to, b.from) === 0;

/** `a` begins no later than `b`. */
function beginsBy(a: FeelRange, b: FeelRange, order: Order): boolean {
  const begins = order(a.from, b.from);
  return begins < 0 || (begins === 0 && (a.fromClosed || !b.fromClosed));
}

/** `a` ends no earlier than `b`. */
function endsBy(a: FeelRange, b: FeelRange, order: Order): boolean {
  const ends = order(a.to, b.to);
  return ends > 0 || (ends === 0 && (a.toClosed || !b.toClosed));
}

const includes = (a: FeelRange, b: FeelRange, order: Order): boolean => beginsBy(a, b, order) && endsBy(a, b, order);
const sameBegin = (a: FeelRange, b: FeelRange, order: Order): boolean => order(a.from, b.from) === 0 && a.fromClosed === b.fromClosed;
const sameEnd = (a: FeelRange, b: FeelRange, order: Order): boolean => order(a.to, b.to) === 0 && a.toClosed === b.toClosed;
const apart = (a: FeelRange, b: FeelRange, order: Order): boolean => before(a, b, order) || before(b, a, order);

/** `a` begins first and ends inside `b`, or with it. */
const overlapsBefore = (a: FeelRange, b: FeelRange, order: Order): boolean =>
  !apart(a, b, order) && !beginsBy(b, a, order) && endsBy(b, a, order);

const overlapsAfter = (a: FeelRange, b: FeelRange, order: Order): boolean =>
  !apart(a, b, order) && beginsBy(b, a, order) && !sameBegin(a, b, order) && !endsBy(b, a, order);

const finishes = (a: FeelRange, b: FeelRange, order: Order): boolean => sameEnd(a, b, order) && beginsBy(b, a, order);
const starts = (a: FeelRange, b: FeelRange, order: Order): boolean => sameBegin(a, b, order) && endsBy(b, a, order);

const turned = (of: typeof before): typeof before => (a, b, order) => of(b, a, order);

/** How points and ranges lie to each other. */
export const rangeFunctions: Readonly<Record<string, Builtin>> = {
  before: relation('before', 'point1|range1|a, point2|range2|b', 'any', before),
  after: relation('after', 'point1|range1|a, point2|range2|b', 'any', turned(before)),
  meets: relation('meets', 'range1, range2', 'ranges', meets),
  'met by': relation('met by', 'range1, range2', 'ranges', turned(meets)),
  overlaps: relation('overlaps', 'range1, range2', 'ranges', (a, b, order) => !apart(a, b, order)),
  'overlaps before': relation('overlaps before', 'range1, range2', 'ranges', overlapsBefore),
  'overlaps after': relation('overlaps after', 'range1, range2', 'ranges', overlapsAfter),
  finishes: relation('finishes', 'point|range1, range|range2', 'any, range', finishes),
  'finished by': relation('finished by', 'range|range1, point|range2', 'range, any', turned(finishes)),
  includes: relation('includes', 'range|range1, point|range2|value', 'range, any', includes),
  during: relation('during', 'point|range1, range|range2', 'any, range', turned(includes)),
  starts: relation('starts', 'point|range1, range|range2', 'any, range', starts),
  'started by': relation('started by', 'range|range1, point|range2', 'range, any', turned(starts)),
  coincides: relation('coincides', 'point1|range1, point2|range2', 'any', (a, b, order) => sameBegin(a, b, order) && sameEnd(a, b, order)),
};
