import { expressionContext } from './context.js';
import { dueOf, workingDue, type Due } from './due.js';
import { elapsed } from './elapsed.js';
import { instantOf } from './instant.js';
import type { CompiledNode, CompiledRoute, ProcessState, Timer, World } from './types.js';

/** When a timer fires, and how often again after that. */
export interface Moment extends Due {
  readonly left?: number;
}

/** The moment that a timer event defines, counted from now; undefined when it gives none. */
export function momentOf(compiled: CompiledRoute, node: CompiledNode, state: ProcessState, world: World): Moment | undefined {
  if (node.event?.type !== 'timer') return undefined;
  const { kind, value, working = false } = node.event;
  if (value.startsWith('=')) {
    const due = dueOf(value, node.expressions[value], () => expressionContext(compiled, state, world), world, 'begin');
    return due && 'at' in due ? due : undefined;
  }
  if (kind === 'cycle') return firstOf(value, working, world);
  return kind === 'date' ? fixedDate(value, world) : after(value, working, world);
}

/** Moments that have passed unnoticed and are looked through for the next one; after more than that it counts from now. */
const missedLimit = 1000;

/**
 * The next moment of a repeating timer after it has fired; undefined when that was the last. Counted from the moment that it was armed for,
 * so that firing late does not shift the rest; moments that have passed meanwhile are left out.
 */
export function nextMoment(node: CompiledNode, { at, left }: Pick<Timer, 'at' | 'left'>, world: World): Moment | undefined {
  if (node.event?.type !== 'timer' || node.event.kind !== 'cycle' || node.event.value.startsWith('=') || left === 0) return undefined;
  const { working = false, value } = node.event;
  const { duration } = repetition(value);
  let next = after(duration, working, { ...world, now: Date.parse(at) });
  for (let missed = 0; next && Date.parse(next.at) <= world.now; missed += 1) {
    next = after(duration, working, missed < missedLimit ? { ...world, now: Date.parse(next.at) } : world);
  }
  return next && (left === undefined ? next : { ...next, left: left - 1 });
}

function firstOf(value: string, working: boolean, world: World): Moment | undefined {
  const { times, begin, duration } = repetition(value);
  const first = begin === undefined ? after(duration, working, world) : fixedDate(begin, world);
  return first && (times === undefined ? first : { ...first, left: Math.max(times, 1) - 1 });
}

/** `R3/PT1H`, `R/2026-01-01T09:00:00Z/P1D`. */
function repetition(value: string): { readonly times?: number; readonly begin?: string; readonly duration: string } {
  const [count = '', ...rest] = value.split('/');
  const duration = rest.find((part) => part.startsWith('P')) ?? '';
  const begin = rest[0] === duration ? undefined : rest[0];
  return { duration, ...(count.length > 1 ? { times: Number(count.slice(1)) } : {}), ...(begin !== undefined ? { begin } : {}) };
}

const after = (duration: string, working: boolean, world: World): Due | undefined => (working ? workingDue(duration, world) : elapsed(duration, world.now, world.calendar.zone));

function fixedDate(value: string, world: World): Due | undefined {
  const at = instantOf(value, world.calendar.zone, 'begin');
  return at === undefined ? undefined : { at: new Date(at).toISOString(), trace: { code: 'due.expression', params: { expression: value, due: value } } };
}
