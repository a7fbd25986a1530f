import { RequestryError } from '@requestry/model';
import { compareKeys, decodeKey, encodeKey, pastPrefix, type FeedPage, type Key, type Scalar, type Scan, type ScanItem, type ScanPage } from '@requestry/storage';
import { encodings, reading, type LevelClient } from './client.js';
import { readDocs, readHeads } from './documents.js';
import { feedRange, joined, readRow, rowOf, rowPrefix } from './layout.js';

/** A page of an index, all of one snapshot. */
export function readPage(client: LevelClient, tenant: string, scan: Scan): Promise<ScanPage> {
  const { index, limit, desc: reverse = false, keysOnly = false } = scan;
  const start = rowPrefix(tenant, index).length;
  const range = rangeOf(tenant, scan);
  return reading(client, async (snapshot) => {
    const rows = await client.iterator({ ...range, ...encodings, reverse, limit: limit + 1, snapshot }).all();
    const found = rows.slice(0, limit).map(([row, end]) => readRow(row, start, Number(end)));
    const docs = keysOnly ? await readHeads(client, tenant, found, snapshot) : await readDocs(client, tenant, found, snapshot);
    const items = found.map(({ collection, id, key }, at): ScanItem => {
      const { version, ...doc } = docs[at]!;
      return { collection, id, key, version, ...('body' in doc && { body: doc.body }) };
    });
    return rows.length > limit ? { items, next: cursorOf(found.at(-1)!) } : { items };
  });
}

/** Half-open, by bytes: a key's bytes begin those of all longer keys, and `pastPrefix` is past them. */
function rangeOf(tenant: string, scan: Scan): { readonly gte: Uint8Array; readonly lt: Uint8Array } {
  const { index, eq = [], gt, gte, lt, lte, desc, after } = scan;
  const prefix = rowPrefix(tenant, index);
  const bytes = (bound: readonly Scalar[] = []) => joined(prefix, encodeKey([...eq, ...bound]));
  const lower = gt ? pastPrefix(bytes(gt)) : bytes(gte);
  const upper = lt ? bytes(lt) : pastPrefix(bytes(lte));
  if (after === undefined) return { gte: lower, lt: upper };
  const { key, ...name } = readCursor(after);
  const place = rowOf(tenant, index, key, name).key;
  if (desc) return { gte: lower, lt: compareKeys(place, upper) < 0 ? place : upper };
  const next = pastPrefix(place);
  return { gte: compareKeys(next, lower) > 0 ? next : lower, lt: upper };
}

function cursorOf({ collection, id, key }: Key & { readonly key: readonly Scalar[] }): string {
  return Buffer.from(encodeKey([collection, id, ...key])).toString('base64url');
}

function readCursor(cursor: string): Key & { readonly key: readonly Scalar[] } {
  const wrong = (cause?: unknown) => new RequestryError('INVALID', `${JSON.stringify(cursor)} is no cursor`, { cause });
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.toString('base64url') !== cursor) throw wrong();
  try {
    const [collection, id, ...key] = decodeKey(bytes);
    if (typeof collection === 'string' && typeof id === 'string') return { collection, id, key };
  } catch (error) {
    throw wrong(error);
  }
  throw wrong();
}

/** A page of the feed. Numbers are given in the turn that writes them, so nothing is added behind a place that was read. */
export async function readFeed(client: LevelClient, tenant: string, after: string | null, limit: number): Promise<FeedPage> {
  if (after !== null && !/^[1-9]\d{0,15}$/.test(after)) throw new RequestryError('INVALID', `${JSON.stringify(after)} is no place in the feed`);
  const rows = await client.iterator({ ...feedRange(tenant, Number(after)), ...encodings, limit }).all();
  const items = rows.map(([key, changes]) => ({ seq: String(decodeKey(key)[2]), changes: JSON.parse(changes) }));
  return { items, after: items.at(-1)?.seq ?? after };
}
