import { actsFor, leadsForward, may, RequestryError, type DecisionChoice, type JsonObject, type Task } from '@requestry/model';
import { mergeEdits, pruneHidden } from '@requestry/forms/core';
import { changesOf } from '../changes.js';
import { splitTaskId } from '../task-ids.js';
import { runCommand, type Decision } from '../command.js';
import type { Context } from '../context.js';
import { formContext, worldOf } from '../world.js';
import { mustMayPut } from '../looking-up.js';
import { stocksFor } from '../reservations/load.js';
import { chosenDecision, decidedBy } from '../follow-ups/decide.js';
import type { GuardSubject } from '../guards/subject.js';
import { mustPass } from '../guards/ask.js';
import { mergeChecks } from '../guards/merge-checks.js';
import { momentsOf } from '../guards/moments.js';
import { within } from './change-process.js';
import { conflict, expectVersion, loadTask, nameOf, type LoadedRequest } from './load-request.js';
import { fieldIssues, pointIssues } from './step-demands.js';
import { subjectOf } from './subject.js';

export interface CompleteTask {
  readonly task: string;
  readonly outcome: string;
  readonly data?: JsonObject;
  readonly comment?: string;
  readonly reason?: string;
  readonly decision?: DecisionChoice;
  readonly expectedVersion?: number;
  readonly idempotencyKey: string;
}

/** Records a person's decision and moves the request on. Gives the request's id. */
export async function completeTask(context: Context, command: CompleteTask): Promise<string> {
  const { request } = splitTaskId(command.task);
  await runCommand(context, 'complete-task', command, () => decide(context, command));
  return request;
}

async function decide(context: Context, command: CompleteTask): Promise<Decision> {
  const { request: id, task: taskId } = splitTaskId(command.task);
  const loaded = await loadTask(context, command.task);
  const doc = loaded.task;
  const task = doc.body;
  if (task.state !== 'open' && task.state !== 'waiting') throw alreadyClosed(context, task);
  const permission = may(context.actor, { action: 'complete', task, request: loaded.doc.body.request }, context.org);
  if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not complete ${task.id}`, { params: { reason: permission.reason?.code } });
  await expectVersion(context, id, doc.version, command.expectedVersion);
  checkSaid(task, command);
  checkPoints(loaded, task, command.outcome);
  const data = editedData(context, loaded, task, command);
  await mustMayPut(context, loaded.kind.kind.form, data, loaded.doc.body.request.data);
  const { process } = loaded.doc.body;
  if (!process || !loaded.kind.compiled) throw new RequestryError('STATE', `Request ${id} has no route`);
  const request = loaded.doc.body.request;
  const by = context.actor.person.id;
  const subject: GuardSubject = { kind: loaded.kind.kind, data: { ...request.data, ...data }, request, access: { '*': 'read', ...task.access } };
  const chosen = await chosenDecision(context, task, command.outcome, command.decision);
  const passed = await mustPass(context, momentsOf(loaded.kind, task, command.outcome), subject);
  const decided = chosen && decidedBy(context, chosen, subject, loaded.doc.body.events);
  const world = await worldOf(context, loaded.kind.kind, subjectOf(request), { ...request.data, ...data }, loaded.kind.compiled);
  const advance = context.core.advance(
    loaded.kind.compiled,
    process,
    {
      type: 'complete',
      task: taskId,
      outcome: command.outcome,
      by,
      ...(command.comment?.trim() ? { comment: command.comment.trim() } : {}),
      ...(command.reason !== undefined ? { reason: command.reason } : {}),
      ...(Object.keys(data).length > 0 ? { data } : {}),
    },
    world,
  );
  const onBehalfOf = actsFor(context.actor, request, task);
  const stocks = await stocksFor(context, loaded.kind.kind, request, { ...request.data, ...data });
  const ops = changesOf(context, {
    before: loaded.doc.body,
    version: loaded.doc.version,
    kind: loaded.kind,
    world,
    advance,
    facts: [...passed.events, ...(decided?.events ?? [])],
    ...(decided ? { decision: decided.decision } : {}),
    by,
    ...(onBehalfOf !== undefined ? { onBehalfOf } : {}),
    tasks: loaded.tasks,
    registered: loaded.registered,
    seal: loaded.seal,
    stocks,
    reserve: Object.keys(data).length > 0,
  });
  return { ops: mergeChecks([...passed.checks, ...(decided?.ops ?? []).filter(({ op }) => op === 'check')], [...ops, ...(decided?.ops ?? []).filter(({ op }) => op !== 'check')]), result: { request: id }, given: data };
}

/** Somebody was first: who, when, and what they decided. */
function alreadyClosed(context: Context, task: Task): RequestryError {
  const outcome = task.outcomes.find((candidate) => candidate.id === task.outcome);
  return conflict(`Task ${task.id} is ${task.state}`, {
    ...(task.completedBy !== undefined ? { by: task.completedBy, byName: nameOf(context, task.completedBy) ?? '' } : {}),
    ...(task.completedAt !== undefined ? { at: task.completedAt } : {}),
    ...(outcome ? { outcome: outcome.title } : {}),
  });
}

function checkSaid(task: Task, { outcome: id, comment = '', reason = '' }: CompleteTask): void {
  const outcome = task.outcomes.find((candidate) => candidate.id === id);
  within(comment, '/comment');
  within(reason, '/reason');
  if (outcome?.commentRequired && comment.trim() === '') throw invalid('task.comment-required', '/comment', { outcome: id });
}

/** Mandatory points of the checklist stand before any outcome that leads forward. */
function checkPoints({ doc, kind }: LoadedRequest, task: Task, outcome: string): void {
  if (task.askedBy !== undefined || !leadsForward(task.outcomes, outcome)) return;
  const issues = pointIssues(kind.kind, doc.body.request, task.step, task.checklist?.length ?? 0);
  if (issues.length > 0) throw new RequestryError('INVALID', `${issues.length} points of the checklist are open, the first: ${issues[0]?.path}`, { issues });
}

const invalid = (code: string, path: string, params: Readonly<Record<string, string | number>>): RequestryError =>
  new RequestryError('INVALID', `${code} at ${path}`, { issues: [{ code, path, params }] });

/** Fields that the step lets be edited and that were changed. What must be filled is checked only when the outcome leads forward. */
function editedData(context: Context, { doc, kind: { kind } }: LoadedRequest, task: Task, command: CompleteTask): JsonObject {
  const { form } = kind;
  const { request } = doc.body;
  const names = formContext(context, request.initiator);
  const access = { '*': 'read' as const, ...task.access };
  const merged = mergeEdits(form, request.data, command.data ?? {}, { access, context: names });
  const data = pruneHidden(form, merged.data, { context: names });
  const forward = leadsForward(task.outcomes, command.outcome);
  const wrong = forward || command.data ? fieldIssues(context, kind, request, access, data) : [];
  const issues = [...merged.issues, ...(forward ? wrong : wrong.filter((issue) => !issue.code.endsWith('required')))];
  if (issues.length > 0) {
    throw new RequestryError('INVALID', `The data of ${task.id} has ${issues.length} problems, the first: ${issues[0]?.code} at ${issues[0]?.path}`, { issues });
  }
  return Object.fromEntries(Object.entries(data).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(request.data[name])));
}
