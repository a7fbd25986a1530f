import { beforeEach, describe, expect, it } from 'vitest';
import { RequestryError, type JsonObject } from '@requestry/model';
import { memoryStorage, type Op, type StorageAdapter } from '@requestry/storage';
import { system } from '@requestry/templates/internal';
import { agency } from './testing/agency.js';
import { createRuntime, type Runtime } from './runtime.js';
import type { DamagedDocument } from './sound-store.js';

let storage: StorageAdapter;
let runtime: Runtime;
let found: DamagedDocument[];
let count = 0;

beforeEach(async () => {
  storage = memoryStorage();
  found = [];
  runtime = await createRuntime({ storage, onDamaged: (damaged) => found.push(damaged) });
  await runtime.install(system);
});

/** Another runtime, over a clock that is moved by hours, each time with a pass of work. */
async function clocked(): Promise<(hours: number) => Promise<void>> {
  let now = Date.parse('2026-03-02T10:00:00+03:00');
  storage = memoryStorage({ now: () => now });
  runtime = await createRuntime({ storage, clock: () => now, onDamaged: (damaged) => found.push(damaged) });
  await runtime.install(agency);
  return async (hours) => {
    now += hours * 3_600_000;
    await runtime.work();
  };
}

const as = (user: string) => runtime.as({ user });
const access: JsonObject = { subject: 'Доступ к CRM', workType: 'wt-grant', resource: 'rs-crm', level: 'work', forWhom: 'smirnov', reason: 'Новый сотрудник отдела' };
const submit = (subject: string) => as('petrova').submitRequest({ kind: 'access', data: { ...access, subject }, idempotencyKey: `key-${(count += 1)}` });

/** Writes over the documents of a collection that `which` names, where the runtime would find them. */
async function overwrite(index: string, eq: readonly string[], which: (id: string) => boolean, body: unknown): Promise<readonly string[]> {
  const store = storage.tenant('main');
  const { items } = await store.scan({ index, eq, limit: 100 });
  const hit = items.filter(({ id }) => which(id));
  for (const { collection, id, key, version } of hit) await store.commit({ ops: [{ op: 'put', collection, id, body, entries: [[index, ...key]], if: version }] });
  return hit.map(({ id }) => id);
}

const refusal = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined, (error: unknown) => (error instanceof RequestryError ? [error.code, error.params] : error));

describe('a document that something else wrote over', () => {
  it('leaves the lists of tasks whole, and is named when somebody asks for it', async () => {
    await submit('One');
    await submit('Two');
    const head = (await as('petrova').findRequests({})).items[0]?.waitingFor[0]?.people[0];
    const person = (await as('petrova').findPeople({})).find(({ name, id }) => id === head || name === head)?.id ?? '';
    const before = (await as(person).findTasks({ view: 'mine' })).items;
    expect(before).toHaveLength(2);
    const [id = ''] = await overwrite('tasks', [person], (each) => each === before[0]?.id, { hello: 'world' });
    expect((await as(person).findTasks({ view: 'mine' })).items.map((task) => task.id)).toEqual([before[1]?.id]);
    expect(await refusal(as(person).getTask({ task: id }))).toEqual(['DAMAGED', { collection: 'tasks', id }]);
    expect(found[0]).toEqual({ tenant: 'main', collection: 'tasks', id });
  });

  it('keeps a request that is damaged from being acted on, and the others as they are', async () => {
    const [one, two] = [await submit('One'), await submit('Two')];
    const store = storage.tenant('main');
    await store.commit({ ops: [{ op: 'put', collection: 'requests', id: one.id, body: 'not a request' }] });
    expect(await refusal(as('petrova').getRequest({ request: one.id }))).toEqual(['DAMAGED', { collection: 'requests', id: one.id }]);
    expect(await refusal(as('petrova').withdrawRequest({ request: one.id, idempotencyKey: 'w' }))).toEqual(['DAMAGED', { collection: 'requests', id: one.id }]);
    expect((await as('petrova').withdrawRequest({ request: two.id, idempotencyKey: 'w2' })).state).toBe('withdrawn');
    expect((await as('petrova').findRequests({})).items.map(({ id }) => id)).toContain(two.id);
  });

  it('does not stop the work that is due', async () => {
    await submit('One');
    const store = storage.tenant('main');
    await store.commit({ ops: [{ op: 'put', collection: 'outbox', id: 'foreign', body: [1, 2, 3], entries: [['outbox-due', 0]] }] });
    const done = await runtime.work();
    expect(done.messages).toBeGreaterThan(0);
    expect(found).toContainEqual({ tenant: 'main', collection: 'outbox', id: 'foreign' });
  });

  it('is met once by the work that is due, told by its id, and left as it is', async () => {
    const later = await clocked();
    const store = storage.tenant('main');
    const body = [1, 2, 3];
    for (const [collection, index] of [['outbox', 'outbox-due'], ['recurrences', 'recurrences-due'], ['timers', 'timers-due']] as const) await store.commit({ ops: [{ op: 'put', collection, id: 'foreign', body, entries: [[index, 0]] }] });
    for (let passes = 0; passes < 3; passes += 1) await later(1);
    expect(found.filter(({ id }) => id === 'foreign').map(({ collection }) => collection).sort()).toEqual(['outbox', 'recurrences', 'timers']);
    for (const collection of ['outbox', 'recurrences', 'timers']) expect((await store.get([{ collection, id: 'foreign' }]))[0]?.body).toEqual(body);
  });

  it('is a timer that is made anew of what its request says: it fires as it would have', async () => {
    const later = await clocked();
    const deal = await as('anna').submitRequest({ kind: 'deal', data: { what: 'Banner' }, idempotencyKey: 'deal' });
    const store = storage.tenant('main');
    const { items: [timer] } = await store.scan({ index: 'timers-due', limit: 1 });
    await store.commit({ ops: [{ op: 'put', collection: 'timers', id: timer?.id ?? '', body: { hello: 'world' }, entries: [['timers-due', 0]] }] });
    await later(24);
    expect(found).toEqual([{ tenant: 'main', collection: 'timers', id: timer?.id }]);
    expect((await store.get([{ collection: 'timers', id: timer?.id ?? '' }]))[0]?.body).toEqual(timer?.body);
    await later(24);
    expect((await as('anna').getRequest({ request: deal.id })).state).toBe('completed');
    expect(found).toHaveLength(1);
  });

  it('keeps what is due for its request waiting until it has been put right', async () => {
    const later = await clocked();
    const deal = await as('anna').submitRequest({ kind: 'deal', data: { what: 'Banner' }, idempotencyKey: 'deal' });
    await runtime.work();
    const store = storage.tenant('main');
    const [doc] = await store.get([{ collection: 'requests', id: deal.id }]);
    await store.commit({ ops: [{ op: 'put', collection: 'requests', id: deal.id, body: 'not a request' }] });
    await later(49);
    const met = found.length;
    expect(found.every(({ collection, id }) => collection === 'requests' && id === deal.id)).toBe(true);
    await later(0.5);
    expect(found, 'not at every pass').toHaveLength(met);
    await store.commit({ ops: [{ op: 'put', collection: 'requests', id: deal.id, body: doc?.body }] });
    await later(1);
    expect((await as('anna').getRequest({ request: deal.id })).state).toBe('completed');
  });

  it('does not change when a message says that it was made, which people are told later', async () => {
    const later = await clocked();
    const secret = await as('anna').submitRequest({ kind: 'secret', data: { what: 'Banner' }, idempotencyKey: 'secret' });
    const store = storage.tenant('main');
    const [doc] = await store.get([{ collection: 'requests', id: secret.id }]);
    await store.commit({ ops: [{ op: 'put', collection: 'requests', id: secret.id, body: 'not a request' }] });
    await later(0);
    await store.commit({ ops: [{ op: 'put', collection: 'requests', id: secret.id, body: doc?.body }] });
    await later(0.5);
    expect((await as('boris').findNotifications()).items).toEqual([]);
    await later(1);
    expect((await as('boris').findNotifications()).items.map(({ event, at }) => [event, at])).toEqual([['task-opened', secret.submittedAt]]);
  });

  it('leaves notifications and comments whole', async () => {
    const request = await submit('One');
    await as('petrova').addComment({ request: request.id, body: 'Жду', visibility: 'public', idempotencyKey: 'c' });
    await as('petrova').addComment({ request: request.id, body: 'Очень', visibility: 'public', idempotencyKey: 'd' });
    const [first] = await as('petrova').findComments({ request: request.id });
    await overwrite('comments', [request.id], (id) => id === first?.id, null);
    expect((await as('petrova').findComments({ request: request.id })).map(({ body }) => body)).toEqual(['Очень']);
    await runtime.work();
    const [note] = (await as('petrova').findNotifications()).items;
    await overwrite('notifications', ['petrova'], (id) => id === note?.id, {});
    expect((await as('petrova').findNotifications()).items.map(({ id }) => id)).not.toContain(note?.id);
  });

  describe.each([
    ['overwritten', (key: { readonly collection: string; readonly id: string }): Op => ({ op: 'put', ...key, body: 'neither row nor words' })],
    ['missing, as in stores of earlier versions', (key: { readonly collection: string; readonly id: string }): Op => ({ op: 'delete', ...key })],
  ])('and that holds the words of a request, %s', (how, spoil) => {
    it('is written anew by the next command: a comment, or any other', async () => {
      const [one, two] = [await submit('Зеркало'), await submit('Зеркала')];
      const say = (request: string, body: string) => as('petrova').addComment({ request, body, visibility: 'public', idempotencyKey: `key-${(count += 1)}` });
      const search = async (text: string): Promise<readonly string[]> => (await as('petrova').findRequests({ filter: { text } })).items.map(({ id }) => id).sort();
      const both = [one.id, two.id].sort();
      for (const id of both) await say(id, 'Нужна лестница');
      const store = storage.tenant('main');
      const words = (await store.scan({ index: 'requests', lt: [''], limit: 10 })).items.map(({ id }) => ({ collection: 'register-words', id }));
      expect(words).toHaveLength(2);
      await store.commit({ ops: words.map(spoil) });
      await say(one.id, 'И стремянка');
      await as('petrova').withdrawRequest({ request: two.id, idempotencyKey: 'w' });
      expect([await search('зеркало'), await search('лестницы'), await search('стремянка')]).toEqual([both, both, [one.id]]);
      expect(found.filter(({ collection }) => collection === 'register-words').length > 0).toBe(how === 'overwritten');
      expect(await store.get(words), 'they hold what requests are found by').toEqual(words.map(() => expect.objectContaining({ body: { words: expect.arrayContaining([expect.any(String)]), comments: expect.arrayContaining([expect.any(String)]) } })));
    });
  });

  it('is the row of a request: lists leave it out until the next command writes it anew', async () => {
    const request = await submit('Зеркало');
    const store = storage.tenant('main');
    const [row] = (await store.scan({ index: 'requests', lt: [''], limit: 10 })).items;
    await overwrite('requests', [], (id) => id === row?.id, { hello: 'world' });
    expect((await as('petrova').findRequests({})).items).toEqual([]);
    await as('petrova').addComment({ request: request.id, body: 'Жду', visibility: 'public', idempotencyKey: 'c' });
    expect(found).toContainEqual({ tenant: 'main', collection: 'register', id: row?.id });
    expect((await as('petrova').findRequests({})).items.map(({ id, title }) => [id, title])).toEqual([[request.id, request.title]]);
    expect((await as('petrova').findRequests({ filter: { text: 'зеркало' } })).items).toHaveLength(1);
  });

  it('is what somebody has read of a conversation: all of it is new to them until they read it again', async () => {
    const request = await submit('One');
    await as('petrova').addComment({ request: request.id, body: '@smirnov', visibility: 'public', idempotencyKey: 'c' });
    const unread = async (): Promise<readonly unknown[]> => (await as('smirnov').findComments({ request: request.id })).map((comment) => comment.unread);
    await as('smirnov').readComments({ request: request.id });
    expect(await unread()).toEqual([undefined]);
    const [mark] = await overwrite('comment-marks', [request.id], () => true, null);
    expect(await unread()).toEqual([true]);
    await as('smirnov').readComments({ request: request.id });
    expect(await unread()).toEqual([undefined]);
    expect(found).toContainEqual({ tenant: 'main', collection: 'comment-marks', id: mark });
  });
});
