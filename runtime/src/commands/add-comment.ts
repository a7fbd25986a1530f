import { isFileRef, may, RequestryError, type Comment, type ConversationService, type FileRef, type Kind, type Person, type Request } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { runCommand } from '../command.js';
import { contactsNamed, withoutContacts } from '../contacts.js';
import { contextAs, type Context } from '../context.js';
import { commentOps, mayRead } from '../conversation.js';
import type { NewEvent } from '../history.js';
import { withParticipant } from '../participation.js';
import { commentWordOps, withCommentWords } from '../register/document.js';
import { read, readExisting } from '../store.js';
import { besideOf, besideOps } from './beside.js';
import { mustBeAllowed } from './change-process.js';
import { loadVisible, type LoadedRequest } from './load-request.js';

/** Characters of a comment. */
export const longestComment = 20_000;

/** See `ConversationService.addComment`. */
export async function addComment(context: Context, command: Parameters<ConversationService['addComment']>[0]): Promise<Comment> {
  const result = await runCommand(context, 'add-comment', command, async () => {
    const loaded = await loadVisible(context, command.request);
    const { request } = loaded.doc.body;
    const { kind } = loaded.kind;
    mustBeAllowed(context, { action: 'comment', request, kind });
    const parent = command.parent === undefined ? undefined : await answered(context, command.parent, request, kind);
    const files = checkedFiles(command.files);
    const body = checkedBody(command.body, files);
    const visibility = checkedVisibility(command.visibility, parent);
    const contacts = await contactsNamed(context, loaded, body, visibility);
    const people = mentionedIn(context, withoutContacts(body, contacts));
    const comment: Comment = {
      id: context.newId(),
      request: request.id,
      ...(parent ? { parent: parent.id } : {}),
      visibility,
      body,
      mentions: people.map((person) => person.id),
      ...(contacts.length > 0 ? { contacts } : {}),
      by: context.actor.person.id,
      at: new Date(context.now).toISOString(),
      ...(files.length > 0 ? { files } : {}),
    };
    const { request: after, facts } = withMentioned(context, request, kind, people);
    return { ops: await sayingOps(context, loaded, { request: after, facts, comment }), result: { comment: comment.id } };
  });
  const { comment } = result as { readonly comment: string };
  return (await readExisting(context.store, 'comments', comment)).body;
}

/** A comment alone leaves its request as it is; with somebody drawn in both change at once. */
async function sayingOps(context: Context, loaded: LoadedRequest, { request, facts, comment }: { readonly request: Request; readonly facts: readonly NewEvent[]; readonly comment: Comment }): Promise<readonly Op[]> {
  const { registered } = loaded;
  const said = commentOps(context, request, loaded.kind.kind, comment);
  if (facts.length === 0) return [...said, ...commentWordOps(context, loaded, registered, comment)];
  const beside = await besideOps(context, { ...besideOf(loaded), registered: registered && withCommentWords(registered, [comment]), request, facts, by: comment.by });
  return [...beside, ...said];
}

/** The comment that is answered, when the actor may read it. */
async function answered(context: Context, id: string, request: Request, kind: Kind): Promise<Comment> {
  const comment = (await read(context.store, 'comments', id))?.body;
  if (comment && comment.request === request.id && !comment.deleted && mayRead(context.actor, comment, request, kind, context.org)) return comment;
  throw new RequestryError('NOT_FOUND', `There is no comments/${id}`, { params: { collection: 'comments', id } });
}

function checkedVisibility(visibility: Comment['visibility'], parent: Comment | undefined): Comment['visibility'] {
  if (visibility !== 'public' && visibility !== 'private') throw new RequestryError('INVALID', 'A comment is public or private', { issues: [{ code: 'form.enum', path: '/visibility' }] });
  if (parent?.visibility === 'private' && visibility === 'public') throw new RequestryError('INVALID', 'An answer to a private comment is private', { issues: [{ code: 'comment.answer-private', path: '/visibility' }] });
  return visibility;
}

/** Files of one comment. */
const mostFiles = 20;

/** References to kept files and nothing else. Whether they may hang there is looked at when they are hung. */
function checkedFiles(files: readonly FileRef[] = []): readonly FileRef[] {
  if (!Array.isArray(files) || files.length > mostFiles) throw new RequestryError('INVALID', `A comment has at most ${mostFiles} files`, { issues: [{ code: 'file.too-many', path: '/files', params: { limit: mostFiles } }] });
  const unknown = files.findIndex((file) => !isFileRef(file));
  if (unknown >= 0) throw new RequestryError('INVALID', 'This is no kept file', { issues: [{ code: 'file.unknown', path: `/files/${unknown}`, params: { name: '' } }] });
  return files.filter(isFileRef).map(({ name, type, size, sha256 }) => ({ name, type, size, sha256 }));
}

/** Rejects with `INVALID` when nothing is said, or too much. */
export function checkedBody(text: string, files: readonly FileRef[] = []): string {
  const body = text.trim();
  if (body === '' && files.length === 0) throw new RequestryError('INVALID', 'The comment is empty', { issues: [{ code: 'form.required', path: '/body' }] });
  if (body.length > longestComment) throw new RequestryError('INVALID', 'The comment is too long', { issues: [{ code: 'form.maxLength', path: '/body', params: { limit: longestComment } }] });
  return body;
}

/** People named as `@id`. A full stop after an id is none of it. */
export function mentionedIn(context: Context, body: string): readonly Person[] {
  const named = new Set([...body.matchAll(/@([\p{L}\p{N}._-]+)/gu)].flatMap(([, id = '']) => [id, id.replace(/[._-]+$/, '')]));
  return context.org.people.filter(({ id, archived }) => named.has(id) && !archived);
}

/** The request with those of the mentioned drawn in who do not see it. Rejects with `INVALID` and one issue for each whom the kind does not let in. */
export function withMentioned(context: Context, request: Request, kind: Kind, people: readonly Person[]): { readonly request: Request; readonly facts: readonly NewEvent[] } {
  const { org } = context;
  const unseeing = people.filter((person) => !may(actorFor(context, person), { action: 'see', request, kind }, org).allowed);
  const refused = unseeing.flatMap((person) => {
    const { allowed, reason } = may(context.actor, { action: 'mention', request, kind, person }, org);
    return allowed ? [] : [{ code: 'comment.mention-refused', path: '/body', params: { person: person.name, id: person.id, reason: reason?.code ?? '' } }];
  });
  if (refused.length > 0) throw new RequestryError('INVALID', `${refused[0]?.params.id} does not see ${request.id} and cannot be mentioned`, { issues: refused });
  return unseeing.reduce<{ readonly request: Request; readonly facts: readonly NewEvent[] }>(
    (sum, person) => {
      const { request: after, fact } = withParticipant(context, sum.request, person.id, 'mentioned');
      return { request: after, facts: [...sum.facts, fact] };
    },
    { request, facts: [] },
  );
}

const actorFor = (context: Context, { id }: Person) => contextAs(context, id).actor;

