import { RequestryError, type DeliveryState, type DeliveryView, type Json, type Page } from '@requestry/model';
import { mustBeAllowed } from '../commands/change-process.js';
import { keyOf, put, type DeliveryDocument, type DocOf } from '../collections.js';
import { runCommand } from '../command.js';
import { nameOf } from '../commands/load-request.js';
import { contactPerson } from '../contacts.js';
import type { Context } from '../context.js';
import { readExisting, readMany } from '../store.js';

/** Messages that have not reached people yet, the oldest first. */
export async function findDeliveries(context: Context, query: { readonly state: DeliveryState; readonly limit?: number; readonly after?: string }): Promise<Page<DeliveryView>> {
  mustBeAllowed(context, { action: 'handle-deliveries' });
  const limit = Math.min(Math.max(query.limit ?? 50, 1), 200);
  const page = await context.store.scan({ index: 'deliveries', eq: [query.state], limit, ...(query.after !== undefined ? { after: query.after } : {}) });
  const views = await viewsOf(context, page.items.map(({ id, body }) => ({ id, body: body as DeliveryDocument })));
  return { items: views, ...(page.next !== undefined ? { next: page.next } : {}) };
}

/** Due now, as if it had never been tried; what its last failure was stays to be read. */
export async function retryDelivery(context: Context, command: { readonly delivery: string; readonly idempotencyKey: string }): Promise<DeliveryView> {
  const { delivery } = command;
  mustBeAllowed(context, { action: 'handle-deliveries' });
  const result = await runCommand(context, 'retry-delivery', command, async () => {
    const doc = await readExisting(context.store, 'deliveries', delivery);
    if (doc.body.state === 'held') throw new RequestryError('STATE', `${delivery} is held for a digest`, { params: { reason: 'delivery.held' } });
    const after: DeliveryDocument = { ...doc.body, state: 'waiting', attempts: 0, at: new Date(context.now).toISOString() };
    const [view] = await viewsOf(context, [{ id: delivery, body: after }]);
    return { ops: [put('deliveries', delivery, after, doc.version)], result: view as unknown as Json };
  });
  return result as unknown as DeliveryView;
}

export async function dropDelivery(context: Context, command: { readonly delivery: string; readonly idempotencyKey: string }): Promise<void> {
  const { delivery } = command;
  mustBeAllowed(context, { action: 'handle-deliveries' });
  await runCommand(context, 'drop-delivery', command, async () => {
    const doc = await readExisting(context.store, 'deliveries', delivery);
    return { ops: [{ op: 'delete', ...keyOf('deliveries', delivery), if: doc.version }], result: null };
  });
}

async function viewsOf(context: Context, docs: readonly Pick<DocOf<'deliveries'>, 'id' | 'body'>[]): Promise<readonly DeliveryView[]> {
  const wanted = new Set(docs.flatMap(({ body }) => body.about.map(({ request }) => request)));
  const numbers = new Map((await readMany(context.store, 'requests', [...wanted].slice(0, 1000))).map(({ id, body }) => [id, body.request.number]));
  const contacts = new Map(await Promise.all(docs.flatMap(({ body: { to, contact } }) => (contact ? [contactPerson(context, contact).then((person) => [to, person?.name] as const)] : []))));
  return docs.map(({ id, body: { about, ...rest } }) => ({
    id,
    ...rest,
    toName: contacts.get(rest.to) ?? nameOf(context, rest.to) ?? rest.to,
    about: about.map(({ event, request }) => {
      const number = numbers.get(request);
      return { event, request, ...(number !== undefined ? { number } : {}) };
    }),
  }));
}
