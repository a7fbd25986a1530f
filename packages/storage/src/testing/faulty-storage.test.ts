import { memoryStorage } from '@requestry/storage';
import { failCall, failFrom, faultyStorage } from '@requestry/storage/testing';
import { expect, it } from 'vitest';

const batch = (body: string) => ({ ops: [{ op: 'put' as const, collection: 'c', id: '1', body }], command: { id: 'k', result: body } });
const key = { collection: 'c', id: '1' };

it('does nothing when a call fails before', async () => {
  const storage = faultyStorage(memoryStorage(), failCall(1, 'before'));
  const store = storage.tenant('main');
  await expect(store.commit(batch('a'))).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  expect(await store.get([key])).toEqual([null]);
});

it('loses the reply when a call fails after, and a repeat is a duplicate', async () => {
  const storage = faultyStorage(memoryStorage(), failCall(1, 'after', 'commit'));
  const store = storage.tenant('main');
  await store.get([key]);
  await expect(store.commit(batch('a'))).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  expect(await store.commit(batch('b'))).toEqual({ ok: false, reason: 'duplicate', result: 'a' });
  expect(storage.calls.map(({ verb, nth }) => [verb, nth])).toEqual([['get', 1], ['commit', 1], ['commit', 2]]);
});

it('stays down from a call on', async () => {
  const inner = memoryStorage();
  const storage = faultyStorage(inner, failFrom(2, 'after'));
  await storage.tenant('main').get([key]);
  await expect(storage.tenant('main').commit(batch('a'))).rejects.toThrow();
  await expect(storage.claim({ index: 'i', upTo: 1, count: 1, leaseMs: 1, owner: 'w' })).rejects.toThrow();
  expect((await inner.tenant('main').get([key]))[0]?.body).toBe('a');
});
