import { bodyOf } from '../body.js';
import type { CountGroup, CountRange, Doc, Search, SearchPage } from '../contract.js';
import { nameOf, storedName } from '../names.js';
import { rangeOf } from '../rows.js';
import { termsOf } from '../terms.js';
import { compareIds, mostLooked, mostOfRange, newestCompared, pastIds, withAlso } from '../tokens.js';
import type { Connection } from './connection.js';

/** Rows of each group of ranges, counted up to `most`. */
export const countRows = (connection: Connection, tenant: string, groups: readonly CountGroup[], most: number): number[] =>
  groups.map((group) => {
    let count = 0;
    for (let at = 0; at < group.length && count < most; at += mostRanges) count += countSome(connection, tenant, group.slice(at, at + mostRanges), most - count);
    return count;
  });

/** Ranges in one statement. */
const mostRanges = 32;

function countSome(connection: Connection, tenant: string, ranges: CountGroup, most: number): number {
  const rows = ranges.map(() => 'SELECT 1 FROM rq_rows WHERE number = ? AND row >= ? AND row < ?').join(' UNION ALL ');
  return connection.all<{ n: number }>(`SELECT count(*) AS n FROM (${rows} LIMIT ?)`, ...ranges.flatMap((range) => boundsOf(connection, tenant, range)), most)[0]!.n;
}

const postings = 'FROM rq_tokens WHERE term = ? AND id < ?';

/** One page of documents that have all the tokens, or an entry in one of the ranges. */
export function searchDocs(connection: Connection, tenant: string, search: Search): SearchPage {
  const found = search.tokens.length > 0 ? searchTokens(connection, tenant, search) : { items: [] };
  return search.also?.length ? withAlso(found, inRanges(connection, tenant, search, search.also), search) : found;
}

const ofRange = `SELECT doc FROM (SELECT doc FROM rq_rows WHERE number = ? AND row >= ? AND row < ? ORDER BY row LIMIT ${mostOfRange})`;

/** The greatest ids of those with rows at the beginnings of the ranges, one more than a page. */
function inRanges(connection: Connection, tenant: string, { collection, below = pastIds, limit }: Search, ranges: readonly CountRange[]): readonly Doc[] {
  const docs: Doc[] = [];
  for (let at = 0; at < ranges.length; at += mostRanges) {
    const some = ranges.slice(at, at + mostRanges);
    let parameter = 3;
    const of = some.map(() => ofRange.replaceAll(/\?(?!\d)/g, () => `?${(parameter += 1)}`)).join(' UNION ');
    const sql = `SELECT d.id, b.version, b.text FROM (${of}) AS f CROSS JOIN rq_docs AS d ON d.doc = f.doc AND d.collection = ?1 AND d.id < ?2 CROSS JOIN rq_bodies AS b ON b.doc = d.doc ORDER BY d.id DESC LIMIT ?3`;
    docs.push(...connection.all<FoundDoc>(sql, storedName(collection), storedName(below), limit + 1, ...some.flatMap((range) => boundsOf(connection, tenant, range))).map((row) => docOf(collection, row)));
  }
  return docs;
}

interface FoundDoc {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

const docOf = (collection: string, { id, version, text }: FoundDoc): Doc => ({ collection, id: nameOf(id), version, body: bodyOf(text) });

const boundsOf = (connection: Connection, tenant: string, range: CountRange): readonly [number, Uint8Array, Uint8Array] => {
  const { lower, upper } = rangeOf({ ...range, limit: 1 });
  return [connection.indexes.of(tenant, range.index), lower, upper];
};

/** Those of the rarest token, looked up for the others. */
function searchTokens(connection: Connection, tenant: string, { collection, tokens, below = pastIds, limit }: Search): SearchPage {
  const under = storedName(below);
  const [rarest = '', ...others] = rarestFirst(connection, under, termsOf(tenant, collection, tokens));
  const found = connection.all<FoundDoc>(pageSql(others.length), rarest, under, ...others, limit, storedName(tenant), storedName(collection));
  const items = found.map((row) => docOf(collection, row));
  if (items.length === limit) return { items, next: items.at(-1)!.id };
  if (others.length === 0) return { items };
  const [last] = connection.all<{ id: string }>(`SELECT id ${postings} ORDER BY id DESC LIMIT 1 OFFSET ${mostLooked - 1}`, rarest, under);
  return last ? { items, next: nameOf(last.id) } : { items };
}

function rarestFirst(connection: Connection, below: string, terms: readonly string[]): readonly string[] {
  if (terms.length < 2) return terms;
  const reach = new Map(terms.map((term) => [term, connection.all<{ id: string }>(`SELECT id ${postings} ORDER BY id DESC LIMIT 1 OFFSET ${newestCompared - 1}`, term, below)[0]?.id ?? '']));
  return [...terms].sort((a, b) => compareIds(reach.get(a)!, reach.get(b)!));
}

function pageSql(others: number): string {
  const has = ' AND EXISTS (SELECT 1 FROM rq_tokens AS t WHERE t.term = ? AND t.id = w.id)'.repeat(others);
  const walked = `SELECT w.id FROM (SELECT id ${postings} ORDER BY id DESC LIMIT ${mostLooked}) AS w WHERE true${has} ORDER BY w.id DESC LIMIT ?`;
  return `SELECT f.id, b.version, b.text FROM (${walked}) AS f CROSS JOIN rq_docs AS d ON d.tenant = ? AND d.collection = ? AND d.id = f.id CROSS JOIN rq_bodies AS b ON b.doc = d.doc`;
}
