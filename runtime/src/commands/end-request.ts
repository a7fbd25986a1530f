import { actsFor, may, RequestryError } from '@requestry/model';
import { changesOf } from '../changes.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { worldOf } from '../world.js';
import { within } from './change-process.js';
import { expectVersion, loadVisible, type LoadedRequest } from './load-request.js';
import { subjectOf } from './subject.js';
import { besideOf, besideOps } from './beside.js';

export interface EndRequest {
  readonly action: 'withdraw' | 'cancel';
  readonly request: string;
  readonly reason?: string;
  readonly expectedVersion?: number;
  readonly idempotencyKey: string;
}

/** The initiator withdraws, an administrator cancels: whatever is open ends, with the reason in the history. */
export async function endRequest(context: Context, command: EndRequest): Promise<string> {
  const { action, request: id } = command;
  await runCommand(context, `${action}-request`, command, async () => {
    const loaded = await loadVisible(context, id);
    const { request } = loaded.doc.body;
    const permission = may(context.actor, { action, request, kind: loaded.kind.kind }, context.org);
    if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not ${action} ${id}`, { params: { reason: permission.reason?.code } });
    await expectVersion(context, id, loaded.doc.version, command.expectedVersion);
    within(command.reason ?? '', '/reason');
    if (action === 'cancel' && !command.reason?.trim()) {
      throw new RequestryError('INVALID', 'Cancelling needs a reason', { issues: [{ code: 'task.comment-required', path: '/reason' }] });
    }
    return { ops: await endingOps(context, loaded, command), result: { request: id } };
  });
  return id;
}

async function endingOps(context: Context, loaded: LoadedRequest, command: EndRequest) {
  const { doc, kind, tasks, registered, seal } = loaded;
  const { request, process } = doc.body;
  const by = context.actor.person.id;
  const state = command.action === 'withdraw' ? ('withdrawn' as const) : ('cancelled' as const);
  const reason = command.reason?.trim();
  if (process && kind.compiled) {
    const world = await worldOf(context, kind.kind, subjectOf(request), request.data);
    const advance = context.core.advance(kind.compiled, process, { type: 'end', state, by, ...(reason ? { reason } : {}) }, world);
    const onBehalfOf = command.action === 'cancel' ? actsFor(context.actor, request) : undefined;
    return changesOf(context, { before: doc.body, version: doc.version, kind, world, advance, by, ...(onBehalfOf !== undefined ? { onBehalfOf } : {}), tasks, registered, seal, stocks: loaded.stocks });
  }
  const ended = { ...request, state, closedAt: new Date(context.now).toISOString() };
  return besideOps(context, { ...besideOf(loaded), request: ended, facts: [{ type: 'process-ended', facts: { state, by, reason } }], by });
}
