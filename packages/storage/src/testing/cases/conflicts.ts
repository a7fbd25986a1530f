import type { Op, Store } from '../../contract.js';
import { equal, rejects } from '../assert.js';
import { bodyOf, cases, commit, idsOf, key, put } from '../case.js';

async function conflictAt(store: Store, ops: readonly Op[]): Promise<readonly number[]> {
  const result = await store.commit({ ops });
  equal([result.ok, !result.ok && result.reason], [false, 'conflict'], 'the commit');
  return 'at' in result ? result.at : [];
}

export const conflictCases = cases('preconditions', {
  'lets a put through at the expected version': async ({ store }) => {
    await commit(store, [put('1')]);
    equal((await commit(store, [put('1', 'new', { if: 1 })])).versions, [2]);
  },
  'refuses a put at another version': async ({ store }) => {
    await commit(store, [put('1', 'first')]);
    await commit(store, [put('1', 'second')]);
    for (const version of [1, 3, 0]) equal(await conflictAt(store, [put('1', 'late', { if: version })]), [0]);
    equal(await bodyOf(store, '1'), 'second');
  },
  'refuses a put at a version of what is not there': async ({ store }) => {
    for (const version of [0, 1]) equal(await conflictAt(store, [put('1', 'x', { if: version })]), [0]);
  },
  'refuses to create what is there': async ({ store }) => {
    await commit(store, [put('1', 'first', { if: 'absent' })]);
    equal(await conflictAt(store, [put('1', 'second', { if: 'absent' })]), [0]);
    equal(await bodyOf(store, '1'), 'first');
  },
  'refuses a delete at another version': async ({ store }) => {
    await commit(store, [put('1')]);
    equal(await conflictAt(store, [{ op: 'delete', ...key('1'), if: 2 }]), [0]);
    equal(await conflictAt(store, [{ op: 'delete', ...key('none'), if: 1 }]), [0]);
    equal((await commit(store, [{ op: 'delete', ...key('1'), if: 1 }])).versions, [0]);
  },
  'checks without writing': async ({ store }) => {
    await commit(store, [put('1')]);
    const { versions } = await commit(store, [{ op: 'check', ...key('1'), if: 1 }, { op: 'check', ...key('2'), if: 'absent' }, put('3')]);
    equal(versions, [1, 0, 1]);
    equal((await store.get([key('1')]))[0]?.version, 1);
    equal(await store.get([key('2')]), [null]);
  },
  'refuses the batch of a failed check': async ({ store }) => {
    await commit(store, [put('1')]);
    equal(await conflictAt(store, [put('3'), { op: 'check', ...key('1'), if: 2 }]), [1]);
    equal(await conflictAt(store, [{ op: 'check', ...key('1'), if: 'absent' }, put('3')]), [0]);
    equal(await conflictAt(store, [{ op: 'check', ...key('none'), if: 1 }, put('3')]), [0]);
    equal(await bodyOf(store, '3'), undefined);
  },
  'names every precondition that failed': async ({ store }) => {
    await commit(store, [put('1'), put('2')]);
    const ops: Op[] = [put('1', 'x', { if: 1 }), put('2', 'x', { if: 5 }), put('3', 'x', { if: 'absent' }), { op: 'check', ...key('4'), if: 1 }, { op: 'delete', ...key('5'), if: 1 }, put('6')];
    equal(await conflictAt(store, ops), [1, 3, 4]);
  },
  'writes nothing on a conflict: no document, entry, feed item or command': async ({ store }) => {
    await commit(store, [put('1', 'old', { entries: [['i', 'old']] })]);
    const before = await store.feed(null, 10);
    const command = { id: 'k', result: 'done' };
    const refused = await store.commit({ ops: [put('1', 'new', { entries: [['i', 'new']] }), put('2', 'new', { entries: [['i', 'new']], if: 7 })], command });
    equal(refused.ok, false);
    equal([await bodyOf(store, '1'), await bodyOf(store, '2')], ['old', undefined]);
    equal(await idsOf(store, { index: 'i', eq: ['new'] }), []);
    equal(await idsOf(store, { index: 'i', eq: ['old'] }), ['1']);
    equal(await store.feed(null, 10), before);
    equal((await commit(store, [put('2')], { command })).ok, true);
  },
  'refuses two ops on one document': async ({ store }) => {
    await rejects(() => store.commit({ ops: [put('1', 'a'), put('1', 'b')] }), 'TypeError');
    await rejects(() => store.commit({ ops: [put('1', 'a'), { op: 'check', ...key('1'), if: 'absent' }] }), 'TypeError');
    equal(await bodyOf(store, '1'), undefined);
  },
  'commits 500 ops at once': async ({ store }) => {
    const ids = Array.from({ length: 500 }, (_, i) => String(i).padStart(3, '0'));
    equal((await commit(store, ids.map((id) => put(id, id, { entries: [['i', id]] })))).versions.length, 500);
    equal(await idsOf(store, { index: 'i', keysOnly: true }), ids);
    equal(await conflictAt(store, ids.map((id, i) => put(id, 'new', { if: i === 321 ? 2 : 1 }))), [321]);
    equal(await bodyOf(store, '000'), '000');
  },
  'refuses more ops than it has room for': async ({ adapter, store }) => {
    await rejects(store.commit({ ops: Array.from({ length: adapter.capabilities.maxOps + 1 }, (_, i) => put(String(i))) }), 'INVALID');
    equal(await bodyOf(store, '0'), undefined);
  },
  'takes a batch of no ops': async ({ store }) => {
    equal((await commit(store, [], { command: { id: 'k', result: 1 } })).versions, []);
    equal(await store.commit({ ops: [], command: { id: 'k', result: 2 } }), { ok: false, reason: 'duplicate', result: 1 });
  },
});
