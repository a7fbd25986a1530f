import { may, type Actor, type Comment, type Kind, type PersonId, type Request } from '@requestry/model';
import { contextAs, type Context } from './context.js';

/** Private comments are for those who work on the request and whom they name, not for its initiator. Whoever reads any has to see the request besides. */
export function mayRead(actor: Actor, comment: Comment, request: Request): boolean {
  const me = actor.person.id;
  if (comment.visibility === 'public' || comment.by === me || comment.mentions.includes(me)) return true;
  return request.participants.includes(me) || actor.rights.includes('administer') || (me !== request.initiator && actor.rights.includes('see-all'));
}

/** Who is told of a comment: the people of the request and those named, as far as they may read it. */
export function readersOf(context: Context, comment: Comment, request: Request, kind: Kind): readonly PersonId[] {
  const { people } = context.org;
  return [...new Set([request.initiator, ...request.participants, ...comment.mentions])].filter((id) => {
    if (id === comment.by || !people.some((person) => person.id === id && !person.archived)) return false;
    const { actor } = contextAs(context, id);
    return may(actor, { action: 'see', request, kind }, context.org).allowed && mayRead(actor, comment, request);
  });
}
