import { actsFor, may, RequestryError, type Action, type RequestCommand, type TaskChange, type TaskCommand } from '@requestry/model';
import { changesOf } from '../changes.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { mustPass } from '../guards/ask.js';
import { mergeChecks } from '../guards/merge-checks.js';
import { handing } from '../guards/moments.js';
import type { NewEvent } from '../history.js';
import type { PublishedKind } from '../kinds.js';
import type { ProcessCommand } from '../process/index.js';
import { splitTaskId } from '../task-ids.js';
import { worldOf } from '../world.js';
import { expectVersion, loadTask, loadVisible, type LoadedRequest } from './load-request.js';
import { subjectOf } from './subject.js';

/** Characters of what somebody says to a command. */
const longestSaid = 10_000;

/** A change that whoever has the task makes to its step. `make` gets the engine's id of the task. Gives the request's id. */
export async function changeTask(context: Context, action: TaskChange | 'reassign', command: TaskCommand, make: (task: string, said: Said) => ProcessCommand): Promise<string> {
  const { request: id, task: engineTask } = splitTaskId(command.task);
  await runCommand(context, action, command, async () => {
    const loaded = await loadTask(context, command.task);
    const { task } = loaded;
    mustBeAllowed(context, { action, task: task.body, request: loaded.doc.body.request });
    await expectVersion(context, id, task.version, command.expectedVersion);
    const { request } = loaded.doc.body;
    const handed = action === 'reassign' || action === 'delegate' ? handing(loaded.kind, task.body) : [];
    const passed = await mustPass(context, handed, { kind: loaded.kind.kind, data: request.data, request, access: { '*': 'read', ...task.body.access } });
    const ops = await transitionOps(context, loaded, make(engineTask, saidIn(context, command)), { onBehalfOf: actsFor(context.actor, request, task.body), facts: passed.events });
    return { ops: mergeChecks(passed.checks, ops), result: { request: id }, given: {} };
  });
  return id;
}

/** A change that an administrator makes to a whole request. Gives its id. */
export async function changeRequest(context: Context, action: 'suspend' | 'continue' | 'retry', command: RequestCommand, make: (said: Said) => ProcessCommand): Promise<string> {
  const { request: id } = command;
  await runCommand(context, `${action}-request`, command, async () => {
    const loaded = await loadVisible(context, id);
    mustBeAllowed(context, { action, request: loaded.doc.body.request });
    await expectVersion(context, id, loaded.doc.version, command.expectedVersion);
    return { ops: await transitionOps(context, loaded, make(saidIn(context, command)), { onBehalfOf: actsFor(context.actor, loaded.doc.body.request) }), result: { request: id }, given: {} };
  });
  return id;
}

/** Who changes something, and what they say to it. */
export interface Said {
  readonly by: string;
  readonly comment?: string;
}

function saidIn(context: Context, { comment = '' }: { readonly comment?: string }): Said {
  const said = within(comment, '/comment').trim();
  return { by: context.actor.person.id, ...(said === '' ? {} : { comment: said }) };
}

/** A text that has to be there. Rejects with `INVALID` and the place. */
export function needed(text: string, path: string): string {
  if (text.trim() === '') throw invalid('task.comment-required', path, {});
  return within(text, path).trim();
}

/** A text that may be there. Rejects with `INVALID` and the place when it is too long. */
export function within(text: string, path: string): string {
  if (text.length > longestSaid) throw invalid('form.maxLength', path, { limit: longestSaid });
  return text;
}

const invalid = (code: string, path: string, params: Readonly<Record<string, number>>): RequestryError => new RequestryError('INVALID', `${code} at ${path}`, { issues: [{ code, path, params }] });

/** Rejects with `FORBIDDEN` and the reason. */
export function mustBeAllowed(context: Context, asked: Action): void {
  const permission = may(context.actor, asked, context.org);
  if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not ${asked.action}`, { params: { reason: permission.reason?.code } });
}

/** What a command of the engine writes. `kind` is the one that the request is of afterwards; `onBehalfOf` in whose name the actor acts. */
export async function transitionOps(context: Context, loaded: LoadedRequest, command: ProcessCommand, { kind = loaded.kind, onBehalfOf, facts = [] }: { readonly kind?: PublishedKind; readonly onBehalfOf?: string | undefined; readonly facts?: readonly NewEvent[] } = {}) {
  const { request, process } = loaded.doc.body;
  if (!process || !kind.compiled) throw new RequestryError('STATE', `Request ${request.id} has no route`);
  const world = await worldOf(context, kind.kind, subjectOf(request), request.data, kind.compiled);
  const advance = context.core.advance(kind.compiled, process, command, world);
  return changesOf(context, { before: loaded.doc.body, version: loaded.doc.version, kind, world, advance, facts, by: context.actor.person.id, ...(onBehalfOf !== undefined ? { onBehalfOf } : {}), tasks: loaded.tasks, registered: loaded.registered, seal: loaded.seal, stocks: loaded.stocks });
}
