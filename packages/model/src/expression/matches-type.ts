import type { FeelType } from './types.js';
import { FeelRange, isContext, isList, kindOf, ownValue } from './values.js';
import type { FeelValue, Run } from './values.js';

/** `value instance of type`. Null belongs to no type but `Null`. */
export function matchesType(value: FeelValue, type: FeelType, run: Run): boolean {
  run.spend(1);
  if (type === 'null' || value === null) return type === 'null' && value === null;
  if (typeof type === 'string') return type === 'unknown' || kindOf(value) === type;
  if ('list' in type) return isList(value) && value.every((item) => type.list === 'unknown' || matchesType(item, type.list, run));
  if ('range' in type) return value instanceof FeelRange && ends(value).every((end) => matchesType(end, type.range, run));
  return isContext(value) && Object.entries(type.context).every(([name, of]) => matchesType(ownValue(value, name) ?? null, of, run));
}

const ends = ({ from, to }: FeelRange): readonly FeelValue[] => [from, to].filter((end) => end !== null);
