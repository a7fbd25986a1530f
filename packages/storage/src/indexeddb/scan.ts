import { bodyOf } from '../body.js';
import type { Scan, ScanItem, ScanPage } from '../contract.js';
import { compareKeys } from '../keys.js';
import type { RowRange } from '../rows.js';
import { cursorOf, keyOf, keyRange, scanRange, within } from './rows.js';
import type { Database, RowsIndex, StoredDoc } from './schema.js';

interface Found {
  readonly row: Uint8Array;
  readonly doc: StoredDoc;
}

/** One page of a tenant's index. */
export async function scanDocs(database: Database, tenant: string, scan: Scan): Promise<ScanPage> {
  const range = scanRange(tenant, scan);
  if (!range) return { items: [] };
  const found = scan.desc ? await lastOf(database, range, scan.limit + 1) : await firstOf(database, range, scan.limit + 1);
  const page = found.slice(0, scan.limit);
  const items = page.map((each) => itemOf(each, scan.keysOnly));
  return found.length > scan.limit ? { items, next: cursorOf(page.at(-1)!.row) } : { items };
}

async function firstOf(database: Database, range: RowRange, count: number): Promise<Found[]> {
  return withRows(await database.getAllFromIndex('docs', 'rows', keyRange(range), count), range);
}

async function lastOf(database: Database, range: RowRange, count: number): Promise<Found[]> {
  const index = database.transaction('docs').store.index('rows');
  const tail = await tailOf(index, range, count);
  return withRows(await index.getAll(keyRange(tail)), tail).reverse();
}

/** The database reads many at once only forwards: finds where the last `count` begin, to read from there. */
export async function tailOf(index: RowsIndex, range: RowRange, count: number): Promise<RowRange> {
  const cursor = await index.openKeyCursor(keyRange(range), 'prev');
  const first = count > 1 ? await cursor?.advance(count - 1) : cursor;
  return first ? { lower: new Uint8Array(first.key), upper: range.upper } : range;
}

/** A document comes once per row in the range, in the rows' order: its nth coming is its nth row. */
function withRows(docs: readonly StoredDoc[], range: RowRange): Found[] {
  const met = new Map<string, Uint8Array[]>();
  return docs.map((doc) => {
    const name = JSON.stringify([doc.collection, doc.id]);
    const rows = met.get(name) ?? (doc.rows ?? []).filter((row) => within(range, row)).sort(compareKeys);
    met.set(name, rows);
    return { doc, row: rows.shift()! };
  });
}

function itemOf({ doc, row }: Found, keysOnly = false): ScanItem {
  const { collection, id, version, text } = doc;
  return { collection, id, key: keyOf(row), version, ...(keysOnly ? {} : { body: bodyOf(text) }) };
}
