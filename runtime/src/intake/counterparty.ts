import { createValidator } from '@requestry/forms/core';
import { counterpartiesOf, type Contact, type CounterpartyRef, type Directory, type DirectoryRecord, type Json, type JsonObject, type Source } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { put } from '../collections.js';
import type { Context } from '../context.js';
import { read } from '../store.js';
import { recordDocId } from '../world.js';
import { contactKeys } from './contact.js';
import { isFirst, matchCards } from './recognise.js';

/** Whose request it is, and what has to be written with it. */
export interface Party {
  readonly counterparty?: CounterpartyRef;
  /** The card was there before. */
  readonly known: boolean;
  readonly firstTime?: boolean;
  readonly ops: readonly Op[];
}

/** Finds the card of whoever asks, or makes one. Two who come at once with the same contact get one card, and one of them is the first. */
export async function partyOf(context: Context, source: Source, contact: Contact): Promise<Party> {
  const directory = counterpartiesOf(source);
  const [card, ...others] = await matchCards(context, directory, contact);
  if (!card) return newParty(context, directory, contact);
  if (others.length > 0) return { counterparty: { directory, candidates: [card, ...others].map(({ id }) => id) }, known: true, ops: [] };
  return knownParty(context, directory, card.id);
}

/** A card that was chosen or recognised. */
export async function knownParty(context: Context, directory: string, id: string): Promise<Party> {
  const first = await isFirst(context, directory, id);
  return { counterparty: { directory, id }, known: true, ...(first ? { firstTime: true } : {}), ops: first ? [firstOp(directory, id)] : [] };
}

const firstOp = (directory: string, card: string): Op => put('marks', `first:${directory}/${card}`, {}, 'absent');

async function newParty(context: Context, id: string, contact: Contact): Promise<Party> {
  const keys = contactKeys(contact);
  const directory = keys.length > 0 ? (await read(context.store, 'directories', id))?.body : undefined;
  const data = directory && cardData(directory, contact);
  if (!data) return { known: false, ops: [] };
  const record: DirectoryRecord = { id: context.newId(), directory: id, data };
  const guards = await Promise.all(
    keys.map(async ({ sort, key }) => {
      const mark = `card:${id}:${sort}:${key}`;
      const before = await read(context.store, 'marks', mark);
      return put('marks', mark, {}, before?.version ?? 'absent');
    }),
  );
  return { counterparty: { directory: id, id: record.id }, known: false, firstTime: true, ops: [put('records', recordDocId(id, record.id), record, 'absent'), firstOp(id, record.id), ...guards] };
}

/** A card in the words of its directory; nothing when the directory asks for more than is known. Fields that it does not take are left out. */
function cardData(directory: Directory, contact: Contact): JsonObject | undefined {
  const { name, email, phone, inn, company, position, region } = contact;
  const wanted: Readonly<Record<string, Json | undefined>> = {
    name: company ?? name ?? email ?? phone ?? inn,
    inn,
    emails: email === undefined ? undefined : [email],
    phones: phone === undefined ? undefined : [phone],
    email,
    phone,
    contact: name,
    position,
    region,
    type: company !== undefined || inn?.length === 10 ? 'organisation' : 'person',
  };
  const { properties = {} } = directory.schema;
  let data: JsonObject = Object.fromEntries(Object.entries(wanted).filter(([field, value]) => value !== undefined && Object.hasOwn(properties, field)));
  const validate = createValidator(directory.schema, { engine: 'ajv' });
  const refused = new Set(validate(data).map(({ path = '' }) => path.split('/')[1]));
  if (refused.size > 0) data = Object.fromEntries(Object.entries(data).filter(([field]) => !refused.has(field)));
  return validate(data).length === 0 ? data : undefined;
}
