import { equal, ok, rejects } from '../assert.js';
import { bodyOf, cases, commit, idsOf, key, put } from '../case.js';

/** Bodies and ids that came back changed from one database or another. */
const texts = ['', ' ', '\0', 'a\0b', 'заявка', 'ё — й', 'é', 'e\u0301', '日本語', '😀👩‍👩‍👧', '\ud800', 'a\udfffb', '\u2028', "'; drop table docs; --", '%_\\', '\ufeff', '\uffff', 'İıß'];

const bodies: readonly unknown[] = [null, true, false, 0, -1.5, 1e21, Number.MAX_SAFE_INTEGER, 'text', [], {}, [null, [[]]], { a: { b: [1, 'x', null, { c: false }] } }, ...texts];

function nested(depth: number): unknown {
  return depth === 0 ? 'deep' : { in: [nested(depth - 1)] };
}

export const documentCases = cases('documents', {
  'gives back what was put, with version 1': async ({ store }) => {
    const { versions } = await commit(store, [put('1', { a: [1, 2] })]);
    equal(versions, [1]);
    equal(await store.get([key('1')]), [{ collection: 'c', id: '1', version: 1, body: { a: [1, 2] } }]);
  },
  'gives null for what is not there': async ({ store }) => {
    equal(await store.get([key('1'), key('2')]), [null, null]);
  },
  'answers in the order asked, the same key twice as well': async ({ store }) => {
    await commit(store, [put('1'), put('2')]);
    const docs = await store.get([key('2'), key('none'), key('1'), key('2')]);
    equal(docs.map((doc) => doc?.id ?? null), ['2', null, '1', '2']);
  },
  'answers nothing for no keys': async ({ store }) => equal(await store.get([]), []),
  'counts versions up with each put': async ({ store }) => {
    for (const version of [1, 2, 3]) equal((await commit(store, [put('1', version)])).versions, [version]);
    equal((await store.get([key('1')]))[0], { collection: 'c', id: '1', version: 3, body: 3 });
  },
  'reads each put as soon as it is acknowledged': async ({ store }) => {
    for (let i = 0; i < 10; i++) {
      await commit(store, [put('1', i)]);
      equal((await store.get([key('1')]))[0], { collection: 'c', id: '1', version: i + 1, body: i });
    }
  },
  'forgets a deleted document': async ({ store }) => {
    await commit(store, [put('1')]);
    equal((await commit(store, [{ op: 'delete', ...key('1') }])).versions, [0]);
    equal(await store.get([key('1')]), [null]);
  },
  'begins at version 1 again after a delete': async ({ store }) => {
    await commit(store, [put('1')]);
    await commit(store, [put('1')]);
    await commit(store, [{ op: 'delete', ...key('1') }]);
    equal((await commit(store, [put('1', 'again', { if: 'absent' })])).versions, [1]);
  },
  'lets a document that is not there be deleted': async ({ store }) => {
    equal((await commit(store, [{ op: 'delete', ...key('1') }])).versions, [0]);
  },
  'keeps collections apart': async ({ store }) => {
    await commit(store, [put('1', 'c'), put('1', 'd', { collection: 'd' }), put('1', 'cd', { collection: 'c/d' })]);
    equal((await store.get([key('1'), { collection: 'd', id: '1' }, { collection: 'c/d', id: '1' }])).map((doc) => doc?.body), ['c', 'd', 'cd']);
  },
  'takes no part of a name for another': async ({ store }) => {
    const keys = [['a', 'b:c'], ['a:b', 'c'], ['a/b', 'c'], ['a', 'b/c'], ['ab', 'c'], ['a', 'bc'], ['a\0b', 'c'], ['a', 'b\0c']].map(([collection, id]) => ({ collection: collection!, id: id! }));
    await commit(store, keys.map((each, i) => ({ op: 'put', ...each, body: i })));
    equal((await store.get(keys)).map((doc) => doc?.body), keys.map((_, i) => i));
  },
  'keeps every kind of JSON': async ({ store }) => {
    await commit(store, bodies.map((body, i) => put(String(i), body)));
    equal((await store.get(bodies.map((_, i) => key(String(i))))).map((doc) => doc?.body), bodies);
  },
  'keeps every letter of ids': async ({ store }) => {
    await commit(store, texts.map((id, i) => put(`x${id}`, i)));
    const docs = await store.get(texts.map((id) => key(`x${id}`)));
    equal(docs.map((doc) => [doc?.id, doc?.body]), texts.map((id, i) => [`x${id}`, i]));
  },
  'tells ids apart by case and accent': async ({ store }) => {
    const ids = ['a', 'A', 'á', 'a\u0301', 'ё', 'е', ' a', 'a '];
    await commit(store, ids.map((id) => put(id)));
    equal((await store.get(ids.map(key))).map((doc) => doc?.body), ids);
  },
  'keeps property names of prototypes as data': async ({ store }) => {
    const body: unknown = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": 2}, "toString": "x", "hasOwnProperty": null}');
    await commit(store, [put('__proto__', body, { entries: [['__proto__', 'constructor']] }), put('constructor', 1, { collection: '__proto__' })]);
    equal(await bodyOf(store, '__proto__'), body);
    equal(await idsOf(store, { index: '__proto__', eq: ['constructor'] }), ['__proto__']);
    equal(({} as { polluted?: number }).polluted, undefined, 'the prototype of all objects');
  },
  'keeps a body of 1 MiB': async ({ store }) => {
    const body = { text: 'я'.repeat(512 * 1024) };
    await commit(store, [put('1', body)]);
    equal(((await bodyOf(store, '1')) as typeof body).text.length, body.text.length);
  },
  'keeps a body 60 levels deep': async ({ store }) => {
    await commit(store, [put('1', nested(30))]);
    equal(await bodyOf(store, '1'), nested(30));
  },
  'refuses a body over its limit and writes nothing': async ({ adapter, store }) => {
    await rejects(store.commit({ ops: [put('1'), put('2', 'x'.repeat(adapter.capabilities.maxDocBytes))] }), 'INVALID');
    equal(await store.get([key('1'), key('2')]), [null, null]);
  },
  'refuses a body that is no JSON': async ({ store }) => {
    await rejects(() => store.commit({ ops: [put('1', () => 1)] }), 'TypeError');
    equal(await bodyOf(store, '1'), undefined);
  },
  'is not changed through what was given or got': async ({ store }) => {
    const body = { list: [1] };
    await commit(store, [put('1', body)]);
    body.list.push(2);
    ((await bodyOf(store, '1')) as typeof body).list.push(3);
    equal(await bodyOf(store, '1'), { list: [1] });
  },
  'keeps tenants apart': async ({ store, other }) => {
    await commit(store, [put('1', 'ours', { entries: [['i', 1]] })], { command: { id: 'k', result: 'ours' } });
    equal(await other.get([key('1')]), [null]);
    equal(await idsOf(other, { index: 'i' }), []);
    equal((await other.feed(null, 10)).items, []);
    equal((await commit(other, [put('1', 'theirs', { if: 'absent' })], { command: { id: 'k', result: 'theirs' } })).versions, [1]);
    equal(await bodyOf(store, '1'), 'ours');
    await commit(other, [{ op: 'delete', ...key('1') }]);
    equal(await bodyOf(store, '1'), 'ours');
  },
  'keeps tenants with neighbouring names apart': async ({ adapter }) => {
    const names = ['a', 'ab', 'a\0', 'A', ''];
    for (const name of names) await commit(adapter.tenant(name), [put('1', name, { entries: [['i', 'k']] })]);
    for (const name of names) {
      const items = (await adapter.tenant(name).scan({ index: 'i', limit: 10 })).items;
      equal(items.map((item) => item.body), [name], `index of tenant ${JSON.stringify(name)}`);
    }
  },
  'says what it can do': async ({ adapter }) => {
    const { capabilities } = adapter;
    equal(capabilities.contract, 1);
    ok(capabilities.maxOps >= 500, 'room for 500 ops');
    ok(capabilities.maxDocBytes >= 1024 * 1024, 'room for a body of 1 MiB');
    equal(capabilities.push, adapter.watch !== undefined, 'capability push');
  },
});
