import { bodyOf } from '../body.js';
import type { Scan, ScanItem, ScanPage } from '../contract.js';
import { storedName } from '../names.js';
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
  const found = connection.all<Found>(scanSql(scan), storedName(tenant), storedName(scan.index), lower, upper, scan.limit + 1);
  const items = found.slice(0, scan.limit).map(itemOf);
  return found.length > scan.limit ? { items, next: encodeCursor(found[scan.limit - 1]!.row) } : { items };
}

function scanSql({ desc, keysOnly }: Scan): string {
  return `
    SELECT r.row, d.version${keysOnly ? '' : ', d.text'}
    FROM rq_rows AS r CROSS JOIN ${keysOnly ? 'rq_docs' : 'rq_bodies'} AS d ON d.doc = r.doc
    WHERE r.tenant = ? AND r.name = ? AND r.row >= ? AND r.row < ? ORDER BY r.row ${desc ? 'DESC' : ''} LIMIT ?`;
}

function itemOf({ row, version, text }: Found): ScanItem {
  const { key, collection, id } = decodeRow(row);
  return { collection, id, key, version, ...(text === undefined ? {} : { body: bodyOf(text) }) };
}
