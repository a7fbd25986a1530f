import { invitedAs, may, mostParticipants, participantRoles, RequestryError, type Kind, type Participant, type ParticipantRole, type ParticipationView, type Person, type PersonId, type Request } from '@requestry/model';
import { nameOf } from './commands/load-request.js';
import type { Context } from './context.js';
import type { NewEvent } from './history.js';
import type { Notice } from './process/index.js';

/** The request with somebody drawn into it, and the fact that tells it. They have one role at a time. */
export function withParticipant(context: Context, request: Request, person: PersonId, role: ParticipantRole): { readonly request: Request; readonly fact: NewEvent } {
  const others = (request.invited ?? []).filter((each) => each.person !== person);
  if (others.length >= mostParticipants) throw new RequestryError('INVALID', `A request has at most ${mostParticipants} people besides those with tasks`, { issues: [{ code: 'participant.too-many', path: '/person', params: { limit: mostParticipants } }] });
  const added: Participant = { person, role, by: context.actor.person.id, at: new Date(context.now).toISOString() };
  return { request: { ...request, invited: [...others, added] }, fact: { type: 'participant-added', facts: { person, role } } };
}

export function withoutParticipant(request: Request, person: PersonId): { readonly request: Request; readonly fact: NewEvent } {
  const { invited = [], ...rest } = request;
  const left = invited.filter((each) => each.person !== person);
  return { request: left.length > 0 ? { ...rest, invited: left } : rest, fact: { type: 'participant-removed', facts: { person, role: invitedAs(request, person)?.role ?? 'watcher' } } };
}

/** What those are told of who follow a request besides its initiator. */
const followed: ReadonlySet<string> = new Set(['step-completed', 'request-ended', 'date-estimated', 'children-ended']);
const followers: ReadonlySet<ParticipantRole> = new Set(['watcher', 'interested', 'external']);

/** Notices to the initiator of how the request goes on reach those who follow it, and its end guests as well. */
export function alsoToFollowers({ initiator, invited = [] }: Request, notices: readonly Notice[]): readonly Notice[] {
  if (invited.length === 0) return notices;
  return notices.map((notice) => {
    if (!followed.has(notice.event) || !notice.to.includes(initiator)) return notice;
    const more = invited.filter(({ role }) => followers.has(role) || (role === 'guest' && notice.event === 'request-ended')).map(({ person }) => person);
    return { ...notice, to: [...new Set([...notice.to, ...more])] };
  });
}

/** Somebody of the organisation. Rejects with `NOT_FOUND`. */
export function existingPerson(context: Context, id: string): Person {
  const person = context.org.people.find((each) => each.id === id);
  if (person) return person;
  throw new RequestryError('NOT_FOUND', `There is no person "${id}"`, { params: { collection: 'people', id } });
}

/** Who takes part besides, as the actor sees it. */
export function participationOf(context: Context, request: Request, kind: Kind, outside: boolean): ParticipationView {
  const { actor, org } = context;
  const invited = (request.invited ?? []).filter(({ person }) => !outside || person === actor.person.id);
  return {
    people: invited.map((participant) => ({
      ...participant,
      name: nameOf(context, participant.person) ?? participant.person,
      byName: nameOf(context, participant.by) ?? participant.by,
      remove: may(actor, { action: 'release', request, kind, participant }, org),
    })),
    roles: participantRoles.filter((role) => role !== 'mentioned' && may(actor, { action: 'invite', request, kind, role }, org).allowed),
    watch: may(actor, { action: 'invite', request, kind, role: 'watcher', person: actor.person }, org),
  };
}
