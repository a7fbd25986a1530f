import { define, overList } from './builtin.js';
import type { Builtin } from './builtin.js';
import { isContext, isList, isUnsafeName, ownValue } from './values.js';
import type { FeelContext, FeelValue, Run } from './values.js';

const MAX_PATH = 64;

function valueAt(run: Run, [context = null, key = null]: readonly FeelValue[]): FeelValue {
  if (!isContext(context) || typeof key !== 'string') return run.reportTypes('get value', context, key);
  return ownValue(context, key) ?? null;
}

function entries(run: Run, context: FeelValue): FeelValue {
  if (!isContext(context)) return run.reportTypes('get entries', context);
  const keys = keysOf(run, context);
  return keys.map((key) => ({ key, value: ownValue(context, key) ?? null }));
}

function keysOf(run: Run, context: FeelContext): string[] {
  const keys = Object.keys(context).filter((key) => ownValue(context, key) !== undefined);
  run.spend(keys.length * 10);
  return keys;
}

/** Contexts made here have only the keys that were put in: names that reach into objects are left out. */
function fromPairs(pairs: readonly (readonly [string, FeelValue])[]): FeelContext {
  return Object.fromEntries(pairs.filter(([key]) => !isUnsafeName(key)));
}

const pairsOf = (run: Run, context: FeelContext): (readonly [string, FeelValue])[] => keysOf(run, context).map((key) => [key, ownValue(context, key) ?? null]);

/** Of entries `{ key, value }`; null when a key comes twice. */
function fromEntries(run: Run, items: readonly FeelValue[]): FeelValue {
  const pairs: [string, FeelValue][] = [];
  for (const item of items) {
    const key = isContext(item) ? ownValue(item, 'key') : undefined;
    const value = isContext(item) ? ownValue(item, 'value') : undefined;
    if (typeof key !== 'string' || value === undefined || pairs.length > 1000) return null;
    pairs.push([key, value]);
  }
  run.spend(pairs.length);
  return new Set(pairs.map(([key]) => key)).size === pairs.length ? fromPairs(pairs) : null;
}

function merge(run: Run, items: readonly FeelValue[]): FeelValue {
  return items.every(isContext) ? fromPairs(items.flatMap((item) => pairsOf(run, item))) : null;
}

function put(run: Run, [context = null, keys = null, value = null]: readonly FeelValue[]): FeelValue {
  const path = isList(keys) ? keys : [keys];
  const made = path.length > 0 && path.length <= MAX_PATH ? putAt(run, context, path, value) : null;
  return made ?? run.reportTypes('context put', context, keys);
}

function putAt(run: Run, context: FeelValue, [key, ...rest]: readonly FeelValue[], value: FeelValue): FeelValue {
  if (!isContext(context) || typeof key !== 'string') return null;
  const inner = rest.length === 0 ? value : putAt(run, ownValue(context, key) ?? null, rest, value);
  if (rest.length > 0 && inner === null) return null;
  return fromPairs([...pairsOf(run, context), [key, inner]]);
}

/** Contexts. None of these changes the context it is given. */
export const contextFunctions: Readonly<Record<string, Builtin>> = {
  'get value': define('m|context, key', valueAt),
  'get entries': define('m|context', (run, [context = null]) => entries(run, context)),
  context: overList('context', fromEntries, 'entries'),
  'context put': define('context, key|keys, value', put),
  'context merge': overList('context merge', merge, 'contexts'),
};
