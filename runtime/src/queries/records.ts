import { recordKey, RequestryError, type Directory, type DirectoryRecord, type Json, type JsonObject, type Page, type Period, type RecordView } from '@requestry/model';
import type { Scan } from '@requestry/storage';
import { splitWords, type DocOf } from '../collections.js';
import type { Context } from '../context.js';
import { openDirectory } from '../looking-up.js';
import { read, readMany } from '../store.js';
import { freeRecords } from '../reservations/find.js';
import { recordDocId } from '../world.js';

export interface FindRecords {
  readonly directory: string;
  readonly text?: string;
  readonly ids?: readonly string[];
  /** Record field → value it must equal or contain. */
  readonly filter?: JsonObject;
  readonly parent?: string | null;
  /** Between which moments `available` is told. */
  readonly period?: Period;
  readonly limit?: number;
  readonly after?: string;
}

/** Rows read at most to fill one page when several conditions apply at once. */
const readAtMost = 5_000;

/** Records with how many are free, where that can be. Rejects with `FORBIDDEN` when the actor may not look the directory up. */
export async function findRecords(context: Context, query: FindRecords): Promise<Page<RecordView>> {
  const wrong = (['from', 'to'] as const).filter((side) => query.period?.[side] !== undefined && Number.isNaN(Date.parse(query.period[side])));
  if (wrong.length > 0) throw new RequestryError('INVALID', 'The period is no period', { issues: wrong.map((side) => ({ code: 'register.moment', path: `/period/${side}`, params: { found: String(query.period?.[side]).slice(0, 40) } })) });
  const directory = await openDirectory(context, query.directory);
  const page = await foundRecords(context, directory, query);
  if (!directory.reservable) return page;
  const free = await freeRecords(context, directory, page.items.map(({ id }) => id), query.period);
  return { ...page, items: page.items.map((item) => ({ ...item, ...(free.has(item.id) ? { available: free.get(item.id) as number } : {}) })) };
}

/** Records of a directory by id, by the beginnings of words, by field values, by parent; sorted by name. */
async function foundRecords(context: Context, directory: Directory, query: FindRecords): Promise<Page<RecordView>> {
  if (query.ids) {
    const docs = await readMany(context.store, 'records', query.ids.slice(0, 500).map((id) => recordDocId(directory.id, id)));
    return { items: await Promise.all(docs.map((doc) => recordView(context, directory, doc))) };
  }
  const limit = Math.min(Math.max(query.limit ?? 50, 1), 200);
  const items: RecordView[] = [];
  let after = query.after;
  let seen = 0;
  do {
    const page = await context.store.scan({ ...narrowest(query), limit: 200, ...(after !== undefined ? { after } : {}) });
    const rest = page.items as unknown as readonly DocOf<'records'>[];
    for (const [index, item] of rest.entries()) {
      if (!suits(item.body, query, context)) continue;
      if (!items.some((other) => other.id === item.body.id)) items.push(await recordView(context, directory, item));
      if (items.length === limit && index < rest.length - 1) return { items, ...(page.next !== undefined ? { next: page.next } : {}) };
    }
    seen += rest.length;
    after = page.next;
  } while (after !== undefined && items.length < limit && seen < readAtMost);
  return { items, ...(after !== undefined ? { next: after } : {}) };
}

/** The index that leaves the fewest rows to look at. */
function narrowest(query: FindRecords): Omit<Scan, 'limit'> {
  const { directory } = query;
  const [field, value] = Object.entries(query.filter ?? {}).find(([, wanted]) => isScalar(wanted)) ?? [];
  if (field !== undefined && isScalar(value)) return { index: 'records-by', eq: [directory, field, value] };
  const word = [...splitWords(query.text ?? '')].sort((a, b) => b.length - a.length)[0];
  if (word !== undefined) return { index: 'record-words', eq: [directory], gte: [word], lt: [`${word}\u{10FFFF}`] };
  if (query.parent !== undefined) return { index: 'records-under', eq: [directory, query.parent] };
  return { index: 'records', eq: [directory] };
}

const isScalar = (value: Json | undefined): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** Neither archived nor outside its time. */
export function isInUse(record: DirectoryRecord, { now }: Pick<Context, 'now'>): boolean {
  const today = new Date(now).toISOString().slice(0, 10);
  return !record.archived && (record.validFrom ?? today) <= today && (record.validTo ?? today) >= today;
}

function suits(record: DirectoryRecord, query: FindRecords, context: Context): boolean {
  if (!isInUse(record, context)) return false;
  if (query.parent !== undefined && (record.parent ?? null) !== query.parent) return false;
  if (!Object.entries(query.filter ?? {}).every(([field, wanted]) => holds(record.data[field], wanted))) return false;
  const words = splitWords(Object.values(record.data).filter((value) => typeof value === 'string').join(' '));
  return splitWords(query.text ?? '').every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** Equal, one of several wanted, or contained in a list. An empty wish is no condition. */
function holds(value: Json | undefined, wanted: Json | undefined): boolean {
  if (wanted === undefined || wanted === null || wanted === '') return true;
  if (Array.isArray(wanted)) return wanted.length === 0 || wanted.some((one: Json) => holds(value, one));
  return Array.isArray(value) ? value.includes(wanted) : value === wanted;
}

async function recordView(context: Context, directory: Directory, { body: record, version }: DocOf<'records'>): Promise<RecordView> {
  const path = record.parent === undefined ? undefined : await pathOf(context, directory, record.parent);
  return { id: record.id, title: recordTitle(directory, record), data: record.data, ...(record.parent !== undefined ? { parent: record.parent } : {}), ...(path ? { path } : {}), version };
}

async function pathOf(context: Context, directory: Directory, parent: string): Promise<readonly string[]> {
  const path: string[] = [];
  for (let at: string | undefined = parent; at !== undefined && path.length < 16; ) {
    const doc: Awaited<ReturnType<typeof read<'records'>>> = await read(context.store, 'records', recordDocId(directory.id, at));
    if (!doc) break;
    path.unshift(recordTitle(directory, doc.body));
    at = doc.body.parent;
  }
  return path;
}

/** Title of a record by its directory's template. */
export function recordTitle(directory: Directory, record: DirectoryRecord): string {
  const title = (directory.titleTemplate ?? '{name}').replace(/\{([\p{L}\p{N}_]+)\}/gu, (_whole, field: string) => {
    const value = Object.hasOwn(record.data, field) ? record.data[field] : undefined;
    return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
  });
  return title.trim() || record.id;
}

/** Titles of records, by `recordKey`. */
export type Titles = Readonly<Record<string, string>>;

export interface WantedTitles {
  readonly directory: string;
  readonly ids: readonly string[];
}

/** Titles of the first 500 of these records. */
export async function titlesOf(context: Pick<Context, 'store'>, wanted: readonly WantedTitles[]): Promise<Titles> {
  const titles: Record<string, string> = {};
  const keys = [...new Set(wanted.flatMap(({ directory, ids }) => ids.map((id) => recordDocId(directory, id))))];
  const [found, records] = await Promise.all([
    readMany(context.store, 'directories', [...new Set(wanted.map(({ directory }) => directory))]),
    readMany(context.store, 'records', keys.slice(0, 500)),
  ]);
  const directories = new Map(found.map((doc) => [doc.id, doc.body]));
  for (const { body } of records) {
    const directory = directories.get(body.directory);
    if (directory) titles[recordKey(body.directory, body.id)] = recordTitle(directory, body);
  }
  return titles;
}
