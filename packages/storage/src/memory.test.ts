import { memoryStorage } from '@requestry/storage';
import { expect, it } from 'vitest';

it('gives nothing away that would change the store', async () => {
  const store = memoryStorage().tenant('main');
  const body = { a: [1] };
  await store.commit({ ops: [{ op: 'put', collection: 'c', id: '1', body, entries: [['i', 1]] }] });
  body.a.push(2);
  const [doc] = await store.get([{ collection: 'c', id: '1' }]);
  (doc!.body as typeof body).a.push(3);
  expect((await store.scan({ index: 'i', limit: 1 })).items[0]!.body).toEqual({ a: [1] });
});

it('keeps ten thousand entries in order, inserted in any order and partly removed', async () => {
  const store = memoryStorage().tenant('main');
  const ids = Array.from({ length: 10_000 }, (_, i) => (i * 7919) % 10_000);
  for (let i = 0; i < ids.length; i += 500) {
    await store.commit({ ops: ids.slice(i, i + 500).map((n) => ({ op: 'put', collection: 'c', id: String(n), body: n, entries: [['n', n]] })) });
  }
  for (let i = 0; i < ids.length; i += 1000) {
    await store.commit({ ops: ids.slice(i, i + 500).map((n) => ({ op: 'delete', collection: 'c', id: String(n) })) });
  }
  const removed = new Set(ids.filter((_, place) => place % 1000 < 500));
  for (const desc of [false, true]) {
    const seen: unknown[] = [];
    let after: string | undefined;
    do {
      const page = await store.scan({ index: 'n', desc, limit: 1000, after });
      seen.push(...page.items.map((item) => item.body));
      after = page.next;
    } while (after);
    const rest = ids.filter((n) => !removed.has(n)).sort((a, b) => a - b);
    expect(seen).toEqual(desc ? rest.reverse() : rest);
  }
});

it('takes no batch past its quota, and writes nothing of it', async () => {
  const store = memoryStorage({ quota: 100 }).tenant('main');
  const put = (id: string, length: number) => ({ op: 'put' as const, collection: 'c', id, body: 'x'.repeat(length) });
  await store.commit({ ops: [put('1', 50)] });
  await expect(store.commit({ ops: [put('2', 20), put('3', 40)], command: { id: 'k', result: 1 } })).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  expect(await store.get([{ collection: 'c', id: '2' }])).toEqual([null]);
  expect((await store.feed(null, 10)).items).toHaveLength(1);
  expect(await store.commit({ ops: [put('1', 10)] })).toMatchObject({ ok: true });
  expect(await store.commit({ ops: [put('2', 20), put('3', 40)], command: { id: 'k', result: 1 } })).toMatchObject({ ok: true });
});

it('tells those who watch, and no more those who stopped', async () => {
  const storage = memoryStorage();
  const heard: unknown[] = [];
  storage.watch!((change) => heard.push(change));
  const stop = storage.watch!(() => heard.push('gone'));
  stop();
  await storage.tenant('main').commit({ ops: [{ op: 'put', collection: 'c', id: '1', body: 1 }] });
  await Promise.resolve();
  expect(heard).toEqual([{ tenant: 'main', collections: ['c'] }]);
});

it('reads along what bodies name, and refuses a field that is none', async () => {
  const store = memoryStorage().tenant('main');
  await store.commit({ ops: [{ op: 'put', collection: 'tasks', id: '1', body: { of: 'a' }, entries: [['i', 1]] }, { op: 'put', collection: 'requests', id: 'a', body: 'A' }] });
  const along = { collection: 'requests', field: 'of' };
  expect((await store.scan({ index: 'i', limit: 1, along })).items[0]!.along).toEqual({ collection: 'requests', id: 'a', version: 1, body: 'A' });
  await expect(store.scan({ index: 'i', limit: 1, along: { ...along, field: 'of"' } })).rejects.toThrow(TypeError);
  await expect(store.scan({ index: 'i', limit: 1, keysOnly: true, along })).rejects.toThrow(TypeError);
});
