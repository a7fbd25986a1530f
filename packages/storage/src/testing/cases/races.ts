import type { Commit, Doc, Store } from '../../contract.js';
import { equal, ok } from '../assert.js';
import { bodyOf, cases, commit, idsOf, key, put } from '../case.js';

const won = (results: readonly Commit[]) => results.filter((result) => result.ok).length;

/** Reads and writes back one more, until it succeeds; of five at once none needs more than five turns. */
async function increment(store: Store): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    const [doc] = await store.get([key('counter')]);
    const next = ((doc?.body as number | undefined) ?? 0) + 1;
    if ((await store.commit({ ops: [put('counter', next, { if: doc?.version ?? 'absent' })] })).ok) return;
  }
  throw new Error('an increment met a conflict a hundred times');
}

export const raceCases = cases('races', {
  'lets one of two writers win': async ({ store, race }) => {
    await commit(store, [put('1', 'old')]);
    const results = await race(...['a', 'b', 'c'].map((body) => () => store.commit({ ops: [put('1', body, { if: 1 })] })));
    equal(won(results), 1, 'winners');
    const [doc] = await store.get([key('1')]);
    equal([doc!.version, doc!.body], [2, ['a', 'b', 'c'][results.findIndex((result) => result.ok)]]);
  },
  'lets one of two creators win': async ({ store, race }) => {
    const results = await race(...['a', 'b', 'c'].map((body) => () => store.commit({ ops: [put('1', body, { if: 'absent', entries: [['i', body]] })] })));
    equal(won(results), 1, 'winners');
    equal((await idsOf(store, { index: 'i' })).length, 1, 'entries');
  },
  'lets one of a writer and a remover win': async ({ store, race }) => {
    await commit(store, [put('1')]);
    const results = await race<Commit>(
      () => store.commit({ ops: [put('1', 'kept', { if: 1 })] }),
      () => store.commit({ ops: [{ op: 'delete', ...key('1'), if: 1 }] }),
    );
    equal(won(results), 1, 'winners');
    equal(await bodyOf(store, '1'), results[0]!.ok ? 'kept' : undefined);
  },
  'loses no increment': async ({ store, race }) => {
    await race<void>(...Array.from({ length: 5 }, () => () => increment(store)));
    const [doc] = await store.get([key('counter')]);
    equal([doc!.body, doc!.version], [5, 5]);
  },
  'counts a version for each blind write': async ({ store, race }) => {
    const results = await race(...Array.from({ length: 4 }, (_, i) => () => commit(store, [put('1', i)])));
    equal(results.map((result) => result.versions[0]).sort(), [1, 2, 3, 4]);
  },
  'applies a command once that comes several times at once': async ({ store, race }) => {
    const results = await race(...['a', 'b', 'c'].map((body) => () => store.commit({ ops: [put('1', body)], command: { id: 'k', result: body } })));
    equal(won(results), 1, 'applied');
    const [doc] = await store.get([key('1')]);
    equal(doc!.version, 1);
    for (const result of results) if (!result.ok) equal(result, { ok: false, reason: 'duplicate', result: doc!.body });
  },
  'ends when two batches touch the same documents in opposite order': async ({ store, race }) => {
    await commit(store, [put('1'), put('2')]);
    const results = await race(
      () => store.commit({ ops: [put('1', 'a', { if: 1 }), put('2', 'a', { if: 1 })] }),
      () => store.commit({ ops: [put('2', 'b', { if: 1 }), put('1', 'b', { if: 1 })] }),
    );
    equal(won(results), 1, 'winners');
    equal(await bodyOf(store, '1'), await bodyOf(store, '2'));
  },
  'lets a check guard a rule over two documents': async ({ store, race }) => {
    await commit(store, [put('anna', 'on duty'), put('boris', 'on duty')]);
    const leave = (who: string, other: string) => () => store.commit({ ops: [put(who, 'away', { if: 1 }), { op: 'check', ...key(other), if: 1 }] });
    equal(won(await race(leave('anna', 'boris'), leave('boris', 'anna'))), 1, 'who left');
    ok([await bodyOf(store, 'anna'), await bodyOf(store, 'boris')].includes('on duty'), 'somebody on duty');
  },
  'lets a check that something is absent guard a creation': async ({ store, race }) => {
    const reserve = (mine: string, theirs: string) => () => store.commit({ ops: [put(mine, 1, { if: 'absent' }), { op: 'check', ...key(theirs), if: 'absent' }] });
    equal(won(await race(reserve('1', '2'), reserve('2', '1'))), 1, 'reservations');
  },
  'reads several documents as of one moment': async ({ store, race }) => {
    const keys = ['1', '2', '3'].map(key);
    await commit(store, keys.map(({ id }) => put(id, 0)));
    const read = async () => void seen.push(await store.get(keys));
    const write = async () => {
      for (let n = 1; n <= 6; n++) await commit(store, keys.map(({ id }) => put(id, n)));
    };
    const seen: (readonly (Doc | null)[])[] = [];
    await race<void>(read, write, read, read);
    for (const docs of seen) equal(new Set(docs.map((doc) => doc?.body)).size, 1, 'different states in one read');
  },
  'finds a moved document once, at its old or new place': async ({ store, race }) => {
    await commit(store, [put('1', 'old', { entries: [['i', 'a']] }), put('2', 'x', { entries: [['i', 'b']] })]);
    const seen: string[][] = [];
    const scan = async () => void seen.push((await store.scan({ index: 'i', limit: 10 })).items.map((item) => `${item.id}${item.key[0]}${item.body}`));
    const move = async () => void (await commit(store, [put('1', 'new', { entries: [['i', 'c']] })]));
    await race<void>(scan, move, scan);
    for (const ids of seen) ok(['1aold,2bx', '2bx,1cnew'].includes(ids.join()), `one of both states, not ${ids.join()}`);
  },
  'shows nobody what is not committed': async ({ store, race }) => {
    await commit(store, [put('1', 'old', { entries: [['i', 'old']] }), put('2', 'old')]);
    const seen: unknown[] = [];
    const read = async () => {
      for (let turn = 0; turn < 3; turn++) {
        seen.push((await store.get([key('1')]))[0]?.body);
        seen.push(...(await store.scan({ index: 'i', limit: 10 })).items.map((item) => item.body));
      }
    };
    const refused = async () => equal((await store.commit({ ops: [put('1', 'dirty', { entries: [['i', 'dirty']] }), put('2', 'dirty', { if: 9 })] })).ok, false);
    await race<void>(refused, read, refused);
    equal([...new Set(seen)], ['old']);
  },
  'shows a batch whole or not at all': async ({ store, race }) => {
    const ids = ['1', '2', '3', '4'];
    const seen: number[] = [];
    const read = async () => {
      for (let turn = 0; turn < 4; turn++) seen.push((await store.scan({ index: 'i', limit: 10 })).items.length);
    };
    const write = async () => void (await commit(store, ids.map((id) => put(id, id, { entries: [['i', id]] }))));
    await race<void>(write, read);
    for (const count of seen) ok(count === 0 || count === 4, `none or four of a batch, not ${count}`);
  },
  'leaves all or nothing of a commit that breaks off at any point, and finishes it when repeated': async ({ store, failPause }) => {
    for (let n = 1; n < 30; n++) {
      const ids = ['a', 'b', 'c'].map((id) => `${id}${n}`);
      const batch = { ops: ids.map((id) => put(id, n, { if: 'absent', entries: [['i', n]] })), command: { id: `k${n}`, result: n } };
      const start = (await store.feed(null, 1000)).after;
      const failed = failPause(n);
      const answer = await store.commit(batch).catch(() => undefined);
      const broke = failed();
      const there = (await store.get(ids.map(key))).filter((doc) => doc !== null).length;
      ok(there === 0 || there === 3, `none or three documents, not ${there}`);
      equal((await idsOf(store, { index: 'i', eq: [n] })).length, there, 'entries');
      equal((await store.feed(start, 10)).items.length, there / 3, 'commits in the feed');
      const again = await store.commit(batch);
      equal(again.ok ? 'applied' : again, there === 3 ? { ok: false, reason: 'duplicate', result: n } : 'applied');
      equal((await store.get(ids.map(key))).map((doc) => doc?.version), [1, 1, 1]);
      if (!broke) return void ok(answer?.ok, 'an answer when nothing broke');
    }
  },
});
