import type { Issue } from '../errors.js';
import { RequestryError } from '../errors.js';
import type { Json } from '../json.js';
import type { Trace } from '../trace.js';
import type { Node } from './ast.js';
import { compileNode } from './compile.js';
import type { Evaluate } from './compile.js';
import { SyntaxIssue } from './lexer.js';
import { namesOf } from './names.js';
import type { FeelType } from './types.js';
import { parse } from './parser.js';
import { isContext, isList, Run, toJson, TooLong } from './values.js';
import type { FeelValue } from './values.js';

const MAX_LENGTH = 10_000;
const BUDGET = 300_000;
const CACHE = 500;

/** The clock and zone that `now()` and `today()` read. */
export interface EvaluateOptions {
  /** Milliseconds since 1970; the present moment when absent. */
  readonly now?: number;
  /** IANA zone of dates and times that name none; `UTC` when absent. */
  readonly zone?: string;
}

/** What an evaluation gave. */
export interface Evaluation {
  /** The result as JSON, dates as ISO texts; null when there is an error. */
  readonly value: Json;
  /** Dotted paths that were read from the context. */
  readonly used: readonly string[];
  /** `feel.value` because of each `feel.name` that was read. */
  readonly trace: Trace;
  /** What went wrong. `feel.missing` names a variable that the context lacks: its value is null, and comparisons with it are null. */
  readonly issues: readonly Issue[];
}

/** An expression ready to be evaluated many times. */
export interface CompiledExpression {
  /** Why the expression cannot be used; empty when it can. */
  readonly issues: readonly Issue[];
  /** Root names and dotted paths that the expression may read. */
  readonly names: readonly string[];
  /** Never throws: what goes wrong is in `issues`. */
  evaluate(context: Readonly<Record<string, unknown>>, options?: EvaluateOptions): Evaluation;
}

/** What is known of the names that an expression may use. */
export interface CompileOptions {
  /** Names with their types. Needed for names of several words, such as `Invoice Amount`, which are otherwise not understood. */
  readonly names?: Readonly<Record<string, FeelType>>;
}

const compiled = new Map<string, CompiledExpression>();

/**
 * Compiles FEEL, with or without the leading `=`. A text that is not understood compiles to an expression whose `issues` say why and
 * whose value is null. The type of the result is told by `expressionType`.
 */
export function compileExpression(text: string, options: CompileOptions = {}): CompiledExpression {
  const phrases = phrasesOf(options);
  if (phrases.length > 0) return compileText(text, phrases);
  const known = compiled.get(text);
  if (known) return known;
  const made = compileText(text, phrases);
  if (compiled.size >= CACHE) compiled.clear();
  if (text.length <= MAX_LENGTH) compiled.set(text, made);
  return made;
}

/** The names of several words. */
export const phrasesOf = ({ names = {} }: CompileOptions): readonly string[] => Object.keys(names).filter((name) => name.includes(' '));

function compileText(text: string, phrases: readonly string[]): CompiledExpression {
  const parsed = parseExpression(text, phrases);
  if ('issue' in parsed) return broken(text, parsed.issue);
  const evaluate = compileNode(parsed.node);
  return { issues: [], names: namesOf(parsed.node), evaluate: (context, options = {}) => evaluateSafely(text, evaluate, context, options) };
}

function broken(text: string, issue: Issue): CompiledExpression {
  const issues = [issue];
  return { issues, names: [], evaluate: () => ({ value: null, used: [], trace: traceOf(text, null, []), issues }) };
}

/** Reads the text of an expression; positions count from its beginning, `=` included. */
export function parseExpression(text: string, phrases: readonly string[] = []): { readonly node: Node } | { readonly issue: Issue } {
  const found = readSafely(text, (source) => parse(source, phrases));
  return 'read' in found ? { node: found.read } : found;
}

/** Reads a text with a parser that throws `SyntaxIssue`. */
export function readSafely<Read>(text: string, read: (source: string) => Read): { readonly read: Read } | { readonly issue: Issue } {
  if (text.length > MAX_LENGTH) return { issue: { code: 'feel.too-large', params: { found: text.length, limit: MAX_LENGTH } } };
  const lead = /^\s*=?/.exec(text)?.[0].length ?? 0;
  const source = ' '.repeat(lead) + text.slice(lead);
  if (source.trim() === '') return { issue: { code: 'feel.empty' } };
  try {
    return { read: read(source) };
  } catch (error) {
    if (error instanceof SyntaxIssue) return { issue: error.issue };
    throw error;
  }
}

function evaluateSafely(text: string, evaluate: Evaluate, context: Readonly<Record<string, unknown>>, options: EvaluateOptions): Evaluation {
  const run = new Run(options.now ?? Date.now(), options.zone ?? 'UTC', BUDGET);
  const value = valueOf(run, evaluate, context);
  return { value, used: [...run.used.keys()], trace: traceOf(text, value, [...run.used]), issues: run.issues };
}

const valueOf = (run: Run, evaluate: Evaluate, context: Readonly<Record<string, unknown>>): Json =>
  guarded(run, () => toJson(evaluate({ run, context, local: undefined }), run)) ?? null;

/** Does work of an evaluation; when it is stopped, the issue is kept in the run and there is no result. */
export function guarded<Result>(run: Run, work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    run.at = undefined;
    if (error instanceof TooLong || error instanceof RangeError) run.note({ code: 'feel.too-long' });
    else if (error instanceof RequestryError) error.issues.forEach((issue) => run.note(issue));
    else throw error;
    return undefined;
  }
}

function traceOf(expression: string, value: Json, used: readonly (readonly [string, FeelValue])[]): Trace {
  return {
    code: 'feel.value',
    params: { expression: expression.slice(0, 500), value: brief(value) },
    because: used.slice(0, 50).map(([name, of]) => ({ code: 'feel.name', params: { name, value: brief(of) } })),
  };
}

/** Short values as they are; of a long list or context only its size, since traces are stored. */
function brief(value: FeelValue | Json): Json | undefined {
  if (typeof value === 'string') return value.length > 200 ? `${value.slice(0, 200)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  const size = isList(value) ? value.length : isContext(value) ? Object.keys(value).length : 0;
  if (size > 10) return { count: size };
  try {
    const json = toJson(value as FeelValue, new Run(0, 'UTC', 100));
    return JSON.stringify(json).length > 500 ? { count: size } : json;
  } catch {
    return { count: size };
  }
}
