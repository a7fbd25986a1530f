import { may, RequestryError, safeFileName, type FileRef, type Json, type NewFile, type Transfer } from '@requestry/model';
import type { BlobInfo, BlobStore, Op } from '@requestry/storage';
import { put } from '../collections.js';
import type { Context } from '../context.js';
import { read, scanAll } from '../store.js';
import { bounded, bytesOf, collected } from './bytes.js';
import { contentType, headBytes, tailBytes, typeWithName, unknownType } from './content-type.js';
import { sourceWaiting, type FileDocument, type Waiting } from './documents.js';

/** Bounds on files; see `RuntimeOptions.files`. */
export interface FileBounds {
  /** Bytes of one file. */
  readonly largest: number;
  /** Bytes of all files that one person, or the visitors of one source, have brought and hung nowhere. */
  readonly waiting: number;
  /** How long a file waits to be hung somewhere, milliseconds. */
  readonly patience: number;
}

const mebibyte = 1024 * 1024;
export const usualBounds: FileBounds = { largest: 100 * mebibyte, waiting: 1024 * mebibyte, patience: 24 * 3_600_000 };

/** Files that one person, or the visitors of one source, have waiting at most. */
const mostWaiting = 500;
/** People who wait to hang the same bytes at most; the oldest goes. */
const mostOwners = 100;
const attempts = 20;

export const noStore = (): RequestryError => new RequestryError('STATE', 'The store keeps no files', { params: { reason: 'file.no-store' } });

export function blobsOf({ store }: Pick<Context, 'store'>): BlobStore {
  if (!store.blobs) throw noStore();
  return store.blobs;
}

/** See `FileService.keepFile`. */
export async function keepFile(context: Context, file: NewFile, transfer: Transfer = {}): Promise<FileRef> {
  const permission = may(context.actor, { action: 'keep-file' }, context.org);
  if (!permission.allowed) throw new RequestryError('FORBIDDEN', `${context.actor.person.id} may not keep files`, { params: { reason: permission.reason?.code } });
  return keepFor(context, context.actor.person.id, file, context.files, transfer);
}

/** Sorts of files that are taken. */
export interface Wanted {
  readonly accept: readonly string[];
  taken(type: string, name: string): boolean;
}

/**
 * Keeps a file that somebody brought. A document names the bytes before they are there, so that those of a process that dies meanwhile are known: what hangs nowhere after
 * a while is removed by `work()`. Once they are there it says what they are and who waits with them.
 */
export async function keepFor(context: Context, by: string, { name: given, content }: NewFile, bounds: FileBounds, transfer: Transfer = {}, wanted?: Wanted): Promise<FileRef> {
  const blobs = blobsOf(context);
  if (typeof given !== 'string') throw wrong('form.type', '/name', { type: 'string' });
  if (content instanceof Blob && content.size > bounds.largest) throw tooLarge(bounds.largest);
  const room = await roomFor(context, sourceWaiting(by) ?? by, bounds);
  const limit = Math.min(bounds.largest, room);
  const name = safeFileName(given);
  const { hash, size } = await blobs.put(bounded(bytesOf(content), limit, () => (room < bounds.largest ? tooManyWaiting() : tooLarge(bounds.largest)), transfer), { before: (blob) => announce(context, blob, bounds) });
  const type = await typeOf(blobs, hash, size);
  const file: FileRef = { name, type: typeWithName(type, name), size, sha256: hash };
  const isWanted = wanted?.taken(file.type, name) ?? true;
  await note(context, hash, { type, size }, isWanted ? { by, name, at: context.now } : undefined, bounds);
  if (!isWanted) throw wrong('file.wrong-type', '/content', { accept: [...(wanted?.accept ?? [])], type: file.type, name });
  return file;
}

async function typeOf(blobs: BlobStore, hash: string, size: number): Promise<string> {
  const head = await partOf(blobs, hash, 0, headBytes);
  return contentType(head, head[0] === 0x50 ? await partOf(blobs, hash, Math.max(0, size - tailBytes), size) : head);
}

async function partOf(blobs: BlobStore, hash: string, start: number, end: number): Promise<Uint8Array> {
  const stream = await blobs.get(hash, { start, end });
  return stream ? collected(stream) : new Uint8Array();
}

/** Bytes that may still be brought. */
async function roomFor(context: Context, whose: string, bounds: FileBounds): Promise<number> {
  const waiting = await scanAll<'files'>(context.store, { index: 'files-waiting', eq: [whose] }, mostWaiting);
  const room = bounds.waiting - waiting.reduce((sum, { body }) => sum + body.size, 0);
  if (waiting.length >= mostWaiting || room <= 0) throw tooManyWaiting();
  return room;
}

/** Notes that the bytes are about to be there, and when to look at them if nobody goes on. */
async function announce(context: Context, { hash, size }: BlobInfo, { patience }: FileBounds): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await read(context.store, 'files', hash);
    if (before?.body.leaving !== undefined) break;
    const due = Math.max(before?.body.due ?? 0, context.now + patience);
    const doc: FileDocument = before ? { ...before.body, due } : { type: unknownType, size, waiting: [], arriving: true, due };
    const { ok } = await context.store.commit({ ops: [put('files', hash, doc, before?.version ?? 'absent')] });
    if (ok) return;
  }
  throw beingRemoved(hash);
}

/** Notes who brought it; nobody: it goes with the next pass of work unless it hangs somewhere. A file that is just being removed cannot be kept; it can a moment later. */
async function note(context: Context, hash: string, file: Pick<FileDocument, 'type' | 'size'>, waiting: Waiting | undefined, { patience }: FileBounds): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await read(context.store, 'files', hash);
    // Whoever removed the same bytes may have done so since they came. They go before their document, and only after it has a new version: so what is there now stays until this is written, or this is not.
    if (before?.body.leaving !== undefined || !(await blobsOf(context).stat(hash))) break;
    const others = (before?.body.waiting ?? []).filter(({ by }) => by !== waiting?.by).slice(1 - mostOwners);
    const all = [...others, ...(waiting ? [waiting] : [])];
    const due = waiting ? Math.min(...all.map(({ at }) => at)) + patience : context.now;
    const known = before?.body.arriving === undefined ? before?.body : undefined;
    const op: Op = put('files', hash, { ...(known ?? file), waiting: all, due }, before?.version ?? 'absent');
    if ((await context.store.commit({ ops: [op] })).ok) return;
  }
  throw beingRemoved(hash);
}

const beingRemoved = (hash: string): RequestryError => new RequestryError('CONFLICT', `files/${hash} is being removed`, { params: { file: hash } });

const wrong = (code: string, path: string, params: Readonly<Record<string, Json>> = {}): RequestryError => new RequestryError('INVALID', `${code} at ${path}`, { issues: [{ code, path, params }] });

const tooLarge = (limit: number): RequestryError => wrong('file.too-large', '/content', { limit });
const tooManyWaiting = (): RequestryError => wrong('file.too-many-waiting', '/content');
