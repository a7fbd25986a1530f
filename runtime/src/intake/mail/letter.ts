import { RequestryError, type JsonObject, type Mail, type MailAddress } from '@requestry/model';
import { emailKey } from '../contact.js';
import { textOfHtml } from './html-text.js';

/** Bounds on a letter. */
export const mailLimits = { addresses: 200, subject: 1_000, text: 1024 * 1024, headers: 500, header: 20_000, references: 200, attachments: 20, attachedBytes: 25 * 1024 * 1024 };

/** Characters of a letter that are read. */
const longestRead = 200_000;

/** A letter that was looked at: within bounds, its texts as they are used. */
export interface Letter {
  readonly mail: Mail;
  /** Sender, as addresses are compared. */
  readonly sender: string;
  readonly text: string;
  /** Headers by name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** Whom it was sent to, as addresses are compared. */
  readonly recipients: readonly string[];
  /** Letters that it answers, the nearest first. */
  readonly answers: readonly string[];
}

const refused = (path: string, limit: number): RequestryError => new RequestryError('INVALID', `The letter has too much at ${path}: more than ${limit}`, { issues: [{ code: 'mail.too-large', path, params: { limit } }] });
const missing = (path: string): RequestryError => new RequestryError('INVALID', `The letter has no sound ${path}`, { issues: [{ code: 'mail.incomplete', path }] });

/** Rejects with `INVALID` what is past the bounds, or has no sender or id. */
export function readLetter(mail: Mail): Letter {
  const { from, to, cc = [], subject, text, html, messageId, inReplyTo, references = [], headers = {}, attachments = [] } = mail;
  const most = (path: string, found: number, limit: number): void => {
    if (found > limit) throw refused(path, limit);
  };
  most('/to', to.length + cc.length, mailLimits.addresses);
  most('/subject', subject.length, mailLimits.subject);
  most('/text', text?.length ?? 0, mailLimits.text);
  most('/html', html?.length ?? 0, mailLimits.text);
  most('/references', references.length, mailLimits.references);
  most('/headers', Object.keys(headers).length, mailLimits.headers);
  for (const value of Object.values(headers)) most('/headers', value.length, mailLimits.header);
  most('/attachments', attachments.length, mailLimits.attachments);
  most('/attachments', attachments.reduce((sum, { content }) => sum + content.byteLength, 0), mailLimits.attachedBytes);
  const sender = emailKey(from.address);
  if (sender === undefined) throw missing('/from');
  if (idOf(messageId) === '') throw missing('/messageId');
  const named = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const body = text !== undefined && text.trim() !== '' ? text : textOfHtml(html ?? '');
  return {
    mail,
    sender,
    text: body.slice(0, longestRead).replace(/\r\n?/g, '\n').replaceAll('\0', ''),
    headers: named,
    recipients: recipientsOf([...to, ...cc], named),
    answers: [...new Set([inReplyTo ?? '', ...[...references].reverse()].map(idOf).filter((id) => id !== ''))],
  };
}

function recipientsOf(addresses: readonly MailAddress[], headers: ReadonlyMap<string, string>): readonly string[] {
  const delivered = ['delivered-to', 'x-original-to', 'envelope-to'].map((name) => headers.get(name));
  return [...new Set([...addresses.map(({ address }) => emailKey(address)), ...delivered.map(emailKey)].filter((address) => address !== undefined))];
}

/** The id of a letter without its angle brackets, 500 characters at most. */
export const idOf = (messageId: string): string => messageId.trim().replace(/^<|>$/g, '').trim().slice(0, 500);

/** What rules of sources read of a letter as `payload`. */
export const payloadOf = ({ mail, sender, text }: Letter): JsonObject => ({
  from: { address: sender, name: mail.from.name ?? null },
  name: mail.from.name ?? null,
  email: sender,
  to: mail.to.slice(0, 50).map(({ address }) => address),
  subject: mail.subject,
  text: text.slice(0, 50_000),
  description: text.slice(0, 50_000),
  date: mail.date ?? null,
});

/** Written by a machine: an absence note, a report that something was not delivered, a circular. Answering one would begin a game of tennis. */
export function isAutomatic({ headers, sender }: Letter): boolean {
  const has = (name: string, pattern: RegExp): boolean => pattern.test(headers.get(name)?.trim() ?? '');
  return (
    has('auto-submitted', /^(?!no\b)\S/i) ||
    has('precedence', /^(?:bulk|junk|list|auto_reply)$/i) ||
    has('x-auto-response-suppress', /^(?!none\b)\S/i) ||
    has('x-autoreply', /\S/) ||
    has('x-autorespond', /\S/) ||
    has('return-path', /^<\s*>$/) ||
    has('content-type', /^multipart\/report/i) ||
    /^(?:mailer-daemon|postmaster)(?:[+-][^@]*)?@/.test(sender)
  );
}
