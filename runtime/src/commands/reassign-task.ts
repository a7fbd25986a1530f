import { may, RequestryError } from '@requestry/model';
import { changesOf, splitTaskId } from '../changes.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { readExisting } from '../store.js';
import { worldOf } from '../world.js';
import { expectVersion, loadRequest } from './load-request.js';
import { subjectOf } from './submit-request.js';

export interface ReassignTask {
  readonly task: string;
  readonly to: string;
  readonly comment?: string;
  readonly expectedVersion?: number;
  readonly idempotencyKey: string;
}

/** Hands an open task to somebody else. Gives the request's id. */
export async function reassignTask(context: Context, command: ReassignTask): Promise<string> {
  const { request: id, task: taskId } = splitTaskId(command.task);
  await runCommand(context, 'reassign-task', command.idempotencyKey, async () => {
    const task = await readExisting(context.store, 'tasks', command.task);
    const loaded = await loadRequest(context, id);
    const { request, process } = loaded.doc.body;
    const permission = may(context.actor, { action: 'reassign', task: task.body, request }, context.org);
    if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not reassign ${task.id}`, { params: { reason: permission.reason?.code } });
    await expectVersion(context, id, task.version, command.expectedVersion);
    if (!context.org.people.some((person) => person.id === command.to && !person.archived)) {
      throw new RequestryError('INVALID', `Person "${command.to}" does not exist`, { issues: [{ code: 'request.unknown-person', path: '/to', params: { found: command.to } }] });
    }
    if (!process || !loaded.kind.compiled) throw new RequestryError('STATE', `Request ${id} has no route`);
    const by = context.actor.person.id;
    const world = await worldOf(context, loaded.kind.kind.form, subjectOf(request), request.data, loaded.kind.compiled);
    const { to, comment } = command;
    const advance = context.core.advance(loaded.kind.compiled, process, { type: 'reassign', task: taskId, to, by, ...(comment ? { comment } : {}) }, world);
    const ops = changesOf(context, { before: loaded.doc.body, version: loaded.doc.version, kind: loaded.kind, advance, by, tasks: loaded.tasks });
    return { ops, result: { request: id } };
  });
  return id;
}
