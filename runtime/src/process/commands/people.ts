import { RequestryError, type PersonId } from '@requestry/model';
import { substituted } from '../assign.js';
import { headOver } from '../heads.js';
import { isActive } from '../org-index.js';
import { dueOfStep, passTurn, peopleOf, settleStep, taskFor } from '../nodes/user-task.js';
import type { Run } from '../run.js';
import { separatedFrom } from '../separation.js';
import type { ProcessCommand } from '../types.js';
import { openTask, refuse, type OpenTask } from './task.js';

type Of<Type extends ProcessCommand['type']> = ProcessCommand & { readonly type: Type };

const said = ({ by, comment }: { readonly by: PersonId; readonly comment?: string }) => ({ by, ...(comment !== undefined ? { comment } : {}) });

export function reassign(run: Run, command: Of<'reassign'>): void {
  const { token, task } = openTask(run, command.task);
  const { type: _type, ...facts } = command;
  run.emit({ type: 'task-reassigned', token: token.id, node: token.node, ...facts, ...(task.assignee !== undefined ? { from: task.assignee } : {}) });
  run.notify([command.to], 'task-opened', token.node);
}

export function delegate(run: Run, command: Of<'delegate'>): void {
  const { token, task } = openTask(run, command.task);
  const { to, by } = command;
  mustWork(run, to);
  if (task.asked !== undefined) refuse('A question is for the one who was asked', { code: 'task.only-asked' });
  const from = task.onBehalfOf ?? task.assignee ?? (task.candidates?.includes(by) ? by : undefined);
  if (to === from) refuse(`Task "${task.id}" is theirs already`, { code: 'task.theirs-already', params: { person: to } });
  run.emit({
    type: 'task-delegated', token: token.id, node: token.node, task: task.id, ...(from !== undefined ? { from } : {}), to, ...said(command),
    trace: { code: 'task.delegated', params: { from: from ?? null, to, by } },
  });
  run.notify([to], 'task-opened', token.node);
}

/** The head over the performer has the task from now on; nobody is over who heads everything. */
export function escalate(run: Run, command: Of<'escalate'>): void {
  const { token, task, node } = openTask(run, command.task);
  const { by, claims, conflictOfInterests } = command;
  if (task.asked !== undefined) refuse('A question is for the one who was asked', { code: 'task.only-asked' });
  const from = task.assignee ?? (task.candidates?.includes(by) ? by : task.candidates?.[0]);
  const head = from === undefined ? undefined : headOver(from, run.world.org);
  const to = head === undefined ? undefined : substituted(head, run.world, separatedFrom(node, run.state)).person;
  if (to === undefined || to === from) refuse(`Nobody is over "${from ?? ''}"`, { code: 'task.nobody-over', params: { person: from ?? null } });
  const trace = { code: 'task.escalated', params: { from: from ?? null, to, by, claims, conflict: conflictOfInterests ?? false } };
  run.emit({ type: 'task-escalated', token: token.id, node: node.id, task: task.id, ...(from !== undefined ? { from } : {}), to, claims, ...(conflictOfInterests ? { conflictOfInterests } : {}), ...said(command), trace });
  run.notify([to], 'task-opened', node.id);
}

/** At once, or next when people decide in turn. */
export function addApprover(run: Run, command: Of<'addApprover'>): void {
  const { token, node } = openTask(run, command.task);
  const { person, by } = command;
  mustWork(run, person);
  if (performersOf(run, token.id).includes(person)) refuse(`"${person}" is on the step already`, { code: 'task.theirs-already', params: { person } });
  const trace = { code: 'task.performer-added', params: { person, by } };
  const facts = { type: 'performer-added' as const, token: token.id, node: node.id, person, ...said(command) };
  if (node.step.mode?.kind === 'inTurn') return run.emit({ ...facts, trace });
  const task = taskFor(run, node, person, 0);
  const due = dueOfStep(run, token, node, peopleOf(task));
  run.emit({ ...facts, task, ...(due && 'at' in due ? { due: due.at } : {}), trace });
  run.notify(peopleOf(task), 'task-opened', node.id);
}

/** Everybody who has or had a task of the step, or will have a turn. */
function performersOf(run: Run, id: string): readonly PersonId[] {
  const { tasks = [], queue = [] } = run.token(id) ?? {};
  return [...tasks.filter(({ asked }) => asked === undefined).flatMap((task) => (task.by !== undefined ? [task.by] : peopleOf(task))), ...queue];
}

export function removeApprover(run: Run, command: Of<'removeApprover'>): void {
  const open = openTask(run, command.task);
  const { token, task } = open;
  const { person, by } = command;
  if (person !== undefined && (token.queue ?? []).includes(person)) {
    const trace = { code: 'task.performer-removed', params: { person, by } };
    return run.emit({ type: 'turn-removed', token: token.id, node: token.node, person, ...said(command), trace });
  }
  if (person !== undefined && !peopleOf(task).includes(person)) refuse(`"${person}" has neither the task nor a turn`, { code: 'task.not-theirs', params: { person } });
  removeTask(run, open, command);
}

/** The last person cannot be taken off: there would be nobody to decide. */
function removeTask(run: Run, { token, task, node }: OpenTask, command: Of<'removeApprover'>): void {
  const others = (token.tasks ?? []).filter((other) => other.id !== task.id && other.asked === undefined);
  if (task.asked === undefined && others.length === 0 && !token.queue?.length) refuse(`Nobody else is on step "${node.id}"`, { code: 'task.last-performer', params: { step: node.id } });
  const trace = { code: 'task.performer-removed', params: { person: task.assignee ?? null, by: command.by } };
  run.emit({ type: 'task-cancelled', token: token.id, node: node.id, task: task.id, trace });
  if (task.asked !== undefined || others.some(({ outcome }) => outcome === undefined)) return;
  const last = others.at(-1)?.outcome;
  if (last !== undefined) settleStep(run, token, node, last, command);
  else passTurn(run, token, node);
}

export function ask(run: Run, command: Of<'ask'>): void {
  const { token, node } = openTask(run, command.task);
  const { of, question, by } = command;
  mustWork(run, of);
  const task = { id: run.freshId(), assignee: of, asked: by };
  run.emit({ type: 'question-asked', token: token.id, node: node.id, task, question, by, trace: { code: 'task.asked', params: { person: by, question } } });
  run.notify([of], 'question-asked', node.id);
}

function mustWork(run: Run, person: PersonId): void {
  if (isActive(person, run.world.org)) return;
  throw new RequestryError('INVALID', `The organisation has no "${person}" who works here`, { issues: [{ code: 'task.unknown-person', path: '/person', params: { found: person } }] });
}
