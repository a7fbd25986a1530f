import { may, RequestryError, type Comment } from '@requestry/model';
import { put } from '../collections.js';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { commentOps, registerId } from '../register/document.js';
import { read, readExisting } from '../store.js';

export interface AddComment {
  readonly request: string;
  readonly body: string;
  readonly visibility: Comment['visibility'];
  readonly idempotencyKey: string;
}

const longest = 20_000;

/** Adds to the conversation of a request. People named as `@id` are mentioned and told. */
export async function addComment(context: Context, command: AddComment): Promise<Comment> {
  const result = await runCommand(context, 'add-comment', command.idempotencyKey, async () => {
    const { request } = (await readExisting(context.store, 'requests', command.request)).body;
    const { kind } = await context.publishedKind(request.kind, request.kindVersion);
    const permission = may(context.actor, { action: 'comment', request, kind }, context.org);
    if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not comment ${request.id}`, { params: { reason: permission.reason?.code } });
    const body = command.body.trim();
    if (body === '') throw new RequestryError('INVALID', 'The comment is empty', { issues: [{ code: 'form.required', path: '/body' }] });
    if (body.length > longest) throw new RequestryError('INVALID', 'The comment is too long', { issues: [{ code: 'form.maxLength', path: '/body', params: { limit: longest } }] });
    const comment = newComment(context, request.id, body, command.visibility);
    const to = [...new Set([request.initiator, ...request.participants, ...comment.mentions])].filter((person) => person !== comment.by);
    const told = put('outbox', `${comment.id}`, { request: request.id, at: comment.at, by: comment.by, attempts: 0, effects: [{ type: 'notify', to, event: 'comment-added' }] }, 'absent');
    const registered = await read(context.store, 'register', registerId(request));
    return { ops: [put('comments', comment.id, comment, 'absent'), ...commentOps(context, registered, comment), ...(to.length > 0 ? [told] : [])], result: { comment: comment.id } };
  });
  const { comment } = result as { readonly comment: string };
  return (await readExisting(context.store, 'comments', comment)).body;
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
