import type { AccessMap, Issue, Json, JsonObject, Kind } from '@requestry/model';
import type { Scalar } from '@requestry/storage';
import type { PublishedKind } from '../kinds.js';

/** Values of a request's filterable fields as the register finds them, and of which fields they were taken. */
export interface RegisterValues {
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, readonly Scalar[]>>;
}

/** Fields that the register takes from one kind at most. */
export const mostFields = 12;
/** Values of one field that are found, and letters of each. */
const mostValues = 20;
export const longestValue = 120;

/** What is wrong with the list of a kind. */
export function filterableIssues(kind: Kind): readonly Issue[] {
  const { filterable = [] } = kind;
  const fields = kind.form.schema.properties ?? {};
  const unknown = filterable.filter((name) => !Object.hasOwn(fields, name));
  return [
    ...unknown.map((found): Issue => ({ code: 'kind.filterable-unknown', path: '/filterable', params: { found } })),
    ...(filterable.length > mostFields ? [{ code: 'kind.filterable-many', path: '/filterable', params: { limit: mostFields } }] : []),
    ...filterable.filter((name) => level(kind.viewAccess, name) === 'hidden').map((found): Issue => ({ code: 'kind.filterable-hidden', path: '/filterable', severity: 'warning', params: { found } })),
  ];
}

const cache = new WeakMap<Kind, ReadonlySet<string>>();

/** Top-level fields that everybody sees who sees a request of the kind: hidden neither from those without a task, nor from outsiders, nor by any step. */
export function openFields({ kind, compiled }: PublishedKind): ReadonlySet<string> {
  const known = cache.get(kind);
  if (known) return known;
  const steps = [...(compiled?.nodes.values() ?? [])].flatMap(({ step }) => (step?.access ? [step.access] : []));
  const outsiders = Object.values(kind.participation ?? {}).flatMap(({ access }) => (access ? [{ '*': 'hidden' as const, ...access }] : []));
  const open = Object.keys(kind.form.schema.properties ?? {}).filter((field) => level(kind.viewAccess, field) !== 'hidden' && [...steps, ...outsiders].every((access) => level(access, field) !== 'hidden'));
  const fields = new Set(open);
  cache.set(kind, fields);
  return fields;
}

const level = (access: AccessMap | undefined, field: string) => (access && Object.hasOwn(access, field) ? access[field] : access?.['*']);

/** Filterable fields of a kind that may be used by anybody, in order. */
export function filterableFields(published: PublishedKind): readonly string[] {
  const open = openFields(published);
  return [...new Set(published.kind.filterable ?? [])].filter((field) => open.has(field)).slice(0, mostFields);
}

/** What the register finds a request by, of these fields; those hidden in the request's own version of the kind have no values. */
export function valuesOf(published: PublishedKind, data: JsonObject, names: readonly string[]): RegisterValues {
  const open = openFields(published);
  const found = names.filter((name) => open.has(name) && Object.hasOwn(data, name)).map((name) => [name, scalarsOf(data[name])] as const);
  return { names, values: Object.fromEntries(found.filter(([, values]) => values.length > 0)) };
}

/** Names the set of fields that entries were made of. */
export const signatureOf = (names: readonly string[]): string => [...names].sort().join(',').slice(0, 400);

function scalarsOf(value: Json | undefined): readonly Scalar[] {
  const values = (Array.isArray(value) ? value : [value]).map((each: Json | undefined) => scalarOf(each)).filter((each) => each !== undefined);
  return [...new Set(values)].slice(0, mostValues);
}

/** Money is found by its amount. */
export function scalarOf(value: Json | undefined): string | number | boolean | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.slice(0, longestValue);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !('amount' in value)) return undefined;
  const amount = Number(value.amount);
  return Number.isFinite(amount) ? amount : undefined;
}
