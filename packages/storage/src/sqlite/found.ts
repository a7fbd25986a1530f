/** What a document is found by: rows of indexes and terms of its tokens. */
import type { Entry, Key, Scalar } from '../contract.js';
import { storedName } from '../names.js';
import { encodeRow } from '../rows.js';
import { termsOf } from '../terms.js';
import type { Connection } from './connection.js';

/** As it was put last: entries packed, terms as words of one text; nothing where there are none. */
export interface StoredFound {
  readonly entries: string | null;
  readonly terms: string | null;
}

export function storedFound(connection: Connection, doc: number): StoredFound | undefined {
  return connection.all<StoredFound>('SELECT entries, terms FROM rq_found WHERE doc = ?', doc)[0];
}

/** Brings the indexes from what a document was found by to what it is found by now; touches only what differs. */
export function replaceFound(connection: Connection, tenant: string, doc: number, after: Key & { readonly entries?: readonly Entry[]; readonly tokens?: readonly string[] }, before?: StoredFound): void {
  const given = new Map(after.entries?.map((entry) => [JSON.stringify(entry), entry]));
  const entries = given.size > 0 ? packed([...given.values()]) : null;
  const terms = after.tokens?.length ? termsOf(tenant, after.collection, after.tokens).join(' ') : null;
  const sameEntries = entries === (before?.entries ?? null);
  const sameTerms = terms === (before?.terms ?? null);
  if (sameEntries && sameTerms) return;
  if (!sameEntries) replaceRows(connection, tenant, doc, after, before?.entries ?? null, given);
  if (!sameTerms) replaceTerms(connection, storedName(after.id), before?.terms ?? null, terms);
  if (entries === null && terms === null) connection.run('DELETE FROM rq_found WHERE doc = ?', doc);
  else connection.run('REPLACE INTO rq_found (doc, entries, terms) VALUES (?, ?, ?)', doc, entries, terms);
}

/** Entries of a document share most of their scalars: each is written once, and entries are their places. */
function packed(entries: readonly Entry[]): string {
  const places = new Map<Scalar, number>();
  const placeOf = (scalar: Scalar): number => {
    const place = places.get(scalar) ?? places.size;
    places.set(scalar, place);
    return place;
  };
  const rows = entries.map((entry) => entry.map(placeOf));
  return JSON.stringify([[...places.keys()], rows]);
}

function unpacked(text: string | null): readonly Entry[] {
  if (text === null) return [];
  const [scalars, rows] = JSON.parse(text) as [Scalar[], number[][]];
  return rows.map((row) => row.map((place) => scalars[place]!) as unknown as Entry);
}

function replaceRows(connection: Connection, tenant: string, doc: number, key: Key, before: string | null, wanted: Map<string, Entry>): void {
  for (const entry of unpacked(before)) {
    if (!wanted.delete(JSON.stringify(entry))) connection.run('DELETE FROM rq_rows WHERE number = ? AND row = ?', connection.indexes.make(tenant, entry[0]), encodeRow(entry, key));
  }
  for (const entry of wanted.values()) connection.run('INSERT INTO rq_rows (number, row, doc) VALUES (?, ?, ?)', connection.indexes.make(tenant, entry[0]), encodeRow(entry, key), doc);
}

function replaceTerms(connection: Connection, id: string, before: string | null, after: string | null): void {
  const wanted = new Set(after?.split(' '));
  for (const term of before?.split(' ') ?? []) if (!wanted.delete(term)) connection.run('DELETE FROM rq_tokens WHERE term = ? AND id = ?', term, id);
  for (const term of wanted) connection.run('INSERT INTO rq_tokens (term, id) VALUES (?, ?)', term, id);
}
