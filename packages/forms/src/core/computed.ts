import type { FormDefinition, Json, JsonObject, UiControl } from '@requestry/model';
import { expressionEngine } from './expression-engine.js';
import { evaluateNames, expressionData, namesIn } from './expressions.js';
import type { FormContext } from './expressions.js';
import { escapeSegment, isObject, sameJson, valueAt, withValueAt } from './json-pointer.js';
import { controls, resolveScope, scopeToPath, topProperty } from './layout.js';

/** One computed field, or one computed column of lines. */
interface Computation {
  readonly path: string;
  /** Property of each line at `path`. */
  readonly column?: string;
  readonly expression: string;
  /** The value depends on the top-level properties named. */
  readonly reads: ReadonlySet<string>;
}

const plans = new WeakMap<FormDefinition, readonly Computation[]>();

/** Computations of a form, those that others depend on first; none while expressions cannot be read yet. Fields that depend on each other in a circle are left out: they would never settle. */
function computationsOf(form: FormDefinition): readonly Computation[] {
  const known = plans.get(form);
  if (known) return known;
  if (!expressionEngine()) return [];
  const all = controls(form.ui).flatMap(computationsOfControl);
  const circular = new Set(circleAmong(all));
  const made = inOrder(all.filter((computation) => !circular.has(computation)));
  plans.set(form, made);
  return made;
}

function computationsOfControl(control: UiControl): Computation[] {
  const path = scopeToPath(control.scope);
  const { computed, columns = [] } = control.options?.rq ?? {};
  const ofColumns = columns.flatMap(({ property, options }) => {
    const expression = options?.rq?.computed;
    return expression === undefined ? [] : [{ path, column: property, expression, reads: readsOf(expression) }];
  });
  return computed === undefined ? ofColumns : [...ofColumns, { path, expression: computed, reads: readsOf(computed) }];
}

const readsOf = (expression: string): ReadonlySet<string> => new Set((expressionEngine()?.compileExpression(expression).names ?? []).map((name) => name.split('.')[0] ?? ''));

function inOrder(computations: readonly Computation[]): readonly Computation[] {
  const ordered = new Set<Computation>();
  const open = new Set<Computation>();
  const visit = (computation: Computation): void => {
    if (ordered.has(computation) || open.has(computation)) return;
    open.add(computation);
    for (const other of computations) if (feeds(other, computation)) visit(other);
    ordered.add(computation);
  };
  computations.forEach(visit);
  return [...ordered];
}

/** A column feeds the other columns of its lines that name it, and whatever reads the lines. */
function feeds(source: Computation, target: Computation): boolean {
  if (source.column !== undefined && source.path === target.path && target.column !== undefined) return target.reads.has(source.column);
  return target.reads.has(topProperty(source.path));
}

/** Paths of computed fields that depend on each other in a circle; empty when there is none. */
export const computedCircle = (form: FormDefinition): readonly string[] => circleAmong(controls(form.ui).flatMap(computationsOfControl)).map((computation) => computation.path);

function circleAmong(computations: readonly Computation[]): readonly Computation[] {
  const reaches = (from: Computation, to: Computation, seen: Set<Computation>): boolean =>
    computations.some((next) => {
      if (seen.has(next) || !feeds(from, next)) return false;
      seen.add(next);
      return next === to || reaches(next, to, seen);
    });
  return computations.filter((computation) => reaches(computation, computation, new Set()));
}

/** See `computeValues` of the core; here is what comes with the engine that reads expressions. */
export function computeAll(form: FormDefinition, data: JsonObject, context: FormContext): JsonObject {
  let result = data;
  let names: FormContext | undefined;
  for (const computation of computationsOf(form)) {
    names ??= namesIn(form.schema, result, context);
    const next = computation.column === undefined ? computeField(result, computation, names, context) : computeColumn(form, result, computation, computation.column, names, context);
    if (next !== result) names = undefined;
    result = next;
  }
  return result;
}

function computeField(data: JsonObject, { path, expression }: Computation, names: FormContext, context: FormContext): JsonObject {
  const { value } = evaluateNames(expression, names, context);
  const next = value ?? undefined;
  return sameJson(valueAt(data, path), next) ? data : withValueAt(data, path, next);
}

/** The expression of a column sees the fields of its line before those of the form. */
function computeColumn(form: FormDefinition, data: JsonObject, { path, expression }: Computation, column: string, names: FormContext, context: FormContext): JsonObject {
  const lines = valueAt(data, path);
  if (!Array.isArray(lines)) return data;
  const items = resolveScope(form.schema, scopeOfLines(path));
  const next = (lines as readonly Json[]).map((line) => {
    if (!isObject(line)) return line;
    const { value } = evaluateNames(expression, { ...names, ...(items ? expressionData(items, line) : line) }, context);
    return sameJson(line[column], value ?? undefined) ? line : withValueAt(line, `/${escapeSegment(column)}`, value ?? undefined);
  });
  return next.every((line, index) => line === lines[index]) ? data : withValueAt(data, path, next);
}

const scopeOfLines = (path: string): string => `#${path.split('/').slice(1).map((segment) => `/properties/${segment}`).join('')}/items`;
