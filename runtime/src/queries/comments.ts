import { may, type Comment, type CommentView } from '@requestry/model';
import { nameOf } from '../commands/load-request.js';
import type { Context } from '../context.js';
import { mayRead, readMark } from '../conversation.js';
import { readMany, scanAll } from '../store.js';
import { visibleRequest } from './request.js';

/** Comments of one request that are shown at most. */
const most = 2_000;

/** The conversation, oldest first, as far as the actor may read it. What was deleted is shown while somebody has answered it. */
export async function findComments(context: Context, id: string): Promise<readonly CommentView[]> {
  const { doc, kind: { kind } } = await visibleRequest(context, id);
  const { request } = doc.body;
  const { actor, org, now } = context;
  const [rows, mark] = await Promise.all([scanAll<'comments'>(context.store, { index: 'comments', eq: [id] }, most), readMark(context, id)]);
  const readable = rows.filter(({ body }) => mayRead(actor, body, request, kind, org));
  const answered = new Set(readable.filter(({ body }) => !body.deleted).map(({ body }) => body.parent));
  return readable
    .filter(({ body }) => !body.deleted || answered.has(body.id))
    .map(({ body: comment, version }) => ({
      ...comment,
      byName: nameOfWriter(context, comment),
      version,
      ...(comment.by !== actor.person.id && !comment.deleted && comment.at > mark.at ? { unread: true } : {}),
      change: may(actor, { action: 'change-comment', comment, request, kind, now }, org),
      remove: may(actor, { action: 'delete-comment', comment, request, kind, now }, org),
    }));
}

const nameOfWriter = (context: Context, comment: Comment): string => comment.from?.name ?? comment.from?.email ?? nameOf(context, comment.by) ?? comment.by;

/** Ids of comments, of these, that the actor may read. */
export async function readableComments(context: Context, request: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { doc, kind } = await visibleRequest(context, request);
  const comments = await readMany(context.store, 'comments', [...new Set(ids)]);
  return new Set(comments.filter(({ body }) => mayRead(context.actor, body, doc.body.request, kind.kind, context.org)).map((comment) => comment.id));
}
