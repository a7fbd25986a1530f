import type { PersonId, Trace } from '@requestry/model';
import { instantText } from '../instant.js';
import type { Run } from '../run.js';
import type { Postponed, Timer, Token } from '../types.js';
import { moveDue } from './move-due.js';
import { peopleOf } from './user-task.js';

/** Puts a step off: nobody can decide on it, its timers wait, and what is due waits as long. With `until` a timer resumes it. */
export function postponeStep(run: Run, token: Token, { until, condition }: Postponed, said: { readonly by: PersonId; readonly comment?: string }): void {
  const timers = run.state.timers.filter((timer) => timer.token === token.id);
  run.disarmTimersOf(token.id);
  const since = token.due === undefined ? {} : { since: instantText(run.world.now) };
  const rest = { ...since, ...(until !== undefined ? { until } : {}), ...(condition !== undefined ? { condition } : {}) };
  run.emit({ type: 'step-postponed', token: token.id, node: token.node, ...rest, ...(timers.length > 0 ? { timers } : {}), ...said, trace: { code: 'step.postponed', params: { person: said.by, until: until ?? null, expression: condition ?? null } } });
  if (until !== undefined) run.armTimer(token.id, token.node, { at: until, trace: { code: 'step.postponed', params: { until, person: said.by } } });
}

/** Lets a step that was put off go on. */
export function resumeStep(run: Run, token: Token, why: { readonly by?: PersonId; readonly comment?: string; readonly trace: Trace }): void {
  const timers = token.postponed?.timers ?? [];
  run.disarmTimersOf(token.id);
  run.emit({ type: 'step-resumed', token: token.id, node: token.node, ...why });
  moveDue(run, token, token.postponed?.since);
  armAgain(run, timers);
  run.notify((token.tasks ?? []).filter(({ outcome }) => outcome === undefined).flatMap(peopleOf), 'task-opened', token.node);
}

/** Timers that have waited are armed again; those whose moment has passed in between are due at once. */
export function armAgain(run: Run, timers: readonly Timer[]): void {
  const now = instantText(run.world.now);
  for (const { token, node, at, left } of timers) {
    const due = Date.parse(at) < run.world.now ? now : at;
    run.armTimer(token, node, { at: due, ...(left !== undefined ? { left } : {}), trace: { code: 'timer.resumed', params: { timer: node, due } } });
  }
}
