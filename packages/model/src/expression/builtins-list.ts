import { arithmetic, tidy } from './arithmetic.js';
import { define, overList } from './builtin.js';
import type { Builtin } from './builtin.js';
import { compare, equal, FeelFunction, isList, kindOf, toJson } from './values.js';
import { FeelDateTime, FeelTime } from './temporal.js';
import type { FeelValue, Run } from './values.js';

type List = readonly FeelValue[];

/** A function whose first argument is a list; a single value is a list of one. */
const ofList = (name: string, parameters: string, call: (run: Run, list: List, ...rest: FeelValue[]) => FeelValue): Builtin =>
  define(parameters, (run, [first = null, ...rest]) => {
    if (first === null) return null;
    const list = isList(first) ? first : [first];
    run.spend(list.length);
    return call(run, list, ...rest) ?? run.reportTypes(name, first, ...rest);
  });

function total(run: Run, items: List): FeelValue {
  if (items.length === 0) return null;
  return items.slice(1).reduce<FeelValue>((sum, item) => arithmetic('+', sum, item, run), items[0] ?? null);
}

function sum(run: Run, items: List): FeelValue {
  return items.some((item) => typeof item === 'string') ? null : total(run, items);
}

function mean(run: Run, items: List): FeelValue {
  const sumOfAll = sum(run, items);
  return sumOfAll === null ? null : arithmetic('/', sumOfAll, items.length, run);
}

function best(run: Run, items: List, sign: number): FeelValue {
  let found = items[0] ?? null;
  for (const item of items.slice(1)) {
    const order = compare(item, found, run);
    if (order === undefined) return null;
    if (order * sign > 0) found = item;
  }
  return found;
}

function numbersOf(items: List): number[] | undefined {
  return items.length > 0 && items.every((item) => typeof item === 'number') ? (items as number[]) : undefined;
}

function median(items: List): FeelValue {
  const sorted = numbersOf(items)?.toSorted((a, b) => a - b);
  if (!sorted) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? null) : tidy(((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2);
}

function deviation(items: List): FeelValue {
  const numbers = numbersOf(items);
  if (!numbers || numbers.length < 2) return null;
  const average = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  return tidy(Math.sqrt(numbers.reduce((a, b) => a + (b - average) ** 2, 0) / (numbers.length - 1)));
}

function distinct(run: Run, items: List): List {
  const simple = new Set<FeelValue>();
  const found: FeelValue[] = [];
  for (const item of items) {
    if (typeof item === 'object' && item !== null ? found.some((other) => equal(other, item, run) === true) : simple.has(item)) continue;
    simple.add(item);
    found.push(item);
  }
  return found;
}

function flatten(run: Run, items: List, into: FeelValue[] = [], depth = 0): FeelValue[] {
  for (const item of items) {
    run.spend(1);
    if (isList(item) && depth < 64) flatten(run, item, into, depth + 1);
    else into.push(item);
  }
  return into;
}

/** All of some three-valued booleans: null when undecided. */
function every(items: List, wanted: boolean): boolean | null {
  if (items.includes(!wanted)) return !wanted;
  return items.every((item) => item === wanted) ? wanted : null;
}

/** By a function that tells whether its first value comes first; without one, from small to large. */
function sort(run: Run, items: List, precedes: FeelValue = null): FeelValue {
  run.spend(items.length * 8);
  let comparable = precedes === null || precedes instanceof FeelFunction;
  const order = precedes instanceof FeelFunction ? byFunction(run, precedes) : (left: FeelValue, right: FeelValue) => compare(left, right, run);
  const sorted = items.toSorted((left, right) => {
    const difference = order(left, right);
    if (difference === undefined) comparable = false;
    return difference ?? 0;
  });
  return comparable ? sorted : null;
}

const byFunction = (run: Run, precedes: FeelFunction) => (left: FeelValue, right: FeelValue): number => {
  if (precedes.call(run, [left, right]) === true) return -1;
  return precedes.call(run, [right, left]) === true ? 1 : 0;
};

function sublist(items: List, start: FeelValue, length: FeelValue): FeelValue {
  if (typeof start !== 'number' || start === 0 || (length !== null && typeof length !== 'number')) return null;
  const from = start < 0 ? Math.max(items.length + start, 0) : start - 1;
  return items.slice(from, length === null ? undefined : from + length);
}

function positions(run: Run, items: List, match: FeelValue): List {
  return items.flatMap((item, index) => (equal(item, match, run) === true ? [index + 1] : []));
}

function insertBefore(items: List, position: FeelValue, item: FeelValue): FeelValue {
  const index = indexOf(items, position);
  return index === undefined ? null : items.toSpliced(index, 0, item);
}

function remove(items: List, position: FeelValue): FeelValue {
  const index = indexOf(items, position);
  return index === undefined ? null : items.toSpliced(index, 1);
}

function indexOf(items: List, position: FeelValue): number | undefined {
  if (typeof position !== 'number') return undefined;
  const index = position < 0 ? items.length + position : position - 1;
  return Number.isInteger(index) && index >= 0 && index < items.length ? index : undefined;
}

const lists = (run: Run, args: List): FeelValue[] => {
  const all = args.flatMap((arg) => (isList(arg) ? arg : [arg]));
  run.spend(all.length * 2);
  return all;
};

/** The values that come most often, smallest first. */
function mode(items: List): FeelValue {
  if (items.length === 0) return [];
  const numbers = numbersOf(items);
  if (!numbers) return null;
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].filter(([, count]) => count === most).map(([number]) => number).sort((a, b) => a - b);
}

/** Puts an item in place of one by its position, or of those that a function of the item and the new one accepts. */
function replaceIn(run: Run, items: List, by: FeelValue, item: FeelValue): FeelValue {
  if (by instanceof FeelFunction) return items.map((old) => (by.call(run, [old, item]) === true ? item : old));
  const index = indexOf(items, by);
  return index === undefined ? null : items.with(index, item);
}

/** Times that name different offsets are not the same value, even at the same instant. */
const sameClock = (first: FeelValue, second: FeelValue): boolean =>
  !(first instanceof FeelTime || first instanceof FeelDateTime) || first.offset === (second as typeof first).offset;

/** Lists. */
export const listFunctions: Readonly<Record<string, Builtin>> = {
  count: ofList('count', 'list', (_, list) => list.length),
  sum: overList('sum', sum),
  mean: overList('mean', mean),
  min: overList('min', (run, items) => best(run, items, -1)),
  max: overList('max', (run, items) => best(run, items, 1)),
  median: overList('median', (_, items) => median(items)),
  stddev: overList('stddev', (_, items) => deviation(items)),
  product: overList('product', (run, items) => (items.length === 0 ? null : items.reduce((a, b) => arithmetic('*', a, b, run)))),
  all: overList('all', (_, items) => every(items, true)),
  any: overList('any', (_, items) => every(items, false)),
  and: overList('and', (_, items) => every(items, true)),
  or: overList('or', (_, items) => every(items, false)),
  'list contains': ofList('list contains', 'list, element', (run, list, element = null) => list.some((item) => equal(item, element, run) === true)),
  append: define('list, item...', (run, [first = null, ...items]) => lists(run, [first === null ? [] : first]).concat(items)),
  concatenate: define('list...', (run, args) => lists(run, args)),
  union: define('list...', (run, args) => distinct(run, lists(run, args))),
  'distinct values': ofList('distinct values', 'list', (run, list) => distinct(run, list)),
  flatten: ofList('flatten', 'list', (run, list) => flatten(run, list)),
  mode: overList('mode', (run, items) => {
    run.spend(items.length * 3);
    return mode(items);
  }),
  sort: ofList('sort', 'list, precedes?', sort),
  reverse: ofList('reverse', 'list', (_, list) => list.toReversed()),
  'index of': ofList('index of', 'list, match', (run, list, match = null) => positions(run, list, match)),
  sublist: ofList('sublist', 'list, start position|start, length?', (_, list, start = null, length = null) => sublist(list, start, length)),
  'insert before': ofList('insert before', 'list, position, newItem', (_, list, position = null, item = null) => insertBefore(list, position, item)),
  remove: ofList('remove', 'list, position', (_, list, position = null) => remove(list, position)),
  not: define('negand', (_, [value = null]) => (typeof value === 'boolean' ? !value : null)),
  'is defined': define('value', () => true),
  'list replace': ofList('list replace', 'list, position|match, newItem', (run, list, by = null, item = null) => replaceIn(run, list, by, item)),
  is: define('value1, value2', (run, [first = null, second = null]) => kindOf(first) === kindOf(second) && equal(first, second, run) === true && sameClock(first, second)),
  'get or else': define('value, default', (_, [value = null, fallback = null]) => value ?? fallback),
  'to json': define('value', (run, [value = null]) => JSON.stringify(toJson(value, run))),
};
