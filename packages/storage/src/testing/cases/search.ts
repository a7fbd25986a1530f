import type { CountRange, Search, Store } from '../../contract.js';
import { countIn } from '../../count.js';
import { equal, ok, rejects } from '../assert.js';
import { cases, commit, key, put } from '../case.js';
import type { StorageCase } from '../case.js';

const ids = Array.from({ length: 23 }, (_, i) => String(i).padStart(2, '0'));

/** `all` is on every document, `even` and `third` on some, `rare` on one. */
const tokensOf = (n: number): readonly string[] => ['all', ...(n % 2 === 0 ? ['even'] : []), ...(n % 3 === 0 ? ['third'] : []), ...(n === 12 ? ['rare'] : [])];

async function fill(store: Store): Promise<void> {
  await commit(store, ids.map((id) => put(id, id, { tokens: tokensOf(Number(id)) })));
}

async function found(store: Store, tokens: readonly string[], more: Partial<Search> = {}): Promise<string[]> {
  const all: string[] = [];
  let below: string | undefined;
  for (let pages = 0; pages < 200; pages++) {
    const page = await store.search!({ collection: 'c', tokens, limit: 1000, ...more, ...(below === undefined ? {} : { below }) });
    all.push(...page.items.map(({ id }) => id));
    below = page.next;
    if (below === undefined) return all;
  }
  throw new Error('the pages do not end');
}

const searching = (run: StorageCase['run']) => ({ needs: 'search' as const, run });

const down = (filter: (n: number) => boolean): string[] => ids.filter((id) => filter(Number(id))).reverse();

export const searchCases = cases('search', {
  'says that it searches': searching(async ({ adapter, store }) => {
    equal(adapter.capabilities.search, true);
    ok(store.search !== undefined, 'a search');
  }),
  'finds documents that have all the tokens, the greatest id first': searching(async ({ store }) => {
    await fill(store);
    equal(await found(store, ['all']), down(() => true));
    equal(await found(store, ['even', 'third']), down((n) => n % 6 === 0));
    equal(await found(store, ['third', 'all', 'even', 'even']), down((n) => n % 6 === 0));
    equal(await found(store, ['rare', 'all']), ['12']);
    equal([await found(store, ['none']), await found(store, ['all', 'none']), await found(store, ['al']), await found(store, ['rare', 'x'])], [[], [], [], []]);
  }),
  'gives the same in pages of any size': searching(async ({ store }) => {
    await fill(store);
    for (const limit of [1, 2, 3, 7, 22, 23, 24]) {
      equal(await found(store, ['all'], { limit }), down(() => true), `all, pages of ${limit}`);
      equal(await found(store, ['all', 'third'], { limit }), down((n) => n % 3 === 0), `two tokens, pages of ${limit}`);
    }
    equal((await store.search!({ collection: 'c', tokens: ['all'], below: '05', limit: 2 })).items, [4, 3].map((n) => ({ collection: 'c', id: `0${n}`, version: 1, body: `0${n}` })));
  }),
  'finds by the tokens of the last put only': searching(async ({ store }) => {
    await commit(store, [put('a', 1, { tokens: ['old', 'both', 'old'] }), put('b', 1, { tokens: ['both'] })]);
    await commit(store, [put('a', 2, { tokens: ['new', 'both'] })]);
    equal([await found(store, ['old']), await found(store, ['new']), await found(store, ['both'])], [[], ['a'], ['b', 'a']]);
    await commit(store, [put('a', 3)]);
    equal([await found(store, ['new']), await found(store, ['both'])], [[], ['b']]);
  }),
  'finds nothing by a document that was deleted, and finds it when it is back': searching(async ({ store }) => {
    await commit(store, [put('a', 1, { tokens: ['x'] })]);
    await commit(store, [{ op: 'delete', ...key('a') }]);
    equal(await found(store, ['x']), []);
    await commit(store, [put('a', 1, { tokens: ['x', 'y'] })]);
    equal(await found(store, ['y', 'x']), ['a']);
  }),
  'leaves tokens alone when a commit is refused': searching(async ({ store }) => {
    await commit(store, [put('a', 1, { tokens: ['x'] })]);
    const refused = await store.commit({ ops: [put('a', 2, { tokens: ['y'] }), put('b', 1, { tokens: ['y'], if: 3 })] });
    equal([refused.ok, await found(store, ['x']), await found(store, ['y'])], [false, ['a'], []]);
  }),
  'keeps tenants and collections apart': searching(async ({ store, other }) => {
    await commit(store, [put('a', 1, { tokens: ['x'] }), put('b', 1, { tokens: ['x'], collection: 'd' })]);
    await commit(other, [put('z', 1, { tokens: ['x'] })]);
    equal([await found(store, ['x']), await found(store, ['x'], { collection: 'd' }), await found(other, ['x'])], [['a'], ['b'], ['z']]);
  }),
  'takes tokens and ids of any letters': searching(async ({ store }) => {
    const tokens = ['согласован', 'ё', '\0', 'a\0b', '😀', '"', "'", '%', '\\', ' ', 'constructor', '__proto__', 'x'.repeat(200)];
    await commit(store, [put('я\0', 1, { tokens }), put('b', 1, { tokens: ['other'] })]);
    for (const token of tokens) equal(await found(store, [token]), ['я\0'], JSON.stringify(token));
    equal(await found(store, tokens), ['я\0']);
    equal(await found(store, ['СОГЛАСОВАН']), []);
  }),
  'does not mix tokens with entries': searching(async ({ store }) => {
    await commit(store, [put('a', 1, { tokens: ['x'], entries: [['i', 'y'], ['x', 1]] })]);
    equal([await found(store, ['y']), (await store.scan({ index: 'x', limit: 5 })).items.length, await found(store, ['x'])], [[], 1, ['a']]);
  }),
  'bounds what one call looks at and still finds everything': searching(async ({ store }) => {
    const many = Array.from({ length: 2400 }, (_, i) => String(i).padStart(4, '0'));
    for (let at = 0; at < many.length; at += 400) {
      await commit(store, many.slice(at, at + 400).map((id) => put(id, 0, { tokens: Number(id) < 1200 ? ['first', 'common'] : ['second', 'common', ...(id === '1201' ? ['first'] : [])] })));
    }
    equal((await store.search!({ collection: 'c', tokens: ['common', 'first'], limit: 50 })).items.length, 50, 'documents in the first page, led by the rarer of two that many have');
    equal(await found(store, ['first', 'second'], { limit: 10 }), ['1201']);
    equal((await found(store, ['common'], { limit: 1000 })).length, 2400);
  }),
  'finds what has an entry in one of several ranges too, each document once, in the same order': searching(async ({ store, other }) => {
    await commit(store, ids.map((id) => put(id, id, { tokens: tokensOf(Number(id)), entries: [['i', `n${id}`], ['i', `m${id}`], ['j', Number(id)]] })));
    await commit(store, [put('05', 0, { collection: 'd', tokens: ['rare'], entries: [['i', 'n05']] })]);
    await commit(other, [put('06', 0, { entries: [['i', 'n06']] })]);
    const also: CountRange[] = [{ index: 'i', gte: ['n0'], lt: ['n1'] }, { index: 'i', gte: ['m08'], lte: ['m09'] }, { index: 'j', eq: [21] }, { index: 'none' }];
    const wanted = down((n) => n < 10 || n === 12 || n === 21);
    for (const limit of [1, 2, 5, 11, 12, 13]) {
      equal(await found(store, ['rare'], { also, limit }), wanted, `with a token, pages of ${limit}`);
      equal(await found(store, [], { also, limit }), down((n) => n < 10 || n === 21), `without tokens, pages of ${limit}`);
      equal(await found(store, ['third', 'even'], { also, limit }), down((n) => n < 10 || n % 6 === 0 || n === 21), `with two tokens, pages of ${limit}`);
    }
    equal((await store.search!({ collection: 'c', tokens: ['rare'], also, below: '08', limit: 1 })).items, [{ collection: 'c', id: '07', version: 1, body: '07' }]);
  }),
  'finds what ranges have besides in the middle of a long look for tokens': searching(async ({ store }) => {
    const many = Array.from({ length: 2400 }, (_, i) => String(i).padStart(4, '0'));
    for (let at = 0; at < many.length; at += 400) {
      await commit(store, many.slice(at, at + 400).map((id) => put(id, 0, { tokens: [Number(id) % 2 ? 'odd' : 'even', 'common', ...(id === '0003' ? ['odd', 'even'] : [])], entries: [['i', id]] })));
    }
    const also = ['0000', '0900', '2399'].map((id): CountRange => ({ index: 'i', eq: [id] }));
    equal(await found(store, ['odd', 'even'], { also, limit: 10 }), ['2399', '0900', '0003', '0000']);
  }),
  'takes in the first fifty rows of a range': searching(async ({ store }) => {
    await commit(store, Array.from({ length: 200 }, (_, i) => put(String(i).padStart(3, '0'), 0, { entries: [['i', i]] })));
    equal(await found(store, [], { also: [{ index: 'i' }] }), Array.from({ length: 50 }, (_, i) => String(49 - i).padStart(3, '0')));
  }),
  'refuses a search for nothing and for too many tokens': searching(async ({ store }) => {
    for (const tokens of [[], Array.from({ length: 21 }, (_, i) => `t${i}`)]) await rejects(() => store.search!({ collection: 'c', tokens, limit: 1 }), 'TypeError');
    await rejects(() => store.search!({ collection: 'c', tokens: [], also: Array.from({ length: 101 }, () => ({ index: 'i' })), limit: 1 }), 'TypeError');
    await rejects(() => store.search!({ collection: 'c', tokens: ['x'], also: [{ index: 'i', gt: [1], gte: [1] }], limit: 1 }), 'TypeError');
    for (const limit of [0, 1001, 1.5]) await rejects(() => store.search!({ collection: 'c', tokens: ['x'], limit }), 'TypeError');
  }),
  'counts rows of groups of ranges, each group up to a number': async ({ store, other }) => {
    await commit(store, ids.map((id) => put(id, id, { entries: [['i', Number(id) % 3, Number(id)], ['j', Number(id)]] })));
    const ranges: CountRange[] = [{ index: 'i' }, { index: 'i', eq: [1] }, { index: 'i', eq: [0], gte: [6], lt: [12] }, { index: 'j', gt: [5], lte: [9] }, { index: 'i', eq: [9] }, { index: 'none' }, { index: 'j', gt: [9], lt: [3] }];
    const each = ranges.map((range) => [range]);
    equal([...(await countIn(store, each, 1000))], [23, 8, 2, 4, 0, 0, 0]);
    equal([...(await countIn(store, each, 5))], [5, 5, 2, 4, 0, 0, 0]);
    const groups = [ranges.slice(2, 4), ranges.slice(1, 3), [], ranges.slice(4), [...ranges.slice(3), ...ranges.slice(2, 3)]];
    equal([...(await countIn(store, groups, 1000))], [6, 10, 0, 0, 6]);
    equal([...(await countIn(store, groups, 5))], [5, 5, 0, 0, 5]);
    equal([...(await countIn(store, Array.from({ length: 40 }, () => ranges.slice(2, 4)), 1000))], Array.from({ length: 40 }, () => 6));
    equal([...(await countIn(other, each.slice(0, 2), 5))], [0, 0]);
    equal([...(await countIn(store, [], 5))], []);
  },
});
