/** Who may say what about a request, read it, and take it back. Parts of `may()`. */
import type { Actor } from './access.js';
import { parseDuration } from './calendar/working-time.js';
import { invitedAs, outsiderIn, participantRule } from './invited.js';
import type { Kind } from './kind.js';
import type { Org } from './org.js';
import type { Comment, Request } from './request.js';
import type { Permission } from './service/views.js';

interface About {
  readonly request: Request;
  readonly kind: Kind;
}

const yes: Permission = { allowed: true };
const no = (code: string): Permission => ({ allowed: false, reason: { code } });

/** Whoever sees the request; the caller has asked that. */
export function mayWrite(actor: Actor, { request, kind }: About, org: Org): Permission {
  if (request.erased) return no('request.erased');
  if (kind.features?.comments === false) return no('may.comments-off');
  const part = invitedAs(request, actor.person.id);
  const silent = part !== undefined && participantRule(kind, part.role).comment === false;
  const other = [request.initiator, request.submittedBy, ...request.participants].includes(actor.person.id) && outsiderIn(actor, { request, kind }, org) === undefined;
  return silent && !other && !actor.rights.includes('administer') ? no('may.role-silent') : yes;
}

/** Those who work on the request, not its initiator, unless somebody outside asked and it stands in the name of whoever answers for it; of those drawn in, whom the kind lets. Outsiders with a task only so, too. */
export function mayReadPrivate(actor: Actor, { request, kind }: About, org: Org): Permission {
  const me = actor.person.id;
  if (actor.rights.includes('administer')) return yes;
  if (me === request.initiator && request.source === undefined) return no('may.private');
  const outsider = outsiderIn(actor, { request, kind }, org);
  if (outsider) return outsider.privateComments === true && request.participants.includes(me) ? yes : no('may.private');
  if (request.participants.includes(me) || actor.rights.includes('see-all')) return yes;
  const part = invitedAs(request, me);
  return part && part.role !== 'watcher' && part.role !== 'guest' && participantRule(kind, part.role).privateComments === true ? yes : no('may.private');
}

/** Public comments, one's own, and those that name the reader; private ones besides for whom that is. Whoever reads any has to see the request besides. */
export function mayReadComment(actor: Actor, about: About & { readonly comment: Pick<Comment, 'visibility' | 'by' | 'mentions'> }, org: Org): Permission {
  const { comment } = about;
  const me = actor.person.id;
  if (comment.visibility === 'public' || comment.by === me || comment.mentions.includes(me)) return yes;
  return mayReadPrivate(actor, about, org);
}

const usualTime = 'PT15M';

/** How long what was said may be changed, milliseconds. */
export function changeTime({ conversation }: Kind): number {
  const given = parseDuration(conversation?.changeWithin ?? usualTime);
  return given === undefined ? 0 : (given.days * 24 * 60 + given.minutes) * 60_000;
}

export function mayChangeComment(actor: Actor, about: About & { readonly action: 'change-comment' | 'delete-comment'; readonly comment: Comment; readonly now: number }, org: Org): Permission {
  const { comment, now, kind, action } = about;
  if (comment.deleted) return no('comment.deleted');
  const writing = mayWrite(actor, about, org);
  if (!writing.allowed) return writing;
  if (action === 'delete-comment' && actor.rights.includes('administer')) return yes;
  if (comment.by !== actor.person.id || comment.via === 'mail') return no('may.own-comment-only');
  return now - Date.parse(comment.at) < changeTime(kind) ? yes : no('may.comment-too-old');
}
