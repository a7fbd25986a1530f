import type { CountRange, Doc, Search, SearchPage } from '../contract.js';
import { compareKeys, encodeKey } from '../keys.js';
import { mostLooked, pastIds, tokenIndex } from '../tokens.js';
import { countRange, keyRange, tokenRow } from './rows.js';
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

/** One page of documents that have all the tokens. */
export async function searchDocs(database: Database, tenant: string, { collection, tokens, below = pastIds, limit }: Search): Promise<SearchPage> {
  const index = database.transaction('docs').store.index('rows');
  const range = (token: string) => keyRange({ lower: encodeKey([tokenIndex, tenant, collection, token]), upper: tokenRow(tenant, { collection, id: below }, token) });
  const counts = await Promise.all(tokens.map((token) => index.count(range(token))));
  const rarest = tokens[counts.indexOf(Math.min(...counts))]!;
  const items: Doc[] = [];
  let looked = 0;
  for (let cursor = await index.openCursor(range(rarest), 'prev'); cursor; cursor = await cursor.continue()) {
    const { id, version, text } = cursor.value;
    if (hasAll(cursor.value, tenant, tokens)) items.push({ collection, id, version, body: JSON.parse(text) });
    if (items.length === limit || (looked += 1) === mostLooked) return { items, next: id };
  }
  return { items };
}

const hasAll = (doc: StoredDoc, tenant: string, tokens: readonly string[]): boolean =>
  tokens.every((token) => {
    const wanted = tokenRow(tenant, doc, token);
    return doc.rows?.some((row) => row.length === wanted.length && compareKeys(row, wanted) === 0);
  });
