/** What those may who take part without a task, and who may draw them in. Parts of `may()`. */
import type { Actor } from './access.js';
import { matches, seesAll, seesEverything } from './access-rule.js';
import type { Kind } from './kind.js';
import type { Org, Person, PersonId } from './org.js';
import { outsideRoles, type Participant, type ParticipantRole, type ParticipantRule } from './participation.js';
import type { Request } from './request.js';
import type { Permission } from './service/views.js';

interface About {
  readonly request: Request;
  readonly kind: Kind;
}

const yes: Permission = { allowed: true };
const no = (code: string): Permission => ({ allowed: false, reason: { code } });

export const isOutsideRole = (role: ParticipantRole): boolean => (outsideRoles as readonly ParticipantRole[]).includes(role);

/** The part somebody has besides any task. */
export const invitedAs = ({ invited = [] }: Pick<Request, 'invited'>, person: PersonId): Participant | undefined => invited.find((each) => each.person === person);

/** What holds for a role on requests of a kind. */
export function participantRule({ participation = {} }: Kind, role: ParticipantRole): ParticipantRule {
  const rule = participation[role];
  return isOutsideRole(role) ? { off: rule === undefined, history: false, ...rule } : { ...rule, history: true };
}

/** The rule that narrows what the actor sees: that of an outsider who has no other way to the request than being drawn in, or a task in it. */
export function outsiderIn(actor: Actor, { request, kind }: About, org: Org): ParticipantRule | undefined {
  const me = actor.person.id;
  const part = invitedAs(request, me);
  if (!part || !isOutsideRole(part.role)) return undefined;
  const other = [request.initiator, request.submittedBy].includes(me) || seesEverything(actor) || seesAll(actor.person, kind, org);
  return other ? undefined : participantRule(kind, part.role);
}

/** Whoever is responsible for the request: its initiator, those who have or had a task, administrators. */
const isResponsible = (actor: Actor, { request, kind }: About, org: Org): boolean =>
  actor.rights.includes('administer') || ([request.initiator, request.submittedBy, ...request.participants].includes(actor.person.id) && outsiderIn(actor, { request, kind }, org) === undefined);

/** The person may be absent while only the role is asked about. */
export function mayInvite(actor: Actor, about: About & { readonly role: ParticipantRole; readonly person?: Person; readonly action?: 'invite' | 'mention' }, org: Org): Permission {
  const { request, kind, role, person, action } = about;
  if (request.erased) return no('request.erased');
  const rule = participantRule(kind, role);
  if (rule.off) return no(action === 'mention' ? 'may.mentions-off' : 'may.role-off');
  if (person && (person.archived || !matches(person, rule.who, org))) return no('may.role-not-for-person');
  if (outsiderIn(actor, about, org)) return no('may.outsider');
  if (action === 'mention' || (role === 'watcher' && person?.id === actor.person.id)) return yes;
  return isResponsible(actor, about, org) ? yes : no('may.invite-not-yours');
}

export function mayLeave(actor: Actor, about: About & { readonly participant: Participant }, org: Org): Permission {
  const { person, by } = about.participant;
  if (about.request.erased) return no('request.erased');
  return person === actor.person.id || by === actor.person.id || isResponsible(actor, about, org) ? yes : no('may.invite-not-yours');
}
