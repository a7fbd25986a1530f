import { equal, ok, rejects } from '../assert.js';
import { cases, commit, idsOf, key, put, scanAll } from '../case.js';
import type { StorageContext } from '../case.js';

const ids = Array.from({ length: 23 }, (_, i) => String(i).padStart(2, '0'));

/** Documents 00…22 with few different keys, so that pages end within equal ones. */
async function fill(store: StorageContext['store']): Promise<void> {
  await commit(store, ids.map((id) => put(id, id, { entries: [['i', Math.floor(Number(id) / 5)]] })));
}

export const pageCases = cases('pages', {
  'gives everything once, in pages of any size, both ways': async ({ store }) => {
    await fill(store);
    for (const desc of [false, true]) {
      const expected = desc ? [...ids].reverse() : ids;
      for (const limit of [1, 2, 3, 5, 7, 22, 23, 24, 1000]) equal(await idsOf(store, { index: 'i', desc, limit }), expected, `pages of ${limit}, ${desc ? 'down' : 'up'}`);
    }
  },
  'fills each page and ends without an empty one': async ({ store }) => {
    await fill(store);
    const first = await store.scan({ index: 'i', limit: 22 });
    equal(first.items.length, 22);
    ok(first.next !== undefined, 'a next page');
    const last = await store.scan({ index: 'i', limit: 1, after: first.next });
    equal([last.items.map((item) => item.id), last.next], [['22'], undefined]);
    equal((await store.scan({ index: 'i', limit: 23 })).next, undefined);
  },
  'keeps to the bounds on later pages': async ({ store }) => {
    await fill(store);
    equal(await idsOf(store, { index: 'i', gte: [1], lt: [3], limit: 3 }), ids.slice(5, 15));
    equal(await idsOf(store, { index: 'i', eq: [2], desc: true, limit: 2 }), ids.slice(10, 15).reverse());
  },
  'misses and repeats nothing when documents come and go behind the cursor': async ({ store }) => {
    for (const desc of [false, true]) {
      await fill(store);
      const page = await store.scan({ index: 'i', desc, limit: 10 });
      const gone = page.items.slice(0, 4);
      await commit(store, [...gone.map((item) => ({ op: 'delete' as const, ...key(item.id) })), ...['x', 'y'].map((id) => put(id, id, { entries: [['i', desc ? 99 : -1]] }))]);
      const rest = await idsOf(store, { index: 'i', desc, limit: 4, after: page.next });
      equal(rest, desc ? ids.slice(0, 13).reverse() : ids.slice(10), desc ? 'down' : 'up');
      await commit(store, ['x', 'y'].map((id) => ({ op: 'delete', ...key(id) })));
    }
  },
  'goes on when the document at the cursor is gone': async ({ store }) => {
    await fill(store);
    for (const desc of [false, true]) {
      const page = await store.scan({ index: 'i', desc, limit: 6 });
      const at = page.items.at(-1)!;
      await commit(store, [{ op: 'delete', ...key(at.id) }]);
      equal((await store.scan({ index: 'i', desc, limit: 1, after: page.next })).items[0]?.id, desc ? '16' : '06');
      await fill(store);
    }
  },
  'shows what was written before the cursor got there': async ({ store }) => {
    await fill(store);
    const page = await store.scan({ index: 'i', limit: 10 });
    await commit(store, [put('late', 0, { entries: [['i', 2]] }), { op: 'delete', ...key('12') }]);
    const rest = await idsOf(store, { index: 'i', limit: 3, after: page.next });
    ok(rest.includes('late') && !rest.includes('12'), 'the rest as it is now');
  },
  'refuses a cursor that it did not give': async ({ store }) => {
    for (const after of ['', 'no cursor', '!!!', 'AAAA', '../../etc']) await rejects(() => store.scan({ index: 'i', limit: 1, after }), 'INVALID');
  },
  'gives a tenant nothing by the cursor of another': async ({ store, other }) => {
    await fill(store);
    const page = await store.scan({ index: 'i', limit: 3 });
    equal((await other.scan({ index: 'i', limit: 10, after: page.next })).items, []);
  },
  'pages through long keys of any letters': async ({ store }) => {
    const keys = ['\0', '\0\0', 'я'.repeat(200), `${'я'.repeat(200)}\0`, '😀', '\ud800'].sort();
    await commit(store, keys.map((each, i) => put(`id\0${i}`, i, { entries: [['i', each, each]] })));
    equal((await scanAll(store, { index: 'i', limit: 1 })).length, keys.length);
    equal((await scanAll(store, { index: 'i', limit: 1, desc: true })).length, keys.length);
  },
});
