import { type Request } from '@requestry/model';
import { numberKey, type DocOf, type RequestDocument } from '../../collections.js';
import type { Context } from '../../context.js';
import { isPublicId, publicKey } from '../../public-id.js';
import { read } from '../../store.js';
import { arrivalId, earlier } from '../receive.js';
import { idOf, type Letter } from './letter.js';

/** What stands right of the `@` in ids of letters about requests. */
const ownDomain = 'requestry';

/**
 * The id that a letter about a request should have: an answer to it comes to the request, and under the comment that the letter tells of.
 * `key` tells letters about one request apart, such as that of `Message`.
 */
export const letterId = (publicId: string, key: string, comment?: string): string =>
  `<${publicKey(publicId)}.${comment === undefined || !/^[\w-]{1,60}$/.test(comment) ? '' : `c-${comment}.`}${key.replace(/[^\w.-]/g, '-').slice(0, 100)}@${ownDomain}>`;

/** The request that a letter is about. `sure`: its sender has seen a letter of ours or the public identifier; a number alone can be guessed. */
export interface Thread {
  readonly doc: Pick<DocOf<'requests'>, 'id' | 'body'>;
  readonly sure: boolean;
  /** The comment that the letter answers. */
  readonly comment?: string;
}

/** Where letters are kept that came before. */
export const letterKey = (messageId: string): string => arrivalId({ id: '' }, 'mail', idOf(messageId));

/** By the letters that it answers, then by the identifier or number in its subject. */
export async function threadOf(context: Context, { answers, mail, sender }: Letter): Promise<Thread | undefined> {
  for (const id of answers.slice(0, 20)) {
    const own = /^([\p{L}\p{N}]{8,64})\.(?:c-([\w-]{1,60})\.)?[\w.-]{1,100}@requestry$/u.exec(id);
    const doc = own ? await byPublicId(context, own[1] ?? '') : await earlier(context, letterKey(id));
    const comment = own ? own[2] : (await read(context.store, 'arrivals', letterKey(id)))?.body.comment;
    if (doc) return { doc, sure: true, ...(comment === undefined ? {} : { comment }) };
  }
  for (const [text] of mail.subject.matchAll(/\d{4}(?:[- ]?\d{4}){4}/g)) {
    const doc = isPublicId(text) ? await byPublicId(context, text) : undefined;
    if (doc) return { doc, sure: true };
  }
  return byNumber(context, mail.subject, sender);
}

async function byPublicId(context: Context, publicId: string): Promise<Thread['doc'] | undefined> {
  const page = await context.store.scan({ index: 'requests-public', eq: [publicKey(publicId)], limit: 1 });
  const [item] = page.items;
  return item && { id: item.id, body: item.body as RequestDocument };
}

/** Numbers stand in square brackets. Journals may count alike, so that the sender's own request comes first. */
async function byNumber(context: Context, subject: string, sender: string): Promise<Thread | undefined> {
  for (const [, number = ''] of [...subject.matchAll(/\[#?\s*([^[\]]{1,60})\]/g)].slice(0, 5)) {
    const { items } = await context.store.scan({ index: 'requests-numbered', eq: [numberKey(number)], desc: true, limit: 10 });
    const docs = items.map(({ id, body }) => ({ id, body: body as RequestDocument }));
    const doc = docs.find(({ body }) => emailsOf(context, body.request).includes(sender)) ?? docs[0];
    if (doc) return { doc, sure: false };
  }
  return undefined;
}

const emailsOf = (context: Context, request: Request): readonly string[] => {
  const people = [request.initiator, ...request.participants, ...(request.invited ?? []).map(({ person }) => person)];
  return [request.contact?.email, ...context.org.people.filter(({ id }) => people.includes(id)).map(({ email }) => email)].flatMap((email) => (email === undefined ? [] : [email.trim().toLowerCase()]));
};
