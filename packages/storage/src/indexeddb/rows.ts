/** Rows of the one index over all documents: index and tenant stand before the key. */
import type { CountRange, Op, Scalar, Scan } from '../contract.js';
import { compareKeys, prefixRange } from '../keys.js';
import { binaryOf, decodeCursor, decodeRow, encodeCursor, encodeRow, rangeOf } from '../rows.js';
import type { RowRange } from '../rows.js';
import { allEntries, tokenIndex } from '../tokens.js';

/** Index keys of a document, each once; absent when it has none. */
export function rowsOf(tenant: string, op: Op & { op: 'put' }): Uint8Array[] | undefined {
  const entries = allEntries(op);
  if (entries.length === 0) return undefined;
  const rows = new Map<string, Uint8Array>();
  for (const [index, ...key] of entries) {
    const row = encodeRow([index, index, tenant, ...key], op);
    rows.set(binaryOf(row), row);
  }
  return [...rows.values()];
}

/** What a scan of a tenant's index has to give; undefined when nothing. */
export function scanRange(tenant: string, scan: Scan): RowRange | undefined {
  const after = scan.after === undefined ? undefined : placed(tenant, scan.index, scan.after);
  const range = rangeOf({ ...scan, eq: [scan.index, tenant, ...(scan.eq ?? [])], after });
  return compareKeys(range.lower, range.upper) < 0 ? range : undefined;
}

/** What a count of a tenant's index takes in; undefined when nothing. */
export const countRange = (tenant: string, range: CountRange): RowRange | undefined => scanRange(tenant, { ...range, limit: 1 });

/** The row of a token of a document. */
export const tokenRow = (tenant: string, document: { readonly collection: string; readonly id: string }, token: string): Uint8Array =>
  encodeRow([tokenIndex, tokenIndex, tenant, document.collection, token], document);

/** All rows of an index, of every tenant. */
export function indexRange(index: string): RowRange {
  return prefixRange([index]);
}

/** The tenant's rows of an index whose first scalar is a number not over `upTo`. */
export function dueRange(index: string, tenant: string, upTo: number): RowRange {
  return rangeOf({ index, eq: [index, tenant], gt: [true], lte: [upTo], limit: 1 });
}

/** Past all of a tenant's rows. */
export function pastTenant(index: string, tenant: string): Uint8Array<ArrayBuffer> {
  return prefixRange([index, tenant]).upper as Uint8Array<ArrayBuffer>;
}

export function tenantOf(row: Uint8Array): string {
  return decodeRow(row).key[1] as string;
}

/** The key that was put. */
export function keyOf(row: Uint8Array): Scalar[] {
  return decodeRow(row).key.slice(2);
}

/** The cursor behind a row; it names neither tenant nor index. */
export function cursorOf(row: Uint8Array): string {
  const { key, ...document } = decodeRow(row);
  return encodeCursor(encodeRow(['', ...key.slice(2)], document));
}

/** The least row after this one. */
export function justPast(row: Uint8Array): Uint8Array {
  const past = new Uint8Array(row.length + 1);
  past.set(row);
  return past;
}

export function within(range: RowRange, row: Uint8Array): boolean {
  return compareKeys(range.lower, row) <= 0 && compareKeys(row, range.upper) < 0;
}

export function keyRange(range: RowRange): IDBKeyRange {
  return IDBKeyRange.bound(range.lower, range.upper, false, true);
}

function placed(tenant: string, index: string, cursor: string): string {
  const { key, ...document } = decodeRow(decodeCursor(cursor));
  return encodeCursor(encodeRow(['', index, tenant, ...key], document));
}

