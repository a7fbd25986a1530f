import { isTemporal, temporalProperty } from './temporal.js';
import { FeelRange, isContext, isList, kindOf, ownValue } from './values.js';
import type { FeelValue, Run } from './values.js';

/** Names that a `for`, `some`, `every` or filter brings in; the innermost comes first. */
export type Local =
  | { readonly type: 'binding'; readonly name: string; readonly value: FeelValue; readonly outer: Local | undefined }
  | { readonly type: 'partial'; readonly results: readonly FeelValue[]; readonly outer: Local | undefined }
  | { readonly type: 'item'; readonly value: FeelValue; readonly siblings: Siblings; readonly outer: Local | undefined };

/** What an expression can see. */
export interface Scope {
  readonly run: Run;
  readonly context: Readonly<Record<string, unknown>>;
  readonly local: Local | undefined;
}

/** Property names that occur among the items of a list: a column that one line lacks is empty, one that all lack is missing. */
export class Siblings {
  readonly #items: readonly FeelValue[];
  #names: Set<string> | undefined;

  constructor(items: readonly FeelValue[]) {
    this.#items = items;
  }

  has(name: string, run: Run): boolean {
    this.#names ??= this.#collect(run);
    return this.#names.has(name);
  }

  #collect(run: Run): Set<string> {
    const names = new Set<string>();
    for (const item of this.#items) {
      if (!isContext(item)) continue;
      const keys = Object.keys(item);
      run.spend(keys.length + 1);
      for (const key of keys) names.add(key);
    }
    return names;
  }
}

/** The scope with one more name. */
export const withBinding = (scope: Scope, name: string, value: FeelValue): Scope => withLocal(scope, { type: 'binding', name, value, outer: scope.local });

/** The scope with more names inside. */
export const withLocal = ({ run, context }: Scope, local: Local): Scope => ({ run, context, local });

interface Found {
  readonly value: FeelValue;
  /** Not a name of the context, so not one to be told about. */
  readonly local: boolean;
}

function find(name: string, scope: Scope): Found | undefined {
  for (let local = scope.local; local; local = local.outer) {
    if (local.type === 'binding') {
      if (local.name === name) return { value: local.value, local: true };
      continue;
    }
    if (local.type === 'partial') {
      if (name === 'partial') return { value: soFar(local.results, scope.run), local: true };
      continue;
    }
    const own = isContext(local.value) ? ownValue(local.value, name) : undefined;
    if (own !== undefined) return { value: own, local: true };
    if (name === 'item') return { value: local.value, local: true };
  }
  const value = ownValue(scope.context, name);
  return value === undefined ? undefined : { value, local: false };
}

/** A copy, since the results grow while they are looked at. */
function soFar(results: readonly FeelValue[], run: Run): readonly FeelValue[] {
  run.spend(results.length);
  return [...results];
}

/** Some item of a list that is being filtered has the property, this one has not. */
function emptyColumn(name: string, scope: Scope): boolean {
  for (let local = scope.local; local; local = local.outer) if (local.type === 'item' && local.siblings.has(name, scope.run)) return true;
  return false;
}

/** The value at a dotted path; `undefined` when it is not there. Says nothing. */
export function lookUp(parts: readonly string[], scope: Scope): FeelValue | undefined {
  const root = find(parts[0] ?? '', scope);
  if (!root) return undefined;
  let value: FeelValue | undefined = root.value;
  for (const part of parts.slice(1)) value = value === undefined ? undefined : propertyOf(value, part, scope.run);
  if (!root.local) scope.run.used.set(parts.join('.'), value ?? null);
  return value;
}

/** The value at a dotted path; null, with an issue, when it is not there. */
export function resolve(parts: readonly string[], scope: Scope): FeelValue {
  const value = lookUp(parts, scope);
  if (value !== undefined) return value;
  const root = find(parts[0] ?? '', scope);
  if (!root && emptyColumn(parts[0] ?? '', scope)) return null;
  if (!root) scope.run.used.set(parts.join('.'), null);
  return scope.run.reportMissing(parts.join('.'), root?.local ? 'warning' : 'error');
}

/** A property of a value; of a list, that of each item. `undefined` when there is none. */
export function propertyOf(value: FeelValue, name: string, run: Run): FeelValue | undefined {
  if (isTemporal(value)) return temporalProperty(value, name);
  if (isList(value)) return propertiesOf(value, name, run);
  if (value instanceof FeelRange) return rangeProperty(value, name);
  return isContext(value) ? ownValue(value, name) : undefined;
}

function rangeProperty(range: FeelRange, name: string): FeelValue | undefined {
  if (name === 'start') return range.from;
  if (name === 'end') return range.to;
  if (name === 'start included') return range.fromClosed;
  return name === 'end included' ? range.toClosed : undefined;
}

function propertiesOf(items: readonly FeelValue[], name: string, run: Run): FeelValue[] | undefined {
  run.spend(items.length);
  const values = items.map((item) => (item === null || isList(item) ? undefined : propertyOf(item, name, run)));
  const absent = items.length > 0 && values.every((value) => value === undefined);
  return absent ? undefined : values.map((value) => value ?? null);
}

/** A property of a computed value; null, with a warning, when there is none. */
export function readProperty(value: FeelValue, name: string, run: Run): FeelValue {
  const found = propertyOf(value, name, run);
  if (found !== undefined) return found;
  if (value === null) return null;
  return run.report({ code: 'feel.no-property', severity: 'warning', params: { name, found: kindOf(value) } });
}
