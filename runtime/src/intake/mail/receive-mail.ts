import { may, type Comment, type FileRef, type Kind, type Mail, type PersonId, type ReceivedMail, type Request } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { put } from '../../collections.js';
import { runCommand } from '../../command.js';
import { longestComment } from '../../commands/add-comment.js';
import { actorOf, systemUser, type Context } from '../../context.js';
import { isContactOf } from '../../contacts.js';
import { commentOps, mayRead } from '../../conversation.js';
import { publishedVersion } from '../../queries/published.js';
import { read } from '../../store.js';
import { emailKey } from '../contact.js';
import { belongsTo } from '../public.js';
import { takeIn } from '../receive.js';
import { sourceOfMailbox } from '../sources.js';
import { keepAttachments, letterBringer, namedFiles } from './attachments.js';
import { isAutomatic, payloadOf, readLetter, type Letter } from './letter.js';
import { ownWords } from './own-words.js';
import { letterKey, threadOf, type Thread } from './thread.js';

/** See `MailIntake.receiveMail`. */
export async function receiveMail(context: Context, mail: Mail): Promise<ReceivedMail> {
  const letter = readLetter(mail);
  if (isAutomatic(letter)) return { outcome: 'ignored', reason: 'mail.automatic' };
  if (await sourceOfMailbox(context, [letter.sender])) return { outcome: 'ignored', reason: 'mail.own' };
  const before = await repeatedLetter(context, letter);
  if (before) return before;
  const thread = await threadOf(context, letter);
  const writer = thread && (await writerOf(context, thread, letter));
  if (thread && writer) return comment(context, thread, letter, writer);
  const source = await sourceOfMailbox(context, letter.recipients);
  if (thread && (thread.sure || !source)) return comment(context, thread, letter, undefined);
  if (!source) return { outcome: 'ignored', reason: 'mail.no-source' };
  const files = await keepAttachments(context, letterKey(mail.messageId), mail.attachments ?? []);
  const { kind } = await publishedVersion(context, source.kind);
  const { request, publicId, duplicate } = await takeIn(context, source, payloadOf(letter), {
    externalId: `mail:${letterKey(mail.messageId)}`,
    bringer: letterBringer(letterKey(mail.messageId)),
    ops: (made) => [
      put('arrivals', letterKey(mail.messageId), { request: made.id, at: made.submittedAt }, 'absent'),
      ...(files.length > 0 ? commentOps(context, made, kind, commentOf(context, made, letter, files, { visibility: 'public', by: systemUser })) : []),
    ],
  });
  return { outcome: duplicate ? 'repeated' : 'request', request, publicId };
}

async function repeatedLetter(context: Context, { mail }: Letter): Promise<ReceivedMail | undefined> {
  const before = await read(context.store, 'arrivals', letterKey(mail.messageId));
  const request = before && (await read(context.store, 'requests', before.body.request))?.body.request;
  if (!before || !request) return undefined;
  return { outcome: 'repeated', request: request.id, publicId: request.publicId, ...(before.body.comment !== undefined ? { comment: before.body.comment } : {}) };
}

/** Who writes, when it is somebody with a part in the request: a person of the organisation, whoever asked, or a contact person of the client who has a letter of ours. */
async function writerOf(context: Context, { doc, sure }: Thread, { sender, mail }: Letter): Promise<PersonId | undefined> {
  if (mail.verified === false) return undefined;
  const { request } = doc.body;
  const { kind } = await context.publishedKind(request.kind, request.kindVersion);
  const involved = [request.initiator, request.submittedBy, ...request.participants, ...(request.invited ?? []).map((participant) => participant.person)];
  const person = context.org.people.find(({ id, email, archived }) => !archived && involved.includes(id) && emailKey(email) === sender);
  if (person) return may(actorOf(person.id, context.org, context), { action: 'comment', request, kind }, context.org).allowed ? person.id : undefined;
  if (kind.features?.comments === false) return undefined;
  return (await belongsTo(context, request, sender)) || (sure && (await isContactOf(context, request, kind, sender))) ? systemUser : undefined;
}

/** A comment of its writer, public unless it answers a private one; without a writer it is private and says that the sender is unknown. */
async function comment(context: Context, { doc, comment: answers }: Thread, letter: Letter, writer: PersonId | undefined): Promise<ReceivedMail> {
  const { request } = doc.body;
  const { kind } = await context.publishedKind(request.kind, request.kindVersion);
  const key = letterKey(letter.mail.messageId);
  const files = await keepAttachments(context, key, letter.mail.attachments ?? []);
  const parent = await answeredBy(context, answers, request, kind, writer);
  const visibility = writer === undefined ? 'private' : (parent?.visibility ?? 'public');
  const made = { ...commentOf(context, request, letter, files, { visibility, by: writer ?? systemUser }), ...(parent ? { parent: parent.id } : {}) };
  const arrival = put('arrivals', key, { request: request.id, at: made.at, comment: made.id }, 'absent');
  const told: Comment = writer === undefined ? { ...made, unknownSender: true } : made;
  const result = await runCommand(context, 'receive-mail', { idempotencyKey: context.newId() }, async () => {
    const before = await repeatedLetter(context, letter);
    const answer: ReceivedMail = { outcome: 'comment', request: request.id, publicId: request.publicId, comment: made.id, ...(writer === undefined ? { reason: 'mail.unknown-sender' } : {}) };
    return before ? { ops: [] as readonly Op[], result: { ...before } } : { ops: [...commentOps(context, request, kind, told), arrival], result: { ...answer }, bringer: letterBringer(key) };
  });
  return result as unknown as ReceivedMail;
}

/** The comment that is answered, when its writer may read it. Somebody unknown answers nothing; a client only what is public. */
async function answeredBy(context: Context, id: string | undefined, request: Request, kind: Kind, writer: PersonId | undefined): Promise<Comment | undefined> {
  const comment = id === undefined || writer === undefined ? undefined : (await read(context.store, 'comments', id))?.body;
  if (!comment || writer === undefined || comment.request !== request.id || comment.deleted) return undefined;
  const readable = writer === systemUser ? comment.visibility === 'public' : mayRead(actorOf(writer, context.org, context), comment, request, kind, context.org);
  return readable ? comment : undefined;
}

function commentOf(context: Context, request: Request, letter: Letter, files: readonly FileRef[], as: Pick<Comment, 'visibility' | 'by'>): Comment {
  const { from } = letter.mail;
  const named = namedFiles(files);
  const words = ownWords(letter.text).slice(0, longestComment - named.length - 2);
  return {
    id: context.newId(),
    request: request.id,
    ...as,
    body: [words, named].filter((part) => part !== '').join('\n\n') || letter.mail.subject.trim() || '—',
    mentions: [],
    at: new Date(context.now).toISOString(),
    via: 'mail',
    ...(as.by === systemUser ? { from: { email: letter.sender, ...(from.name?.trim() ? { name: from.name.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, 200) } : {}) } } : {}),
    ...(files.length > 0 ? { files } : {}),
  };
}
