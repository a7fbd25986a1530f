import { describe, expect, it } from 'vitest';
import type { System } from '@requestry/model';
import { depot, office } from '../testing/index.js';

const words = 'Болит спина, прошу кресло';
const system: System = { ...depot, kinds: depot.kinds.map(({ kind, ...rest }) => ({ ...rest, kind: { ...kind, personalData: true } })) };

describe('what stands beside a request with personal data', () => {
  it('goes with it: decisions and what they start, notes of work and money, reservations', async () => {
    const place = await office({ system });
    const stored = async (collections?: readonly string[]): Promise<string> => {
      const store = place.storage.tenant('main');
      const { items } = await store.feed(null, 1_000);
      const keys = new Map(items.flatMap(({ changes }) => changes.map(({ collection, id }) => [`${collection}/${id}`, { collection, id }])));
      const docs = await store.get([...keys.values()]);
      return JSON.stringify(docs.filter((doc) => doc !== null && doc.collection !== 'kind-versions' && (collections?.includes(doc.collection) ?? true)));
    };
    const firstTask = async (person: string, request: string) => (await place.as(person).getRequest({ request })).tasks[0]?.id ?? '';
    const key = () => place.key();
    const offer = await place.as('anna').submitRequest({ kind: 'offer', data: { subject: words }, idempotencyKey: key() });
    await place.as('clerk1').completeTask({ task: await firstTask('clerk1', offer.id), outcome: 'decide', decision: { type: 'too-new', text: words }, idempotencyKey: key() });
    const job = await place.as('anna').submitRequest({ kind: 'job', data: { client: 'rose' }, idempotencyKey: key() });
    await place.as('clerk1').completeTask({ task: await firstTask('clerk1', job.id), outcome: 'approve', idempotencyKey: key() });
    await place.as('kurt').addUsage({ request: job.id, lines: [{ hours: '1', date: '2026-03-02', note: words }], idempotencyKey: key() });
    await place.as('kurt').correctUsage({ request: job.id, line: 'u1', hours: '2', comment: words, idempotencyKey: key() });
    await place.as('kurt').addPayments({ request: job.id, payments: [{ state: 'made', amount: '5', currency: 'RUB', date: '2026-03-02', purpose: words }], idempotencyKey: key() });
    await place.as('anna').withdrawRequest({ request: job.id, idempotencyKey: key() });
    const hire = await place.as('anna').submitRequest({ kind: 'hire', data: { tool: 'drill', count: 1, note: words }, idempotencyKey: key() });
    await place.as('anna').withdrawRequest({ request: hire.id, idempotencyKey: key() });
    await place.pass({ minutes: 1 });
    expect(await stored(['outbox']), 'the host has not taken it yet').toContain(words);
    expect(await place.as('boss').checkHistory({ request: job.id })).toMatchObject({ holds: true, rebuilds: true });
    for (const { id } of [offer, job, hire]) await place.as('boss').eraseRequest({ request: id, reason: 'Просьба', idempotencyKey: key() });
    await place.pass({ hours: 24 });
    expect(await stored()).not.toContain(words);
    expect(await stored(['reservations'])).toBe('[]');
    expect((await place.as('boss').getRequest({ request: offer.id })).decision).toMatchObject({ type: 'too-new', title: expect.any(String) as unknown });
    expect(await place.as('boss').checkHistory({ request: hire.id })).toMatchObject({ holds: true });
  });
});
