import type { Batch, Store } from '../../contract.js';
import { equal, rejects } from '../assert.js';
import { bodyOf, cases, commit, idsOf, key, put } from '../case.js';

/** Commits that are asked for at once, whatever the adapter makes of them. */
const atOnce = (store: Store, batches: readonly Batch[]) => Promise.all(batches.map((batch) => store.commit(batch)));

export const togetherCases = cases('commits at once', {
  'gives each of many commits at once its own outcome': async ({ store, other }) => {
    await commit(store, [put('there')], { command: { id: 'done', result: 'first' } });
    const before = (await store.feed(null, 1000)).after;
    const fresh = Array.from({ length: 12 }, (_, n): Batch => ({ ops: [put(`n${n}`, n, { if: 'absent', entries: [['i', n]] })], command: { id: `k${n}`, result: n } }));
    const conflicting: Batch = { ops: [put('x'), put('there', 'no', { if: 7 })], command: { id: 'refused', result: 0 } };
    const repeated: Batch = { ops: [put('y')], command: { id: 'done', result: 'second' } };
    const checking: Batch = { ops: [{ op: 'check', ...key('there'), if: 1 }] };
    const [elsewhere, results] = await Promise.all([other.commit({ ops: [put('n0', 'other')] }), atOnce(store, [conflicting, ...fresh, repeated, checking])]);
    equal(elsewhere.ok, true);
    equal(results[0], { ok: false, reason: 'conflict', at: [1] });
    equal(results.slice(1, 13).map((result) => result.ok && result.versions), fresh.map(() => [1]));
    equal(results[13], { ok: false, reason: 'duplicate', result: 'first' });
    equal(results[14]!.ok && results[14]!.versions, [1]);
    equal(await idsOf(store, { index: 'i' }), fresh.map((_, n) => `n${n}`));
    equal([await bodyOf(store, 'x'), await bodyOf(store, 'y'), await bodyOf(other, 'n0')], [undefined, undefined, 'other']);
    const told = (await store.feed(before, 1000)).items;
    equal(told.flatMap(({ changes }) => changes.map(({ id }) => id)).sort(), fresh.map((_, n) => `n${n}`).sort());
    equal([...new Set(told.map(({ seq }) => seq))].sort(), results.flatMap((result) => (result.ok ? [result.seq] : [])).sort());
  },
  'lets a commit that fails at once with others fail alone': async ({ adapter, store }) => {
    const wrong = store.commit({ ops: [put('wrong', 1, { entries: [['i', Number.NaN]] })] });
    const large = store.commit({ ops: Array.from({ length: adapter.capabilities.maxOps + 1 }, (_, n) => put(`l${n}`)) });
    const [right] = await Promise.all([atOnce(store, ['1', '2', '3'].map((id) => ({ ops: [put(id, id, { entries: [['i', id]] })] }))), rejects(wrong, 'TypeError'), rejects(large, 'INVALID')]);
    equal(right.map((result) => result.ok), [true, true, true]);
    equal(await idsOf(store, { index: 'i' }), ['1', '2', '3']);
    equal(await bodyOf(store, 'wrong'), undefined);
  },
  'counts every one of many blind writes at once, and keeps the entries of the last': async ({ store }) => {
    const results = await atOnce(store, Array.from({ length: 10 }, (_, n) => ({ ops: [put('1', n, { entries: [['i', n]], tokens: [`t${n}`] }), put(`own${n}`)] })));
    equal(results.map((result) => (result.ok ? result.versions[0]! : 0)).sort((a, b) => a - b), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const last = results.findIndex((result) => result.ok && result.versions[0] === 10);
    equal(await bodyOf(store, '1'), last);
    equal((await store.scan({ index: 'i', limit: 100 })).items.map((item) => item.key), [[last]]);
  },
});
