import type { FormDefinition, Issue, Json, JsonObject, JsonSchema } from '@requestry/model';
import { escapeSegment, withValueAt } from './json-pointer.js';
import { eachSubschema, isSchemaObject, isSubschema, mapSubschemas } from './keywords.js';
import { checkDialect } from './dialect.js';

/** A form made from a foreign one. */
export interface ImportedForm {
  readonly form: FormDefinition;
  /** What was not taken over, with its place in the source: `/schema/…`, `/uiSchema/…`, `/components/…`. All are warnings. */
  readonly issues: readonly Issue[];
}

const MAX_ROUNDS = 10;

/** Takes over a foreign JSON Schema and keeps what was lost on the way. */
export class SchemaImport {
  readonly issues: Issue[] = [];
  /** Titles of choices that stood beside a schema of ours. */
  readonly enumTitles = new Map<JsonSchema, readonly unknown[]>();

  report(code: string, path: string, params: Readonly<Record<string, Json>>): void {
    this.issues.push({ code, path, severity: 'warning', params });
  }

  /** A schema of an object: that of a single value or list becomes the property `items`. */
  root(source: unknown): { readonly schema: JsonSchema; readonly wrapped: boolean } {
    const clean = isSchemaObject(source) ? this.#sound(this.#schema(source, '/schema')) : { type: 'object' };
    const single = clean.type !== undefined && clean.type !== 'object' && !clean.properties;
    if (single) this.report('import.wrapped', '/schema', { property: 'items' });
    return { schema: single ? wrapped(clean) : clean.type === undefined && clean.properties ? { type: 'object', ...clean } : clean, wrapped: single };
  }

  /** The schema without what the form dialect does not take. */
  #schema(source: JsonSchema, path: string): JsonSchema {
    const { enumNames, ...rest } = source;
    const kept = this.#withoutWrong(modern(rest), path);
    const children = new Map<unknown, string>();
    eachSubschema(kept, path, (inner, at) => children.set(inner, at));
    const made = mapSubschemas(kept, (inner) => (isSchemaObject(inner) ? this.#schema(inner, children.get(inner) ?? path) : inner));
    if (Array.isArray(enumNames)) this.enumTitles.set(made, enumNames);
    return made;
  }

  /** Takes out what only shows in the whole: references that lead nowhere or back to themselves, too great a depth. */
  #sound(schema: JsonSchema): JsonSchema {
    let result = schema;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const wrong = checkDialect(result).filter((issue) => issue.severity !== 'warning');
      if (wrong.length === 0) return result;
      for (const { path = '' } of wrong) {
        this.report('import.keyword', `/schema${path}`, { keyword: path.slice(path.lastIndexOf('/') + 1) });
        result = withValueAt(result as JsonObject, path, undefined) as JsonSchema;
      }
    }
    return { type: 'object' };
  }

  #withoutWrong(schema: JsonSchema, path: string): JsonSchema {
    const shallow = Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, keyword === '$ref' ? undefined : withoutInner(keyword, value)]).filter(([, value]) => value !== undefined));
    const wrong = new Set(checkDialect(shallow).filter((issue) => issue.code !== 'dialect.format-unknown').map((issue) => issue.path?.split('/')[1] ?? ''));
    for (const keyword of wrong) this.report('import.keyword', `${path}/${escapeSegment(keyword)}`, { keyword });
    return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !wrong.has(escapeSegment(keyword))));
  }
}

function wrapped({ $defs, ...schema }: JsonSchema): JsonSchema {
  return { type: 'object', properties: { items: schema }, ...($defs === undefined ? {} : { $defs }) };
}

/** Draft 7 keywords under their present names. */
function modern(schema: JsonSchema): JsonSchema {
  const { definitions, id: _, ...rest } = schema;
  const entries = Object.entries(definitions === undefined ? rest : { $defs: definitions, ...rest }).filter(([keyword]) => keyword !== '$schema' && keyword !== '$id');
  return Object.fromEntries(entries.map(([keyword, value]) => (keyword === '$ref' && typeof value === 'string' ? [keyword, value.replace('#/definitions/', '#/$defs/')] : [keyword, value])));
}

/** The value of a keyword with the schemas inside it made harmless, so that only its own shape is judged. */
function withoutInner(keyword: string, value: unknown): unknown {
  if (['allOf', 'anyOf', 'oneOf', 'prefixItems'].includes(keyword)) return Array.isArray(value) ? value.map((item: unknown) => (isSubschema(item) ? true : item)) : value;
  if (['properties', 'patternProperties', '$defs', 'dependentSchemas'].includes(keyword) && isSchemaObject(value)) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, isSubschema(item) ? true : item]));
  return isSchemaObject(value) && !['default', 'const'].includes(keyword) ? true : value;
}
