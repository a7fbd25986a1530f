import type { Issue, Json, JsonSchema } from '@requestry/model';
import { FORMATS } from './formats.js';
import { expressionEngine } from './expression-engine.js';
import { escapeSegment, isUnsafeName } from './json-pointer.js';
import { KEYWORDS, REFUSED } from './dialect-keywords.js';
import type { KeywordKind } from './dialect-keywords.js';
import { eachSubschema, isSchemaObject, isSubschema } from './keywords.js';
import { resolveRef } from './refs.js';

const MAX_DEPTH = 64;
const MAX_SCHEMAS = 10_000;
const TYPES: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
const IN_PLACE: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']);

/**
 * Says where a schema leaves the form dialect: JSON Schema 2020-12 without dynamic and remote references, anchors and `unevaluated*`, with
 * patterns that can be matched in linear time and bounds on depth and size. Errors make the schema unusable; warnings name what is ignored.
 */
export function checkDialect(schema: unknown): readonly Issue[] {
  const checker = new DialectChecker(schema);
  return checker.run();
}

class DialectChecker {
  readonly #root: unknown;
  readonly #issues: Issue[] = [];
  #schemas = 0;

  constructor(root: unknown) {
    this.#root = root;
  }

  run(): readonly Issue[] {
    if (!isSchemaObject(this.#root)) return [{ code: 'dialect.no-schema', path: '' }];
    this.#check(this.#root, '', 0);
    if (this.#issues.every((issue) => issue.severity === 'warning')) this.#checkLoops(this.#root);
    return this.#issues;
  }

  #report(code: string, path: string, params?: Readonly<Record<string, Json | undefined>>, severity?: 'warning'): void {
    if (this.#issues.length < 200) this.#issues.push({ code, path, ...(params ? { params } : {}), ...(severity ? { severity } : {}) });
  }

  #check(schema: JsonSchema | boolean, path: string, depth: number): void {
    this.#schemas += 1;
    if (this.#schemas === MAX_SCHEMAS + 1) this.#report('dialect.too-large', path, { limit: MAX_SCHEMAS });
    if (depth > MAX_DEPTH) this.#report('dialect.too-deep', path, { limit: MAX_DEPTH });
    if (this.#schemas > MAX_SCHEMAS || depth > MAX_DEPTH || typeof schema === 'boolean') return;
    for (const [keyword, value] of Object.entries(schema)) this.#checkKeyword(keyword, value, `${path}/${escapeSegment(keyword)}`, path === '');
    eachSubschema(schema, path, (inner, at) => this.#check(inner, at, depth + 1));
  }

  #checkKeyword(keyword: string, value: unknown, path: string, top: boolean): void {
    const kind = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    if (REFUSED.has(keyword) || (keyword === '$id' && !top)) return this.#report('dialect.keyword-refused', path, { keyword });
    if (!kind) return keyword.startsWith('x-') ? undefined : this.#report('dialect.keyword-unknown', path, { keyword }, 'warning');
    if (!fits(kind, value)) return this.#report('dialect.value', path, { keyword, wanted: kind });
    if (kind === 'ref') this.#checkRef(value as string, path);
    if (kind === 'pattern') this.#checkPattern(value as string, path);
    if (keyword === 'format' && !Object.hasOwn(FORMATS, value as string)) this.#report('dialect.format-unknown', path, { format: value as string }, 'warning');
    if (kind === 'schema-map' || kind === 'names-map') this.#checkNames(keyword, value as object, path);
    if (kind === 'names') for (const name of value as string[]) if (isUnsafeName(name)) this.#report('dialect.name-refused', path, { name });
  }

  #checkRef(ref: string, path: string): void {
    if (!ref.startsWith('#') || /^#[^/]/.test(ref)) return this.#report('dialect.ref-refused', path, { ref });
    if (resolveRef(this.#root as JsonSchema, ref) === undefined) this.#report('dialect.ref-unknown', path, { ref });
  }

  #checkPattern(pattern: string, path: string): void {
    const engine = expressionEngine();
    if (engine && !engine.compilePattern(pattern)) this.#report('dialect.pattern', path, { pattern: pattern.slice(0, 200) });
  }

  #checkNames(keyword: string, map: object, path: string): void {
    for (const name of Object.getOwnPropertyNames(map)) {
      if (isUnsafeName(name)) this.#report('dialect.name-refused', path, { name });
      if (keyword === 'patternProperties') this.#checkPattern(name, `${path}/${escapeSegment(name)}`);
    }
  }

  /** A reference that leads back to itself without stepping into the data would never end. */
  #checkLoops(root: JsonSchema): void {
    const done = new Set<JsonSchema>();
    const visit = (schema: JsonSchema | boolean, path: string): void => {
      if (typeof schema === 'boolean' || done.has(schema)) return;
      done.add(schema);
      if (typeof schema.$ref === 'string' && loops(root, schema)) this.#report('dialect.ref-loop', `${path}/$ref`, { ref: schema.$ref });
      eachSubschema(schema, path, visit);
    };
    visit(root, '');
  }
}

function loops(root: JsonSchema, start: JsonSchema): boolean {
  const seen = new Set<JsonSchema>();
  const open: (JsonSchema | boolean | undefined)[] = inPlace(root, start);
  for (let at = open.pop(); at !== undefined || open.length > 0; at = open.pop()) {
    if (at === start) return true;
    if (at === undefined || typeof at === 'boolean' || seen.has(at)) continue;
    seen.add(at);
    open.push(...inPlace(root, at));
  }
  return false;
}

/** Schemas that a schema applies to the same value. */
function inPlace(root: JsonSchema, schema: JsonSchema): (JsonSchema | boolean | undefined)[] {
  const found: (JsonSchema | boolean | undefined)[] = typeof schema.$ref === 'string' ? [resolveRef(root, schema.$ref)] : [];
  eachSubschema(schema, '', (inner, path) => {
    if (IN_PLACE.has(path.split('/')[1] ?? '')) found.push(inner);
  });
  return found;
}

const isStrings = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');

function fits(kind: KeywordKind, value: unknown): boolean {
  switch (kind) {
    case 'schema':
      return isSubschema(value);
    case 'schemas':
      return Array.isArray(value) && value.length > 0 && value.every(isSubschema);
    case 'schema-map':
      return isSchemaObject(value) && Object.values(value).every(isSubschema);
    case 'count':
      return Number.isSafeInteger(value) && (value as number) >= 0;
    case 'number':
      return Number.isFinite(value);
    case 'positive':
      return Number.isFinite(value) && (value as number) > 0;
    case 'string':
    case 'pattern':
    case 'ref':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'names':
      return isStrings(value);
    case 'names-map':
      return isSchemaObject(value) && Object.values(value).every(isStrings);
    case 'types':
      return TYPES.has(value) || (Array.isArray(value) && value.length > 0 && value.every((item) => TYPES.has(item)));
    case 'values':
      return Array.isArray(value);
    case 'choices':
      return Array.isArray(value) && value.length > 0;
    case 'any':
      return value !== undefined;
  }
}
