import type { FeedItem, Store } from '../../contract.js';
import { equal, rejects } from '../assert.js';
import { cases, commit, key, put } from '../case.js';

async function readFeed(store: Store, limit: number, from: string | null = null): Promise<FeedItem[]> {
  const items: FeedItem[] = [];
  let after = from;
  for (let pages = 0; pages < 1000; pages++) {
    const page = await store.feed(after, limit);
    if (page.items.length === 0) return items;
    items.push(...page.items);
    after = page.after;
  }
  throw new Error('the feed does not end');
}

const idsOfFeed = (items: readonly FeedItem[]) => items.flatMap((item) => item.changes.map((change) => change.id));

export const feedCases = cases('feed', {
  'tells every commit with its changes in order': async ({ store }) => {
    const first = await commit(store, [put('1'), put('2')]);
    const second = await commit(store, [put('1', 'new'), { op: 'delete', ...key('2') }, { op: 'check', ...key('3'), if: 'absent' }]);
    equal((await store.feed(null, 10)).items, [
      { seq: first.seq, changes: [{ op: 'put', collection: 'c', id: '1', version: 1 }, { op: 'put', collection: 'c', id: '2', version: 1 }] },
      { seq: second.seq, changes: [{ op: 'put', collection: 'c', id: '1', version: 2 }, { op: 'delete', collection: 'c', id: '2', version: 1 }] },
    ]);
  },
  'tells of commits that changed nothing, without changes': async ({ store }) => {
    await commit(store, [{ op: 'check', ...key('1'), if: 'absent' }, { op: 'delete', ...key('2') }]);
    equal((await store.feed(null, 10)).items.map((item) => item.changes), [[]]);
  },
  'is read in pages of any size and resumed anywhere': async ({ store }) => {
    const seqs: string[] = [];
    for (let i = 0; i < 12; i++) seqs.push((await commit(store, [put(String(i))])).seq);
    for (const limit of [1, 2, 5, 12, 1000]) equal((await readFeed(store, limit)).map((item) => item.seq), seqs, `pages of ${limit}`);
    for (const [i, seq] of seqs.entries()) equal((await readFeed(store, 5, seq)).map((item) => item.seq), seqs.slice(i + 1));
  },
  'answers where it was when nothing is new': async ({ store }) => {
    equal(await store.feed(null, 10), { items: [], after: null });
    const { seq } = await commit(store, [put('1')]);
    equal((await store.feed(null, 10)).after, seq);
    equal(await store.feed(seq, 10), { items: [], after: seq });
  },
  'goes on although the clock stands still or runs back': {
    needs: 'clock',
    run: async ({ store, clock }) => {
      for (const [i, ms] of [0, 0, 5, -1000, 0, 2000].entries()) {
        clock.move(ms);
        await commit(store, [put(String(i))]);
      }
      equal(idsOfFeed(await readFeed(store, 1)), ['0', '1', '2', '3', '4', '5']);
    },
  },
  'tells nothing of refused commits': async ({ store }) => {
    await commit(store, [put('1')], { command: { id: 'k', result: 1 } });
    await store.commit({ ops: [put('1', 'x', { if: 9 })] });
    await store.commit({ ops: [put('1')], command: { id: 'k', result: 1 } });
    equal((await readFeed(store, 10)).length, 1);
  },
  'tells each tenant its own commits': async ({ store, other }) => {
    for (let i = 0; i < 4; i++) await commit(i % 2 ? store : other, [put(String(i))]);
    equal([idsOfFeed(await readFeed(store, 1)), idsOfFeed(await readFeed(other, 1))], [['1', '3'], ['0', '2']]);
  },
  'has no holes while writers run': async ({ store, race }) => {
    const writers = Array.from({ length: 6 }, (_, w) => async () => {
      for (let i = 0; i < 5; i++) await commit(store, [put(`${w}-${i}`)]);
    });
    const seen: FeedItem[] = [];
    const reader = async () => {
      for (let turn = 0; turn < 40; turn++) seen.push(...(await store.feed(seen.at(-1)?.seq ?? null, 3)).items);
    };
    await race<void>(...writers.slice(0, 3), reader, ...writers.slice(3));
    seen.push(...(await readFeed(store, 1000, seen.at(-1)?.seq ?? null)));
    equal(seen.map((item) => item.seq), (await readFeed(store, 1000)).map((item) => item.seq), 'what the reader saw');
    equal([...idsOfFeed(seen)].sort(), Array.from({ length: 6 }, (_, w) => Array.from({ length: 5 }, (_, i) => `${w}-${i}`)).flat());
    for (let w = 0; w < 6; w++) equal(idsOfFeed(seen).filter((id) => id.startsWith(`${w}-`)), [0, 1, 2, 3, 4].map((i) => `${w}-${i}`), 'one writer in its order');
  },
  'refuses a place that is none': async ({ store }) => {
    for (const after of ['', 'x', '-1']) await rejects(() => store.feed(after, 1), 'INVALID');
    for (const limit of [0, 1001]) await rejects(() => store.feed(null, limit), 'TypeError');
  },
  'gives a hint of each change to those who watch': async ({ adapter, store }) => {
    if (!adapter.watch) return;
    const heard: unknown[] = [];
    const news = new Promise<void>((resolve) => {
      const stop = adapter.watch!((change) => {
        heard.push({ ...change, collections: [...change.collections].sort() });
        stop();
        resolve();
      });
    });
    await commit(store, [put('1'), put('1', 1, { collection: 'd' }), put('2')]);
    await news;
    equal(heard, [{ tenant: 'main', collections: ['c', 'd'] }]);
    await commit(store, [put('3')]);
    await store.get([key('3')]);
    equal(heard.length, 1, 'hints after having stopped');
  },
});
