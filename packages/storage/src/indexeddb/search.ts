import { bodyOf } from '../body.js';
import type { CountGroup, CountRange, Doc, Key, Search, SearchPage } from '../contract.js';
import { encodeKey } from '../keys.js';
import { mostLooked, mostOfRange, pastIds, tokenIndex, withAlso } from '../tokens.js';
import type { RowRange } from '../rows.js';
import { countRange, justPast, keyRange, tokenRow } from './rows.js';
import { tailOf } from './scan.js';
import type { Database, RowsIndex, StoredDoc } from './schema.js';

/** Rows of each group of ranges; the database counts them all at once. */
export async function countRows(database: Database, tenant: string, groups: readonly CountGroup[], most: number): Promise<number[]> {
  const index = database.transaction('docs').store.index('rows');
  const rowsIn = (each: CountRange): Promise<number> | number => {
    const range = countRange(tenant, each);
    return range ? index.count(keyRange(range)) : 0;
  };
  return Promise.all(groups.map(async (group) => Math.min(most, (await Promise.all(group.map(rowsIn))).reduce((sum, rows) => sum + rows, 0))));
}

/** One page of documents that have all the tokens, or an entry in one of the ranges, in one transaction. */
export async function searchDocs(database: Database, tenant: string, search: Search): Promise<SearchPage> {
  const { tokens, also = [] } = search;
  const index = database.transaction('docs').store.index('rows');
  const [found, besides] = await Promise.all([tokens.length > 0 ? searchTokens(index, tenant, search) : { items: [] }, inRanges(index, tenant, search.collection, also)]);
  return also.length > 0 ? withAlso(found, besides, search) : found;
}

async function inRanges(index: RowsIndex, tenant: string, collection: string, ranges: readonly CountRange[]): Promise<readonly Doc[]> {
  const found = await Promise.all(ranges.map((each) => {
    const range = countRange(tenant, each);
    return range ? index.getAll(keyRange(range), mostOfRange) : [];
  }));
  return found.flat().filter((doc) => doc.collection === collection).map(docOf);
}

const docOf = ({ collection, id, version, text }: StoredDoc): Doc => ({ collection, id, version, body: bodyOf(text) });

/** Ids alone are read of the tokens, the rarest first; documents only of those that have all. */
async function searchTokens(index: RowsIndex, tenant: string, { collection, tokens, below = pastIds, limit }: Search): Promise<SearchPage> {
  const [rarest, ...others] = await byCount(index, [...new Set(tokens)].map((token) => postings(tenant, { collection, id: below }, token)));
  const looked = await lastIds(index, rarest!, others.length === 0 ? limit : mostLooked);
  const found = (await withAll(index, looked, others, (id, { token }) => tokenRow(tenant, { collection, id }, token))).slice(0, limit);
  const docs = await Promise.all(found.map((id) => index.objectStore.get([tenant, collection, id])));
  const items = docs.flatMap((doc) => (doc ? [docOf(doc)] : []));
  const last = found.length === limit ? found.at(-1) : looked.length === mostLooked ? looked.at(-1) : undefined;
  return last === undefined ? { items } : { items, next: last };
}

/** Rows of documents that have a token, before an id. */
interface Postings extends RowRange {
  readonly token: string;
  /** How many there are, where it was asked. */
  readonly count?: number;
}

const postings = (tenant: string, below: Key, token: string): Postings => ({ token, lower: encodeKey([tokenIndex, tenant, below.collection, token]), upper: tokenRow(tenant, below, token) });

async function byCount(index: RowsIndex, all: readonly Postings[]): Promise<readonly Postings[]> {
  if (all.length === 1) return all;
  const counted = await Promise.all(all.map(async (each) => ({ ...each, count: await index.count(keyRange(each)) })));
  return counted.sort((a, b) => a.count - b.count);
}

/** The greatest ids, these first. */
async function lastIds(index: RowsIndex, range: Postings, count: number): Promise<readonly string[]> {
  const tail = (range.count ?? Infinity) > count ? await tailOf(index, range, count) : range;
  return (await index.getAllKeys(keyRange(tail))).map(([, , id]) => id).reverse();
}

/** Rows that are read in a stretch in the time that one of them takes to look up. */
const rowsOfProbe = 16;

/** Those of the ids that have all the other tokens. */
async function withAll(index: RowsIndex, ids: readonly string[], others: readonly Postings[], rowOf: (id: string, of: Postings) => Uint8Array): Promise<readonly string[]> {
  const [greatest, least] = [ids[0], ids.at(-1)];
  if (greatest === undefined || least === undefined || others.length === 0) return ids;
  const sets = await Promise.all(others.map(async (each) => {
    if ((each.count ?? 0) > ids.length * rowsOfProbe) {
      const has = await Promise.all(ids.map(async (id) => (await index.getKey(new Uint8Array(rowOf(id, each)))) !== undefined));
      return new Set(ids.filter((_id, n) => has[n]));
    }
    const range = keyRange({ lower: rowOf(least, each), upper: justPast(rowOf(greatest, each)) });
    return new Set((await index.getAllKeys(range)).map(([, , id]) => id));
  }));
  return ids.filter((id) => sets.every((set) => set.has(id)));
}
