import { dueOf } from '../due.js';
import { expressionContext } from '../context.js';
import type { Run } from '../run.js';
import type { CompiledNode, Token } from '../types.js';
import { leave, type Behaviours, type Enter } from './behaviour.js';

const end: Enter = (run, token, node) => {
  const state = node.end?.state ?? 'completed';
  if (node.event?.type === 'terminate') return run.end(state, { node: node.id });
  run.emit({ type: 'end-reached', node: node.id, state });
  run.consume(token);
};

/** A timer in between: rests until its moment; a moment already past lets the token through at once. */
const wait: Enter = (run, token, node) => {
  if (node.event?.type !== 'timer') return leave(run, token, node);
  armTimer(run, token, node);
};

/** Arms the timer that `node` defines, for a token on it or on the activity it sits on. Raises an incident when it gives no moment. */
export function armTimer(run: Run, token: Token, node: CompiledNode): void {
  if (node.event?.type !== 'timer') return;
  const { kind, value, working } = node.event;
  const expression = node.expressions[value];
  const plain = kind === 'duration' && !value.startsWith('=') && !working ? elapsed(value, run.world.now) : undefined;
  const due = plain ?? dueOf(value, expression, expressionContext(run.compiled, run.state, run.world), run.world) ?? fixedDate(value);
  if (!due) return run.raiseIncident(token, 'timer-without-date', { code: 'timer.no-date', params: { expression: value } });
  run.armTimer(token.id, node.id, due.at, due.trace);
}

function fixedDate(value: string) {
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : { at: new Date(at).toISOString(), trace: { code: 'due.expression', params: { expression: value, due: value } } };
}

const durationParts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** An ISO duration by the wall clock, years and months by the UTC calendar. */
function elapsed(duration: string, now: number) {
  const parts = durationParts.exec(duration);
  if (!parts) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number, number];
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  date.setUTCMonth(date.getUTCMonth() + months);
  const at = new Date(date.getTime() + (weeks * 7 + days) * 86_400_000 + hours * 3_600_000 + minutes * 60_000 + seconds * 1000).toISOString();
  return { at, trace: { code: 'due.elapsed', params: { duration, due: at } } };
}

export const events: Behaviours = {
  startEvent: leave,
  endEvent: end,
  intermediateCatchEvent: wait,
  intermediateThrowEvent: leave,
  boundaryEvent: leave,
};
