import type { Commit } from '../../contract.js';
import { equal, rejects } from '../assert.js';
import { bodyOf, cases, commit, idsOf, key, put } from '../case.js';

/** A hint may come late, and one from before the adapter listens not at all. */
const moment = () => new Promise<undefined>((resolve) => setTimeout(resolve, 50, undefined));

export const lifeCases = cases('opening and closing', {
  'is open as often as it is opened': async ({ adapter, store }) => {
    await commit(store, [put('1')]);
    await adapter.open();
    equal(await bodyOf(store, '1'), '1');
  },
  'refuses calls when closed': async ({ adapter, store }) => {
    await adapter.close();
    await adapter.close();
    await rejects(() => store.get([key('1')]), 'STORAGE_UNAVAILABLE');
    await rejects(() => store.commit({ ops: [put('1')] }), 'STORAGE_UNAVAILABLE');
    await rejects(() => store.scan({ index: 'i', limit: 1 }), 'STORAGE_UNAVAILABLE');
    await rejects(() => store.feed(null, 1), 'STORAGE_UNAVAILABLE');
    await rejects(() => adapter.claim({ index: 'due', upTo: 1, count: 1, leaseMs: 1, owner: 'w' }), 'STORAGE_UNAVAILABLE');
  },
  'has everything again when opened again': async ({ adapter, store }) => {
    const { seq } = await commit(store, [put('1', 'kept', { entries: [['i', 1]] })], { command: { id: 'k', result: 'done' }, durability: 'strict' });
    await adapter.close();
    await adapter.open();
    const again = adapter.tenant('main');
    equal(await bodyOf(again, '1'), 'kept');
    equal(await idsOf(again, { index: 'i' }), ['1']);
    equal((await again.feed(null, 10)).items.map((item) => item.seq), [seq]);
    equal(await again.commit({ ops: [], command: { id: 'k', result: 'new' } }), { ok: false, reason: 'duplicate', result: 'done' });
    equal((await commit(again, [put('1')])).versions, [2]);
  },
  'shows one adapter what another wrote': {
    needs: 'reopen',
    run: async ({ store, reopen }) => {
      const second = (await reopen()).tenant('main');
      await commit(store, [put('1', 'first', { entries: [['i', 1]] })]);
      equal([await bodyOf(second, '1'), await idsOf(second, { index: 'i' })], ['first', ['1']]);
      await commit(second, [put('1', 'second', { if: 1 })]);
      equal([await bodyOf(store, '1'), await idsOf(store, { index: 'i' })], ['second', []]);
      equal((await store.feed(null, 10)).items, (await second.feed(null, 10)).items);
    },
  },
  'lets one win when two adapters write at once': {
    needs: 'reopen',
    run: async ({ store, reopen, race }) => {
      const second = (await reopen()).tenant('main');
      await commit(store, [put('1')]);
      for (let version = 1; version < 6; version++) {
        const results = await race<Commit>(...[store, second].map((each, i) => () => each.commit({ ops: [put('1', i, { if: version })] })));
        equal(results.filter((result) => result.ok).length, 1, 'winners');
      }
    },
  },
  'applies a command once that two adapters send': {
    needs: 'reopen',
    run: async ({ store, reopen, race }) => {
      const second = (await reopen()).tenant('main');
      const results = await race<Commit>(...[store, second].map((each) => () => each.commit({ ops: [put('1')], command: { id: 'k', result: 1 } })));
      equal(results.filter((result) => result.ok).length, 1, 'applied');
    },
  },
  'keeps the feed whole when two adapters write at once': {
    needs: 'reopen',
    run: async ({ store, reopen }) => {
      const second = (await reopen()).tenant('main');
      await Promise.all([store, second].flatMap((each, w) => Array.from({ length: 20 }, (_, i) => commit(each, [put(`${w}-${i}`)]))));
      const { items } = await store.feed(null, 1000);
      equal(items.length, 40);
      equal(new Set(items.map((item) => item.seq)).size, 40);
    },
  },
  'leases across adapters': {
    needs: 'reopen',
    run: async ({ adapter, store, reopen }) => {
      const second = await reopen();
      await commit(store, [put('1', 1, { entries: [['due', 1]] })]);
      const request = { index: 'due', upTo: 9, count: 1, leaseMs: 1000 };
      equal((await adapter.claim({ ...request, owner: 'w1' })).length, 1);
      equal(await second.claim({ ...request, owner: 'w2' }), []);
    },
  },
  'hints at what another adapter wrote': {
    needs: 'reopen',
    run: async ({ adapter, reopen }) => {
      if (!adapter.watch) return;
      const second = await reopen();
      const news = new Promise((resolve) => adapter.watch!(resolve));
      let heard: unknown;
      for (let turn = 0; turn < 100 && !heard; turn++) {
        await commit(second.tenant('main'), [put('1')]);
        heard = await Promise.race([news, moment()]);
      }
      equal(heard, { tenant: 'main', collections: ['c'] });
    },
  },
  'closes without taking the store from another adapter': {
    needs: 'reopen',
    run: async ({ adapter, store, reopen }) => {
      const second = await reopen();
      await commit(store, [put('1')]);
      await adapter.close();
      equal(await bodyOf(second.tenant('main'), '1'), '1');
    },
  },
});
