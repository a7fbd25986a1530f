import { RequestryError } from '@requestry/model';
import { compileExpression } from '@requestry/model/expression';
import { moveDue } from '../nodes/move-due.js';
import { armAgain, postponeStep, resumeStep } from '../nodes/postpone.js';
import { instantOf, instantText } from '../instant.js';
import type { Run } from '../run.js';
import type { ProcessCommand } from '../types.js';
import { openTask, refuse } from './task.js';

type Of<Type extends ProcessCommand['type']> = ProcessCommand & { readonly type: Type };

export function postpone(run: Run, { task, until, condition, by, comment }: Of<'postpone'>): void {
  const { token } = openTask(run, task);
  if (token.postponed) refuse('The step is postponed already', { code: 'step.postponed', params: { until: token.postponed.until ?? null } });
  const at = until === undefined ? undefined : instantOf(until, run.world.calendar.zone, 'begin');
  if (until !== undefined && !(at !== undefined && at > run.world.now)) throw invalid('step.postponed-past', '/until', until);
  const [issue] = condition === undefined ? [] : condition.startsWith('=') ? compileExpression(condition).issues : [{ code: 'route.not-feel' }];
  if (issue) throw invalid(issue.code, '/condition', condition);
  postponeStep(run, token, { ...(at !== undefined ? { until: new Date(at).toISOString() } : {}), ...(condition !== undefined ? { condition } : {}) }, { by, ...(comment !== undefined ? { comment } : {}) });
}

const invalid = (code: string, path: string, found: string | undefined): RequestryError =>
  new RequestryError('INVALID', `Cannot postpone until "${found ?? ''}"`, { issues: [{ code, path, params: { found: found ?? null } }] });

export function resume(run: Run, { task, by, comment }: Of<'resume'>): void {
  const said = { by, ...(comment !== undefined ? { comment } : {}) };
  if (task === undefined) return resumeAll(run, said);
  const { token } = openTask(run, task);
  if (!token.postponed) refuse('The step is not postponed', { code: 'step.not-postponed' });
  resumeStep(run, token, { ...said, trace: { code: 'step.resumed', params: { person: by } } });
}

function resumeAll(run: Run, said: { readonly by: string; readonly comment?: string }): void {
  const { suspended } = run.state;
  if (!suspended) refuse('The process is not suspended', { code: 'process.not-suspended' });
  run.emit({ type: 'process-resumed', ...said });
  for (const token of run.state.tokens) if (!token.postponed) moveDue(run, token, suspended.since);
  armAgain(run, suspended.timers);
}

/** Timers rest too: those whose moment passes are due as soon as the request goes on. */
export function suspend(run: Run, { by, comment }: Of<'suspend'>): void {
  const { timers, tokens } = run.state;
  const since = tokens.some(({ due }) => due !== undefined) ? { since: instantText(run.world.now) } : {};
  for (const { id, node } of timers) run.emit({ type: 'timer-disarmed', timer: id, node });
  run.emit({ type: 'process-suspended', by, ...(comment !== undefined ? { comment } : {}), timers, ...since });
}
