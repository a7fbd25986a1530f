import { RequestryError } from '@requestry/model';
import type { Doc, Op, Scan, ScanItem, Store } from '@requestry/storage';
import { isDamaged } from './sound-store.js';
import { keyOf, type Bodies, type Collection, type DocOf } from './collections.js';

/** Reads one document; undefined when there is none, or none that counts. */
export async function read<C extends Collection>(store: Store, collection: C, id: string): Promise<DocOf<C> | undefined> {
  const [doc] = await store.get([keyOf(collection, id)]);
  return (isThere(doc) ? doc : undefined) as DocOf<C> | undefined;
}

/** Neither absent nor damaged and to be made anew. */
const isThere = (doc: Doc | null | undefined): boolean => doc?.body !== undefined;

/** Reads one document; rejects with `NOT_FOUND`. */
export async function readExisting<C extends Collection>(store: Store, collection: C, id: string): Promise<DocOf<C>> {
  const doc = await read(store, collection, id);
  if (!doc) throw notFound(collection, id);
  return doc;
}

export const notFound = (collection: string, id: string): RequestryError =>
  new RequestryError('NOT_FOUND', `There is no ${collection}/${id}`, { params: { collection, id } });

/** Reads many by id in one snapshot, absent and damaged ones left out. */
export async function readMany<C extends Collection>(store: Store, collection: C, ids: readonly string[]): Promise<readonly DocOf<C>[]> {
  if (ids.length === 0) return [];
  const keys = ids.map((id) => keyOf(collection, id));
  const docs = await store.get(keys).catch((error: unknown) => {
    if (!isDamaged(error)) throw error;
    return Promise.all(keys.map((key) => store.get([key]).then(([doc]) => doc ?? null, (one: unknown) => (isDamaged(one) ? null : Promise.reject(one)))));
  });
  return docs.filter(isThere) as readonly DocOf<C>[];
}

/** All rows of a scan, page after page, up to `most`. */
export async function scanAll<C extends Collection>(store: Store, scan: Omit<Scan, 'limit' | 'after'>, most = 10_000): Promise<readonly (ScanItem<Bodies[C]> & { readonly body: Bodies[C] })[]> {
  const items: ScanItem[] = [];
  let after: string | undefined;
  do {
    const page = await store.scan({ ...scan, limit: Math.min(500, most - items.length), ...(after !== undefined ? { after } : {}) });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined && items.length < most);
  return items as readonly (ScanItem<Bodies[C]> & { readonly body: Bodies[C] })[];
}

/** Number of rows, counted up to `most`. */
export async function countRows(store: Store, scan: Pick<Scan, 'index' | 'eq'>, most = 1001): Promise<number> {
  let count = 0;
  let after: string | undefined;
  do {
    const page = await store.scan({ ...scan, keysOnly: true, limit: Math.min(1000, most - count), ...(after !== undefined ? { after } : {}) });
    count += page.items.length;
    after = page.next;
  } while (after !== undefined && count < most);
  return count;
}

/** Of groups of operations that were one batch, those without a conflict. `at`: where conflicts were in the batch. */
export function withoutConflicts(groups: readonly (readonly Op[])[], at: readonly number[]): (readonly Op[])[] {
  let begin = 0;
  return groups.filter((ops) => {
    const from = begin;
    begin += ops.length;
    return !at.some((place) => place >= from && place < begin);
  });
}
