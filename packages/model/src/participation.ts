/** People who take part in a request without being responsible for it: who they are, what they see, and the part of the port that draws them in. */
import type { AccessMap } from './form.js';
import type { AccessRule } from './kind.js';
import type { PersonId } from './org.js';
import type { Permission, RequestView } from './service/views.js';

/**
 * `watcher`: follows it · `mentioned`: named in its conversation · `interested`: somebody it concerns ·
 * `guest`: an outsider who sees what the kind shows them and nothing else · `external`: an outsider who also has work on it.
 */
export const participantRoles = ['watcher', 'mentioned', 'interested', 'guest', 'external'] as const;
export type ParticipantRole = (typeof participantRoles)[number];

/** Roles of outsiders. They exist only where the kind has a rule for them. */
export const outsideRoles = ['guest', 'external'] as const satisfies readonly ParticipantRole[];

/** What a kind says of one role. */
export interface ParticipantRule {
  /** Nobody is given the role. A mention of somebody who does not see the request is refused when it is that of the mentioned. */
  readonly off?: boolean;
  /** Who may be given the role; everybody when absent. */
  readonly who?: AccessRule;
  /** What an outsider sees of the fields; what it does not name is hidden. As those without a task when absent. */
  readonly access?: AccessMap;
  /** An outsider sees the history. */
  readonly history?: boolean;
  /** They read private comments too. Not for watchers, who come by themselves, nor for guests. */
  readonly privateComments?: boolean;
  /** They may write; `true` when absent. */
  readonly comment?: boolean;
}

export type ParticipationRules = Readonly<Partial<Record<ParticipantRole, ParticipantRule>>>;

/** Somebody drawn into a request, in one role. */
export interface Participant {
  readonly person: PersonId;
  readonly role: ParticipantRole;
  /** Who drew them in; themselves for a watcher of their own. */
  readonly by: PersonId;
  readonly at: string;
}

export interface ParticipantView extends Participant {
  readonly name: string;
  readonly byName: string;
  /** May the actor take them out again, and why not. */
  readonly remove: Permission;
}

/** Who takes part besides, as the actor sees it. Outsiders see themselves alone. */
export interface ParticipationView {
  readonly people: readonly ParticipantView[];
  /** Roles that the actor may give to others. */
  readonly roles: readonly ParticipantRole[];
  /** May the actor begin to watch it, and why not. */
  readonly watch: Permission;
}

/** Drawing people in and letting them go. */
export interface ParticipationService {
  /** Draws somebody in, or gives them another role: by the initiator, whoever has or had a task, administrators; anybody who sees the request as its watcher. They are told. */
  addParticipant(command: { readonly request: string; readonly person: PersonId; readonly role: ParticipantRole; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RequestView>;
  /** Lets somebody go: by those who may draw in, or by themselves. Whoever has a task keeps it. */
  removeParticipant(command: { readonly request: string; readonly person: PersonId; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<void>;
}

/** People of one request at most. */
export const mostParticipants = 100;
