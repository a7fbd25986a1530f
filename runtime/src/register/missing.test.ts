import { createRuntime, type Runtime } from '@requestry/runtime';
import { type Op, type StorageAdapter, type Store } from '@requestry/storage';
import { describe, expect, it } from 'vitest';
import { keyOf, put, type DocOf } from '../collections.js';
import { readMany, scanAll } from '../store.js';
import { office, type Office } from '../testing/index.js';
import { registerSystem } from '../testing/register-system.js';

const repair = { subject: 'МФУ не печатает', workType: 'wt-repair', equipmentKind: 'ek-printer', equipment: 'eq-1001', problem: 'Замятие бумаги' };

/** What the register holds, by id, with the words. */
async function registered(store: Store): Promise<ReadonlyMap<string, unknown>> {
  const rows = await scanAll<'register'>(store, { index: 'requests', lt: [''] });
  const words = new Map((await readMany(store, 'register-words', rows.map(({ id }) => id))).map(({ id, body }) => [id, body]));
  return new Map(rows.map(({ id, body }) => [id, { ...body, words: words.get(id)?.words, comments: words.get(id)?.comments.toSorted() }]));
}

const requestsIn = async (store: Store): Promise<readonly DocOf<'requests'>[]> => (await scanAll<'requests'>(store, { index: 'requests-public' })) as readonly DocOf<'requests'>[];

/** Takes away what was not there before there was a register; gives what was. */
async function before(store: Store): Promise<ReadonlyMap<string, unknown>> {
  const all = await registered(store);
  const ops: Op[] = [{ op: 'delete', ...keyOf('register-missing', 'requests') }, ...[...all.keys()].flatMap((id): Op[] => [{ op: 'delete', ...keyOf('register', id) }, { op: 'delete', ...keyOf('register-words', id) }])];
  for (let at = 0; at < ops.length; at += 500) await store.commit({ ops: ops.slice(at, at + 500) });
  return all;
}

async function some(count: number): Promise<Office> {
  const place = await office({ system: registerSystem });
  for (let n = 0; n < count; n += 1) {
    const kind = n % 10 === 0 ? 'repair' : 'purchase';
    const { id } = await place.as('petrova').submitRequest({ kind, data: kind === 'repair' ? repair : { subject: `Закупка ${n}`, city: 'Омск', amount: n }, idempotencyKey: place.key() });
    if (n % 7 === 0) await place.as('petrova').addComment({ request: id, body: 'Привезут в пятницу', visibility: 'public', idempotencyKey: place.key() });
    if (n % 9 === 0) await place.as('petrova').withdrawRequest({ request: id, idempotencyKey: place.key() });
  }
  return place;
}

/** Another runtime over the same store, as after a new version was started. */
const restarted = (place: Office, storage: StorageAdapter = place.storage): Promise<Runtime> => createRuntime({ storage, clock: () => place.now() });

/** A store that is gone at one call of many, after what was asked was done or before. */
function breaking(adapter: StorageAdapter, at: number): StorageAdapter {
  let calls = 0;
  const tenant = (id: string): Store => {
    const store = adapter.tenant(id);
    const commit: Store['commit'] = async (batch) => {
      calls += 1;
      if (calls === at) throw new Error('killed');
      const result = await store.commit(batch);
      if (calls === at + 1) throw new Error('killed');
      return result;
    };
    return { ...store, commit };
  };
  return { capabilities: adapter.capabilities, open: () => adapter.open(), close: () => Promise.resolve(), now: () => adapter.now(), claim: (request) => adapter.claim({ ...request, leaseMs: 0 }), tenant };
}

describe('requests from before there was a register', () => {
  it('come into it in bounded steps, and answers say so until all are there', async () => {
    const place = await some(520);
    const store = place.storage.tenant('main');
    const all = await before(store);
    const requests = await requestsIn(store);
    const runtime = await restarted(place);
    const [gromov, admin] = [runtime.as({ user: 'gromov' }), runtime.as({ user: 'nikitina' })];
    expect(await gromov.findRequests({ filter: { text: 'пятница' } })).toEqual({ items: [], rebuilding: true });
    expect(await gromov.countRequests({})).toEqual({ groups: [{ count: 0 }], rebuilding: true });
    expect(await admin.findRegisterRebuilds()).toEqual([{ fields: [], done: 0, left: 520 }]);
    await runtime.work();
    expect(await admin.findRegisterRebuilds()).toEqual([{ fields: [], done: 500, left: 20 }]);
    expect((await gromov.countRequests({})).rebuilding).toBe(true);
    await runtime.work();
    expect(await admin.findRegisterRebuilds()).toEqual([]);
    expect(await gromov.countRequests({})).toEqual({ groups: [{ count: 520 }] });
    expect((await gromov.findRequests({ filter: { text: 'пятница' }, limit: 200 })).items).toHaveLength(75);
    expect(await registered(store)).toEqual(all);
    expect(await requestsIn(store), 'requests themselves are untouched').toEqual(requests);
  });

  it('come into it once, whatever breaks off and however many do it at once', async () => {
    const place = await some(30);
    const store = place.storage.tenant('main');
    for (let at = 1; at <= 6; at += 1) {
      const all = await before(store);
      const first = await restarted(place, breaking(place.storage, at));
      await first.work().catch(() => undefined);
      const more = await Promise.all([restarted(place), restarted(place, breaking(place.storage, 99)), restarted(place, breaking(place.storage, 99))]);
      await Promise.all(more.flatMap((runtime) => [runtime.work(), runtime.work()]));
      await more[0]?.work();
      expect(await registered(store), `broken off at commit ${at}`).toEqual(all);
      expect(await more[0]?.as({ user: 'nikitina' }).findRegisterRebuilds()).toEqual([]);
    }
  });

  it('keep what is said and done with them meanwhile', async () => {
    const place = await some(3);
    const store = place.storage.tenant('main');
    await before(store);
    const [first, second] = (await requestsIn(store)).filter(({ body }) => body.request.state === 'active').map(({ id }) => id);
    const runtime = await restarted(place);
    const petrova = runtime.as({ user: 'petrova' });
    const find = async (text: string): Promise<readonly string[]> => (await runtime.as({ user: 'gromov' }).findRequests({ filter: { text } })).items.map(({ id }) => id);
    await petrova.addComment({ request: first ?? '', body: 'Нужна лестница', visibility: 'public', idempotencyKey: 'a' });
    await petrova.withdrawRequest({ request: second ?? '', idempotencyKey: 'b' });
    expect(await find('закупка'), 'what was changed is there at once').toEqual([second]);
    await runtime.work();
    expect(await find('лестницы')).toEqual([first]);
    expect((await runtime.as({ user: 'gromov' }).countRequests({})).groups).toEqual([{ count: 3 }]);
  });

  it('are found by the entries that they had then, which stand in nobody’s way', async () => {
    const place = await some(4);
    const store = place.storage.tenant('main');
    const all = await before(store);
    const requests = await requestsIn(store);
    await store.commit({ ops: requests.map(({ id, body }) => ({ ...put('requests', id, body), entries: [['requests', body.request.submittedAt], ['requests-by', body.request.initiator, body.request.submittedAt]] })) });
    const runtime = await restarted(place);
    const gromov = runtime.as({ user: 'gromov' });
    expect(await gromov.findRequests({ limit: 1 })).toEqual({ items: [], rebuilding: true });
    await runtime.work();
    expect([...(await registered(store)).keys()]).toEqual([...all.keys()]);
    const page = await gromov.findRequests({ limit: 3 });
    expect([page.items.length, (await gromov.findRequests({ limit: 3, after: page.next ?? '' })).items.length]).toEqual([3, 1]);
    expect(await gromov.countRequests({})).toEqual({ groups: [{ count: 4 }] });
    expect((await gromov.findRequests({ filter: { submitted: { from: '2020-01-01' } } })).items).toHaveLength(4);
    expect((await readMany(store, 'requests', requests.map(({ id }) => id))).map(({ version }) => version)).toEqual(requests.map(({ version }) => version + 1));
  });
});
