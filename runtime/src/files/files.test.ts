import { beforeEach, describe, expect, it } from 'vitest';
import { RequestryError, type FileRef, type JsonObject } from '@requestry/model';
import { memoryStorage, type BlobStore, type StorageAdapter, type Store } from '@requestry/storage';
import { createRuntime } from '../runtime.js';
import { laboratory, office, type Office } from '../testing/index.js';

const visit = 'a-visit-that-nobody-can-guess';

let place: Office;
beforeEach(async () => {
  place = await office({ system: laboratory });
});

const png = (more = ''): Blob => new Blob([new Uint8Array([0x89]), 'PNG\r\n\x1a\n', more]);
const keep = (content: Blob, by = 'anna', name = 'a.png'): Promise<FileRef> => place.as(by).keepFile({ name, content });
const hashOf = async (content: Blob): Promise<string> => Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', await content.arrayBuffer())), (byte) => byte.toString(16).padStart(2, '0')).join('');
const submit = (photos: readonly FileRef[], by = 'anna') => place.as(by).submitRequest({ kind: 'photo', data: { what: 'x', photos } as unknown as JsonObject, idempotencyKey: place.key() });
const bytesOf = async ({ sha256 = '' }: FileRef): Promise<boolean> => (await place.storage.tenant('main').blobs?.stat(sha256)) !== null;

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(() => undefined, (reason: unknown) => reason);
  if (!(error instanceof RequestryError)) throw new Error(`A RequestryError was expected, found ${String(error)}`);
  return [error.code, error.params.reason ?? '', ...error.issues.map(({ code, path = '' }) => `${code}${path}`)].filter(Boolean).join(' ');
}

/** The same adapter with another view of each tenant. */
const wrapped = (whole: StorageAdapter, wrap: (store: Store) => Store): StorageAdapter => ({
  capabilities: whole.capabilities,
  open: () => whole.open(),
  tenant: (id) => wrap(whole.tenant(id)),
  now: () => whole.now(),
  claim: (request) => whole.claim(request),
  close: () => whole.close(),
});

const without = ({ blobs: _blobs, ...store }: Store): Store => store;
const bound = (store: Store): Store => ({
  get: (keys) => store.get(keys), commit: (batch) => store.commit(batch), scan: (scan) => store.scan(scan), feed: (after, limit) => store.feed(after, limit), ...(store.blobs ? { blobs: store.blobs } : {}),
});

describe('removing files', () => {
  /** How far the clocks of the store and of a second process are ahead, milliseconds. */
  let later = 0;
  beforeEach(() => {
    later = 0;
  });

  /** A store whose removals of bytes are told before they are done. */
  async function watched(before: () => Promise<void>): Promise<void> {
    let told = false;
    const whole = memoryStorage({ now: () => place.now() + later });
    const watching = (blobs: BlobStore): BlobStore => ({
      put: (bytes, expected) => blobs.put(bytes, expected),
      stat: (hash) => blobs.stat(hash),
      get: (hash, range) => blobs.get(hash, range),
      delete: async (hash, upload) => {
        if (!told) await (told = true, before());
        return blobs.delete(hash, upload);
      },
    });
    const storage = wrapped(whole, (store) => ({ ...bound(store), ...(store.blobs ? { blobs: watching(store.blobs) } : {}) }));
    place = await office({ system: laboratory, storage });
  }

  it('lets nobody hang up or bring a file that is just being removed, and both once it is gone', async () => {
    const answers: string[] = [];
    const kept: FileRef[] = [];
    await watched(async () => {
      answers.push(await refusal(submit(kept)), await refusal(keep(png('x'))));
    });
    const file = await keep(png('x'));
    kept.push(file);
    await place.pass({ days: 2 });
    expect(answers).toEqual(['INVALID file.unknown/photos/0', 'CONFLICT']);
    expect(await bytesOf(file)).toBe(false);
    await submit([await keep(png('x'))]);
    await place.pass({ days: 2 });
    expect(await bytesOf(file)).toBe(true);
  });

  it('deletes nothing that was brought again while it stood still', async () => {
    let again: FileRef | undefined;
    await watched(async () => {
      later = 11 * 60_000;
      const other = await createRuntime({ storage: place.storage, clock: () => place.now() + later });
      await other.work();
      expect(await bytesOf(file)).toBe(false);
      again = await keep(png('x'));
      await submit([again]);
    });
    const file = await keep(png('x'));
    await place.pass({ days: 2 });
    await place.pass({ days: 2 });
    expect(again?.sha256).toBe(file.sha256);
    expect(await bytesOf(file)).toBe(true);
  });

  it('leaves alone what is hung up between the look and the removal', async () => {
    const whole = memoryStorage({ now: () => place.now() });
    let hanging: (() => Promise<unknown>) | undefined;
    const storage = wrapped(whole, (store) => ({
      ...bound(store),
      scan: async (scan) => {
        const page = await store.scan(scan);
        const now = scan.index === 'file-places' && scan.limit === 1 ? hanging : undefined;
        if (now) hanging = undefined;
        await now?.();
        return page;
      },
    }));
    place = await office({ system: laboratory, storage, now: '2026-03-02T10:00:00+03:00' });
    const file = await keep(png('y'));
    await submit([file], 'anna');
    const old = await place.as('anna').findRequests({ filter: { mine: true } });
    const task = (await place.as('boris').findTasks({ view: 'mine' })).items[0]?.id ?? '';
    const mine = await keep(png('y'), 'greta');
    await place.as('boris').completeTask({ task, outcome: 'approve', data: { photos: null }, idempotencyKey: place.key() });
    hanging = () => submit([mine], 'greta');
    await place.pass({ days: 2 });
    await place.pass({ minutes: 1 });
    expect(old.items.length).toBe(1);
    expect(await bytesOf(file)).toBe(true);
    expect(await new Response((await place.as('greta').readFile({ file: mine.sha256 ?? '' })).content).text()).toContain('y');
  });

  it('is ended by another when whoever began it is gone', async () => {
    let fail = true;
    await watched(() => (fail ? Promise.reject(new RequestryError('STORAGE_UNAVAILABLE', 'gone')) : Promise.resolve()));
    const file = await keep(png('z'));
    await expect(place.pass({ days: 2 })).rejects.toThrow('gone');
    fail = false;
    expect(await refusal(submit([file]))).toBe('INVALID file.unknown/photos/0');
    await place.pass({ minutes: 5 });
    expect(await bytesOf(file)).toBe(true);
    await place.pass({ minutes: 10 });
    expect(await bytesOf(file)).toBe(false);
    expect(await submit([await keep(png('z'))])).toMatchObject({ state: 'active' });
  });

  it('comes in the end to what a process left behind that died while a file came in, wherever it died', async () => {
    for (const dies of [1, 2, 3, 4, 5, 6]) {
      let calls = 0;
      const whole = memoryStorage({ now: () => place.now() });
      const counted = async <Result>(run: () => Promise<Result>): Promise<Result> => {
        calls += 1;
        if (calls > dies) throw new RequestryError('STORAGE_UNAVAILABLE', 'dead');
        return run();
      };
      let dying = false;
      const through = <Result>(run: () => Promise<Result>): Promise<Result> => (dying ? counted(run) : run());
      const storage = wrapped(whole, (store) => ({
        ...bound(store),
        get: (keys) => through(() => store.get(keys)),
        commit: (batch) => through(() => store.commit(batch)),
        blobs: { ...(store.blobs as BlobStore), get: (hash, range) => through(async () => (await store.blobs?.get(hash, range)) ?? null), stat: (hash) => through(async () => (await store.blobs?.stat(hash)) ?? null) },
      }));
      place = await office({ system: laboratory, storage });
      const { sha256 = '' } = await keep(png('known'));
      const left = { name: 'a.png', type: 'image/png', size: 8, sha256: await hashOf(png(`left ${dies}`)) };
      dying = true;
      const answer = await keep(png(`left ${dies}`)).then(() => 'kept', () => 'dead');
      dying = false;
      if (answer === 'kept') expect(calls).toBe(dies);
      await place.pass({ hours: 25 });
      await place.pass({ minutes: 11 });
      expect([await bytesOf(left), await bytesOf({ ...left, sha256 })], `after ${dies} calls`).toEqual([false, false]);
      expect((await whole.tenant('main').get([{ collection: 'files', id: left.sha256 }]))[0]).toBeNull();
    }
  });

  it('is for each who brought the same bytes by themselves', async () => {
    const file = await keep(png('both'));
    await place.pass({ hours: 20 });
    await keep(png('both'), 'greta');
    await place.pass({ hours: 10 });
    expect(await refusal(place.as('anna').readFile({ file: file.sha256 ?? '' }))).toBe('NOT_FOUND');
    expect((await place.as('greta').readFile({ file: file.sha256 ?? '' })).file.name).toBe('a.png');
    await place.pass({ hours: 20 });
    expect(await bytesOf(file)).toBe(false);
  });
});

describe('bounds on files', () => {
  it('refuse what is too large without reading it all, and what stops on the way', async () => {
    let read = 0;
    const endless = (): ReadableStream<Uint8Array> => new ReadableStream({ pull: (stream) => { read += 1; stream.enqueue(new Uint8Array(1_000_000)); } });
    expect(await refusal(place.as('anna').keepFile({ name: 'a', content: endless() }))).toBe('INVALID file.too-large/content');
    expect(read).toBeLessThan(110);
    const stop = new AbortController();
    const stopped = place.as('anna').keepFile({ name: 'a', content: endless() }, { signal: stop.signal, progress: () => stop.abort(new Error('enough')) });
    await expect(stopped).rejects.toThrow('enough');
  });

  it('hold for all that one person has waiting, until it is hung up or gone', async () => {
    const small = await office({ system: laboratory, messages: { files: { waiting: 1_000, largest: 900 } } });
    const bring = (size: number, by = 'anna') => small.as(by).keepFile({ name: 'a.png', content: new Blob([new Uint8Array([0x89]), 'PNG\r\n\x1a\n', new Uint8Array(size - 8)]) });
    const first = await bring(700);
    expect(await refusal(bring(400))).toBe('INVALID file.too-many-waiting/content');
    await bring(400, 'boris');
    await small.as('anna').submitRequest({ kind: 'photo', data: { what: 'x', photos: [{ ...first }] }, idempotencyKey: 'k' });
    await bring(400);
  });

  it('say so where the store keeps no files', async () => {
    const whole = memoryStorage({ now: () => place.now() });
    const bare = await office({ system: laboratory, storage: wrapped(whole, (store) => without(bound(store))) });
    expect(await refusal(bare.as('anna').keepFile({ name: 'a', content: png() }))).toBe('STATE file.no-store');
    expect(await refusal(bare.as('anna').readFile({ file: '0'.repeat(64) }))).toBe('STATE file.no-store');
    const named = await bare.as('anna').submitRequest({ kind: 'photo', data: { what: 'x', photos: [{ name: 'a.png', size: 5, type: 'image/png' }] }, idempotencyKey: 'k' });
    expect(named.data.photos).toEqual([{ name: 'a.png', size: 5, type: 'image/png' }]);
  });
});

describe('files of visitors', () => {
  const bring = (content: Blob, more: object = {}) => place.runtime.intake().keepVisitorFile({ source: 'page', visit, name: 'a.png', content, ...more });
  const send = (photos: readonly FileRef[], more: object = {}) => place.runtime.intake().receive({ source: 'page', visit, payload: { what: 'From the page', photos } as unknown as JsonObject, ...more });

  it('come with the form that they were put into, and are read by those who see the request', async () => {
    const file = await bring(png('visitor'));
    const { request } = await send([file]);
    expect((await place.as('kurt').getRequest({ request })).data.photos).toEqual([file]);
    expect(await new Response((await place.as('kurt').readFile({ file: file.sha256 ?? '', request })).content).text()).toContain('visitor');
    expect(await refusal(place.as('anna').readFile({ file: file.sha256 ?? '' }))).toBe('NOT_FOUND');
  });

  it('are of what the fields shown to visitors take, and no more than they hold', async () => {
    expect(await refusal(bring(new Blob(['%PDF-1.7'])))).toBe('INVALID file.wrong-type/content');
    expect(await refusal(bring(png('x'.repeat(110_000))))).toBe('INVALID file.too-large/content');
    expect(await refusal(bring(png(), { source: 'closed' }))).toBe('FORBIDDEN may.source-closed');
    expect(await refusal(bring(png(), { source: 'words' }))).toBe('INVALID file.no-field/content');
    expect(await refusal(bring(png(), { visit: 'short' }))).toBe('INVALID intake.visit/visit');
    for (let count = 0; count < 3; count += 1) await bring(png(`n${count}`));
    expect(await refusal(send([await bring(png('x'.repeat(2_000)))]))).toBe('INVALID form.maximum/photos/0/size');
  });

  it('cannot be had by naming a hash, by another visit, another source, or without one', async () => {
    const secret = await keep(png('secret'));
    await submit([secret]);
    const file = await bring(png('mine'));
    for (const sent of [send([secret]), send([secret], { visit: undefined }), send([file], { visit: undefined }), send([file], { visit: `${visit}-2` }), send([file], { source: 'other' })]) {
      expect(await refusal(sent)).toBe('INVALID file.unknown/photos/0');
    }
    expect(await refusal(submit([file], 'greta'))).toBe('INVALID file.unknown/photos/0');
    await send([file]);
  });

  it('go after a day when the form was not sent', async () => {
    const file = await bring(png('left'));
    await place.pass({ days: 2 });
    expect(await bytesOf(file)).toBe(false);
  });
});

it('keeps what a letter brought as what is in it, for those who read the comment', async () => {
  const mail = { from: { address: 'client@else.example' }, to: [{ address: 'lab@example.org' }], subject: 'Sample', text: 'Here', messageId: '<1@else.example>' };
  const { request = '' } = await place.runtime.intake().receiveMail({ ...mail, attachments: [{ name: '../scan.pdf', type: 'application/pdf', content: new Uint8Array(await png('mail').arrayBuffer()) }] });
  const [comment] = await place.as('kurt').findComments({ request });
  expect(comment?.files).toMatchObject([{ name: 'scan.pdf', type: 'image/png' }]);
  const [file] = comment?.files ?? [];
  expect(await new Response((await place.as('kurt').readFile({ file: file?.sha256 ?? '' })).content).text()).toContain('mail');
  expect(await refusal(place.as('anna').readFile({ file: file?.sha256 ?? '' }))).toBe('NOT_FOUND');
  await place.pass({ days: 2 });
  expect(file && (await bytesOf(file))).toBe(true);
});
