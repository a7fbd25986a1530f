import { alongKey } from '../along.js';
import { bodyOf } from '../body.js';
import { keyText } from '../checks.js';
import type { Doc, Key, Scan, ScanItem, ScanPage } from '../contract.js';
import { storedName } from '../names.js';
import { fromKeys, keyList } from './commit.js';
import { decodeRow, encodeCursor, rangeOf } from '../rows.js';
import type { Connection } from './connection.js';

interface Found {
  readonly row: Uint8Array;
  readonly version: number;
  readonly text?: string;
}

/** One page of a tenant's index. */
export function scanRows(connection: Connection, tenant: string, scan: Scan): ScanPage {
  const { lower, upper } = rangeOf(scan);
  const found = connection.all<Found>(scanSql(scan), connection.indexes.of(tenant, scan.index), lower, upper, scan.limit + 1);
  const items = withAlong(connection, tenant, scan, found.slice(0, scan.limit).map(itemOf));
  return found.length > scan.limit ? { items, next: encodeCursor(found[scan.limit - 1]!.row) } : { items };
}

function scanSql({ desc, keysOnly }: Scan): string {
  return `
    SELECT r.row, d.version${keysOnly ? '' : ', d.text'}
    FROM rq_rows AS r CROSS JOIN ${keysOnly ? 'rq_docs' : 'rq_bodies'} AS d ON d.doc = r.doc
    WHERE r.number = ? AND r.row >= ? AND r.row < ? ORDER BY r.row ${desc ? 'DESC' : ''} LIMIT ?`;
}

function itemOf({ row, version, text }: Found): ScanItem {
  const { key, collection, id } = decodeRow(row);
  return { collection, id, key, version, ...(text === undefined ? {} : { body: bodyOf(text) }) };
}

function withAlong(connection: Connection, tenant: string, { along }: Scan, items: readonly ScanItem[]): readonly ScanItem[] {
  if (!along) return items;
  const keys = items.map(({ body }) => alongKey(body, along));
  const docs = new Map(readDocs(connection, tenant, keys.flatMap((key) => key ?? [])).map((doc) => [keyText(doc), doc]));
  return items.map((item, n) => {
    const doc = keys[n] && docs.get(keyText(keys[n]));
    return doc ? { ...item, along: doc } : item;
  });
}

/** Documents that there are, in the order asked; what is asked for twice comes once. */
export function readDocs(connection: Connection, tenant: string, keys: readonly Key[]): readonly Doc[] {
  const wanted = [...new Map(keys.map((key) => [keyText(key), key])).values()];
  if (wanted.length === 0) return [];
  const sql = `SELECT k.key AS n, b.version, b.text ${fromKeys} CROSS JOIN rq_bodies AS b ON b.doc = d.doc`;
  const rows = connection.all<{ n: number; version: number; text: string }>(sql, keyList(wanted), storedName(tenant));
  return rows.map(({ n, version, text }) => ({ collection: wanted[n]!.collection, id: wanted[n]!.id, version, body: bodyOf(text) }));
}
