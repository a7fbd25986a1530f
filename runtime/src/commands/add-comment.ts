import { may, RequestryError, type Comment, type Kind, type Request } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { put } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { readersOf } from '../conversation.js';
import { commentWordOps, registerId } from '../register/document.js';
import { read, readExisting } from '../store.js';

export interface AddComment {
  readonly request: string;
  readonly body: string;
  readonly visibility: Comment['visibility'];
  readonly idempotencyKey: string;
}

/** Characters of a comment. */
export const longestComment = 20_000;

/** Adds to the conversation of a request. People named as `@id` are mentioned; those of them and of the participants who may read it are told. */
export async function addComment(context: Context, command: AddComment): Promise<Comment> {
  const result = await runCommand(context, 'add-comment', command.idempotencyKey, async () => {
    const { request } = (await readExisting(context.store, 'requests', command.request)).body;
    const { kind } = await context.publishedKind(request.kind, request.kindVersion);
    const permission = may(context.actor, { action: 'comment', request, kind }, context.org);
    if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not comment ${request.id}`, { params: { reason: permission.reason?.code } });
    const body = command.body.trim();
    if (body === '') throw new RequestryError('INVALID', 'The comment is empty', { issues: [{ code: 'form.required', path: '/body' }] });
    if (body.length > longestComment) throw new RequestryError('INVALID', 'The comment is too long', { issues: [{ code: 'form.maxLength', path: '/body', params: { limit: longestComment } }] });
    const comment = newComment(context, request.id, body, command.visibility);
    const registered = await read(context.store, 'register', registerId(request));
    return { ops: [...commentOps(context, request, kind, comment), ...commentWordOps(context, request, registered, comment)], result: { comment: comment.id } };
  });
  const { comment } = result as { readonly comment: string };
  return (await readExisting(context.store, 'comments', comment)).body;
}

/** Adds a comment and tells those of the participants and of those mentioned who may read it. */
export function commentOps(context: Context, request: Request, kind: Kind, comment: Comment): readonly Op[] {
  const to = readersOf(context, comment, request, kind);
  const told = put('outbox', comment.id, { request: request.id, at: comment.at, by: comment.by, attempts: 0, comment: comment.id, effects: [{ type: 'notify', to, event: 'comment-added' }] }, 'absent');
  return [put('comments', comment.id, comment, 'absent'), ...(to.length > 0 ? [told] : [])];
}

function newComment(context: Context, request: string, body: string, visibility: Comment['visibility']): Comment {
  const mentioned = [...body.matchAll(/@([\p{L}\p{N}._-]+)/gu)].map((match) => match[1] ?? '');
  return {
    id: context.newId(),
    request,
    visibility,
    body,
    mentions: context.org.people.filter((person) => mentioned.includes(person.id)).map((person) => person.id),
    by: context.actor.person.id,
    at: new Date(context.now).toISOString(),
  };
}
