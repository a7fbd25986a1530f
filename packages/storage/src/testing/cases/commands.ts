import type { Batch } from '../../contract.js';
import { equal } from '../assert.js';
import { bodyOf, cases, commit, key, put } from '../case.js';

const minute = 60_000;

function batch(id: string, body: unknown, more: Partial<Batch['command']> = {}): Batch {
  return { ops: [put('1', body)], command: { id, result: { body }, ...more } };
}

export const commandCases = cases('commands', {
  'applies a command once and answers its first result afterwards': async ({ store }) => {
    equal((await store.commit(batch('k', 'first'))).ok, true);
    for (let i = 0; i < 2; i++) equal(await store.commit(batch('k', 'second')), { ok: false, reason: 'duplicate', result: { body: 'first' } });
    equal((await store.get([key('1')]))[0], { collection: 'c', id: '1', version: 1, body: 'first' });
    equal((await store.feed(null, 10)).items.length, 1, 'commits in the feed');
  },
  'applies commands with other ids': async ({ store }) => {
    for (const id of ['k', 'K', 'k ', '', 'k\0']) await commit(store, [put('1', id)], { command: { id, result: id } });
    equal((await store.get([key('1')]))[0]?.version, 5);
  },
  'answers duplicate before conflict': async ({ store }) => {
    const create: Batch = { ops: [put('1', 'x', { if: 'absent' })], command: { id: 'k', result: 7 } };
    equal((await store.commit(create)).ok, true);
    equal(await store.commit(create), { ok: false, reason: 'duplicate', result: 7 });
  },
  'lets a command that met a conflict be tried again under its id': async ({ store }) => {
    await commit(store, [put('1')]);
    equal((await store.commit({ ops: [put('1', 'x', { if: 9 })], command: { id: 'k', result: 1 } })).ok, false);
    equal((await store.commit({ ops: [put('1', 'x', { if: 1 })], command: { id: 'k', result: 2 } })).ok, true);
    equal(await store.commit({ ops: [], command: { id: 'k', result: 3 } }), { ok: false, reason: 'duplicate', result: 2 });
  },
  'keeps any JSON as a result': async ({ store }) => {
    const results = [null, 0, '', false, [], { a: [null, '\ud800', '😀'] }];
    for (const [i, result] of results.entries()) await commit(store, [], { command: { id: String(i), result } });
    for (const [i, result] of results.entries()) equal(await store.commit({ ops: [], command: { id: String(i), result: 'other' } }), { ok: false, reason: 'duplicate', result });
  },
  'remembers a command until its time is over': {
    needs: 'clock',
    run: async ({ store, clock }) => {
      await store.commit(batch('k', 'first', { ttlMs: minute }));
      clock.move(minute - 1);
      equal((await store.commit(batch('k', 'second'))).ok, false);
      clock.move(1);
      equal((await store.commit(batch('k', 'third', { ttlMs: minute }))).ok, true);
      equal(await store.commit(batch('k', 'fourth')), { ok: false, reason: 'duplicate', result: { body: 'third' } });
      equal(await bodyOf(store, '1'), 'third');
    },
  },
  'remembers a command for a week when not told otherwise': {
    needs: 'clock',
    run: async ({ store, clock }) => {
      await store.commit(batch('k', 'first'));
      clock.move(7 * 24 * 60 * minute);
      equal(await store.commit(batch('k', 'second')), { ok: false, reason: 'duplicate', result: { body: 'first' } });
    },
  },
  'forgets no command because a shorter one ended': {
    needs: 'clock',
    run: async ({ store, clock }) => {
      await store.commit(batch('long', 'first', { ttlMs: 10 * minute }));
      await store.commit(batch('short', 'second', { ttlMs: minute }));
      clock.move(2 * minute);
      await store.commit(batch('short', 'third', { ttlMs: minute }));
      equal(await store.commit(batch('long', 'fourth')), { ok: false, reason: 'duplicate', result: { body: 'first' } });
    },
  },
});
