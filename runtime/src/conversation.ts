import { may, type Actor, type Comment, type ContactRef, type Kind, type Org, type PersonId, type Request } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { keyOf, put, type DocOf } from './collections.js';
import { contextAs, type Context } from './context.js';
import { hangInComment } from './files/documents.js';

/** Public comments, one's own, and those that name the reader; private ones besides for whom `may()` lets. Whoever reads any has to see the request besides. */
export const mayRead = (actor: Actor, comment: Pick<Comment, 'visibility' | 'by' | 'mentions'>, request: Request, kind: Kind, org: Org): boolean => may(actor, { action: 'read-comment', comment, request, kind }, org).allowed;

/** Up to when the actor has read a conversation, and what it takes to write that over; an empty text is before everything. */
export async function readMark({ store, actor }: Context, request: string): Promise<{ readonly id: string; readonly at: string; readonly version: number | 'absent' }> {
  const id = `${request}:${actor.person.id}`;
  const [doc] = await store.get([keyOf('comment-marks', id)]);
  return { id, at: (doc as DocOf<'comment-marks'> | null | undefined)?.body?.at ?? '', version: doc?.version ?? 'absent' };
}

/** People of the organisation who hear of what is said: those of the request, those drawn in, and those named. */
const heardBy = (comment: Comment, request: Request): readonly PersonId[] => [
  ...new Set([request.initiator, ...request.participants, ...(request.invited ?? []).map(({ person }) => person), ...comment.mentions]),
];

/** Who is told of a comment, as far as they may read it. */
export function readersOf(context: Context, comment: Comment, request: Request, kind: Kind): readonly PersonId[] {
  const { people } = context.org;
  return heardBy(comment, request).filter((id) => {
    if (id === comment.by || !people.some((person) => person.id === id && !person.archived)) return false;
    const { actor } = contextAs(context, id);
    return may(actor, { action: 'see', request, kind }, context.org).allowed && mayRead(actor, comment, request, kind, context.org);
  });
}

/** Adds a comment and tells those who may read it, the mentioned in words of their own. */
export function commentOps(context: Context, request: Request, kind: Kind, comment: Comment): readonly Op[] {
  return [put('comments', comment.id, comment, 'absent'), ...hangInComment(comment, undefined, comment.files), ...tellOps(context, request, kind, comment, comment.id)];
}

/** The message that tells of a comment. `only`: nobody but these. */
export function tellOps(context: Context, request: Request, kind: Kind, comment: Comment, id: string, only?: { readonly people: readonly PersonId[]; readonly contacts: readonly ContactRef[] }): readonly Op[] {
  const readers = readersOf(context, comment, request, kind).filter((person) => only?.people.includes(person) ?? true);
  const contacts = (only?.contacts ?? comment.contacts ?? []).map(({ directory, record }) => ({ directory, record }));
  const [named, others] = [readers.filter((person) => comment.mentions.includes(person)), readers.filter((person) => !comment.mentions.includes(person))];
  const effects = [
    ...(named.length > 0 ? [{ type: 'notify' as const, to: named, event: 'comment-mentioned' }] : []),
    ...(others.length > 0 ? [{ type: 'notify' as const, to: others, event: 'comment-added' }] : []),
  ];
  const at = new Date(context.now).toISOString();
  if (effects.length === 0 && contacts.length === 0) return [];
  return [put('outbox', id, { request: request.id, at, by: comment.by, attempts: 0, comment: comment.id, effects, ...(contacts.length > 0 ? { contacts } : {}) }, 'absent')];
}
