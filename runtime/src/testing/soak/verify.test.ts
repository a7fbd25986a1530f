import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { StorageAdapter } from '@requestry/storage';
import { createRuntime } from '../../runtime.js';
import { openPlace } from './place.js';
import { verify, type Heard } from './verify.js';
import { carryOut, soakSystem, type WrittenWish } from './wishes.js';

const folder = mkdtempSync(join(tmpdir(), 'requestry-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

const submit = (key: string): WrittenWish => ({ by: 'anna', method: 'submitRequest', args: { kind: 'work', data: { note: key }, idempotencyKey: key } });

/** A store with one request, and what was heard of it. */
async function soaked(harm: (storage: StorageAdapter, request: string) => Promise<unknown> = async () => undefined) {
  const place = { file: join(folder, `${(files += 1)}.db`) };
  const storage = await openPlace(place);
  const runtime = await createRuntime({ storage });
  await runtime.install(soakSystem);
  const answer = await carryOut(runtime.as({ user: 'anna' }), submit('one'));
  await harm(storage, String(answer));
  const heard: readonly Heard[] = [{ wish: submit('one'), answer }, { wish: submit('two') }, { wish: { ...submit('three'), by: 'greg' }, refused: 'FORBIDDEN' }];
  return { place, heard };
}

it('repeats what had no answer and finds nothing wrong', async () => {
  const { place, heard } = await soaked();
  expect(await verify(place, heard)).toMatchObject({ requests: 2, acknowledged: 2, lost: [], doubled: [], broken: [] });
});

it('finds a command that is not there though it was acknowledged', async () => {
  const { place, heard } = await soaked();
  const gone: Heard = { wish: { by: 'anna', method: 'addComment', args: { request: 'r', body: 'four', visibility: 'public', idempotencyKey: 'four' } }, answer: 'c1' };
  expect(await verify(place, [gone, ...heard])).toMatchObject({ lost: ['four'] });
});

it('finds a command that was carried out twice', async () => {
  const { place, heard } = await soaked(async (storage) => {
    const runtime = await createRuntime({ storage });
    await runtime.as({ user: 'anna' }).submitRequest({ kind: 'leave', data: { note: 'one' }, idempotencyKey: 'another' });
  });
  expect(await verify(place, heard)).toMatchObject({ doubled: ['one'] });
});

it('finds an event that was changed', async () => {
  const { place, heard } = await soaked(async (storage, request) => {
    const store = storage.tenant('main');
    const [doc] = await store.get([{ collection: 'events', id: `${request}:000001` }]);
    await store.commit({ ops: [{ op: 'put', collection: 'events', id: `${request}:000001`, body: JSON.parse(JSON.stringify(doc?.body).replace('"boris"', '"leo"')) }] });
  });
  expect((await verify(place, heard)).broken.join()).toContain('the chain of events ends where the request says');
});
