import { FeelDate, FeelDateTime, FeelDays, FeelMonths, FeelTime, inRange, instantOf } from '../expression/temporal.js';
import { kindOf } from '../expression/values.js';
import type { FeelValue } from '../expression/values.js';
import type { DecisionType } from './table.js';
import type { Cuts } from './cuts.js';

const DAY = 86_400_000;

/** Values of one sort as numbers in order. `step`: the distance to the next value; 0 when there is always one between. */
interface Line {
  readonly step: number;
  readonly keyOf: (value: FeelValue) => number;
  readonly valueAt: (key: number) => FeelValue;
  readonly has: (key: number) => boolean;
}

const everywhere = (): boolean => true;
const dated = (key: number): boolean => inRange(key) !== undefined;

const lines: Readonly<Record<Exclude<DecisionType, 'string' | 'boolean'>, Line>> = {
  number: { step: 0, keyOf: (value) => value as number, valueAt: (key) => key, has: Number.isFinite },
  date: { step: DAY, keyOf: (value) => (value as FeelDate).wall, valueAt: (key) => new FeelDate(key), has: dated },
  time: { step: 1, keyOf: (value) => (value as FeelTime).ms, valueAt: (key) => new FeelTime(key), has: (key) => key >= 0 && key < DAY },
  'date and time': { step: 1, keyOf: (value) => instantOf(value as FeelDateTime, 'UTC'), valueAt: (key) => new FeelDateTime(key, 0), has: dated },
  'days and time duration': { step: 1, keyOf: (value) => (value as FeelDays).ms, valueAt: (key) => new FeelDays(key), has: everywhere },
  'years and months duration': { step: 1, keyOf: (value) => (value as FeelMonths).months, valueAt: (key) => new FeelMonths(key), has: everywhere },
};

/** One value out of each part of a domain within which no cell changes its mind; `undefined` when the parts cannot be told. */
export function samplesOf(cuts: Cuts, type: DecisionType | undefined, enumerated: boolean): readonly FeelValue[] | undefined {
  const values = cuts.values.filter((value) => value !== null);
  const kinds = new Set(values.map(kindOf));
  const kind = type ?? ([...kinds][0] as DecisionType | undefined);
  if (kinds.size > 1 || [...kinds].some((found) => found !== kind)) return undefined;
  const samples = kind === undefined ? [] : partsOf(kind, values, cuts.ordered, enumerated);
  return samples && (cuts.values.length > values.length ? [...samples, null] : samples);
}

function partsOf(kind: DecisionType, values: readonly FeelValue[], ordered: boolean, enumerated: boolean): readonly FeelValue[] | undefined {
  if (kind === 'boolean') return [true, false];
  if (kind === 'string') return ordered ? undefined : textsOf(values as readonly string[], enumerated);
  const line = Object.hasOwn(lines, kind) ? lines[kind] : undefined;
  if (!line || (kind === 'time' && values.some((value) => (value as FeelTime).offset !== undefined))) return undefined;
  return pointsOf(line, values).filter(line.has).map(line.valueAt);
}

/** Every text that is named, and one that is not unless no other may come. */
function textsOf(values: readonly string[], enumerated: boolean): readonly string[] {
  const named = [...new Set(values)];
  let other = '…';
  while (named.includes(other)) other += '…';
  return enumerated ? named : [...named, other];
}

function pointsOf({ step, keyOf }: Line, values: readonly FeelValue[]): readonly number[] {
  const keys = [...new Set(values.map(keyOf))].sort((left, right) => left - right);
  const [first, last] = [keys[0], keys.at(-1)];
  if (first === undefined || last === undefined) return [0];
  const points = [first - (step || 1)];
  for (const [index, key] of keys.entries()) {
    points.push(key);
    const next = keys[index + 1];
    const between = next === undefined ? last + (step || 1) : step > 0 ? key + step : (key + next) / 2;
    if (between > key && (next === undefined || between < next)) points.push(between);
  }
  return points;
}
