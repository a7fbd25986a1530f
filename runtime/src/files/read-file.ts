import { fileRefsIn, isFileHash, may, RequestryError, type FileContent, type FilePlace, type FileQuery, type FoundRef } from '@requestry/model';
import { visibleData } from '@requestry/forms/core';
import { keyOf, type DocOf } from '../collections.js';
import type { Context } from '../context.js';
import { accessFor } from '../queries/request.js';
import { notFound, read } from '../store.js';
import { typeWithName } from './content-type.js';
import { placeId, type PlaceDocument } from './documents.js';
import { blobsOf } from './keep-file.js';

/** Ids are no longer. */
const longestId = 200;
/** Places of one file that are looked at, to find one that the actor sees. */
const mostPlaces = 500;

/** See `FileService.readFile`. */
export async function readFile(context: Context, query: FileQuery): Promise<FileContent> {
  const { file } = query;
  const blobs = blobsOf(context);
  const doc = isFileHash(file) ? await read(context.store, 'files', file) : undefined;
  const name = doc && doc.body.leaving === undefined ? await nameFor(context, doc, query.request) : undefined;
  if (!doc || name === undefined) throw notFound('files', String(file).slice(0, 100));
  const { size, type } = doc.body;
  const { start, end } = partOf(query, size);
  const content = await blobs.get(doc.id, { start, end });
  if (!content) throw notFound('files', doc.id);
  return { file: { name, type: typeWithName(type, name), size, sha256: doc.id }, start, end, content };
}

/** As `slice` counts; a part that begins where nothing is any more is none. */
function partOf({ start, end }: FileQuery, size: number): { readonly start: number; readonly end: number } {
  const at = (given: number | undefined, usual: number): number => {
    if (given === undefined) return usual;
    if (!Number.isSafeInteger(given)) throw noRange(size);
    return given < 0 ? Math.max(0, size + given) : Math.min(given, size);
  };
  const [from, to] = [at(start, 0), at(end, size)];
  if ((start !== undefined && start >= size && size > 0) || to < from) throw noRange(size);
  return { start: from, end: to };
}

const noRange = (size: number): RequestryError => new RequestryError('INVALID', `The file has ${size} bytes`, { issues: [{ code: 'file.range', path: '/start', params: { size } }] });

/** Whoever brought it and has not hung it anywhere, or sees it somewhere. */
export async function mayUse(context: Context, doc: DocOf<'files'>, place: PlaceDocument, bringer: string): Promise<boolean> {
  if (doc.body.waiting.some(({ by }) => by === bringer)) return true;
  return bringer === context.actor.person.id && (await nameFor(context, doc, place.request)) !== undefined;
}

/** What the file is named where the actor sees it; undefined when they see it nowhere. */
async function nameFor(context: Context, { id, body }: DocOf<'files'>, request?: string): Promise<string | undefined> {
  const own = body.waiting.find(({ by }) => may(context.actor, { action: 'read-file', place: { broughtBy: by } }, context.org).allowed);
  if (own) return own.name;
  const hinted = typeof request !== 'string' || request.length > longestId ? null : (await context.store.get([keyOf('file-places', placeId(id, { request }))]))[0];
  const there = hinted ? await nameAt(context, hinted.body as PlaceDocument) : undefined;
  return there ?? firstName(context, id);
}

async function firstName(context: Context, file: string): Promise<string | undefined> {
  let after: string | undefined;
  let seen = 0;
  do {
    const page = await context.store.scan({ index: 'file-places', eq: [file], limit: 100, ...(after === undefined ? {} : { after }) });
    for (const { body } of page.items) {
      const name = await nameAt(context, body as PlaceDocument);
      if (name !== undefined) return name;
    }
    seen += page.items.length;
    after = page.next;
  } while (after !== undefined && seen < mostPlaces);
  return undefined;
}

/** What it is named at one place, when it hangs there now and the actor sees it. */
async function nameAt(context: Context, place: PlaceDocument): Promise<string | undefined> {
  const seen = await seenAt(context, place);
  return seen && may(context.actor, { action: 'read-file', place: seen.place }, context.org).allowed ? seen.found?.ref.name : undefined;
}

interface Seen {
  readonly place: FilePlace;
  readonly found: FoundRef | undefined;
}

async function seenAt(context: Context, { file, request: id, comment, recurrence }: PlaceDocument): Promise<Seen | undefined> {
  const find = (data: unknown): FoundRef | undefined => fileRefsIn(data).find(({ ref }) => ref.sha256 === file);
  if (recurrence !== undefined) {
    const doc = await read(context.store, 'recurrences', recurrence);
    return doc && { place: { recurrence: doc.body }, found: find(doc.body.data) };
  }
  const doc = id === undefined ? undefined : await read(context.store, 'requests', id);
  if (!doc) return undefined;
  const { request } = doc.body;
  const published = await context.publishedKind(request.kind, request.kindVersion);
  const { kind } = published;
  if (comment !== undefined) {
    const said = await read(context.store, 'comments', comment);
    return said && { place: { request, kind, comment: said.body }, found: find(said.body.files) };
  }
  if (!may(context.actor, { action: 'see', request, kind }, context.org).allowed) return undefined;
  const found = find(visibleData(kind.form, request.data, await accessFor(context, doc, published)));
  return { place: { request, kind, shown: found !== undefined }, found };
}
