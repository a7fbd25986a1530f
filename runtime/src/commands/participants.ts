import { invitedAs, participantRoles, RequestryError, type ParticipationService } from '@requestry/model';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { existingPerson, withoutParticipant, withParticipant } from '../participation.js';
import { besideOf, besideOps } from './beside.js';
import { mustBeAllowed } from './change-process.js';
import { expectVersion, loadVisible } from './load-request.js';

/** See `ParticipationService.addParticipant`. Gives the request's id. */
export async function addParticipant(context: Context, command: Parameters<ParticipationService['addParticipant']>[0]): Promise<string> {
  const { request: id, role } = command;
  if (!participantRoles.includes(role)) throw new RequestryError('INVALID', `There is no role "${String(role).slice(0, 40)}"`, { issues: [{ code: 'participant.role', path: '/role', params: { found: String(role).slice(0, 40) } }] });
  await runCommand(context, 'add-participant', command, async () => {
    const loaded = await loadVisible(context, id);
    const { request } = loaded.doc.body;
    const { kind } = loaded.kind;
    const person = existingPerson(context, command.person);
    mustBeAllowed(context, { action: 'invite', request, kind, role, person });
    await expectVersion(context, id, loaded.doc.version, command.expectedVersion);
    if (invitedAs(request, person.id)?.role === role) return { ops: [], result: { request: id } };
    const { request: after, fact } = withParticipant(context, request, person.id, role);
    const ops = await besideOps(context, { ...besideOf(loaded), request: after, facts: [fact], notices: [{ type: 'notify', to: [person.id], event: 'participant-added' }], by: context.actor.person.id });
    return { ops, result: { request: id } };
  });
  return id;
}

/** See `ParticipationService.removeParticipant`. */
export async function removeParticipant(context: Context, command: Parameters<ParticipationService['removeParticipant']>[0]): Promise<void> {
  const { request: id, person } = command;
  await runCommand(context, 'remove-participant', command, async () => {
    const loaded = await loadVisible(context, id);
    const { request } = loaded.doc.body;
    const participant = invitedAs(request, person);
    if (!participant) throw new RequestryError('NOT_FOUND', `${person} was not drawn into ${id}`, { params: { collection: 'participants', id: person } });
    mustBeAllowed(context, { action: 'release', request, kind: loaded.kind.kind, participant });
    await expectVersion(context, id, loaded.doc.version, command.expectedVersion);
    const { request: after, fact } = withoutParticipant(request, person);
    return { ops: await besideOps(context, { ...besideOf(loaded), request: after, facts: [fact], by: context.actor.person.id }), result: { request: id } };
  });
}
