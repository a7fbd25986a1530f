import type { JsonSchema } from '@requestry/model';
import { satisfies } from './conditions.js';
import { escapeSegment, isObject } from './json-pointer.js';
import { isSchemaObject, mentions } from './keywords.js';
import { inlineRefs } from './refs.js';

/** Paths of the fields that the schema requires for this data: by `required`, by `if`/`then`/`else` and by what depends on filled fields. */
export function requiredPaths(schema: JsonSchema, data: unknown): ReadonlySet<string> {
  const paths = new Set<string>();
  const root = inlineRefs(schema);
  if (!mayRequire(root)) return paths;
  collect(root, root, data, '', paths, 0);
  return paths;
}

function collect(root: JsonSchema, schema: JsonSchema, value: unknown, at: string, paths: Set<string>, depth: number): void {
  if (depth > 32) return;
  const same = (part: unknown): void => {
    if (isSchemaObject(part)) collect(root, part, value, at, paths, depth + 1);
  };
  for (const name of schema.required ?? []) paths.add(`${at}/${escapeSegment(name)}`);
  schema.allOf?.forEach(same);
  if (schema.if !== undefined) same(satisfies(root, schema.if, value ?? {}) ? schema.then : schema.else);
  if (isObject(value)) collectDependents(schema, value, at, paths, same);
  for (const branches of [schema.oneOf, schema.anyOf]) if (branches) same(onlyFitting(root, branches, value));
  collectInside(root, schema, value, at, paths, depth);
}

function collectDependents(schema: JsonSchema, value: object, at: string, paths: Set<string>, same: (part: unknown) => void): void {
  const { dependentRequired, dependentSchemas } = schema as { dependentRequired?: Record<string, string[]>; dependentSchemas?: Record<string, unknown> };
  for (const [name, needed] of Object.entries(dependentRequired ?? {})) if (Object.hasOwn(value, name)) for (const other of needed) paths.add(`${at}/${escapeSegment(other)}`);
  for (const [name, part] of Object.entries(dependentSchemas ?? {})) if (Object.hasOwn(value, name)) same(part);
}

/** Which of several alternatives is meant shows in the properties that have fixed values. */
function onlyFitting(root: JsonSchema, branches: readonly JsonSchema[], value: unknown): JsonSchema | undefined {
  if (!isObject(value)) return undefined;
  const fitting = branches.filter((branch) => {
    const fixed = Object.entries(branch.properties ?? {}).filter(([, property]) => isSchemaObject(property) && (property.const !== undefined || property.enum !== undefined));
    return fixed.length > 0 && fixed.every(([name, property]) => Object.hasOwn(value, name) && satisfies(root, property, value[name]));
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Fields of a nested object count as required although the object is not there yet: its controls are on the form. */
function collectInside(root: JsonSchema, schema: JsonSchema, value: unknown, at: string, paths: Set<string>, depth: number): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (!isSchemaObject(property)) continue;
    const inner = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    collect(root, property, inner, `${at}/${escapeSegment(name)}`, paths, depth + 1);
  }
  if (Array.isArray(value) && isSchemaObject(schema.items) && mayRequire(schema.items)) {
    for (const [index, item] of value.entries()) collect(root, schema.items, item, `${at}/${index}`, paths, depth + 1);
  }
}

const known = new WeakMap<JsonSchema, boolean>();

/** Something in the schema can make a field required: what cannot is not walked, neither the whole nor what each item of a list is. */
function mayRequire(schema: JsonSchema): boolean {
  const found = known.get(schema) ?? mentions(schema, /"(?:required|dependentRequired|dependentSchemas)":/);
  known.set(schema, found);
  return found;
}
