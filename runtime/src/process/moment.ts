import type { Trace } from '@requestry/model';
import { expressionContext } from './context.js';
import { dueOf, workingDue, type Due } from './due.js';
import { instantOf } from './instant.js';
import type { CompiledNode, CompiledRoute, ProcessState, World } from './types.js';

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

/** The next moment of a repeating timer that has just fired; undefined when that was the last. */
export function nextMoment(node: CompiledNode, left: number | undefined, world: World): Moment | undefined {
  if (node.event?.type !== 'timer' || node.event.kind !== 'cycle' || left === 0) return undefined;
  const next = after(repetition(node.event.value).duration, node.event.working ?? false, world);
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

const after = (duration: string, working: boolean, world: World): Due | undefined => (working ? workingDue(duration, world) : elapsed(duration, world.now));

function fixedDate(value: string, world: World): Due | undefined {
  const at = instantOf(value, world.calendar.zone, 'begin');
  return at === undefined ? undefined : { at: new Date(at).toISOString(), trace: { code: 'due.expression', params: { expression: value, due: value } } };
}

const durationParts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** An ISO duration by the wall clock, years and months by the UTC calendar. */
function elapsed(duration: string, now: number): { readonly at: string; readonly trace: Trace } | undefined {
  const parts = durationParts.exec(duration);
  if (!parts) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number, number];
  const date = new Date(now);
  if (years > 0) date.setUTCFullYear(date.getUTCFullYear() + years);
  if (months > 0) date.setUTCMonth(date.getUTCMonth() + months);
  const at = date.getTime() + (weeks * 7 + days) * 86_400_000 + hours * 3_600_000 + minutes * 60_000 + seconds * 1000;
  if (!(Math.abs(at) <= 8.64e15)) return undefined;
  const due = new Date(at).toISOString();
  return { at: due, trace: { code: 'due.elapsed', params: { duration, due } } };
}
