import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject, System } from '@requestry/model';
import { checkHistoryFile } from '@requestry/runtime';
import { system as ready } from '@requestry/templates/internal';
import { office, type Office } from '../testing/index.js';

const secretWords = 'Болит спина, прошу кресло';
const access: JsonObject = { subject: secretWords, workType: 'wt-grant', resource: 'rs-crm', level: 'work', forWhom: 'smirnov', reason: secretWords };
const system: System = { ...ready, kinds: ready.kinds.map((entry) => (entry.kind.id === 'access' ? { ...entry, kind: { ...entry.kind, titleTemplate: '{subject}', personalData: true } } : entry)) };

describe('requests with personal data', () => {
  let place: Office;
  let id: string;

  beforeEach(async () => {
    place = await office({ system });
    ({ id } = await place.as('smirnov').submitRequest({ kind: 'access', data: access, idempotencyKey: place.key() }));
    await place.as('smirnov').addComment({ request: id, body: secretWords, visibility: 'public', idempotencyKey: place.key() });
    await place.pass({ minutes: 1 });
  });

  /** Every document that is stored, as text. */
  const stored = async (): Promise<string> => {
    const store = place.storage.tenant('main');
    const { items } = await store.feed(null, 1_000);
    const keys = new Map(items.flatMap(({ changes }) => changes.map(({ collection, id: one }) => [`${collection}/${one}`, { collection, id: one }])));
    const docs = await store.get([...keys.values()]);
    return JSON.stringify(docs.filter((doc) => doc !== null && doc.collection !== 'kind-versions'));
  };

  const end = () => place.as('smirnov').withdrawRequest({ request: id, reason: secretWords, idempotencyKey: place.key() });
  const erase = (person = 'nikitina') => place.as(person).eraseRequest({ request: id, reason: 'По просьбе сотрудника', idempotencyKey: place.key() });

  it('are worked on as any other, while their history is sealed where it is stored', async () => {
    const history = await place.as('smirnov').getHistory({ request: id });
    expect(history[0]?.facts.data).toMatchObject({ subject: secretWords });
    const { items } = await place.storage.tenant('main').scan({ index: 'events', eq: [id], limit: 100 });
    expect(JSON.stringify(items)).not.toContain(secretWords);
    expect(await place.as('nikitina').checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
  });

  it('are erased when they have ended, by administrators alone, with a reason', async () => {
    await expect(erase()).rejects.toMatchObject({ code: 'FORBIDDEN', params: { reason: 'may.request-open' } });
    await end();
    await expect(erase('smirnov')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(place.as('nikitina').eraseRequest({ request: id, reason: ' ', idempotencyKey: place.key() })).rejects.toMatchObject({ code: 'INVALID' });
    const view = await erase();
    expect([view.erased?.by, view.data, view.state]).toEqual(['nikitina', {}, 'withdrawn']);
    await expect(erase()).rejects.toMatchObject({ code: 'FORBIDDEN', params: { reason: 'request.erased' } });
  });

  it('leave nothing of what was said anywhere in the store once they are erased', async () => {
    await place.as('nikitina').estimateRequest({ request: id, date: '2030-01-15', comment: secretWords, idempotencyKey: place.key() });
    await end();
    await place.pass({ minutes: 1 });
    expect(await stored()).toContain(secretWords);
    await erase();
    await place.pass({ minutes: 1 });
    expect(await stored()).not.toContain(secretWords);
  });

  it('keep a chain that holds, with what happened and when', async () => {
    const before = (await place.as('nikitina').getHistory({ request: id })).map(({ type, at }) => [type, at]);
    await end();
    await erase();
    const proof = await place.as('nikitina').checkHistory({ request: id });
    expect([proof.holds, proof.rebuilds]).toEqual([true, undefined]);
    const after = await place.as('nikitina').getHistory({ request: id });
    expect(after.map(({ type, at }) => [type, at]).slice(0, before.length)).toEqual(before);
    expect(after.at(-1)).toMatchObject({ type: 'request-erased', facts: { reason: 'По просьбе сотрудника' } });
    expect(checkHistoryFile((await place.as('nikitina').exportHistory({ request: id })).text).holds).toBe(true);
    await expect(place.as('nikitina').getPast({ request: id, event: 1 })).rejects.toMatchObject({ code: 'STATE' });
  });

  it('of kinds without the mark are not erased', async () => {
    const { id: other } = await place.as('petrova').submitRequest({ kind: 'repair', data: { subject: 'МФУ', workType: 'wt-repair', equipmentKind: 'ek-printer', equipment: 'eq-1001', problem: 'Замятие бумаги после каждой второй страницы' }, idempotencyKey: place.key() });
    await place.as('petrova').withdrawRequest({ request: other, idempotencyKey: place.key() });
    await expect(place.as('nikitina').eraseRequest({ request: other, reason: 'x', idempotencyKey: place.key() })).rejects.toMatchObject({ code: 'STATE', params: { reason: 'erase.not-personal' } });
  });
});
