import { addWorkingTime, subtractWorkingTime, type PersonId, type StepSettings } from '@requestry/model';
import { performersCalendar } from './performers-calendar.js';
import type { Alarm, CompiledRoute, ProcessState, TaskRef, Token, World } from './types.js';

/** When an alarm of a step goes off, epoch milliseconds. */
export interface AlarmMoment {
  readonly alarm: Alarm;
  readonly at: number;
}

/** Tasks of a step that wait for a decision; questions beside it are none. */
export const undecided = (token: Token): readonly TaskRef[] => (token.tasks ?? []).filter(({ outcome, asked }) => outcome === undefined && asked === undefined);

/** Who has an open task of the step, or may take it. */
export const waitedFor = (token: Token): readonly PersonId[] => [...new Set(undecided(token).flatMap(({ assignee, candidates = [] }) => (assignee !== undefined ? [assignee] : candidates)))];

/** Everything that a step does by itself around its due moment: reminders before, that it is overdue, escalations at it or after. By time. */
export function alarmsOf(step: StepSettings, due: string, people: readonly PersonId[], world: World): readonly AlarmMoment[] {
  const calendar = performersCalendar(people, world);
  const at = Date.parse(due);
  const moments: readonly AlarmMoment[] = [
    ...(step.reminders ?? []).map(({ before }, index): AlarmMoment => ({ alarm: `reminder:${index}`, at: subtractWorkingTime(calendar, at, before) })),
    { alarm: 'overdue', at },
    ...(step.escalations ?? []).map(({ after }, index): AlarmMoment => ({ alarm: `escalation:${index}`, at: after === undefined ? at : addWorkingTime(calendar, at, after) })),
  ];
  return moments.toSorted((a, b) => a.at - b.at);
}

/** The place of a reminder or escalation in the step's settings. */
export const alarmIndex = (alarm: Alarm): number => Number(alarm.split(':')[1] ?? -1);

/** Alarms whose moment has come already and that are not to go off any more: reminders of a step that has just opened, everything when its settings change. */
export function passed(step: StepSettings, due: string, people: readonly PersonId[], world: World, which: 'reminders' | 'all'): { readonly rung?: readonly Alarm[] } {
  const rung = alarmsOf(step, due, people, world).filter(({ alarm, at }) => at <= world.now && (which === 'all' || alarm.startsWith('reminder:'))).map(({ alarm }) => alarm);
  return rung.length > 0 ? { rung } : {};
}

/** Alarms of a token that are still to go off. None while it rests. Once it is overdue nobody is reminded any more. */
export function alarmsAhead(compiled: CompiledRoute, token: Token, world: World): readonly AlarmMoment[] {
  const step = compiled.nodes.get(token.node)?.step;
  const people = waitedFor(token);
  if (!step || token.due === undefined || token.postponed || people.length === 0) return [];
  const late = Date.parse(token.due) <= world.now;
  return alarmsOf(step, token.due, people, world).filter(({ alarm }) => !token.rung?.includes(alarm) && !(late && alarm.startsWith('reminder:')));
}

/** When something of the request happens next by itself around its due moments, epoch milliseconds; it does so with the command `wake`. */
export function nextAlarm(compiled: CompiledRoute, state: ProcessState, world: World): number | undefined {
  if (state.suspended || state.status === 'ended') return undefined;
  const moments = state.tokens.flatMap((token) => (token.due === undefined ? [] : alarmsAhead(compiled, token, world).map(({ at }) => at)));
  return moments.length > 0 ? Math.min(...moments) : undefined;
}
