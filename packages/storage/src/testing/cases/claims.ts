import type { StorageAdapter } from '../../contract.js';
import { equal } from '../assert.js';
import { cases, commit, key, put } from '../case.js';

const second = 1000;

/** Ids that a claim gives. */
async function claim(adapter: StorageAdapter, owner: string, upTo: number, more: { readonly count?: number; readonly leaseMs?: number; readonly index?: string } = {}): Promise<string[]> {
  const claimed = await adapter.claim({ index: 'due', upTo, count: 10, leaseMs: 10 * second, owner, ...more });
  return claimed.map(({ doc }) => doc.id);
}

const due = (id: string, at: number) => put(id, { at }, { entries: [['due', at]] });

export const claimCases = cases('claims', {
  'gives what is due, earliest first, with tenant and document': async ({ adapter, store, other }) => {
    await commit(store, [due('b', 20), due('a', 10), due('late', 31)]);
    await commit(other, [due('c', 15), due('d', 30)]);
    const claimed = await adapter.claim({ index: 'due', upTo: 30, count: 10, leaseMs: second, owner: 'w1' });
    equal(claimed.map(({ tenant, doc }) => [tenant, doc.id]), [['main', 'a'], ['other', 'c'], ['main', 'b'], ['other', 'd']]);
    equal(claimed[0]!.doc, { collection: 'c', id: 'a', version: 1, body: { at: 10 } });
  },
  'gives no more than asked for': async ({ adapter, store }) => {
    await commit(store, [1, 2, 3, 4].map((at) => due(String(at), at)));
    equal([await claim(adapter, 'w1', 9, { count: 3 }), await claim(adapter, 'w2', 9, { count: 3 }), await claim(adapter, 'w3', 9)], [['1', '2', '3'], ['4'], []]);
  },
  'gives nothing twice to different owners': async ({ adapter, store, race }) => {
    await commit(store, Array.from({ length: 9 }, (_, i) => due(String(i), i)));
    const claims = await race(...['w1', 'w2', 'w3', 'w4'].map((owner) => () => claim(adapter, owner, 100, { count: 3 })));
    equal(claims.flat().sort(), Array.from({ length: 9 }, (_, i) => String(i)));
  },
  'gives an owner its own again': async ({ adapter, store }) => {
    await commit(store, [due('1', 1)]);
    equal([await claim(adapter, 'w1', 9), await claim(adapter, 'w1', 9), await claim(adapter, 'w2', 9)], [['1'], ['1'], []]);
  },
  'gives it to another when the lease is over': {
    needs: 'clock',
    run: async ({ adapter, store, clock }) => {
      await commit(store, [due('1', 1)]);
      equal(await claim(adapter, 'w1', 9), ['1']);
      clock.move(10 * second - 1);
      equal(await claim(adapter, 'w2', 9), []);
      clock.move(1);
      equal(await claim(adapter, 'w2', 9), ['1']);
      equal(await claim(adapter, 'w1', 9), []);
    },
  },
  'ends a lease when the document is written': async ({ adapter, store }) => {
    await commit(store, [due('1', 1), due('2', 1)]);
    equal(await claim(adapter, 'w1', 9), ['1', '2']);
    await commit(store, [due('1', 5)]);
    await commit(store, [{ op: 'delete', ...key('2') }]);
    await commit(store, [due('2', 6)]);
    equal(await claim(adapter, 'w2', 9), ['1', '2']);
  },
  'gives nothing that was put off or deleted': async ({ adapter, store }) => {
    await commit(store, [due('1', 1), due('2', 2), due('3', 3)]);
    await commit(store, [due('1', 50), { op: 'delete', ...key('2') }]);
    equal(await claim(adapter, 'w1', 10), ['3']);
  },
  'goes past what others hold': async ({ adapter, store }) => {
    await commit(store, Array.from({ length: 30 }, (_, i) => put(String(i).padStart(2, '0'), i, { entries: [['due', i], ['due', i, 'again'], ['due', i, 'more']] })));
    equal((await claim(adapter, 'w1', 100, { count: 20 })).length, 20);
    equal(await claim(adapter, 'w2', 100, { count: 2 }), ['20', '21']);
  },
  'leases for each index by itself': async ({ adapter, store }) => {
    await commit(store, [put('1', 1, { entries: [['due', 1], ['remind', 1]] })]);
    equal([await claim(adapter, 'w1', 9), await claim(adapter, 'w2', 9, { index: 'remind' }), await claim(adapter, 'w3', 9, { index: 'other' })], [['1'], ['1'], []]);
  },
  'gives a document once, by its earliest entry': async ({ adapter, store }) => {
    await commit(store, [put('1', 1, { entries: [['due', 5], ['due', 1]] }), due('2', 3)]);
    equal(await claim(adapter, 'w1', 9), ['1', '2']);
  },
  'takes only numbers for times': async ({ adapter, store }) => {
    await commit(store, [put('1', 1, { entries: [['due', null], ['due', '1'], ['due', true]] }), put('2', 1, { entries: [['due', -5]] }), put('3', 1, { entries: [['due']] })]);
    equal(await claim(adapter, 'w1', 9), ['2']);
  },
  'tells the time of the store': {
    needs: 'clock',
    run: async ({ adapter, clock }) => {
      equal(await adapter.now(), clock.now());
      clock.move(5);
      equal(await adapter.now(), clock.now());
    },
  },
});
