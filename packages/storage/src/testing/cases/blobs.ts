import type { BlobInfo, BlobStore, Store } from '../../contract.js';
import { equal, ok, rejects } from '../assert.js';
import { cases } from '../case.js';
import type { StorageCase } from '../case.js';

/** Well known: nothing, and "abc". */
const known = {
  '': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  abc: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
};

function blobsOf(store: Store): BlobStore {
  ok(store.blobs, 'a place for files, or `blobs: false` said of the adapter');
  return store.blobs;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Bytes that differ from place to place. */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0, state = 1; i < length; i++) bytes[i] = (state = (state * 48271) % 0x7fffffff) & 0xff;
  return bytes;
}

/** The bytes in parts of a size; then it fails when told so. */
function stream(bytes: Uint8Array, part = 10_000, failure?: Error): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += part)));
      else if (failure) controller.error(failure);
      else controller.close();
    },
  });
}

async function read(blobs: BlobStore, hash: string, range?: Parameters<BlobStore['get']>[1]): Promise<string | null> {
  const found = await blobs.get(hash, range);
  if (!found) return null;
  let text = '';
  const reader = found.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) for (const byte of next.value) text += String.fromCharCode(byte);
  return text;
}

const asText = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

const blobCases: readonly StorageCase[] = cases('files', {
  'names bytes by their SHA-256': async ({ store }) => {
    const blobs = blobsOf(store);
    for (const [text, hash] of Object.entries(known)) {
      equal(await blobs.put(stream(bytesOf(text))), { hash, size: text.length });
      const { upload, ...info } = (await blobs.stat(hash))!;
      equal([await read(blobs, hash), info, typeof upload], [text, { hash, size: text.length }, 'string']);
    }
  },
  'gives back every byte of a large file, however it came in': async ({ store }) => {
    const blobs = blobsOf(store);
    const bytes = noise(600_001);
    const hashes = new Set<string>();
    for (const part of [bytes.length, 65_536, 999]) hashes.add((await blobs.put(stream(bytes, part))).hash);
    equal(hashes.size, 1, 'names of the same bytes');
    ok((await read(blobs, [...hashes][0]!)) === asText(bytes), 'the same bytes back');
  },
  'gives ranges, as far as there are bytes': async ({ store }) => {
    const blobs = blobsOf(store);
    const bytes = noise(600_001);
    const { hash } = await blobs.put(stream(bytes));
    for (const [start, end] of [[0, 1], [0, 0], [5, 5], [262_143, 262_145], [262_144, 524_288], [600_000, 600_001], [599_990, 700_000], [700_000, 800_000], [10, 5]] as const) {
      ok((await read(blobs, hash, { start, end })) === asText(bytes.slice(start, Math.max(start, end))), `bytes ${start} to ${end}`);
    }
    ok((await read(blobs, hash, { start: 599_000 })) === asText(bytes.slice(599_000)), 'the rest from a place');
    ok((await read(blobs, hash, { end: 7 })) === asText(bytes.slice(0, 7)), 'the beginning');
  },
  'keeps nothing of a file that breaks off': async ({ store }) => {
    const blobs = blobsOf(store);
    const bytes = noise(300_000);
    const { hash } = await blobs.put(stream(bytes));
    await blobs.delete(hash);
    await rejects(blobs.put(stream(bytes, 10_000, new RangeError('the line went dead'))), 'RangeError');
    equal([await blobs.stat(hash), await read(blobs, hash)], [null, null]);
  },
  'refuses a file that is not the one expected, and keeps nothing of it': async ({ store }) => {
    const blobs = blobsOf(store);
    for (const expected of [{ size: 4 }, { size: 2 }, { hash: known[''] }, { size: 3, hash: known[''] }]) await rejects(blobs.put(stream(bytesOf('abc')), expected), 'INVALID');
    equal(await blobs.stat(known.abc), null);
    equal(await blobs.put(stream(bytesOf('abc')), { size: 3, hash: known.abc }), { size: 3, hash: known.abc });
  },
  'tells what bytes are before anybody can find them, and keeps nothing when that fails': async ({ store }) => {
    const blobs = blobsOf(store);
    const told: unknown[] = [];
    const before = async (blob: BlobInfo): Promise<void> => void told.push(blob, await blobs.stat(blob.hash));
    await blobs.put(stream(bytesOf('abc')), { before });
    equal(told, [{ hash: known.abc, size: 3 }, null]);
    equal(await read(blobs, known.abc), 'abc');
    await blobs.delete(known.abc);
    await rejects(blobs.put(stream(bytesOf('abc')), { before: () => Promise.reject(new RangeError('not now')) }), 'RangeError');
    await rejects(blobs.put(stream(bytesOf('abc')), { size: 4, before }), 'INVALID');
    equal([await blobs.stat(known.abc), told.length], [null, 2], 'nothing was kept, and nothing told of what was not expected');
  },
  'keeps the same bytes once, also when they come twice at once': async ({ store, race }) => {
    const blobs = blobsOf(store);
    const put = () => blobs.put(stream(bytesOf('abc')));
    equal((await race(put, put, put)).map(({ hash }) => hash), [known.abc, known.abc, known.abc]);
    await put();
    equal([await blobs.delete(known.abc), await blobs.stat(known.abc), await blobs.delete(known.abc)], [true, null, false]);
  },
  'deletes what one upload brought and leaves what came later': async ({ store }) => {
    const blobs = blobsOf(store);
    const put = () => blobs.put(stream(bytesOf('abc')));
    await put();
    const first = (await blobs.stat(known.abc))!;
    await put();
    equal((await blobs.stat(known.abc))!.upload, first.upload, 'the same bytes once more change nothing');
    equal(await blobs.delete(known.abc, first.upload), true);
    await put();
    equal([await blobs.delete(known.abc, first.upload), await blobs.delete(known.abc, '\0'), await read(blobs, known.abc)], [false, false, 'abc']);
    equal([await blobs.delete(known.abc, (await blobs.stat(known.abc))!.upload), await blobs.stat(known.abc)], [true, null]);
  },
  'has nothing under a name that it did not give': async ({ store }) => {
    const blobs = blobsOf(store);
    for (const hash of [known.abc, '', '../x', '__proto__', 'constructor', known.abc.toUpperCase(), '\0', '\ud800']) equal([await blobs.get(hash), await blobs.stat(hash), await blobs.delete(hash)], [null, null, false]);
  },
  'keeps files of tenants apart': async ({ store, other }) => {
    await blobsOf(store).put(stream(bytesOf('abc')));
    equal([await blobsOf(other).stat(known.abc), await read(blobsOf(other), known.abc), await blobsOf(other).delete(known.abc)], [null, null, false]);
    await blobsOf(other).put(stream(bytesOf('abc')));
    await blobsOf(other).delete(known.abc);
    equal(await read(blobsOf(store), known.abc), 'abc');
  },
  'has files again when opened again, and none when closed': async ({ adapter }) => {
    await blobsOf(adapter.tenant('main')).put(stream(bytesOf('abc')));
    const closed = blobsOf(adapter.tenant('main'));
    await adapter.close();
    await rejects(() => closed.get(known.abc), 'STORAGE_UNAVAILABLE');
    await adapter.open();
    equal(await read(blobsOf(adapter.tenant('main')), known.abc), 'abc');
  },
}).map((each) => ({ ...each, needs: 'blobs' }));

export { blobCases };
