import type { Json, JsonObject, JsonSchema } from '@requestry/model';
import type { EvaluateOptions, Evaluation } from '@requestry/model/expression';
import { expressionEngine } from './expression-engine.js';
import { isObject, own } from './json-pointer.js';
import { allProperties } from './layout.js';
import { inlineRefs } from './refs.js';

/**
 * Names that expressions of a form see besides its fields: `initiator`, `unit`, `today`, `now`. `now` (ISO text or milliseconds) is also the clock of
 * `now()` and `today()`, `zone` their zone.
 */
export type FormContext = Readonly<Record<string, unknown>>;

/** The text is an expression: it begins with `=`. */
export const isExpression = (value: unknown): value is string => typeof value === 'string' && value.startsWith('=');

/** Data as expressions see it: a declared field that is not filled in is null, so that only a name nobody declared is missing. */
export function expressionData(schema: JsonSchema, data: JsonObject): JsonObject {
  return filled(inlineRefs(schema), data, 0);
}

function filled(schema: JsonSchema, data: JsonObject, depth: number): JsonObject {
  const result: Record<string, Json | undefined> = { ...data };
  for (const [name, property] of allProperties(schema)) {
    const value = own(data, name);
    const nested = depth < 8 && property.type === 'object';
    if (nested && (value === undefined || isObject(value))) result[name] = filled(property, isObject(value) ? value : {}, depth + 1);
    else if (value === undefined) result[name] = null;
  }
  return result;
}

/** All names an expression of the form sees: its fields, filled with null, and those of the context that no field hides. */
export const namesIn = (schema: JsonSchema, data: JsonObject, context: FormContext): FormContext => ({ ...context, ...expressionData(schema, data) });

const unread: Evaluation = { value: null, used: [], trace: { code: 'feel.value' }, issues: [] };

/** Evaluates an expression over names that `namesIn` gave; `context` has the clock and the zone. Null while expressions cannot be read yet. */
export const evaluateNames = (expression: string, names: FormContext, context: FormContext): Evaluation => expressionEngine()?.compileExpression(expression).evaluate(names, optionsOf(context)) ?? unread;

/** Evaluates an expression over the fields of a form. Fields hide names of the context. */
export const evaluateOver = (expression: string, data: JsonObject, context: FormContext = {}): Evaluation => evaluateNames(expression, { ...context, ...data }, context);

function optionsOf(context: FormContext): EvaluateOptions {
  const { now, zone } = context;
  const instant = typeof now === 'number' ? now : typeof now === 'string' ? Date.parse(now) : Number.NaN;
  return { ...(Number.isFinite(instant) ? { now: instant } : {}), ...(typeof zone === 'string' ? { zone } : {}) };
}
