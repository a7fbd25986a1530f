import type { Pattern } from '@requestry/model/expression';
import type { Json, JsonSchema } from '@requestry/model';
import { expressionEngine } from './expression-engine.js';
import { FORMATS } from './formats.js';
import { escapeSegment, isObject, sameJson } from './json-pointer.js';
import { resolveRef } from './refs.js';
import type { SchemaError, ValidationEngine } from './validator.js';

type Subschema = JsonSchema | boolean;

/** Walks the schema beside the data: no code is made, so it runs under any content security policy. */
export const interpreter: ValidationEngine = (root) => (data) => {
  const errors: SchemaError[] = [];
  check({ root, errors }, root, data, '', '#');
  return errors;
};

/** The value satisfies a schema; `undefined` is a value of no type. References are looked up in `root`. */
export function satisfies(root: JsonSchema, schema: Subschema, value: unknown): boolean {
  return check({ root, errors: [] }, schema, value, '', '#');
}

interface Walk {
  readonly root: JsonSchema;
  readonly errors: SchemaError[];
}

/** Checks a value; adds what is wrong and says whether nothing was. */
function check(walk: Walk, schema: Subschema, value: unknown, at: string, schemaPath: string): boolean {
  const before = walk.errors.length;
  if (schema === false) walk.errors.push({ instancePath: at, keyword: 'false schema', params: {}, schemaPath: `${schemaPath}/false schema` });
  if (typeof schema === 'boolean') return schema;
  const report: Report = (keyword, params) => walk.errors.push({ instancePath: at, keyword, params, schemaPath: `${schemaPath}/${keyword}` });
  checkAny(schema, value, report);
  if (typeof value === 'string') checkString(schema, value, report);
  else if (typeof value === 'number') checkNumber(schema, value, report);
  else if (Array.isArray(value)) checkArray(walk, schema, value, at, schemaPath, report);
  else if (isObject(value)) checkObject(walk, schema, value, at, schemaPath, report);
  checkCombinations(walk, schema, value, at, schemaPath, report);
  return walk.errors.length === before;
}

type Report = (keyword: string, params: Readonly<Record<string, Json | undefined>>) => void;

function checkAny(schema: JsonSchema, value: unknown, report: Report): void {
  const { type, const: constant, enum: allowed } = schema;
  if (type !== undefined && !hasType(value, type)) report('type', { type: type as Json });
  if (constant !== undefined && !sameJson(value, constant)) report('const', { allowedValue: constant });
  if (allowed && !allowed.some((item) => sameJson(value, item))) report('enum', { allowedValues: allowed });
}

function hasType(value: unknown, type: string | readonly string[]): boolean {
  return typeof type === 'string' ? isOfType(value, type) : type.some((one) => isOfType(value, one));
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

const limit = (schema: JsonSchema, keyword: string): number | undefined => {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
};

/** Reports a keyword whose limit the measure breaks. */
function bound(schema: JsonSchema, keyword: string, broken: (limit: number) => boolean, report: Report, comparison?: string): void {
  const value = limit(schema, keyword);
  if (value !== undefined && broken(value)) report(keyword, comparison === undefined ? { limit: value } : { comparison, limit: value });
}

function checkString(schema: JsonSchema, value: string, report: Report): void {
  if (schema['maxLength'] !== undefined || schema['minLength'] !== undefined) {
    const length = lengthOf(value);
    bound(schema, 'maxLength', (max) => length > max, report);
    bound(schema, 'minLength', (min) => length < min, report);
  }
  const { pattern, format } = schema;
  if (typeof pattern === 'string' && !patternOf(pattern)?.test(value)) report('pattern', { pattern });
  if (format !== undefined && Object.hasOwn(FORMATS, format) && !FORMATS[format]?.(value)) report('format', { format });
}

/** Length in characters, a pair of surrogates being one. */
function lengthOf(text: string): number {
  let length = text.length;
  for (let at = 0; at + 1 < text.length; at += 1) if ((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) length -= 1;
  return length;
}

const patterns = new Map<string, Pattern | undefined>();

/** A compiled pattern, remembered; undefined while patterns cannot be read yet. */
export function patternOf(source: string): Pattern | undefined {
  if (patterns.has(source)) return patterns.get(source);
  const engine = expressionEngine();
  if (!engine) return undefined;
  const made = engine.compilePattern(source);
  if (patterns.size >= 500) patterns.clear();
  patterns.set(source, made);
  return made;
}

function checkNumber(schema: JsonSchema, value: number, report: Report): void {
  bound(schema, 'maximum', (max) => value > max, report, '<=');
  bound(schema, 'exclusiveMaximum', (max) => value >= max, report, '<');
  bound(schema, 'minimum', (min) => value < min, report, '>=');
  bound(schema, 'exclusiveMinimum', (min) => value <= min, report, '>');
  const multiple = limit(schema, 'multipleOf');
  if (multiple !== undefined && !isMultiple(value, multiple)) report('multipleOf', { multipleOf: multiple });
}

/** Decimal fractions are not exact in binary: 19.99 is a multiple of 0.01. */
export function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  if (!Number.isFinite(times)) return value % of === 0;
  return Math.abs(Math.round(times) - times) <= 1e-6;
}

function checkArray(walk: Walk, schema: JsonSchema, value: readonly unknown[], at: string, schemaPath: string, report: Report): void {
  bound(schema, 'maxItems', (max) => value.length > max, report);
  bound(schema, 'minItems', (min) => value.length < min, report);
  if (schema['uniqueItems'] === true) checkUnique(value, report);
  const prefix = Array.isArray(schema['prefixItems']) ? (schema['prefixItems'] as readonly Subschema[]) : [];
  for (const [index, item] of value.entries()) {
    const inPrefix = index < prefix.length;
    const subschema = inPrefix ? prefix[index] : schema.items;
    if (subschema !== undefined) check(walk, subschema, item, `${at}/${index}`, `${schemaPath}/${inPrefix ? `prefixItems/${index}` : 'items'}`);
  }
  if (schema['contains'] !== undefined) checkContains(walk, schema, value, report);
}

function checkUnique(value: readonly unknown[], report: Report): void {
  const seen = new Map<string, number>();
  for (const [index, item] of value.entries()) {
    const key = canonical(item);
    const first = seen.get(key);
    if (first !== undefined) return report('uniqueItems', { i: index, j: first });
    seen.set(key, index);
  }
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'undefined';
  const names = Object.keys(value).filter((name) => value[name] !== undefined).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

function checkContains(walk: Walk, schema: JsonSchema, value: readonly unknown[], report: Report): void {
  const min = limit(schema, 'minContains') ?? 1;
  const max = limit(schema, 'maxContains');
  const found = value.filter((item) => satisfies(walk.root, schema['contains'] as Subschema, item)).length;
  if (found < min || (max !== undefined && found > max)) report('contains', max === undefined ? { minContains: min } : { minContains: min, maxContains: max });
}

function checkObject(walk: Walk, schema: JsonSchema, value: Readonly<Record<string, unknown>>, at: string, schemaPath: string, report: Report): void {
  const names = Object.keys(value);
  const present = (name: string): boolean => Object.hasOwn(value, name) && value[name] !== undefined;
  bound(schema, 'maxProperties', (max) => names.length > max, report);
  bound(schema, 'minProperties', (min) => names.length < min, report);
  for (const name of schema.required ?? []) if (!present(name)) report('required', { missingProperty: name });
  checkDependents(walk, schema, value, at, schemaPath, present, report);
  for (const name of names) checkProperty(walk, schema, name, value[name], at, schemaPath, report);
}

function checkDependents(walk: Walk, schema: JsonSchema, value: object, at: string, schemaPath: string, present: (name: string) => boolean, report: Report): void {
  for (const [name, needed] of Object.entries((schema['dependentRequired'] ?? {}) as Record<string, readonly string[]>)) {
    if (present(name)) for (const missing of needed) if (!present(missing)) report('dependentRequired', { property: name, missingProperty: missing });
  }
  for (const [name, subschema] of Object.entries((schema['dependentSchemas'] ?? {}) as Record<string, Subschema>)) {
    if (present(name)) check(walk, subschema, value, at, `${schemaPath}/dependentSchemas/${escapeSegment(name)}`);
  }
}

function checkProperty(walk: Walk, schema: JsonSchema, name: string, value: unknown, at: string, schemaPath: string, report: Report): void {
  const inner = `${at}/${escapeSegment(name)}`;
  const { properties, patternProperties, additionalProperties, propertyNames } = schema as JsonSchema & Readonly<Record<string, Record<string, Subschema> | undefined>>;
  if (propertyNames !== undefined && !satisfies(walk.root, propertyNames as unknown as Subschema, name)) report('propertyNames', { propertyName: name });
  const declared = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
  let covered = declared !== undefined;
  if (declared !== undefined && value !== undefined) check(walk, declared, value, inner, `${schemaPath}/properties/${escapeSegment(name)}`);
  for (const [pattern, subschema] of Object.entries(patternProperties ?? {})) {
    if (!patternOf(pattern)?.test(name)) continue;
    covered = true;
    check(walk, subschema, value, inner, `${schemaPath}/patternProperties/${escapeSegment(pattern)}`);
  }
  if (covered || additionalProperties === undefined) return;
  if ((additionalProperties as unknown) === false) report('additionalProperties', { additionalProperty: name });
  else check(walk, additionalProperties as unknown as Subschema, value, inner, `${schemaPath}/additionalProperties`);
}

function checkCombinations(walk: Walk, schema: JsonSchema, value: unknown, at: string, schemaPath: string, report: Report): void {
  if (typeof schema['$ref'] === 'string') checkRef(walk, schema['$ref'], value, at, report);
  schema.allOf?.forEach((part, index) => check(walk, part, value, at, `${schemaPath}/allOf/${index}`));
  if (schema.anyOf) checkAnyOf(walk, schema.anyOf, value, at, schemaPath, report);
  if (schema.oneOf) checkOneOf(walk, schema.oneOf, value, at, schemaPath, report);
  if (schema['not'] !== undefined && satisfies(walk.root, schema['not'] as Subschema, value)) report('not', {});
  if (schema.if !== undefined) checkIf(walk, schema, value, at, schemaPath);
}

function checkRef(walk: Walk, ref: string, value: unknown, at: string, report: Report): void {
  const target = resolveRef(walk.root, ref);
  if (target === undefined) report('$ref', { ref });
  else check(walk, target, value, at, ref);
}

function checkAnyOf(walk: Walk, branches: readonly Subschema[], value: unknown, at: string, schemaPath: string, report: Report): void {
  const errors: SchemaError[] = [];
  const fits = branches.some((branch, index) => check({ root: walk.root, errors }, branch, value, at, `${schemaPath}/anyOf/${index}`));
  if (fits) return;
  walk.errors.push(...errors);
  report('anyOf', {});
}

function checkOneOf(walk: Walk, branches: readonly Subschema[], value: unknown, at: string, schemaPath: string, report: Report): void {
  const errors: SchemaError[] = [];
  const passing = branches.flatMap((branch, index) => (check({ root: walk.root, errors }, branch, value, at, `${schemaPath}/oneOf/${index}`) ? [index] : []));
  if (passing.length === 1) return;
  walk.errors.push(...errors);
  report('oneOf', { passingSchemas: passing.length === 0 ? null : passing.slice(0, 2) });
}

function checkIf(walk: Walk, schema: JsonSchema, value: unknown, at: string, schemaPath: string): void {
  const branch = schema.if !== undefined && satisfies(walk.root, schema.if, value) ? 'then' : 'else';
  const subschema = schema[branch];
  if (subschema !== undefined) check(walk, subschema, value, at, `${schemaPath}/${branch}`);
}
