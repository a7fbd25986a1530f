import type { CompiledExpression } from '@requestry/model/expression';
import { localDate, type Json, type JsonObject, type Trace } from '@requestry/model';
import { personOf } from './org-index.js';
import type { CompiledRoute, ExpressionContext, ProcessState, World } from './types.js';

/** The world as it is seen inside a called route: ids of its steps begin with `space`, which its expressions do not say. */
export interface LocalWorld extends World {
  readonly space?: string;
}

/** What conditions read of a step that nobody has done. */
const notDone = { outcome: null, by: null, comment: null, at: null, round: 0 };

/**
 * Names that expressions of a route see: every form field by its name (and all of them as `data`), `request`, `initiator`,
 * `steps.<id>` with `outcome`, `by`, `comment`, `at`, `round` (0 and null while not done), and `today`. Fields come last, so that a field cannot be shadowed.
 */
export function expressionContext(compiled: CompiledRoute, state: ProcessState, world: LocalWorld): ExpressionContext {
  if (last?.compiled === compiled && last.results === state.steps && last.world === world) return last.context;
  const context = contextOf(compiled, state.steps, world);
  last = { compiled, results: state.steps, world, context };
  return context;
}

/** The last context made: a stretch of gateways reads the same one. */
let last: { readonly compiled: CompiledRoute; readonly results: ProcessState['steps']; readonly world: World; readonly context: ExpressionContext } | undefined;

function contextOf(compiled: CompiledRoute, results: ProcessState['steps'], world: LocalWorld): ExpressionContext {
  const { subject, org } = world;
  let steps: JsonObject | undefined;
  return {
    get today() {
      return localDate(world.now, world.calendar.zone);
    },
    request: { id: subject.id, kind: subject.kind, number: subject.number ?? null, submittedAt: subject.submittedAt, unit: subject.unit ?? null, source: subject.source ?? null, channel: subject.channel ?? null },
    get initiator() {
      const initiator = personOf(subject.initiator, org);
      return { id: subject.initiator, name: initiator?.name ?? null, unit: initiator?.unit ?? null, roles: initiator?.roles ?? [] };
    },
    get steps() {
      return (steps ??= stepsOf(compiled, results, world.space ?? ''));
    },
    data: world.data,
    ...world.data,
  };
}

const untouched = new WeakMap<CompiledRoute, Map<string, JsonObject>>();

/** What conditions read of the steps while nobody has done any. */
function untouchedSteps(compiled: CompiledRoute, space: string): JsonObject {
  const spaces = untouched.get(compiled) ?? new Map<string, JsonObject>();
  untouched.set(compiled, spaces);
  const before = spaces.get(space);
  if (before) return before;
  const ids = compiled.steps.filter((id) => id.startsWith(space)).map((id) => id.slice(space.length));
  const steps = Object.fromEntries(ids.filter((id) => !id.includes('/')).map((id) => [id, notDone]));
  spaces.set(space, steps);
  return steps;
}

/** Every step of the route with what it left behind. */
function stepsOf(compiled: CompiledRoute, results: ProcessState['steps'], space: string): JsonObject {
  const none = untouchedSteps(compiled, space);
  const steps: Record<string, Json | undefined> = { ...none };
  for (const [id, result] of Object.entries(results)) {
    const own = id.slice(space.length);
    if (id.startsWith(space) && Object.hasOwn(none, own)) steps[own] = { ...notDone, ...result };
  }
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
