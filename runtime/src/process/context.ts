import type { CompiledExpression } from '@requestry/model/expression';
import { localDate, type Json, type JsonObject, type Trace } from '@requestry/model';
import type { CompiledRoute, ExpressionContext, ProcessState, World } from './types.js';

/** What conditions read of a step that nobody has done. */
const notDone = { outcome: null, by: null, comment: null, at: null, round: 0 };

/**
 * Names that expressions of a route see: every form field by its name (and all of them as `data`), `request`, `initiator`,
 * `steps.<id>` with `outcome`, `by`, `comment`, `at`, `round` (0 and null while not done), and `today`. Fields come last, so that a field cannot be shadowed.
 */
export function expressionContext(compiled: CompiledRoute, state: ProcessState, world: World): ExpressionContext {
  const { subject, org } = world;
  return {
    get today() {
      return localDate(world.now, world.calendar.zone);
    },
    request: { id: subject.id, kind: subject.kind, number: subject.number ?? null, submittedAt: subject.submittedAt, unit: subject.unit ?? null },
    get initiator() {
      const initiator = org.people.find((person) => person.id === subject.initiator);
      return { id: subject.initiator, name: initiator?.name ?? null, unit: initiator?.unit ?? null, roles: initiator?.roles ?? [] };
    },
    get steps() {
      return stepsOf(compiled, state.steps);
    },
    data: world.data,
    ...world.data,
  };
}

const known = new WeakMap<ProcessState['steps'], { readonly compiled: CompiledRoute; readonly steps: JsonObject }>();

/** Every step of the route with what it left behind. Made once per set of results: many conditions read the same one. */
function stepsOf(compiled: CompiledRoute, results: ProcessState['steps']): JsonObject {
  const before = known.get(results);
  if (before?.compiled === compiled) return before.steps;
  const steps = Object.fromEntries(compiled.steps.map((id) => [id, { ...notDone, ...results[id] }]));
  known.set(results, { compiled, steps });
  return steps;
}

export interface Evaluated {
  readonly value: Json;
  readonly trace: Trace;
  /** Code of the first error: an unknown name, too much work. Warnings, such as reckoning with an empty field, are none. */
  readonly problem?: string;
}

/** Evaluates with the time of the world; a missing name is a named problem, never a silent false. */
export function evaluate(expression: CompiledExpression, context: ExpressionContext, world: World): Evaluated {
  const result = expression.evaluate(context, { now: world.now, zone: world.calendar.zone });
  const problem = result.issues.find(({ severity }) => severity !== 'warning')?.code;
  return { value: result.value, trace: result.trace, ...(problem !== undefined ? { problem } : {}) };
}
