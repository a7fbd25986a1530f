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
