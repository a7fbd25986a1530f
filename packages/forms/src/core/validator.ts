import { RequestryError } from '@requestry/model';
import type { Issue, Json, JsonSchema } from '@requestry/model';
import { issuesOf } from './explain.js';
import { interpreter } from './interpreter.js';
import { inlineRefs } from './refs.js';

/** What an engine says about one violated keyword, before it is put for people. */
export interface SchemaError {
  /** JSON pointer into the data. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, Json | undefined>>;
  /** JSON pointer into the schema with `#` in front. */
  readonly schemaPath: string;
}

/** Compiles a schema of the form dialect, references written out, to a function that lists every violation. */
export type ValidationEngine = (schema: JsonSchema) => (data: unknown) => readonly SchemaError[];

/** `ajv` compiles to code and is fastest on a server; `interpreter` needs no `eval` and starts at once. Both give the same issues. */
export type EngineName = 'ajv' | 'interpreter';

const engines = new Map<EngineName, ValidationEngine>([['interpreter', interpreter]]);

/** Makes an engine known. Where `ajv` is not (in browsers) the interpreter takes its place. */
export function registerEngine(name: EngineName, engine: ValidationEngine): void {
  engines.set(name, engine);
}

/** Says where a schema leaves the form dialect. */
export type DialectCheck = (schema: JsonSchema) => readonly Issue[];

let dialectCheck: DialectCheck = () => [];

/** Has schemas checked before they are used. Pages that only fill in forms do without: their schemas were checked when they were published. */
export function useDialectCheck(check: DialectCheck): void {
  dialectCheck = check;
}

/** Checks data against the schema it was made for and lists what is wrong. */
export type Validator = (data: unknown) => readonly Issue[];

const MAX_DEPTH = 64;
const MAX_VALUES = 200_000;

const validators = new WeakMap<JsonSchema, Map<EngineName, Validator>>();

/** A validator of a schema; made once for each schema object and engine. Throws `INVALID` with the issues of the dialect check, where there is one, when the schema is outside the form dialect. */
export function createValidator(schema: JsonSchema, options: { readonly engine?: EngineName } = {}): Validator {
  const name = options.engine ?? 'interpreter';
  const known = validators.get(schema) ?? new Map<EngineName, Validator>();
  validators.set(schema, known);
  const found = known.get(name);
  if (found) return found;
  const made = makeValidator(schema, engines.get(name) ?? interpreter);
  known.set(name, made);
  return made;
}

function makeValidator(schema: JsonSchema, engine: ValidationEngine): Validator {
  const problems = dialectCheck(schema).filter((issue) => issue.severity !== 'warning');
  if (problems.length > 0) throw new RequestryError('INVALID', `the schema is outside the form dialect: ${problems[0]?.code} at ${problems[0]?.path ?? ''}`, { issues: problems });
  const expanded = inlineRefs(schema);
  const check = engine(expanded);
  return (data) => {
    const oversize = sizeIssue(data);
    return oversize ? [oversize] : issuesOf(check(data), expanded);
  };
}

/** Data too deep or too large to be looked at; also keeps both engines from recursing without end. */
function sizeIssue(data: unknown): Issue | undefined {
  let values = 0;
  const tooDeep = (value: unknown, depth: number): boolean => {
    values += 1;
    if (depth > MAX_DEPTH || values > MAX_VALUES) return true;
    return typeof value === 'object' && value !== null && Object.values(value).some((item) => tooDeep(item, depth + 1));
  };
  if (!tooDeep(data, 0)) return undefined;
  return values > MAX_VALUES ? { code: 'form.too-large', path: '', params: { limit: MAX_VALUES } } : { code: 'form.too-deep', path: '', params: { limit: MAX_DEPTH } };
}
