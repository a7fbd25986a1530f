import { may, RequestryError } from '@requestry/model';
import { changesOf } from '../changes.js';
import { put } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { chain } from '../history.js';
import { registerOps } from '../register/document.js';
import { worldOf } from '../world.js';
import { expectVersion, loadRequest, type LoadedRequest } from './load-request.js';
import { subjectOf } from './submit-request.js';

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
  await runCommand(context, `${action}-request`, command.idempotencyKey, async () => {
    const loaded = await loadRequest(context, id);
    const { request } = loaded.doc.body;
    const permission = may(context.actor, { action, request, kind: loaded.kind.kind }, context.org);
    if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not ${action} ${id}`, { params: { reason: permission.reason?.code } });
    await expectVersion(context, id, loaded.doc.version, command.expectedVersion);
    if (action === 'cancel' && !command.reason?.trim()) {
      throw new RequestryError('INVALID', 'Cancelling needs a reason', { issues: [{ code: 'task.comment-required', path: '/reason' }] });
    }
    return { ops: await endingOps(context, loaded, command), result: { request: id } };
  });
  return id;
}

async function endingOps(context: Context, { doc, kind, tasks, registered, seal }: LoadedRequest, command: EndRequest) {
  const { request, process } = doc.body;
  const by = context.actor.person.id;
  const state = command.action === 'withdraw' ? ('withdrawn' as const) : ('cancelled' as const);
  const reason = command.reason?.trim();
  if (process && kind.compiled) {
    const world = await worldOf(context, kind.kind.form, subjectOf(request), request.data);
    const advance = context.core.advance(kind.compiled, process, { type: 'end', state, by, ...(reason ? { reason } : {}) }, world);
    return changesOf(context, { before: doc.body, version: doc.version, kind, advance, by, tasks, registered, seal });
  }
  const at = new Date(context.now).toISOString();
  const history = chain([{ type: 'process-ended', facts: { state, by, reason } }], { count: doc.body.events, lastHash: doc.body.lastHash }, { at, by }, seal);
  const ended = { ...doc.body, request: { ...request, state, closedAt: at }, events: history.count, lastHash: history.lastHash };
  return [
    put('requests', request.id, ended, doc.version),
    ...registerOps(context, ended, doc.version + 1, kind, registered),
    put('events', `${request.id}:${String(doc.body.events + 1).padStart(6, '0')}`, { request: request.id, events: history.events }, 'absent'),
  ];
}
