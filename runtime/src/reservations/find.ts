import { may, recordKey, type Directory, type Page, type ReservationQuery, type ReservationView } from '@requestry/model';
import type { Scan } from '@requestry/storage';
import type { DocOf } from '../collections.js';
import { nameOf } from '../commands/load-request.js';
import type { Context } from '../context.js';
import { openDirectory } from '../looking-up.js';
import { titlesOf } from '../queries/records.js';
import { accessFor, checkId, visibleRequest } from '../queries/request.js';
import { readMany } from '../store.js';
import { recordDocId } from '../world.js';
import { shownReservations } from './shown.js';
import { freeOf, quantityOf, spanOf } from './stock.js';

/** What is kept: of a request that the actor sees, of a record that they may look up, or for the actor. */
export async function findReservations(context: Context, query: ReservationQuery = {}): Promise<Page<ReservationView>> {
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? 50) || 50, 1), 200);
  const page = await context.store.scan({ ...(await rangeOf(context, query)), desc: true, limit, ...(query.after === undefined ? {} : { after: query.after }) });
  const docs = page.items as unknown as readonly DocOf<'reservations'>[];
  const [requests, titles] = await Promise.all([readMany(context.store, 'requests', [...new Set(docs.map(({ body }) => body.request))]), titlesOf(context, docs.map(({ body }) => ({ directory: body.directory, ids: [body.record] })))]);
  const seen = new Map<string, DocOf<'requests'>>();
  const shown = new Set<string>();
  for (const doc of requests) {
    const { request } = doc.body;
    const published = await context.publishedKind(request.kind, request.kindVersion);
    if (!may(context.actor, { action: 'see', request, kind: published.kind }, context.org).allowed) continue;
    seen.set(doc.id, doc);
    const access = await accessFor(context, doc, published);
    for (const { id } of shownReservations(request.reservations ?? [], published.kind, access)) shown.add(`${doc.id}.${id}`);
  }
  // Who asks about a record knows it already; else it is told by the field that chose it.
  const told = docs.filter(({ id }) => query.record !== undefined || shown.has(id));
  return { items: told.map(({ id, body }) => viewOf(context, body, shown.has(id) ? seen.get(body.request) : undefined, titles)), ...(page.next === undefined ? {} : { next: page.next }) };
}

async function rangeOf(context: Context, { request, directory, record, state = 'live' }: ReservationQuery): Promise<Pick<Scan, 'index' | 'eq'>> {
  if (request !== undefined) return { index: 'reservations-of', eq: [(await visibleRequest(context, checkId(request))).doc.id, state] };
  if (directory !== undefined || record !== undefined) {
    const { id } = await openDirectory(context, checkId(directory));
    return { index: 'reservations-on', eq: [id, checkId(record), state] };
  }
  return { index: 'reservations-by', eq: [context.actor.person.id, state] };
}

/** Whoever does not see the request learns that the record is taken, and no more. */
function viewOf(context: Context, { id, rule: _rule, person, request, ...rest }: DocOf<'reservations'>['body'], doc: DocOf<'requests'> | undefined, titles: Readonly<Record<string, string>>): ReservationView {
  const view = { ...rest, recordTitle: titles[recordKey(rest.directory, rest.record)] ?? rest.record };
  if (!doc) return view;
  const { number, title } = doc.body.request;
  return { ...view, id, request, ...(number === undefined ? {} : { number }), requestTitle: title, person, personName: nameOf(context, person) ?? person };
}

/** How many of each record are free, by the record's id: at the moment, or all the time of a period. */
export async function freeRecords(context: Context, directory: Directory, records: readonly string[], period: { readonly from?: string; readonly to?: string } = {}): Promise<ReadonlyMap<string, number>> {
  if (!directory.reservable || records.length === 0) return new Map();
  const ids = records.map((record) => recordDocId(directory.id, record));
  const [docs, stocks] = await Promise.all([readMany(context.store, 'records', ids), readMany(context.store, 'stock', ids)]);
  const holds = new Map(stocks.map(({ id, body }) => [id, body.holds]));
  const span = period.from === undefined && period.to === undefined ? { from: context.now, to: context.now + 1 } : spanOf(period, context.now);
  return new Map(docs.map(({ id, body }) => [body.id, Math.max(0, freeOf(quantityOf(directory, body), holds.get(id) ?? [], span))]));
}
