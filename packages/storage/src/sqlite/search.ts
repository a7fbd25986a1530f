import { bodyOf } from '../body.js';
import type { CountRange, Doc, Op, Search, SearchPage } from '../contract.js';
import { nameOf, storedName } from '../names.js';
import { rangeOf } from '../rows.js';
import { mostLooked, mostOfRange, pastIds, withAlso } from '../tokens.js';
import type { Connection } from './connection.js';

/** Rows of each range, each counted up to `most`. */
export function countRows(connection: Connection, tenant: string, ranges: readonly CountRange[], most: number): number[] {
  const counts: number[] = [];
  for (let at = 0; at < ranges.length; at += mostCounted) counts.push(...countSome(connection, tenant, ranges.slice(at, at + mostCounted), most));
  return counts;
}

/** Ranges counted by one statement. */
const mostCounted = 32;
const one = '(SELECT count(*) FROM (SELECT 1 FROM rq_rows WHERE tenant = ?1 AND name = ? AND row >= ? AND row < ? LIMIT ?2))';

function countSome(connection: Connection, tenant: string, ranges: readonly CountRange[], most: number): number[] {
  let parameter = 2;
  const sql = `SELECT ${ranges.map((_range, n) => `${one.replaceAll(/\?(?!\d)/g, () => `?${(parameter += 1)}`)} AS n${n}`).join()}`;
  const [row] = connection.all<Record<string, number>>(sql, storedName(tenant), most, ...ranges.flatMap(boundsOf));
  return ranges.map((_range, n) => row![`n${n}`]!);
}

const postings = 'FROM rq_tokens WHERE tenant = ? AND collection = ? AND token = ? AND id < ?';

/** One page of documents that have all the tokens, or an entry in one of the ranges. */
export function searchDocs(connection: Connection, tenant: string, search: Search): SearchPage {
  const found = search.tokens.length > 0 ? searchTokens(connection, tenant, search) : { items: [] };
  return search.also?.length ? withAlso(found, inRanges(connection, tenant, search, search.also), search) : found;
}

const ofRange = `SELECT doc FROM (SELECT doc FROM rq_rows WHERE tenant = ?1 AND name = ? AND row >= ? AND row < ? ORDER BY row LIMIT ${mostOfRange})`;

/** The greatest ids of those with rows at the beginnings of the ranges, one more than a page. */
function inRanges(connection: Connection, tenant: string, { collection, below = pastIds, limit }: Search, ranges: readonly CountRange[]): readonly Doc[] {
  const docs: Doc[] = [];
  for (let at = 0; at < ranges.length; at += mostCounted) {
    const some = ranges.slice(at, at + mostCounted);
    let parameter = 4;
    const of = some.map(() => ofRange.replaceAll(/\?(?!\d)/g, () => `?${(parameter += 1)}`)).join(' UNION ');
    const sql = `SELECT d.id, b.version, b.text FROM (${of}) AS f CROSS JOIN rq_docs AS d ON d.doc = f.doc AND d.collection = ?2 AND d.id < ?3 CROSS JOIN rq_bodies AS b ON b.doc = d.doc ORDER BY d.id DESC LIMIT ?4`;
    docs.push(...connection.all<FoundDoc>(sql, storedName(tenant), storedName(collection), storedName(below), limit + 1, ...some.flatMap(boundsOf)).map((row) => docOf(collection, row)));
  }
  return docs;
}

interface FoundDoc {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

const docOf = (collection: string, { id, version, text }: FoundDoc): Doc => ({ collection, id: nameOf(id), version, body: bodyOf(text) });

const boundsOf = (range: CountRange): readonly [string, Uint8Array, Uint8Array] => {
  const { lower, upper } = rangeOf({ ...range, limit: 1 });
  return [storedName(range.index), lower, upper];
};

/** Those of the rarest token, looked up for the others. */
function searchTokens(connection: Connection, tenant: string, { collection, tokens, below = pastIds, limit }: Search): SearchPage {
  const [name, from, under] = [storedName(tenant), storedName(collection), storedName(below)];
  const [rarest = '', ...others] = rarestFirst(connection, [name, from, under], [...new Set(tokens.map(storedName))]);
  const found = connection.all<FoundDoc>(pageSql(others.length), name, from, rarest, under, ...others.flatMap((token) => [name, from, token]), limit, name, from);
  const items = found.map((row) => docOf(collection, row));
  if (items.length === limit) return { items, next: items.at(-1)!.id };
  if (others.length === 0) return { items };
  const [last] = connection.all<{ id: string }>(`SELECT id ${postings} ORDER BY id DESC LIMIT 1 OFFSET ${mostLooked - 1}`, name, from, rarest, under);
  return last ? { items, next: nameOf(last.id) } : { items };
}

function rarestFirst(connection: Connection, [tenant, collection, below]: readonly [string, string, string], tokens: readonly string[]): readonly string[] {
  if (tokens.length < 2) return tokens;
  const counted = tokens.map((token) => ({ token, n: connection.all<{ n: number }>(`SELECT count(*) AS n FROM (SELECT 1 ${postings} LIMIT ${mostLooked})`, tenant, collection, token, below)[0]!.n }));
  return counted.sort((a, b) => a.n - b.n).map(({ token }) => token);
}

function pageSql(others: number): string {
  const has = ' AND EXISTS (SELECT 1 FROM rq_tokens AS t WHERE t.tenant = ? AND t.collection = ? AND t.token = ? AND t.id = w.id)'.repeat(others);
  const walked = `SELECT w.id FROM (SELECT id ${postings} ORDER BY id DESC LIMIT ${mostLooked}) AS w WHERE true${has} ORDER BY w.id DESC LIMIT ?`;
  return `SELECT f.id, b.version, b.text FROM (${walked}) AS f CROSS JOIN rq_docs AS d ON d.tenant = ? AND d.collection = ? AND d.id = f.id CROSS JOIN rq_bodies AS b ON b.doc = d.doc`;
}

/** Keeps the tokens of a document as they are put; touches only those that differ. */
export function replaceTokens(connection: Connection, tenant: string, doc: number, op: Op): void {
  const [stored] = connection.all<{ tokens: string }>('SELECT tokens FROM rq_texts WHERE doc = ?', doc);
  const had = new Set(stored ? (JSON.parse(stored.tokens) as string[]) : []);
  const wanted = new Set(op.op === 'put' ? (op.tokens ?? []).map(storedName) : []);
  if (had.size === 0 && wanted.size === 0) return;
  const [collection, id] = [storedName(op.collection), storedName(op.id)];
  for (const token of had) if (!wanted.has(token)) connection.run('DELETE FROM rq_tokens WHERE tenant = ? AND collection = ? AND token = ? AND id = ?', tenant, collection, token, id);
  for (const token of wanted) if (!had.has(token)) connection.run('INSERT INTO rq_tokens (tenant, collection, token, id) VALUES (?, ?, ?, ?)', tenant, collection, token, id);
  if (wanted.size > 0) connection.run('REPLACE INTO rq_texts (doc, tokens) VALUES (?, ?)', doc, JSON.stringify([...wanted]));
  else connection.run('DELETE FROM rq_texts WHERE doc = ?', doc);
}
