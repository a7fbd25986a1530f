import { define } from './builtin.js';
import type { Builtin } from './builtin.js';
import { tidy } from './arithmetic.js';
import { FeelDays, FeelMonths } from './temporal.js';
import type { FeelValue, Run } from './values.js';

const numeric = (name: string, parameters: string, call: (...numbers: number[]) => number | boolean | null): Builtin =>
  define(parameters, (run, args) => (args.every((arg) => typeof arg === 'number') ? finite(call(...(args as number[]))) : run.reportTypes(name, ...args)));

const finite = (value: number | boolean | null): FeelValue => (typeof value === 'number' && !Number.isFinite(value) ? null : value);

type Rounding = (value: number) => number;

const scaled = (name: string, rounding: Rounding): Builtin =>
  define('n, scale?', (run, [n = null, scale = 0]) => {
    if (typeof n !== 'number' || typeof scale !== 'number') return run.reportTypes(name, n, scale);
    run.spend(8);
    return roundAt(n, Math.trunc(scale), rounding);
  });

/** Rounds at a decimal place; the shift goes through the decimal text, so that 1.005 is a half. */
function roundAt(value: number, scale: number, rounding: Rounding): number | null {
  if (Math.abs(scale) > 300) return null;
  const shifted = shift(value, scale);
  if (!Number.isFinite(shifted)) return value;
  const result = shift(rounding(shifted), -scale);
  return result === 0 ? 0 : result;
}

function shift(value: number, places: number): number {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
}

const halfEven: Rounding = (value) => {
  const low = Math.floor(value);
  const rest = value - low;
  if (rest !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
};
const halfUp: Rounding = (value) => Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
const halfDown: Rounding = (value) => Math.sign(value) * Math.ceil(Math.abs(value) - 0.5);
const up: Rounding = (value) => Math.sign(value) * Math.ceil(Math.abs(value));

function toNumber(run: Run, [from = null, grouping = null, point = null]: readonly FeelValue[]): FeelValue {
  if (typeof from === 'number') return from;
  if (typeof from !== 'string') return run.reportTypes('number', from);
  const plain = typeof grouping === 'string' && grouping !== '' ? from.split(grouping).join('') : from;
  const text = typeof point === 'string' && point !== '' ? plain.split(point).join('.') : plain;
  return text.length <= 400 && /^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$/.test(text) ? finite(Number(text)) : null;
}

function absolute(value: FeelValue): FeelValue {
  if (typeof value === 'number') return Math.abs(value);
  if (value instanceof FeelDays) return new FeelDays(Math.abs(value.ms));
  return value instanceof FeelMonths ? new FeelMonths(Math.abs(value.months)) : null;
}

/** Numbers. */
export const numberFunctions: Readonly<Record<string, Builtin>> = {
  number: define('from, grouping separator?, decimal separator?', toNumber),
  floor: scaled('floor', Math.floor),
  ceiling: scaled('ceiling', Math.ceil),
  round: scaled('round', halfEven),
  'round half up': scaled('round half up', halfUp),
  'round half down': scaled('round half down', halfDown),
  'round up': scaled('round up', up),
  'round down': scaled('round down', Math.trunc),
  decimal: scaled('decimal', halfEven),
  abs: define('n', (run, [n = null]) => absolute(n) ?? run.reportTypes('abs', n)),
  modulo: numeric('modulo', 'dividend, divisor', (dividend, divisor) => (divisor === 0 ? null : tidy(dividend - divisor * Math.floor(dividend / divisor)))),
  sqrt: numeric('sqrt', 'number', (value) => (value < 0 ? null : Math.sqrt(value))),
  log: numeric('log', 'number', (value) => (value <= 0 ? null : Math.log(value))),
  exp: numeric('exp', 'number', Math.exp),
  odd: numeric('odd', 'number', (value) => Math.abs(value % 2) === 1),
  even: numeric('even', 'number', (value) => value % 2 === 0),
};
