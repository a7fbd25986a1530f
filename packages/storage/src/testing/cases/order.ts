import type { Scalar, Scan } from '../../contract.js';
import { equal, ok, rejects } from '../assert.js';
import { cases, commit, idsOf, key, put, scanAll } from '../case.js';
import { keyVectors } from '../key-vectors.js';
import type { StorageContext } from '../case.js';

const inOrder: readonly Scalar[] = [
  null, false, true, -Number.MAX_VALUE, -1e10, -2, -1, -0.5, -Number.MIN_VALUE, 0, Number.MIN_VALUE, 0.5, 1, 2, 10, 1e10, Number.MAX_VALUE,
  '', '\0', '\0a', '\u0001', '1', '10', '2', 'A', 'B', 'a', 'a\0', 'a\0b', 'aa', 'ab', 'b', 'é', 'А', 'Я', 'а', 'ё', '日', '\uffff', '😀',
];

/** Documents `0`, `1`, … with these keys, put in another order. */
async function fill(store: StorageContext['store'], keys: readonly (readonly Scalar[])[], index = 'i'): Promise<void> {
  const ops = keys.map((each, i) => put(String(i).padStart(3, '0'), i, { entries: [[index, ...each]] }));
  await commit(store, ops.sort((a, b) => (Number(a.id) * 7) % 11 - (Number(b.id) * 7) % 11));
}

const numbers = [[1], [2], [3], [3, 'x'], [4], [4, 'a'], [4, 'b'], [5]];

/** What each scan over `numbers` gives, as places in that list. */
const ranges: readonly (readonly [Omit<Scan, 'index' | 'limit'>, readonly number[]])[] = [
  [{}, [0, 1, 2, 3, 4, 5, 6, 7]],
  [{ gt: [3] }, [4, 5, 6, 7]],
  [{ gte: [3] }, [2, 3, 4, 5, 6, 7]],
  [{ lt: [3] }, [0, 1]],
  [{ lte: [3] }, [0, 1, 2, 3]],
  [{ gt: [1], lt: [4] }, [1, 2, 3]],
  [{ gte: [2], lte: [4] }, [1, 2, 3, 4, 5, 6]],
  [{ gt: [4, 'a'] }, [6, 7]],
  [{ gte: [4, 'a'], lt: [5] }, [5, 6]],
  [{ lte: [4, 'a'], gt: [3] }, [4, 5]],
  [{ eq: [4] }, [4, 5, 6]],
  [{ eq: [4], gt: ['a'] }, [6]],
  [{ eq: [4], lte: ['a'] }, [4, 5]],
  [{ eq: [4, 'b'] }, [6]],
  [{ eq: [9] }, []],
  [{ gt: [4], lt: [2] }, []],
  [{ gt: [4], lt: [4] }, []],
  [{ gte: [4], lt: [4] }, []],
  [{ gt: [null], lt: [2.5] }, [0, 1]],
  [{ gt: ['0'] }, []],
];

export const orderCases = cases('order and ranges', {
  'sorts null, false, true, numbers, then strings by UTF-8': async ({ store }) => {
    await fill(store, inOrder.map((value) => [value]));
    equal((await scanAll(store, { index: 'i' })).map((item) => item.key), inOrder.map((value) => [value]));
  },
  'sorts the published keys as published': async ({ store }) => {
    await commit(store, keyVectors.map(({ key: scalars }, i) => put(String(keyVectors.length - i), i, { entries: [['i', ...scalars]] })));
    equal((await scanAll(store, { index: 'i', limit: 5 })).map((item) => item.key), keyVectors.map(({ key: scalars }) => scalars));
  },
  'sorts the other way when asked': async ({ store }) => {
    await fill(store, inOrder.map((value) => [value]));
    equal((await scanAll(store, { index: 'i', desc: true })).map((item) => item.key), inOrder.map((value) => [value]).reverse());
  },
  'sorts by the first scalar, then the next': async ({ store }) => {
    const keys: Scalar[][] = [[], [null, 'z'], [1], [1, null], [1, 1], [1, 'a'], [2], ['a', 'z'], ['ab', 'a'], ['b']];
    await fill(store, keys);
    equal((await scanAll(store, { index: 'i' })).map((item) => item.key), keys);
  },
  'sorts equal keys by collection and id': async ({ store }) => {
    await commit(store, [put('b', 0, { entries: [['i', 1]] }), put('a', 0, { entries: [['i', 1]] }), put('z', 0, { collection: 'b', entries: [['i', 1]] }), put('ab', 0, { entries: [['i', 1]] })]);
    equal(await idsOf(store, { index: 'i' }), ['z', 'a', 'ab', 'b']);
    equal(await idsOf(store, { index: 'i', desc: true }), ['b', 'ab', 'a', 'z']);
  },
  'finds exactly the keys within bounds, both ways': async ({ store }) => {
    await fill(store, numbers);
    for (const [scan, places] of ranges) {
      const what = JSON.stringify(scan);
      equal((await scanAll(store, { index: 'i', ...scan })).map((item) => item.body), places, what);
      equal((await scanAll(store, { index: 'i', ...scan, desc: true })).map((item) => item.body), [...places].reverse(), `descending ${what}`);
      equal((await scanAll(store, { index: 'i', ...scan, limit: 1 })).map((item) => item.body), places, `page by page ${what}`);
    }
  },
  'takes "ab" for no key of "a"': async ({ store }) => {
    await fill(store, [['a', 1], ['a\0', 1], ['ab', 1], ['b', 1]]);
    equal((await scanAll(store, { index: 'i', eq: ['a'] })).map((item) => item.key), [['a', 1]]);
    equal((await scanAll(store, { index: 'i', gt: ['a'] })).map((item) => item.key), [['a\0', 1], ['ab', 1], ['b', 1]]);
  },
  'finds strings by their beginning': async ({ store }) => {
    await fill(store, [['за'], ['заявка'], ['заявки'], ['зб'], ['Заявка']]);
    equal((await scanAll(store, { index: 'i', gte: ['заяв'], lt: ['заяв\u{10ffff}'] })).map((item) => item.key[0]), ['заявка', 'заявки']);
  },
  'tells 1 from "1" from true': async ({ store }) => {
    await fill(store, [[1], ['1'], [true]]);
    for (const value of [1, '1', true]) equal((await scanAll(store, { index: 'i', eq: [value] })).map((item) => item.key), [[value]]);
  },
  'takes -0 for 0': async ({ store }) => {
    await fill(store, [[-0], [0]]);
    equal(await idsOf(store, { index: 'i', eq: [0] }), ['000', '001']);
    equal(await idsOf(store, { index: 'i', eq: [-0] }), ['000', '001']);
  },
  'keeps indexes apart': async ({ store }) => {
    await commit(store, [put('1', 0, { entries: [['i', 'a'], ['ij', 'a'], ['j', 'a']] }), put('2', 0, { entries: [['i', 'a']] }), put('3', 0, { entries: [['ij', 'b']] })]);
    equal([await idsOf(store, { index: 'i' }), await idsOf(store, { index: 'ij' }), await idsOf(store, { index: 'j' }), await idsOf(store, { index: 'none' })], [['1', '2'], ['1', '3'], ['1'], []]);
  },
  'finds a document once per entry': async ({ store }) => {
    await commit(store, [put('1', 'body', { entries: [['i', 'c'], ['i', 'a'], ['i', 'a', 1], ['i', 'a']] }), put('2', 'two', { entries: [['i', 'b']] })]);
    const expected = [['1', 'a'], ['1', 'a', 1], ['2', 'b'], ['1', 'c']];
    equal((await scanAll(store, { index: 'i' })).map((item) => [item.id, ...item.key]), expected);
    equal((await scanAll(store, { index: 'i', desc: true })).map((item) => [item.id, ...item.key]), [...expected].reverse());
    equal((await scanAll(store, { index: 'i', limit: 1 })).map((item) => [item.id, ...item.key]), expected);
  },
  'replaces the entries with each put': async ({ store }) => {
    await commit(store, [put('1', 0, { entries: [['i', 'a'], ['i', 'b'], ['j', 1]] })]);
    await commit(store, [put('1', 1, { entries: [['i', 'b'], ['i', 'c']] })]);
    equal((await scanAll(store, { index: 'i' })).map((item) => [...item.key, item.body, item.version]), [['b', 1, 2], ['c', 1, 2]]);
    equal(await idsOf(store, { index: 'j' }), []);
    await commit(store, [put('1', 2)]);
    equal(await idsOf(store, { index: 'i' }), []);
  },
  'keeps an entry given twice as one, also through the next put': async ({ store }) => {
    await commit(store, [put('1', 0, { entries: [['i', 'a'], ['i', 'a'], ['i', 'b']] })]);
    await commit(store, [put('1', 1, { entries: [['i', 'a'], ['i', 'c'], ['i', 'a']] })]);
    equal((await scanAll(store, { index: 'i' })).map((item) => [...item.key, item.body]), [['a', 1], ['c', 1]]);
    await commit(store, [put('1', 2, { entries: [['i', 'c']] })]);
    equal((await scanAll(store, { index: 'i' })).map((item) => [...item.key, item.body]), [['c', 2]]);
  },
  'removes the entries with the document': async ({ store }) => {
    await commit(store, [put('1', 0, { entries: [['i', 'a']] }), put('2', 0, { entries: [['i', 'a']] })]);
    await commit(store, [{ op: 'delete', ...key('1') }]);
    equal(await idsOf(store, { index: 'i' }), ['2']);
  },
  'sees each commit that was acknowledged': async ({ store }) => {
    for (let i = 0; i < 20; i++) {
      await commit(store, [put('1', i, { entries: [['i', i]] })]);
      equal((await scanAll(store, { index: 'i' })).map((item) => [...item.key, item.body]), [[i, i]]);
    }
  },
  'gives bodies and versions, or leaves bodies out': async ({ store }) => {
    await commit(store, [put('1', { a: 1 }, { entries: [['i', 'k', 2]] })]);
    equal(await scanAll(store, { index: 'i' }), [{ collection: 'c', id: '1', key: ['k', 2], version: 1, body: { a: 1 } }]);
    equal(await scanAll(store, { index: 'i', keysOnly: true }), [{ collection: 'c', id: '1', key: ['k', 2], version: 1 }]);
  },
  'reads along what bodies name, where it reads along': async ({ store, other }) => {
    await commit(other, [put('a', 'elsewhere')]);
    const names = ['a', 'none', 'a', '\0"\\', undefined, 7];
    await commit(store, names.map((of, i) => put(`${i}`, { of }, { entries: [['i', i]] })));
    await commit(store, [put('inside', { x: { of: 'a' } }, { entries: [['i', 7]] }), put('text', 'of', { entries: [['i', 8]] }), put('a', 1, { collection: 'd' }), put('\0"\\', 1, { collection: 'd' })]);
    await commit(store, [put('a', 2, { collection: 'd' })]);
    for (const desc of [false, true]) {
      const { items } = await store.scan({ index: 'i', limit: 20, desc, along: { collection: 'd', field: 'of' } });
      equal(items.map(({ key: [place] }) => place), desc ? [8, 7, 5, 4, 3, 2, 1, 0] : [0, 1, 2, 3, 4, 5, 7, 8]);
      for (const { along, body } of items) {
        const { of } = body as { readonly of?: unknown };
        if (along) equal(along, of === 'a' ? { collection: 'd', id: 'a', version: 2, body: 2 } : { collection: 'd', id: '\0"\\', version: 1, body: 1 }, String(of));
        if (along) ok(of === 'a' || of === '\0"\\', 'a document that is named');
      }
    }
  },
  'refuses keys without an order and bounds that contradict': async ({ store }) => {
    await rejects(() => store.commit({ ops: [put('1', 0, { entries: [['i', NaN]] })] }), 'TypeError');
    await rejects(() => store.scan({ index: 'i', gt: [1], gte: [1], limit: 1 }), 'TypeError');
    await rejects(() => store.scan({ index: 'i', lt: [1], lte: [1], limit: 1 }), 'TypeError');
    for (const limit of [0, -1, 1.5, NaN, 1001]) await rejects(() => store.scan({ index: 'i', limit }), 'TypeError');
  },
});
