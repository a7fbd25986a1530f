import { type Comment, type ConversationService } from '@requestry/model';
import { keyOf, put, type DocOf } from '../collections.js';
import { runCommand } from '../command.js';
import { contactsNamed, withoutContacts } from '../contacts.js';
import type { Context } from '../context.js';
import { mayRead, readMark, tellOps } from '../conversation.js';
import { hangInComment } from '../files/documents.js';
import { visibleRequest } from '../queries/request.js';
import { withWordsOf, type Registered } from '../register/document.js';
import { notFound, readExisting, scanAll } from '../store.js';
import { checkedBody, mentionedIn, withMentioned } from './add-comment.js';
import { besideOf, besideOps } from './beside.js';
import { mustBeAllowed } from './change-process.js';
import { expectWritten, loadRequest, type LoadedRequest } from './load-request.js';

/** See `ConversationService.changeComment`. */
export async function changeComment(context: Context, command: Parameters<ConversationService['changeComment']>[0]): Promise<Comment> {
  await runCommand(context, 'change-comment', command, async () => {
    const { doc, loaded } = await ownComment(context, command, 'change-comment');
    const { request } = loaded.doc.body;
    const { kind } = loaded.kind;
    const body = checkedBody(command.body, doc.body.files);
    const contacts = await contactsNamed(context, loaded, body, doc.body.visibility);
    const people = mentionedIn(context, withoutContacts(body, contacts));
    const { request: after, facts } = withMentioned(context, request, kind, people);
    const { contacts: before = [], ...rest } = doc.body;
    const comment: Comment = { ...rest, body, mentions: people.map(({ id }) => id), ...(contacts.length > 0 ? { contacts } : {}), changedAt: new Date(context.now).toISOString() };
    const fresh = {
      people: comment.mentions.filter((person) => !doc.body.mentions.includes(person)),
      contacts: contacts.filter(({ directory, record }) => !before.some((each) => each.directory === directory && each.record === record)),
    };
    return {
      ops: [
        put('comments', doc.id, comment, doc.version),
        ...(await besideOps(context, { ...besideOf(loaded), registered: await reworded(context, loaded, comment), request: after, facts: [...facts, { type: 'comment-changed', facts: { comment: doc.id } }], by: context.actor.person.id })),
        ...tellOps(context, after, kind, comment, `${doc.id}:${doc.version}`, fresh),
      ],
      result: { comment: doc.id },
    };
  });
  return (await readExisting(context.store, 'comments', command.comment)).body;
}

/** See `ConversationService.deleteComment`. The place in its thread stays. */
export async function deleteComment(context: Context, command: Parameters<ConversationService['deleteComment']>[0]): Promise<void> {
  await runCommand(context, 'delete-comment', command, async () => {
    const { doc, loaded } = await ownComment(context, command, 'delete-comment');
    const { files: _files, from: _from, contacts: _contacts, ...rest } = doc.body;
    const deleted: Comment = { ...rest, body: '', mentions: [], deleted: { by: context.actor.person.id, at: new Date(context.now).toISOString() } };
    return {
      ops: [
        put('comments', doc.id, deleted, doc.version),
        ...hangInComment(doc.body, doc.body.files, undefined),
        { op: 'delete', ...keyOf('outbox', doc.id) },
        ...(await besideOps(context, { ...besideOf(loaded), registered: await reworded(context, loaded, deleted), request: loaded.doc.body.request, facts: [{ type: 'comment-deleted', facts: { comment: doc.id } }], by: context.actor.person.id })),
      ],
      result: { comment: doc.id },
    };
  });
}

/** A comment that the actor may read, with its request. Rejects with `NOT_FOUND`, `FORBIDDEN` or `CONFLICT`. */
async function ownComment(context: Context, command: { readonly comment: string; readonly expectedVersion?: number }, action: 'change-comment' | 'delete-comment'): Promise<{ readonly doc: DocOf<'comments'>; readonly loaded: LoadedRequest }> {
  const doc = await readExisting(context.store, 'comments', command.comment);
  const { doc: seen, kind } = await visibleRequest(context, doc.body.request).catch(() => Promise.reject(notFound('comments', command.comment)));
  if (!mayRead(context.actor, doc.body, seen.body.request, kind.kind, context.org)) throw notFound('comments', command.comment);
  mustBeAllowed(context, { action, comment: doc.body, request: seen.body.request, kind: kind.kind, now: context.now });
  expectWritten(context, `comments/${doc.id}`, { version: doc.version, by: doc.body.by, at: doc.body.changedAt ?? doc.body.at, ...doc.body.deleted }, command.expectedVersion);
  return { doc, loaded: await loadRequest(context, doc.body.request) };
}

/** What the request is found by, without the words that only the comment had before. */
async function reworded(context: Context, { registered, doc }: LoadedRequest, comment: Comment): Promise<Registered | undefined> {
  if (comment.visibility === 'private') return registered;
  const rows = await scanAll<'comments'>(context.store, { index: 'comments', eq: [doc.id] });
  return registered && withWordsOf(registered, rows.map(({ id, body }) => (id === comment.id ? comment : body)));
}

/** See `ConversationService.readComments`. */
export async function readComments(context: Context, request: string): Promise<void> {
  await visibleRequest(context, request);
  const at = new Date(context.now).toISOString();
  for (;;) {
    const mark = await readMark(context, request);
    if (mark.at >= at) return;
    const { ok } = await context.store.commit({ ops: [put('comment-marks', mark.id, { request, at }, mark.version)] });
    if (ok) return;
  }
}
