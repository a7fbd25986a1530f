import { addWorkingTime, type Trace } from '@requestry/model';
import type { CompiledExpression } from '@requestry/model/expression';
import { evaluate, type Evaluated } from './context.js';
import type { ExpressionContext, World } from './types.js';

export interface Due {
  /** ISO instant. */
  readonly at: string;
  readonly trace: Trace;
}

/** A moment given as an ISO duration in working time from now, or by FEEL. Undefined when the expression gives no date. */
export function dueOf(text: string, expression: CompiledExpression | undefined, context: ExpressionContext, world: World): Due | undefined {
  if (!text.startsWith('=')) {
    const at = new Date(addWorkingTime(world.calendar, world.now, text)).toISOString();
    return { at, trace: { code: 'due.working', params: { duration: text, from: new Date(world.now).toISOString(), due: at } } };
  }
  const result = expression && evaluate(expression, context, world);
  return result && dueFrom(result, text, world);
}

function dueFrom(result: Evaluated, text: string, world: World): Due | undefined {
  if (typeof result.value !== 'string') return undefined;
  if (/^P/.test(result.value)) return dueOf(result.value, undefined, {}, world);
  const at = Date.parse(result.value);
  if (Number.isNaN(at)) return undefined;
  return { at: new Date(at).toISOString(), trace: { code: 'due.expression', params: { expression: text, due: result.value }, because: [result.trace] } };
}
