import { fileRefsIn } from '@requestry/model';
import type { Doc, Op } from '@requestry/storage';
import { keyOf, put, type DocOf } from '../collections.js';
import type { Context } from '../context.js';
import { read, scanAll } from '../store.js';
import { takenOff, type FileDocument, type PlaceDocument, type Waiting } from './documents.js';

/** How long a removal that does not end is left to whoever began it, milliseconds. */
const removalTime = 600_000;
/** Drafts of one person that are looked through. */
const mostDrafts = 200;
const attempts = 20;

/**
 * Looks whether a file still hangs somewhere, or waits for somebody who may still hang it up; else removes it. The document says that it is leaving before the
 * bytes go, at the version that was looked at: whoever hangs the file up meanwhile wins, whoever comes later cannot.
 */
export async function reviewFile(context: Context, doc: Doc<FileDocument>): Promise<void> {
  const { id, version, body } = doc;
  const { due: _due, ...rest } = body;
  if (body.leaving === undefined) {
    const waiting = await stillWaiting(context, id, body.waiting);
    if (waiting.length > 0 || (await hangs(context, id))) return write(context, put('files', id, { ...rest, waiting, ...nextReview(context, waiting) }, version));
  }
  const leaving: Op = put('files', id, { ...rest, waiting: [], leaving: context.newId(), due: context.now + removalTime }, version);
  const commit = await context.store.commit({ ops: [leaving], durability: 'strict' });
  if (!commit.ok) return;
  const left = commit.versions[0] ?? 0;
  if (await deleteBytes(context, id, left)) await write(context, { op: 'delete', ...keyOf('files', id), if: left });
}

/**
 * Those that lay there while the document said that it is leaving: nobody can bring others until it is gone. Whoever stood still so long that somebody else has
 * removed the file deletes nothing that came after. Says whether the document still stands as it was left.
 */
async function deleteBytes({ store }: Context, id: string, left: number): Promise<boolean> {
  const stored = await store.blobs?.stat(id);
  if ((await read(store, 'files', id))?.version !== left) return false;
  if (stored) await store.blobs?.delete(id, stored.upload);
  return true;
}

/** What somebody else wrote meanwhile stands; the file is due again then, or needs nothing. */
async function write(context: Context, op: Op): Promise<void> {
  await context.store.commit({ ops: [op] });
}

async function hangs(context: Context, file: string): Promise<boolean> {
  const { items } = await context.store.scan({ index: 'file-places', eq: [file], limit: 1, keysOnly: true });
  return items.length > 0;
}

function nextReview({ files }: Context, waiting: readonly Waiting[]): { readonly due?: number } {
  return waiting.length === 0 ? {} : { due: Math.min(...waiting.map(({ at }) => at)) + files.patience };
}

/** Those who wait not too long yet, and those whose draft holds the file: they wait anew. */
async function stillWaiting(context: Context, file: string, waiting: readonly Waiting[]): Promise<readonly Waiting[]> {
  const kept = await Promise.all(waiting.map(async (each): Promise<readonly Waiting[]> => {
    if (each.at + context.files.patience > context.now) return [each];
    return (await inDraft(context, file, each.by)) ? [{ ...each, at: context.now }] : [];
  }));
  return kept.flat();
}

async function inDraft(context: Context, file: string, person: string): Promise<boolean> {
  const drafts = await scanAll<'drafts'>(context.store, { index: 'drafts-of', eq: [person] }, mostDrafts);
  return drafts.some(({ body }) => fileRefsIn(body.data).some(({ ref }) => ref.sha256 === file));
}

/** Takes files off every place of a request, so that nothing of them stays that hangs nowhere else. Gives their ids. Doing it again changes nothing. */
export async function takeOffAll(context: Context, request: string): Promise<readonly string[]> {
  const places = await scanAll<'file-places'>(context.store, { index: 'file-places-of', eq: [request] });
  await takeOff(context, places.map(({ body }) => body));
  return [...new Set(places.map(({ body }) => body.file))];
}

/** Takes files off some places, each with the word to look whether it hangs anywhere else. */
export async function takeOff(context: Context, places: readonly PlaceDocument[]): Promise<void> {
  for (const place of places) await takeOffOne(context, place);
}

async function takeOffOne(context: Context, place: PlaceDocument): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const doc = await read(context.store, 'files', place.file);
    const due = doc && put('files', doc.id, { ...doc.body, due: Math.min(doc.body.due ?? context.now, context.now) }, doc.version);
    const { ok } = await context.store.commit({ ops: [takenOff(place.file, place), ...(due ? [due] : [])], durability: 'strict' });
    if (ok) return;
  }
}

/** Looks at some files at once instead of waiting for `work()`, which does what is left. */
export async function reviewNow(context: Context, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const doc = await read(context.store, 'files', file);
    if (doc && isDue(context, doc)) await reviewFile(context, doc as Doc<FileDocument>);
  }
}

const isDue = ({ now }: Context, { body }: DocOf<'files'>): boolean => body.due !== undefined && body.due <= now;
