import { RequestryError, type FollowUpService } from '@requestry/model';
import { put } from '../collections.js';
import { runCommand } from '../command.js';
import { besideOf, besideOps } from '../commands/beside.js';
import { mustBeAllowed } from '../commands/change-process.js';
import { expectVersion, loadVisible } from '../commands/load-request.js';
import type { Context } from '../context.js';
import { read } from '../store.js';
import { recordDocId } from '../world.js';
import { followUpEntry, followUpId } from './decide.js';
import { withState } from './start.js';

/** Starts a follow-up anew that failed; what it takes along is looked up again. Gives the request's id. */
export async function retryFollowUp(context: Context, command: Parameters<FollowUpService['retryFollowUp']>[0]): Promise<string> {
  const { request: id, followUp } = command;
  await runCommand(context, 'retry-follow-up', command, async () => {
    const loaded = await loadVisible(context, id);
    const { request, events } = loaded.doc.body;
    const { decision } = request;
    const failed = decision?.followUps?.find((each) => each.id === followUp);
    if (!decision || !failed) throw new RequestryError('NOT_FOUND', `The decision of ${id} has no follow-up "${followUp}"`, { params: { id: followUp } });
    mustBeAllowed(context, { action: 'retry-follow-up', request });
    if (failed.state !== 'failed') throw new RequestryError('STATE', `Follow-up "${followUp}" is ${failed.state}`, { params: { reason: `follow-up.${failed.state}` } });
    await expectVersion(context, id, loaded.doc.version, command.expectedVersion);
    const record = await read(context.store, 'records', recordDocId(decision.directory, decision.type));
    if (!record) throw new RequestryError('STATE', `The directory has no "${decision.type}" any more`, { params: { reason: 'decision.unknown-type' } });
    const { followUps: _followUps, ...plain } = decision;
    const { kind } = loaded.kind;
    const rule = kind.followUps?.find((each) => each.id === followUp);
    if (!rule) throw new RequestryError('STATE', `Kind "${request.kind}" has no follow-up "${followUp}" any more`, { params: { reason: 'follow-up.gone' } });
    const at = new Date(context.now).toISOString();
    const entry = followUpEntry(context, rule, { decision: plain, record }, { kind, data: request.data, request, access: { '*': 'read' } });
    const ops = await besideOps(context, {
      ...besideOf(loaded),
      request: withState(request, { id: followUp, decision }, { state: 'pending', at }),
      facts: [{ type: 'follow-up-retried', facts: { followUp }, trace: { code: 'follow-up.retried', params: { title: decision.title } } }],
      by: context.actor.person.id,
    });
    return { ops: [...ops, put('outbox', followUpId(id, events, followUp), entry, 'absent')], result: { request: id } };
  });
  return id;
}
