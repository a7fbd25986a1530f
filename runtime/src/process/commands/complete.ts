import { defaultOutcomes, outcomesOf, RequestryError, type PersonId } from '@requestry/model';
import { completeTask } from '../nodes/user-task.js';
import type { Run } from '../run.js';
import { separatedFrom } from '../separation.js';
import type { ProcessCommand, StepNode } from '../types.js';
import { openTask, refuse, type OpenTask } from './task.js';

type Complete = ProcessCommand & { readonly type: 'complete' };

export function complete(run: Run, command: Complete): void {
  const open = openTask(run, command.task);
  const { token, node, task } = open;
  const outcomes = task.asked === undefined ? outcomesOf(node.step) : defaultOutcomes.clarification;
  if (!outcomes.some((outcome) => outcome.id === command.outcome)) {
    const wanted = outcomes.map((outcome) => outcome.id);
    throw new RequestryError('INVALID', `Step "${node.id}" has no outcome "${command.outcome}"; it has ${wanted.join(', ')}`, {
      issues: [{ code: 'task.unknown-outcome', path: '/outcome', params: { found: command.outcome, wanted } }],
    });
  }
  if (task.asked !== undefined) return answer(run, open, command);
  if (token.postponed) refuse(`Step "${node.id}" is postponed`, { code: 'step.postponed', params: { until: token.postponed.until ?? null } });
  mustBeApart(run, node, command.by);
  completeTask(run, token, node, command);
}

/** Whoever has done a step that this one is to be kept apart from may not decide on it, however the task came to them. */
function mustBeApart(run: Run, node: StepNode, by: PersonId): void {
  if (run.world.forecast) return;
  const step = separatedFrom(node, run.state).get(by);
  if (step !== undefined) refuse(`"${by}" has done step "${step}", which is to be kept apart`, { code: 'task.separated', params: { person: by, step } });
}

/** Whoever asked learns the answer; the step stays as it is. */
function answer(run: Run, { token, task }: OpenTask, { by, comment, data }: Complete): void {
  run.emit({ type: 'question-answered', token: token.id, node: token.node, task: task.id, by, ...(comment !== undefined ? { comment } : {}) });
  if (data) {
    run.emit({ type: 'data-set', node: token.node, by, data });
    run.setData(data);
  }
  if (task.asked !== undefined) run.notify([task.asked], 'question-answered', token.node);
}
