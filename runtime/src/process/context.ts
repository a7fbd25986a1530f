import type { CompiledExpression } from '@requestry/model/expression';
import { localDate, type Json, type JsonObject, type Trace } from '@requestry/model';
import type { CompiledRoute, ExpressionContext, ProcessState, World } from './types.js';

/**
 * Names that expressions of a route see: every form field by its name (and all of them as `data`), `request`, `initiator`,
 * `steps.<id>` with `outcome`, `by`, `comment`, `round`, and `today`. Fields come last, so that a field cannot be shadowed.
 */
export function expressionContext(compiled: CompiledRoute, state: ProcessState, world: World): ExpressionContext {
  const { subject, org } = world;
  const initiator = org.people.find((person) => person.id === subject.initiator);
  const steps: Record<string, Json> = {};
  for (const id of compiled.steps) steps[id] = (state.steps[id] as unknown as JsonObject | undefined) ?? null;
  return {
    today: localDate(world.now, world.calendar.zone),
    request: { id: subject.id, kind: subject.kind, number: subject.number ?? null, submittedAt: subject.submittedAt, unit: subject.unit ?? null },
    initiator: { id: subject.initiator, name: initiator?.name ?? null, unit: initiator?.unit ?? null, roles: initiator?.roles ?? [] },
    steps,
    data: world.data,
    ...world.data,
  };
}

export interface Evaluated {
  readonly value: Json;
  readonly trace: Trace;
  /** Code of the first problem: an unknown name, too much work. */
  readonly problem?: string;
}

/** Evaluates with the time of the world; a missing name is a named problem, never a silent false. */
export function evaluate(expression: CompiledExpression, context: ExpressionContext, world: World): Evaluated {
  const result = expression.evaluate(context, { now: world.now, zone: world.calendar.zone });
  const problem = result.issues[0]?.code;
  return { value: result.value, trace: result.trace, ...(problem !== undefined ? { problem } : {}) };
}
