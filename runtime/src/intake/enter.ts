import { counterpartiesOf, may, RequestryError, type AccessMap, type Contact, type EnteredFor, type Issue, type JsonObject, type Kind, type Origin, type Source } from '@requestry/model';
import type { Op } from '@requestry/storage';
import type { Context } from '../context.js';
import { mustMayChoose } from '../looking-up.js';
import { read } from '../store.js';
import { recordDocId } from '../world.js';
import { knownParty, partyOf, type Party } from './counterparty.js';
import { cleanContact, cleanUtm } from './mapping.js';
import { accessFor, sourcesOf } from './sources.js';

/** What the source of a new request changes about its submission. */
export interface Entered {
  readonly origin: Origin;
  readonly access: AccessMap;
  /** Values that stand there before those that are given. */
  readonly preset: JsonObject;
  readonly ops: readonly Op[];
}

const invalid = (issues: readonly Issue[]): RequestryError => new RequestryError('INVALID', `${issues[0]?.code} at ${issues[0]?.path}`, { issues });

/**
 * The source of a request that somebody enters by hand. Undefined for kinds without sources. Rejects with `INVALID` when none is named or the
 * kind has no such source, with `FORBIDDEN` when the actor may not enter its requests.
 */
export async function enteredFor(context: Context, kind: Kind, given: EnteredFor): Promise<Entered | undefined> {
  const all = await sourcesOf(context, kind.id);
  if (all.length === 0 && given.source === undefined) return undefined;
  const source = all.find(({ id }) => id === given.source);
  if (!source) throw invalid([{ code: given.source === undefined ? 'request.source-required' : 'request.unknown-source', path: '/source', params: { found: given.source?.slice(0, 64) ?? null } }]);
  const permission = may(context.actor, { action: 'enter', kind, source }, context.org);
  if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not enter requests of "${source.id}"`, { params: { reason: permission.reason?.code } });
  const contact = cleanContact(given.contact ?? {});
  const party = given.counterparty === undefined ? await partyOf(context, source, contact) : await chosenParty(context, source, given.counterparty);
  return { ...enteredBy(kind, source, all, { contact, party, ...(given.utm ? { utm: cleanUtm(given.utm) } : {}) }), preset: source.defaults ?? {}, ops: party.ops };
}

/** What comes of a source whoever asks; `manual`, unless `arrived`. */
export function enteredBy(kind: Kind, source: Source, all: readonly Source[], { contact, party, utm, arrived }: { readonly contact: Contact; readonly party: Party; readonly utm?: Origin['utm'] | undefined; readonly arrived?: boolean }): Pick<Entered, 'origin' | 'access'> {
  checkAsked(source, contact, party);
  return {
    access: accessFor(kind, source, all),
    origin: {
      source: source.id,
      channel: source.channel,
      ...(arrived ? {} : { manual: true }),
      ...(utm ? { utm } : {}),
      ...(Object.keys(contact).length > 0 ? { contact } : {}),
      ...(party.counterparty ? { counterparty: party.counterparty } : {}),
      ...(party.firstTime ? { firstTime: true } : {}),
    },
  };
}

/** Somebody who is not known yet tells what the source asks for. */
function checkAsked({ askUnknown = [] }: Source, contact: Contact, { known }: Party): void {
  const missing = known ? [] : askUnknown.filter((field) => contact[field] === undefined);
  if (missing.length > 0) throw invalid(missing.map((field) => ({ code: 'form.required', path: `/contact/${field}` })));
}

async function chosenParty(context: Context, source: Source, id: string): Promise<Party> {
  const directory = counterpartiesOf(source);
  await mustMayChoose(context, directory, '/counterparty');
  await existingCard(context, directory, id);
  return knownParty(context, directory, id);
}

/** Rejects with `INVALID` when there is no such card, or it is out of use. */
export async function existingCard(context: Context, directory: string, id: string): Promise<void> {
  const card = await read(context.store, 'records', recordDocId(directory, id));
  if (!card || card.body.archived) throw invalid([{ code: 'request.unknown-counterparty', path: '/counterparty', params: { found: id.slice(0, 64) } }]);
}
