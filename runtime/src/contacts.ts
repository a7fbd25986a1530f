/** Contact persons of a request's client: who they are, and how they are reached. They have no account: what they may read comes to them. */
import { may, recordKey, RequestryError, type ContactMention, type ContactRef, type ContactView, type Directory, type DirectoryRecord, type Json, type JsonObject, type Kind, type Person, type Request } from '@requestry/model';
import { visibleData } from '@requestry/forms/core';
import { splitWords, type DocOf } from './collections.js';
import type { Context } from './context.js';
import { emailKey } from './intake/contact.js';
import type { PublishedKind } from './kinds.js';
import { closedAmong, mayLookUp } from './looking-up.js';
import { isInUse, recordTitle, titlesOf } from './queries/records.js';
import { accessFor, visibleRequest } from './queries/request.js';
import { read, scanAll } from './store.js';
import { placedRecords, recordDocId } from './world.js';

/** Contact persons of one card that are looked at. */
const mostOfCard = 200;

/** Clients of one request whose contact persons are looked at: lines may name any number. */
const mostClients = 50;

interface Found {
  readonly directory: Directory;
  readonly record: DirectoryRecord;
  readonly client: { readonly directory: string; readonly id: string };
}

/** Of the clients that stand on the request, in fields that are shown or as its counterparty. */
async function contactsOn(context: Context, { request, kind, data }: { readonly request: Request; readonly kind: Kind; readonly data: JsonObject }): Promise<readonly Found[]> {
  const directories = (await scanAll<'directories'>(context.store, { index: 'directories' })).map(({ body }) => body).filter(({ contacts }) => contacts);
  if (directories.length === 0) return [];
  const { counterparty } = request;
  const cards = [...(counterparty?.id === undefined ? [] : [{ directory: counterparty.directory, ids: [counterparty.id] }]), ...placedRecords(kind.form, data)];
  const found = await Promise.all(directories.flatMap((directory) => {
    const { field = '', directory: of = '' } = directory.contacts ?? {};
    const clients = [...new Set(cards.filter((each) => each.directory === of).flatMap(({ ids }) => ids))].slice(0, mostClients);
    return clients.map(async (id): Promise<readonly Found[]> => {
      const rows = await scanAll<'records'>(context.store, { index: 'records-by', eq: [directory.id, field, id] }, mostOfCard);
      return rows.filter(({ body }) => isInUse(body, context) && isSayable(body.id)).map(({ body: record }) => ({ directory, record, client: { directory: of, id } }));
    });
  }));
  return [...new Map(found.flat().map((each) => [`${each.directory.id}/${each.record.id}`, each])).values()];
}

/** Its id can stand behind an "@". */
const isSayable = (id: string): boolean => /^[\p{L}\p{N}_-](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_-])?$/u.test(id);

/** See `ConversationService.findContacts`. */
export async function findContacts(context: Context, query: { readonly request: string; readonly text?: string; readonly limit?: number }): Promise<readonly ContactView[]> {
  const { doc, kind } = await visibleRequest(context, query.request);
  if (!mayMention(context, doc.body.request, kind.kind).allowed) return [];
  const all = await contactsOn(context, { request: doc.body.request, kind: kind.kind, data: visibleData(kind.kind.form, doc.body.request.data, await accessFor(context, doc, kind)) });
  const found = all.filter(({ directory }) => mayLookUp(context, directory));
  const clients = await titlesOf(context, found.map(({ client }) => ({ directory: client.directory, ids: [client.id] })));
  const wanted = splitWords(query.text ?? '');
  return found
    .map(({ directory, record, client }): ContactView => ({ directory: directory.id, record: record.id, name: recordTitle(directory, record), client: clients[recordKey(client.directory, client.id)] ?? client.id, ...detailsOf(record) }))
    .filter(({ name, position = '', email = '', phone = '' }) => {
      const words = splitWords([name, position, email, phone].join(' '));
      return wanted.every((word) => words.some((each) => each.startsWith(word)));
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, Math.min(Math.max(query.limit ?? 20, 1), 200));
}

const mayMention = ({ actor, org }: Context, request: Request, kind: Kind) => may(actor, { action: 'mention-contact', request, kind }, org);

function detailsOf({ data }: DirectoryRecord): Pick<ContactView, 'email' | 'phone' | 'position'> {
  const [email, phone, position] = [firstOf(data, 'email', 'emails'), firstOf(data, 'phone', 'phones'), firstOf(data, 'position')];
  return { ...(position === undefined ? {} : { position }), ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) };
}

function firstOf(data: JsonObject, ...fields: readonly string[]): string | undefined {
  const values = fields.flatMap((field): readonly Json[] => {
    const value = Object.hasOwn(data, field) ? data[field] : undefined;
    return Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value];
  });
  return values.find((value): value is string => typeof value === 'string' && value.trim() !== '')?.trim();
}

/** A contact person as they are named in a comment. */
const named = /@([\p{L}\p{N}_-]+)\/([\p{L}\p{N}._-]+)/gu;

/** What is said without contact persons: the rest may name people. */
export const withoutContacts = (body: string, contacts: readonly ContactRef[]): string =>
  body.replace(named, (whole, directory: string, record: string) => (contacts.some((each) => each.directory === directory && each.record === record.replace(/[._-]+$/, '')) ? ' ' : whole));

/** Contact persons whom a comment names as `@directory/record`. Rejects with `INVALID` and one issue for each who may not be named. */
export async function contactsNamed(context: Context, { doc, kind }: { readonly doc: DocOf<'requests'>; readonly kind: PublishedKind }, body: string, visibility: 'public' | 'private'): Promise<readonly ContactMention[]> {
  const wanted = await wantedIn(context, body);
  if (wanted.length === 0) return [];
  const { request } = doc.body;
  const known = await contactsOn(context, { request, kind: kind.kind, data: visibleData(kind.kind.form, request.data, await accessFor(context, doc, kind)) });
  const { reason } = mayMention(context, request, kind.kind);
  const closed = await closedAmong(context, wanted.map(({ directory }) => directory));
  const asked = wanted.map(({ directory, record }) => ({ directory, record, found: closed.has(directory) ? undefined : known.find((each) => each.directory.id === directory && each.record.id === record) }));
  const refused = asked.flatMap(({ directory, record, found }) => {
    const why = closed.has(directory) ? 'may.look-up-not-yours' : !found ? 'may.contact-of-client' : visibility === 'private' ? 'may.contact-private' : reason?.code;
    return why === undefined ? [] : [{ code: 'comment.mention-refused', path: '/body', params: { person: found ? recordTitle(found.directory, found.record) : record, id: `${directory}/${record}`, reason: why } }];
  });
  if (refused.length > 0) throw new RequestryError('INVALID', `${refused[0]?.params.id} cannot be mentioned on ${request.id}: ${refused[0]?.params.reason}`, { issues: refused });
  return asked.flatMap(({ directory, record, found }) => (found ? [{ directory, record, name: recordTitle(found.directory, found.record) }] : []));
}

/** Contact persons of one comment. */
const mostNamed = 20;

/** What stands there of directories of contact persons; anything else is a text like any other. */
async function wantedIn(context: Context, body: string): Promise<readonly ContactRef[]> {
  const refs = [...body.matchAll(named)].map(([, directory = '', record = '']) => ({ directory, record: record.replace(/[._-]+$/, '') }));
  const once = [...new Map(refs.map((ref) => [`${ref.directory}/${ref.record}`, ref])).values()].slice(0, mostNamed);
  const directories = await Promise.all([...new Set(once.map(({ directory }) => directory))].map((id) => read(context.store, 'directories', id)));
  const ofContacts = new Set(directories.flatMap((doc) => (doc?.body.contacts ? [doc.id] : [])));
  return once.filter(({ directory }) => ofContacts.has(directory));
}

/** A contact person as messages reach them; undefined when the card is gone. */
export async function contactPerson(context: Context, { directory, record }: ContactRef): Promise<Person | undefined> {
  const [card, of] = await Promise.all([read(context.store, 'records', recordDocId(directory, record)), read(context.store, 'directories', directory)]);
  if (!card || !of?.body.contacts || !isInUse(card.body, context)) return undefined;
  const { email, phone } = detailsOf(card.body);
  return { id: `${directory}/${record}`, name: recordTitle(of.body, card.body), ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) };
}

/** The address is that of a contact person of the request's client. */
export async function isContactOf(context: Context, request: Request, kind: Kind, sender: string): Promise<boolean> {
  const found = await contactsOn(context, { request, kind, data: request.data });
  return found.some(({ record }) => emailKey(detailsOf(record).email) === sender);
}
