import { addWorkingTime, parseDuration, type Trace } from '@requestry/model';
import type { CompiledExpression } from '@requestry/model/expression';
import { evaluate, type Evaluated } from './context.js';
import { instantOf, instantText } from './instant.js';
import type { ExpressionContext, World } from './types.js';

export interface Due {
  /** ISO instant. */
  readonly at: string;
  readonly trace: Trace;
}

/** Whether a date without a time means when that day begins or when it ends. */
export type DayPart = 'begin' | 'end';

/**
 * A moment given as an ISO duration in working time from now, or by FEEL giving such a duration or a date in the calendar's zone.
 * Undefined when there is none; `problem` when the expression names what does not exist.
 */
export function dueOf(text: string, expression: CompiledExpression | undefined, context: () => ExpressionContext, world: World, part: DayPart): Due | { readonly problem: string; readonly trace: Trace } | undefined {
  if (!text.startsWith('=')) return workingDue(text, world);
  const result = expression && evaluate(expression, context(), world);
  if (!result) return undefined;
  return result.problem !== undefined ? { problem: result.problem, trace: result.trace } : dueFrom(result, text, world, part);
}

/** So much working time from now; undefined for what has no length in working time, such as a month. */
export function workingDue(duration: string, world: World): Due | undefined {
  if (!parseDuration(duration)) return undefined;
  const from = instantText(world.now);
  const at = new Date(addWorkingTime(world.calendar, world.now, duration)).toISOString();
  return { at, trace: { code: 'due.working', params: { duration, from, due: at } } };
}

function dueFrom(result: Evaluated, text: string, world: World, part: DayPart): Due | undefined {
  if (typeof result.value !== 'string') return undefined;
  if (result.value.startsWith('P')) return workingDue(result.value, world);
  const at = instantOf(result.value, world.calendar.zone, part);
  return at === undefined ? undefined : { at: new Date(at).toISOString(), trace: { code: 'due.expression', params: { expression: text, due: result.value }, because: [result.trace] } };
}
