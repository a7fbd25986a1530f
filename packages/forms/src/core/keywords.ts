import type { JsonSchema } from '@requestry/model';
import { escapeSegment } from './json-pointer.js';

type Subschema = JsonSchema | boolean;

/** Keywords that hold schemas, and how: one, a list of them, or by name. */
const HOLDERS: Readonly<Record<string, 'schema' | 'schemas' | 'schema-map'>> = {
  $defs: 'schema-map',
  items: 'schema',
  prefixItems: 'schemas',
  contains: 'schema',
  properties: 'schema-map',
  patternProperties: 'schema-map',
  additionalProperties: 'schema',
  propertyNames: 'schema',
  dependentSchemas: 'schema-map',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  not: 'schema',
  if: 'schema',
  then: 'schema',
  else: 'schema',
};

/** Keywords that say something about a value without limiting it. */
export const ANNOTATIONS: ReadonlySet<string> = new Set(['title', 'description', 'default', 'examples', 'readOnly', 'writeOnly', 'deprecated', '$comment']);

/** Visits the schemas directly inside a schema with their pointers. Parts of a wrong shape are passed over. */
export function eachSubschema(schema: JsonSchema, path: string, visit: (subschema: Subschema, path: string) => void): void {
  for (const [keyword, value] of Object.entries(schema)) {
    const kind = Object.hasOwn(HOLDERS, keyword) ? HOLDERS[keyword] : undefined;
    const at = `${path}/${escapeSegment(keyword)}`;
    if (kind === 'schema' && isSubschema(value)) visit(value, at);
    else if (kind === 'schemas' && Array.isArray(value)) value.forEach((item: unknown, index) => isSubschema(item) && visit(item, `${at}/${index}`));
    else if (kind === 'schema-map' && isSchemaObject(value)) {
      for (const [name, item] of Object.entries(value)) if (isSubschema(item)) visit(item, `${at}/${escapeSegment(name)}`);
    }
  }
}

/** A copy of a schema with each schema directly inside it replaced. */
export function mapSubschemas(schema: JsonSchema, change: (subschema: Subschema) => Subschema): JsonSchema {
  const changed = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    const kind = Object.hasOwn(HOLDERS, keyword) ? HOLDERS[keyword] : undefined;
    if (kind === 'schema' && isSubschema(value)) return [keyword, change(value)];
    if (kind === 'schemas' && Array.isArray(value)) return [keyword, value.map((item: unknown) => (isSubschema(item) ? change(item) : item))];
    if (kind === 'schema-map' && isSchemaObject(value)) return [keyword, Object.fromEntries(Object.entries(value).map(([name, item]) => [name, isSubschema(item) ? change(item) : item]))];
    return [keyword, value];
  });
  return Object.fromEntries(changed);
}

/** An object that can be a schema. */
export const isSchemaObject = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A schema: an object or a boolean. */
export const isSubschema = (value: unknown): value is Subschema => typeof value === 'boolean' || isSchemaObject(value);

/** Whether something stands in the text of a schema or layout: looking through that costs a tenth of walking through it. What has no text counts as having it. */
export function mentions(what: unknown, pattern: RegExp): boolean {
  try {
    return pattern.test(JSON.stringify(what));
  } catch {
    return true;
  }
}
