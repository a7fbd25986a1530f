import { describe, expect, it } from 'vitest';
import { RequestryError } from '@requestry/model';
import { depot } from '@requestry/runtime/testing';
import { createRuntime } from '@requestry/runtime';
import { randomFrom } from '@requestry/route/testing';
import { memoryStorage, type StorageAdapter, type Store } from '@requestry/storage';

/** A store whose calls take their turns in any order, and whose commits now and then fail before they are carried out or lose their reply. */
function unruly(storage: StorageAdapter, seed: number): StorageAdapter {
  const random = randomFrom(seed);
  const away = (): RequestryError => new RequestryError('STORAGE_UNAVAILABLE', 'nobody answers');
  const rest = async (): Promise<void> => {
    for (let turns = random.below(4); turns > 0; turns -= 1) await Promise.resolve();
  };
  const around = (store: Store): Store => ({
    ...store,
    get: async (keys) => (await rest(), store.get(keys)),
    scan: async (scan) => (await rest(), store.scan(scan)),
    feed: (after, limit) => store.feed(after, limit),
    commit: async (batch) => {
      await rest();
      if (random.chance(0.1)) throw away();
      const commit = await store.commit(batch);
      if (random.chance(0.1)) throw away();
      return commit;
    },
  });
  return { ...storage, tenant: (id) => around(storage.tenant(id)), open: () => storage.open(), now: () => storage.now(), claim: (query) => storage.claim(query), close: async () => undefined };
}

const at = Date.parse('2026-03-02T10:00:00+03:00');

describe('reservations under many at once', () => {
  it.each([1, 2, 3, 4, 5, 6])('never give the last one twice, whatever fails between two runtimes (R-03, S-11) %#', async (seed) => {
    const storage = memoryStorage({ now: () => at });
    const nodes = await Promise.all([0, 1].map((node) => createRuntime({ storage: unruly(storage, seed * 10 + node), clock: () => at })));
    const calm = await createRuntime({ storage, clock: () => at });
    await calm.install(depot);
    const ask = async (n: number): Promise<string> => {
      const node = nodes[n % 2];
      const hour = String(8 + (n % 3)).padStart(2, '0');
      const command = n % 4 === 0
        ? { kind: 'booking', data: { room: 'hall', begins: `2026-03-03T${hour}:00:00+03:00`, ends: `2026-03-03T${hour}:59:00+03:00` } }
        : { kind: 'hire', data: { tool: 'drill', count: 1 } };
      for (;;) {
        try {
          return (await node?.as({ user: n % 2 === 0 ? 'anna' : 'vera' }).submitRequest({ ...command, idempotencyKey: `k${n}` }))?.id ?? '';
        } catch (error) {
          if (error instanceof RequestryError && error.code === 'STORAGE_UNAVAILABLE') continue;
          if (error instanceof RequestryError && error.code === 'INVALID') return '';
          throw error;
        }
      }
    };
    const all = await Promise.all(Array.from({ length: 40 }, (_, n) => ask(n)));
    const boss = calm.as({ user: 'boss' });
    const live = async (directory: string, record: string) => (await boss.findReservations({ directory, record, limit: 200 })).items;
    expect((await live('goods', 'drill')).reduce((sum, { quantity }) => sum + quantity, 0)).toBe(3);
    expect((await live('rooms', 'hall')).map(({ from }) => from).sort()).toEqual(['2026-03-03T05:00:00.000Z', '2026-03-03T06:00:00.000Z', '2026-03-03T07:00:00.000Z']);
    expect(all.filter((id) => id !== '')).toHaveLength(6);
    expect(await boss.findRecords({ directory: 'goods', ids: ['drill'] })).toMatchObject({ items: [{ available: 0 }] });
  });

  it.each([11, 12, 13, 14])('add up while requests come and go: what there is, is free, kept or used up (R-03) %#', async (seed) => {
    const storage = memoryStorage({ now: () => at });
    const nodes = await Promise.all([0, 1].map((node) => createRuntime({ storage: unruly(storage, seed * 10 + node), clock: () => at })));
    const calm = await createRuntime({ storage, clock: () => at });
    await calm.install(depot);
    const boss = calm.as({ user: 'boss' });
    await boss.saveRecord({ record: { id: 'drill', directory: 'goods', data: { name: 'Дрель', stock: 12 } }, idempotencyKey: 'stock' });
    const insist = async <Result>(n: number, user: string, run: (service: ReturnType<(typeof calm)['as']>) => Promise<Result>): Promise<Result | undefined> => {
      for (;;) {
        try {
          return await run((nodes[n % 2] ?? calm).as({ user }));
        } catch (error) {
          if (!(error instanceof RequestryError)) throw error;
          if (error.code !== 'STORAGE_UNAVAILABLE') return undefined;
        }
      }
    };
    const live = async (n: number): Promise<void> => {
      const made = await insist(n, 'anna', (anna) => anna.submitRequest({ kind: 'hire', data: { tool: 'drill', count: 1 + (n % 3) }, idempotencyKey: `s${n}` }));
      if (!made) return;
      const task = (await boss.getRequest({ request: made.id })).tasks[0]?.id ?? '';
      const approve = () => insist(n, 'clerk1', (clerk) => clerk.completeTask({ task, outcome: 'approve', idempotencyKey: `a${n}` }));
      const withdraw = () => insist(n + 1, 'anna', (anna) => anna.withdrawRequest({ request: made.id, idempotencyKey: `w${n}` }));
      if (n % 4 === 0) await Promise.all([approve(), withdraw()]);
      else if (n % 4 === 1) await withdraw();
      else if (n % 4 === 2) await approve();
    };
    await Promise.all(Array.from({ length: 24 }, (_, n) => live(n)));
    const sum = async (state: 'live' | 'consumed'): Promise<number> => (await boss.findReservations({ directory: 'goods', record: 'drill', state, limit: 200 })).items.reduce((total, { quantity }) => total + quantity, 0);
    const [record] = (await boss.findRecords({ directory: 'goods', ids: ['drill'] })).items;
    const [kept, used] = [await sum('live'), await sum('consumed')];
    expect([record?.data.stock, record?.available]).toEqual([12 - used, 12 - used - kept]);
    expect(record?.available).toBeGreaterThanOrEqual(0);
    for (const { id, state } of (await boss.findRequests({ filter: { kind: 'hire' }, limit: 200 })).items) {
      const states = (await boss.getRequest({ request: id })).reservations?.map((each) => each.state);
      expect([id, states]).toEqual([id, [{ active: 'live', completed: 'consumed', withdrawn: 'released' }[state as 'active']]]);
      expect(await boss.checkHistory({ request: id })).toMatchObject({ holds: true, rebuilds: true });
    }
  });
});
