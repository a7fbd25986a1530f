import type { Json } from '../json.js';
import type { Issue } from '../errors.js';
import { FeelDate, FeelDateTime, FeelDays, FeelMonths, FeelTime, formatTemporal, instantOf, isTemporal, parseDate, parseDateTime, parseFeelDuration, parseTime } from './temporal.js';
import type { Temporal } from './temporal.js';
import type { Parameter } from './ast.js';

/** `[1..5]`, `(a..b]`. */
export class FeelRange {
  readonly from: FeelValue;
  readonly to: FeelValue;
  readonly fromClosed: boolean;
  readonly toClosed: boolean;
  constructor(from: FeelValue, to: FeelValue, fromClosed: boolean, toClosed: boolean) {
    this.from = from;
    this.to = to;
    this.fromClosed = fromClosed;
    this.toClosed = toClosed;
  }
}

/** `function(x) x + 1`: gives its result for values in the order of its parameters. */
export class FeelFunction {
  readonly parameters: readonly Parameter[];
  readonly call: (run: Run, values: readonly FeelValue[]) => FeelValue;
  constructor(parameters: readonly Parameter[], call: FeelFunction['call']) {
    this.parameters = parameters;
    this.call = call;
  }
}

export interface FeelContext {
  readonly [key: string]: FeelValue | undefined;
}
export type FeelValue = string | number | boolean | null | Temporal | FeelRange | FeelFunction | readonly FeelValue[] | FeelContext;

const MAX_CALLS = 50;
const MAX_ISSUES = 50;

/** Ends an evaluation that has done too much work. */
export class TooLong extends Error {}

/** State of one evaluation: its clock, what it has read, what went wrong and how much it may still do. */
export class Run {
  readonly now: number;
  readonly zone: string;
  readonly issues: Issue[] = [];
  readonly used = new Map<string, FeelValue>();
  /** Times a missing name was met, so that a comparison can tell "empty" from "not there". */
  missing = 0;
  /** Where in the text the operation stands that is being done. */
  at: number | undefined;
  #left: number;
  #calls = 0;
  readonly #reported = new Set<string>();

  constructor(now: number, zone: string, budget: number) {
    this.now = now;
    this.zone = zone;
    this.#left = budget;
  }

  /** Counts work; throws `TooLong` when the budget is spent. */
  spend(work: number): void {
    this.#left -= work;
    if (this.#left < 0) throw new TooLong();
  }

  /** Does the work of a function; throws `TooLong` when functions call one another too deep. */
  inCall<Result>(work: () => Result): Result {
    this.#calls += 1;
    if (this.#calls > MAX_CALLS) throw new TooLong();
    const result = work();
    this.#calls -= 1;
    return result;
  }

  report(found: Issue): null {
    this.spend(14);
    return this.note(found);
  }

  /** Reports without counting work: what is said when there is none left. */
  note(found: Issue): null {
    const issue = this.at === undefined ? found : { ...found, params: { ...found.params, position: this.at } };
    if (this.issues.length >= MAX_ISSUES && found.code !== 'feel.too-long') return null;
    const key = issue.code + JSON.stringify(issue.params);
    if (!this.#reported.has(key)) this.issues.push(issue);
    this.#reported.add(key);
    return null;
  }

  /** A name that is not there. `warning` for a property of a list's item. */
  reportMissing(name: string, severity: 'error' | 'warning' = 'error'): null {
    this.missing += 1;
    return this.report({ code: 'feel.missing', ...(severity === 'warning' ? { severity } : {}), params: { name } });
  }

  /** An operation that its operands do not allow. Nothing is said when an operand is null: FEEL passes null on. */
  reportTypes(operation: string, ...operands: readonly FeelValue[]): null {
    if (operands.includes(null)) return null;
    return this.report({ code: 'feel.type', severity: 'warning', params: { operation, found: operands.map(kindOf).join(', ') } });
  }
}

const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

/** Names that expressions never reach. */
export const isUnsafeName = (name: string): boolean => UNSAFE.has(name);

/** The value is a context (an object of named values). */
export const isContext = (value: unknown): value is FeelContext =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isTemporal(value) && !(value instanceof FeelRange) && !(value instanceof FeelFunction);

export const isList = (value: unknown): value is readonly FeelValue[] => Array.isArray(value);

/** An own property of a context, `undefined` when there is none. What JSON cannot say is null. */
export function ownValue(context: object, name: string): FeelValue | undefined {
  if (isUnsafeName(name) || !Object.hasOwn(context, name)) return undefined;
  const value: unknown = (context as Record<string, unknown>)[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'object' ? (value as FeelValue) : null;
}

/** Name of a value's type, as in `instance of`. */
export function kindOf(value: FeelValue | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (isList(value)) return 'list';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof FeelMonths) return 'years and months duration';
  if (value instanceof FeelDays) return 'days and time duration';
  if (value instanceof FeelRange) return 'range';
  if (value instanceof FeelFunction) return 'function';
  return typeof value === 'object' ? 'context' : typeof value;
}

/** A text on one side of a date is read as that sort of date, since form data holds dates as ISO texts. */
function coerce(text: string, like: Temporal): Temporal | undefined {
  if (like instanceof FeelTime) return parseTime(text);
  if (like instanceof FeelDate || like instanceof FeelDateTime) return parseDate(text) ?? parseDateTime(text);
  return parseFeelDuration(text);
}

/** Order of two values: negative, 0, positive; `undefined` when they cannot be compared. */
export function compare(left: FeelValue, right: FeelValue, run: Run): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') {
    run.spend(Math.min(left.length, right.length) >> 5);
    return left < right ? -1 : left > right ? 1 : 0;
  }
  if (isTemporal(left)) return compareTemporal(left, right, run);
  if (isTemporal(right)) {
    const order = compareTemporal(right, left, run);
    return order === undefined ? undefined : -order;
  }
  return undefined;
}

function compareTemporal(left: Temporal, other: FeelValue, run: Run): number | undefined {
  const right = typeof other === 'string' ? coerce(other, left) : other;
  if (left instanceof FeelMonths) return right instanceof FeelMonths ? left.months - right.months : undefined;
  if (left instanceof FeelDays) return right instanceof FeelDays ? left.ms - right.ms : undefined;
  if (left instanceof FeelTime) return right instanceof FeelTime ? timeInUtc(left) - timeInUtc(right) : undefined;
  if (left instanceof FeelDate) {
    if (right instanceof FeelDate) return left.wall - right.wall;
    return right instanceof FeelDateTime ? left.wall - startOfDay(right) : undefined;
  }
  if (right instanceof FeelDate) return startOfDay(left) - right.wall;
  if (!(right instanceof FeelDateTime)) return undefined;
  if (left.offset === undefined || right.offset === undefined) run.spend(200);
  return instantOf(left, run.zone) - instantOf(right, run.zone);
}

const startOfDay = (value: FeelDateTime): number => Math.floor(value.wall / 86_400_000) * 86_400_000;

const timeInUtc = (time: FeelTime): number => time.ms - (time.offset ?? 0) * 60_000;

/** Equality; `undefined` when the two are of different sorts. Null equals only null. */
export function equal(left: FeelValue, right: FeelValue, run: Run): boolean | undefined {
  run.spend(1);
  if (left === null || right === null) return left === right;
  if (typeof left === 'boolean' && typeof right === 'boolean') return left === right;
  if (isList(left) && isList(right)) return equalLists(left, right, run);
  if (isContext(left) && isContext(right)) return equalContexts(left, right, run);
  if (left instanceof FeelRange && right instanceof FeelRange) return equalRanges(left, right, run);
  const order = compare(left, right, run);
  return order === undefined ? undefined : order === 0;
}

function equalLists(left: readonly FeelValue[], right: readonly FeelValue[], run: Run): boolean {
  return left.length === right.length && left.every((item, index) => equal(item, right[index] ?? null, run) === true);
}

function equalContexts(left: FeelContext, right: FeelContext, run: Run): boolean {
  const keys = Object.keys(left);
  run.spend(keys.length * 4);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => {
    const other = ownValue(right, key);
    return other !== undefined && equal(ownValue(left, key) ?? null, other, run) === true;
  });
}

function equalRanges(left: FeelRange, right: FeelRange, run: Run): boolean {
  return left.fromClosed === right.fromClosed && left.toClosed === right.toClosed && equal(left.from, right.from, run) === true && equal(left.to, right.to, run) === true;
}

/** The range holds the value; `undefined` when they cannot be compared. A range without an end (null) goes on for ever. */
export function holds(range: FeelRange, value: FeelValue, run: Run): boolean | undefined {
  if (range.from === null && range.to === null) return undefined;
  const low = range.from === null ? 1 : compare(value, range.from, run);
  const high = range.to === null ? -1 : compare(value, range.to, run);
  if (low === undefined || high === undefined) return undefined;
  return (range.fromClosed ? low >= 0 : low > 0) && (range.toClosed ? high <= 0 : high < 0);
}

/** A value as JSON: dates as ISO texts, contexts as plain objects. */
export function toJson(value: FeelValue | undefined, run: Run, depth = 0): Json {
  run.spend(1);
  if (value === undefined || value === null || depth > 64 || value instanceof FeelFunction) return null;
  if (isTemporal(value)) return formatTemporal(value);
  if (value instanceof FeelRange) return formatRange(value, run);
  if (isList(value)) return value.map((item) => toJson(item, run, depth + 1));
  if (typeof value === 'string') run.spend(value.length >> 5);
  if (typeof value !== 'object') return typeof value === 'number' && !Number.isFinite(value) ? null : value;
  run.spend(Object.keys(value).length * 6);
  return Object.fromEntries(
    Object.keys(value)
      .filter((key) => !isUnsafeName(key))
      .map((key) => [key, toJson(ownValue(value, key), run, depth + 1)]),
  );
}

function formatRange(range: FeelRange, run: Run): string {
  return `${range.fromClosed ? '[' : '('}${textOf(range.from, run)}..${textOf(range.to, run)}${range.toClosed ? ']' : ')'}`;
}

/** A value as text: what `string()` gives. Texts within lists and contexts are in quotes. */
export function textOf(value: FeelValue, run: Run, depth = 0): string {
  run.spend(1);
  if (typeof value === 'string') return depth === 0 ? value : quoted(value, run);
  if (isTemporal(value)) return formatTemporal(value);
  if (value instanceof FeelRange) return formatRange(value, run);
  if (value instanceof FeelFunction) return `function(${value.parameters.map(({ name }) => name).join(', ')})`;
  if (depth > 64 || typeof value !== 'object' || value === null) return String(value);
  if (isList(value)) return `[${value.map((item) => textOf(item, run, depth + 1)).join(', ')}]`;
  const keys = Object.keys(value).filter((key) => !isUnsafeName(key));
  run.spend(keys.length * 4);
  return `{${keys.map((key) => `${/\W/.test(key) ? quoted(key, run) : key}: ${textOf(ownValue(value, key) ?? null, run, depth + 1)}`).join(', ')}}`;
}

function quoted(text: string, run: Run): string {
  run.spend(text.length >> 5);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
