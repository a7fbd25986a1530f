import type { Issue, Json, JsonSchema } from '@requestry/model';
import { escapeSegment, segmentsOf } from './json-pointer.js';
import { isSchemaObject } from './keywords.js';
import type { SchemaError } from './validator.js';

/**
 * What to tell a person of the violations an engine found. Wrapper errors (`if`, `anyOf`, `oneOf`, `propertyNames`, `contains`) give way to
 * their cause: of several alternatives the one nearest to the data is spoken of.
 */
export function issuesOf(errors: readonly SchemaError[], schema: JsonSchema): readonly Issue[] {
  const issues = new Map<string, Issue>();
  for (const issue of explain(errors.filter((error) => error.keyword !== 'if'), schema)) issues.set(`${issue.code} ${issue.path} ${JSON.stringify(issue.params)}`, issue);
  return [...issues.values()];
}

const WRAPPERS: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'propertyNames', 'contains', 'not']);

function explain(errors: readonly SchemaError[], schema: JsonSchema): Issue[] {
  const wrappers = errors.filter((error) => WRAPPERS.has(error.keyword));
  const outer = wrappers.filter((error) => !wrappers.some((other) => other !== error && isInside(error, other)));
  const causes = errors.filter((error) => !WRAPPERS.has(error.keyword) && !outer.some((wrapper) => isInside(error, wrapper)));
  return [...withoutConsequences(causes).map(toIssue), ...outer.flatMap((wrapper) => explainWrapper(wrapper, errors, schema))];
}

/** The error comes from below the wrapper's keyword and concerns the same value or a part of it. */
function isInside(error: SchemaError, wrapper: SchemaError): boolean {
  if (!error.schemaPath.startsWith(`${wrapper.schemaPath}/`)) return false;
  return error.instancePath === wrapper.instancePath || error.instancePath.startsWith(`${wrapper.instancePath}/`);
}

/** A value of the wrong type breaks other keywords of the same schema too; only the type is worth saying. */
function withoutConsequences(errors: readonly SchemaError[]): readonly SchemaError[] {
  const parent = (error: SchemaError): string => `${error.instancePath} ${error.schemaPath.slice(0, error.schemaPath.lastIndexOf('/'))}`;
  const mistyped = new Set(errors.filter((error) => error.keyword === 'type').map(parent));
  return errors.filter((error) => error.keyword === 'type' || !mistyped.has(parent(error)));
}

function explainWrapper(wrapper: SchemaError, errors: readonly SchemaError[], schema: JsonSchema): Issue[] {
  if (wrapper.keyword !== 'anyOf' && wrapper.keyword !== 'oneOf') return [toIssue(wrapper)];
  if (Array.isArray(wrapper.params['passingSchemas'])) return [{ code: 'form.oneOf', path: wrapper.instancePath }];
  const branches = branchesAt(schema, wrapper.schemaPath);
  const values = valuesOf(branches);
  if (values) return [{ code: 'form.enum', path: wrapper.instancePath, params: { allowed: values } }];
  const groups = branches.map((_, index) => errors.filter((error) => isInside(error, { ...wrapper, schemaPath: `${wrapper.schemaPath}/${index}` })));
  const either = eitherRequired(groups, wrapper.instancePath);
  if (either) return [either];
  const explained = groups.map((group) => explain(group, schema));
  return nearestOf(explained, wrapper.instancePath) ?? [{ code: 'form.anyOf', path: wrapper.instancePath }];
}

function branchesAt(schema: JsonSchema, schemaPath: string): readonly unknown[] {
  let at: unknown = schema;
  for (const segment of segmentsOf(schemaPath)) at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[segment] : undefined;
  return Array.isArray(at) ? at : [];
}

/** The values of a choice written as alternatives of constants. */
function valuesOf(branches: readonly unknown[]): readonly Json[] | undefined {
  const values: Json[] = [];
  for (const branch of branches) {
    if (!isSchemaObject(branch)) return undefined;
    if (branch.const !== undefined) values.push(branch.const);
    else if (branch.enum) values.push(...branch.enum);
    else return undefined;
  }
  return values.length > 0 ? values : undefined;
}

/** Every alternative lacks only some properties: one of them is enough. */
function eitherRequired(groups: readonly (readonly SchemaError[])[], path: string): Issue | undefined {
  const lacking = groups.every((group) => group.length === 1 && group[0]?.keyword === 'required' && group[0].instancePath === path);
  if (!lacking || groups.length === 0) return undefined;
  const properties = [...new Set(groups.flatMap((group) => group.map((error) => String(error.params['missingProperty']))))];
  return { code: 'form.either-required', path: `${path}/${escapeSegment(properties[0] ?? '')}`, params: { properties } };
}

/** The alternative with the least wrong; `undefined` when several are equally near. A wrong type or constant of the value itself weighs most. */
function nearestOf(alternatives: readonly Issue[][], path: string): Issue[] | undefined {
  const weights = alternatives.map((issues) => (issues.length === 0 ? Number.POSITIVE_INFINITY : issues.reduce((sum, issue) => sum + weightOf(issue, path), 0)));
  const least = Math.min(...weights);
  const index = weights.indexOf(least);
  return Number.isFinite(least) && weights.lastIndexOf(least) === index ? alternatives[index] : undefined;
}

function weightOf({ code, path }: Issue, at: string): number {
  if (code === 'form.type' && path === at) return 100;
  return code === 'form.const' || code === 'form.enum' || code === 'form.type' ? 10 : 1;
}

function toIssue({ instancePath, keyword, params }: SchemaError): Issue {
  const inner = (name: unknown): string => `${instancePath}/${escapeSegment(String(name))}`;
  switch (keyword) {
    case 'required':
      return { code: 'form.required', path: inner(params['missingProperty']) };
    case 'dependentRequired':
      return { code: 'form.dependentRequired', path: inner(params['missingProperty']), params: { property: params['property'] } };
    case 'additionalProperties':
      return { code: 'form.additionalProperties', path: inner(params['additionalProperty']), params: { property: params['additionalProperty'] } };
    case 'propertyNames':
      return { code: 'form.propertyNames', path: inner(params['propertyName']), params: { property: params['propertyName'] } };
    case 'false schema':
      return { code: 'form.not-allowed', path: instancePath };
    case 'const':
      return { code: 'form.const', path: instancePath, params: { allowed: params['allowedValue'] } };
    case 'enum':
      return { code: 'form.enum', path: instancePath, params: { allowed: params['allowedValues'] } };
    case 'multipleOf':
      return { code: 'form.multipleOf', path: instancePath, params: { multiple: params['multipleOf'] } };
    case 'contains':
      return { code: 'form.contains', path: instancePath, params: { min: params['minContains'], max: params['maxContains'] } };
    case 'uniqueItems':
      return { code: 'form.uniqueItems', path: instancePath };
    case 'type':
    case 'format':
    case 'pattern':
      return { code: `form.${keyword}`, path: instancePath, params: { [keyword]: params[keyword] } };
    default:
      return { code: `form.${keyword}`, path: instancePath, ...(params['limit'] === undefined ? {} : { params: { limit: params['limit'] } }) };
  }
}
