import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fileRefsIn } from '@requestry/model';
import { collected } from '../../files/bytes.js';
import { placeId } from '../../files/documents.js';
import type { Mirror, MirroredRequest } from './mirror.js';
import { expectThat } from './request-checks.js';

/** What hangs somewhere is there, is found by its place, and is not being removed. `touched`: requests that have changed. */
export async function checkFiles(mirror: Mirror, touched: ReadonlySet<MirroredRequest>): Promise<void> {
  for (const { id: request, doc } of touched) for (const file of hashesIn(doc?.body.request.data)) expectThat(mirror.places.has(placeId(file, { request })), 'a file in a field has its place', () => [request, file]);
  for (const file of new Set([...mirror.places.values()].map((place) => place.file))) {
    const known = mirror.files.get(file);
    expectThat(known !== undefined && known.leaving === undefined && known.arriving === undefined, 'a file that hangs somewhere is kept', () => [file, known ?? null]);
    expectThat((await mirror.store.blobs?.stat(file))?.size === known?.size, 'the bytes of a file that hangs somewhere are there', () => file);
  }
}

/** Every file that hangs somewhere reads as it was sent, nothing hangs that its holder does not name, and of all other bytes nothing is left. `kept`: all that were ever sent whole. */
export async function checkFilesAtRest(mirror: Mirror, kept: ReadonlySet<string>): Promise<void> {
  const hanging = new Set<string>();
  for (const { file, request = '', comment } of mirror.places.values()) {
    const there = comment === undefined ? hashesIn(mirror.requests.get(request)?.doc?.body.request.data) : hashesIn({ files: mirror.comments.get(comment)?.files });
    expectThat(there.includes(file), 'a place is where the file hangs', () => [file, request, comment ?? '']);
    hanging.add(file);
  }
  for (const comment of mirror.comments.values()) for (const file of hashesIn({ files: comment.files })) expectThat(hanging.has(file), 'a file of a comment has its place', () => [comment.id, file]);
  for (const file of kept) {
    const content = await mirror.store.blobs?.get(file);
    expectThat((content !== null && content !== undefined) === hanging.has(file), 'bytes are kept while they hang somewhere, and no longer', () => [file, mirror.files.get(file) ?? null]);
    if (content) expectThat(bytesToHex(sha256(await collected(content))) === file, 'a file reads as it was sent', () => file);
  }
  expectThat([...mirror.files.keys()].every((file) => hanging.has(file)), 'nothing is known of files that are gone', () => [...mirror.files.keys()]);
}

const hashesIn = (value: unknown): readonly string[] => fileRefsIn(value).flatMap(({ ref }) => ref.sha256 ?? []);
