import { counterpartiesOf, may, RequestryError, type DirectoryRecord, type Recognised, type Request, type RequestStatus } from '@requestry/model';
import type { RequestDocument } from '../collections.js';
import type { Context } from '../context.js';
import { publicKey } from '../public-id.js';
import { read } from '../store.js';
import { recordDocId } from '../world.js';
import { cardKeys, contactKeys, emailKey, phoneKey } from './contact.js';
import { matchCards } from './recognise.js';
import { existingSource } from './sources.js';

/** See `IntakeService.recognise`. Tells nothing of a card but the first letter of a first name. */
export async function recogniseVisitor(context: Context, query: { readonly source: string; readonly email?: string; readonly phone?: string }): Promise<Recognised> {
  const source = await existingSource(context, query.source);
  const permission = may(context.actor, { action: 'recognise', source }, context.org);
  if (!permission.allowed) throw new RequestryError('FORBIDDEN', `Source "${source.id}" recognises nobody`, { params: { reason: permission.reason?.code } });
  const cards = await matchCards(context, counterpartiesOf(source), { ...(query.email !== undefined ? { email: query.email } : {}), ...(query.phone !== undefined ? { phone: query.phone } : {}) });
  const name = cards.length === 1 ? maskedName(cards[0]) : undefined;
  return { known: cards.length > 0, ...(name !== undefined ? { name } : {}) };
}

/** `И***`: of who is named on the card, or of a card that is a person's. */
function maskedName(card: DirectoryRecord | undefined): string | undefined {
  const { contact, name, type } = card?.data ?? {};
  const whole = typeof contact === 'string' ? contact : type === 'person' && typeof name === 'string' ? name : '';
  const words = whole.match(/[\p{L}’'-]+/gu) ?? [];
  // «Иванов Иван Иванович» names the family first, «Иван Иванов» does not.
  const first = /(?:вич|вна|ична|оглы|кызы)$/i.test(words[2] ?? '') ? words[1] : words[0];
  return first === undefined ? undefined : `${[...first][0] ?? ''}***`;
}

/** See `IntakeService.status`. */
export async function publicStatus(context: Context, { publicId, contact }: { readonly publicId: string; readonly contact: string }): Promise<RequestStatus | null> {
  const key = typeof publicId === 'string' && publicId.length <= 100 ? publicKey(publicId) : '';
  const page = await context.store.scan({ index: 'requests-public', eq: [key], limit: 1 });
  const document = key === '' ? undefined : (page.items[0]?.body as RequestDocument | undefined);
  if (!document || !(await belongsTo(context, document.request, contact))) return null;
  const { request } = document;
  const { kind } = await context.publishedKind(request.kind, request.kindVersion);
  const stage = kind.stages?.find(({ id }) => id === request.stage)?.title;
  return {
    publicId: request.publicId,
    ...(request.number !== undefined ? { number: request.number } : {}),
    kindTitle: kind.title,
    state: request.state,
    ...(stage !== undefined ? { stage } : {}),
    submittedAt: request.submittedAt,
    ...(request.closedAt !== undefined ? { closedAt: request.closedAt } : {}),
  };
}

/** The contact is that of whoever asked: told with the request, on their card, or of the initiator. */
export async function belongsTo(context: Context, request: Request, contact: string): Promise<boolean> {
  const email = emailKey(contact);
  const wanted = email ?? phoneKey(contact);
  if (wanted === undefined) return false;
  const { id, directory = '' } = request.counterparty ?? {};
  const card = id === undefined ? undefined : await read(context.store, 'records', recordDocId(directory, id));
  const initiator = context.org.people.find((person) => person.id === request.initiator && !person.archived);
  const keys = [...contactKeys(request.contact ?? {}), ...cardKeys(card?.body.data ?? {}), ...contactKeys({ ...(initiator?.email !== undefined ? { email: initiator.email } : {}), ...(initiator?.phone !== undefined ? { phone: initiator.phone } : {}) })];
  return keys.some(({ sort, key }) => sort === (email === undefined ? 'phone' : 'email') && key === wanted);
}
