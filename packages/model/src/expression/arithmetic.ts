import type { ArithmeticOperator } from './ast.js';
import { addMonths, dateTimeAt, FeelDate, FeelDateTime, FeelDays, FeelMonths, FeelTime, inRange, instantOf } from './temporal.js';
import { bounded } from './builtins-string.js';
import type { FeelValue, Run } from './values.js';

const DAY = 86_400_000;

/** Cuts binary noise: 0.1 + 0.2 is 0.3, as people who write sums expect. */
export function tidy(value: number): number {
  if (Number.isSafeInteger(value) || !Number.isFinite(value)) return value;
  return Number(value.toPrecision(15));
}

/** Applies an operator; null when the operands do not allow it, with a warning unless one of them is null. */
export function arithmetic(operator: ArithmeticOperator, left: FeelValue, right: FeelValue, run: Run): FeelValue {
  if (typeof left === 'number' && typeof right === 'number') return numbers(operator, left, right, run);
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return bounded(run, left + right);
  return temporal(operator, left, right, run) ?? run.reportTypes(operator, left, right);
}

function numbers(operator: ArithmeticOperator, left: number, right: number, run: Run): FeelValue {
  if (operator === '/' && right === 0) return run.report({ code: 'feel.division-by-zero', severity: 'warning' });
  const result = tidy(calculate(operator, left, right));
  if (!Number.isInteger(result)) run.spend(3);
  return Number.isFinite(result) ? result : run.report({ code: 'feel.number-range', severity: 'warning', params: { operation: operator } });
}

function calculate(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '**':
      return left ** right;
  }
}

function temporal(operator: ArithmeticOperator, left: FeelValue, right: FeelValue, run: Run): FeelValue {
  if (operator === '+') return shift(left, right, run) ?? shift(right, left, run);
  if (operator === '-') return difference(left, right, run) ?? negated(right, (back) => shift(left, back, run));
  if (operator === '*') return scale(left, right) ?? scale(right, left);
  return operator === '/' ? divide(left, right) : null;
}

function negated(value: FeelValue, use: (value: FeelValue) => FeelValue): FeelValue {
  const back = negate(value);
  return back === null ? null : use(back);
}

/** The opposite of a number or duration, else null. */
export function negate(value: FeelValue): FeelValue {
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  if (value instanceof FeelMonths) return new FeelMonths(-value.months);
  return value instanceof FeelDays ? new FeelDays(-value.ms) : null;
}

/** A date, time or duration moved by a duration. */
function shift(value: FeelValue, by: FeelValue, run: Run): FeelValue {
  if (by instanceof FeelMonths) return shiftMonths(value, by.months);
  if (!(by instanceof FeelDays)) return null;
  if (value instanceof FeelDays) return new FeelDays(value.ms + by.ms);
  if (value instanceof FeelTime) return new FeelTime(value.ms + by.ms, value.offset);
  if (value instanceof FeelDate) return dated(Math.floor((value.wall + by.ms) / DAY) * DAY, (wall) => new FeelDate(wall));
  if (!(value instanceof FeelDateTime)) return null;
  if (value.offset !== undefined) return dated(value.wall + by.ms, (wall) => new FeelDateTime(wall, value.offset));
  run.spend(200);
  return dated(value.wall + by.ms, () => new FeelDateTime(dateTimeAt(instantOf(value, run.zone) + by.ms, run.zone).wall));
}

function shiftMonths(value: FeelValue, months: number): FeelValue {
  if (value instanceof FeelMonths) return new FeelMonths(value.months + months);
  if (value instanceof FeelDate) return dated(addMonths(value.wall, months), (wall) => new FeelDate(wall));
  return value instanceof FeelDateTime ? dated(addMonths(value.wall, months), (wall) => new FeelDateTime(wall, value.offset)) : null;
}

function dated(wall: number | undefined, make: (wall: number) => FeelValue): FeelValue {
  return wall === undefined || inRange(wall) === undefined ? null : make(wall);
}

function difference(left: FeelValue, right: FeelValue, run: Run): FeelValue {
  if (left instanceof FeelTime && right instanceof FeelTime) return new FeelDays(left.ms - right.ms);
  if (left instanceof FeelDate && right instanceof FeelDate) return new FeelDays(left.wall - right.wall);
  const [from, to] = [instant(right, run), instant(left, run)];
  return from === undefined || to === undefined ? null : new FeelDays(to - from);
}

function instant(value: FeelValue, run: Run): number | undefined {
  run.spend(100);
  if (value instanceof FeelDate) return instantOf(new FeelDateTime(value.wall), run.zone);
  return value instanceof FeelDateTime ? instantOf(value, run.zone) : undefined;
}

function scale(value: FeelValue, factor: FeelValue): FeelValue {
  if (typeof factor !== 'number') return null;
  if (value instanceof FeelMonths) return new FeelMonths(Math.trunc(value.months * factor));
  return value instanceof FeelDays ? new FeelDays(value.ms * factor) : null;
}

function divide(value: FeelValue, by: FeelValue): FeelValue {
  if (typeof by === 'number') return by === 0 ? null : scale(value, 1 / by);
  if (value instanceof FeelMonths && by instanceof FeelMonths && by.months !== 0) return tidy(value.months / by.months);
  return value instanceof FeelDays && by instanceof FeelDays && by.ms !== 0 ? tidy(value.ms / by.ms) : null;
}
