import { bodyOf } from '../body.js';
import type { CountRange, Doc, Search, SearchPage } from '../contract.js';
import { compareKeys, encodeKey } from '../keys.js';
import { mostLooked, mostOfRange, pastIds, tokenIndex, withAlso } from '../tokens.js';
import type { RowRange } from '../rows.js';
import { countRange, keyRange, tokenRow } from './rows.js';
import { lastOf } from './scan.js';
import type { Database, StoredDoc } from './schema.js';

/** Rows of each range; the database counts them all at once. */
export async function countRows(database: Database, tenant: string, ranges: readonly CountRange[], most: number): Promise<number[]> {
  const index = database.transaction('docs').store.index('rows');
  return Promise.all(
    ranges.map(async (each) => {
      const range = countRange(tenant, each);
      return range ? Math.min(await index.count(keyRange(range)), most) : 0;
    }),
  );
}

/** One page of documents that have all the tokens, or an entry in one of the ranges. */
export async function searchDocs(database: Database, tenant: string, search: Search): Promise<SearchPage> {
  const { tokens, also = [] } = search;
  const [found, besides] = await Promise.all([tokens.length > 0 ? searchTokens(database, tenant, search) : { items: [] }, inRanges(database, tenant, search.collection, also)]);
  return also.length > 0 ? withAlso(found, besides, search) : found;
}

async function inRanges(database: Database, tenant: string, collection: string, ranges: readonly CountRange[]): Promise<readonly Doc[]> {
  const index = database.transaction('docs').store.index('rows');
  const found = await Promise.all(ranges.map((each) => {
    const range = countRange(tenant, each);
    return range ? index.getAll(keyRange(range), mostOfRange) : [];
  }));
  return found.flat().filter((doc) => doc.collection === collection).map(docOf);
}

const docOf = ({ collection, id, version, text }: StoredDoc): Doc => ({ collection, id, version, body: bodyOf(text) });

/** Those of the rarest token, read some at a time. */
async function searchTokens(database: Database, tenant: string, { collection, tokens, below = pastIds, limit }: Search): Promise<SearchPage> {
  const wanted = [...new Set(tokens)];
  const rangeOfToken = (token: string): RowRange => ({ lower: encodeKey([tokenIndex, tenant, collection, token]), upper: tokenRow(tenant, { collection, id: below }, token) });
  const rarest = wanted.length === 1 ? wanted[0]! : await rarestOf(database, wanted, rangeOfToken);
  const { lower, upper } = rangeOfToken(rarest);
  const items: Doc[] = [];
  let end = upper;
  for (let looked = 0; looked < mostLooked; ) {
    const found = await lastOf(database, { lower, upper: end }, wanted.length === 1 ? limit : Math.min(step, mostLooked - looked));
    for (const { doc } of found) {
      looked += 1;
      if (hasAll(doc, tenant, wanted)) items.push(docOf(doc));
      if (items.length === limit || looked === mostLooked) return { items, next: doc.id };
    }
    const last = found.at(-1);
    if (!last) break;
    end = last.row;
  }
  return { items };
}

/** Documents read at a time where not all of them may be wanted. */
const step = 100;

async function rarestOf(database: Database, tokens: readonly string[], rangeOfToken: (token: string) => RowRange): Promise<string> {
  const index = database.transaction('docs').store.index('rows');
  const counts = await Promise.all(tokens.map((token) => index.count(keyRange(rangeOfToken(token)))));
  return tokens[counts.indexOf(Math.min(...counts))]!;
}

const hasAll = (doc: StoredDoc, tenant: string, tokens: readonly string[]): boolean =>
  tokens.every((token) => {
    const wanted = tokenRow(tenant, doc, token);
    return doc.rows?.some((row) => row.length === wanted.length && compareKeys(row, wanted) === 0);
  });
