/**
 * What lies where. Every key is made by `encodeKey`, so LevelDB, which compares bytes, keeps the order that the contract asks for:
 *
 * | key | value |
 * |---|---|
 * | `head, tenant, collection, id` | version and entries of a document |
 * | `body, tenant, collection, id` | its JSON |
 * | `row, tenant, index, …key` `01` `collection, id` | where the key ends |
 * | `due, index, number, …key` `01` `tenant, collection, id` | where the key ends; the rows that `claim` walks, across tenants |
 * | `lease, tenant, collection, id, index` | owner and end; deleted with each write of the document |
 * | `feed, tenant, number` | changes of a commit |
 * | `command, tenant, id` | result and the time it is forgotten |
 * | `expiry, time, tenant, id` | nothing: commands in the order they are forgotten |
 * | `schema` | version of this table |
 */
import { decodeKey, encodeKey, pastPrefix, type Entry, type Key, type Scalar } from '@requestry/storage';

export const schemaVersion = 1;
export const schemaKey = encodeKey(['schema']);

export const headKey = (tenant: string, { collection, id }: Key): Uint8Array => encodeKey(['head', tenant, collection, id]);
export const bodyKey = (tenant: string, { collection, id }: Key): Uint8Array => encodeKey(['body', tenant, collection, id]);
export const leaseKey = (tenant: string, { collection, id }: Key, index: string): Uint8Array => encodeKey(['lease', tenant, collection, id, index]);
export const commandKey = (tenant: string, id: string): Uint8Array => encodeKey(['command', tenant, id]);
export const expiryKey = (until: number, tenant: string, id: string): Uint8Array => encodeKey(['expiry', until, tenant, id]);
export const feedKey = (tenant: string, place: number): Uint8Array => encodeKey(['feed', tenant, place]);
export const feedRange = (tenant: string, after = 0): Range => ({ gt: feedKey(tenant, after), lt: pastPrefix(encodeKey(['feed', tenant])) });

/** Everything expired at a time. */
export const expiredRange = (now: number): Range => ({ gt: encodeKey(['expiry']), lt: pastPrefix(encodeKey(['expiry', now])) });

/** Everything due at a time; rows hold numbers only. */
export const dueRange = (index: string, upTo: number): Range => ({ gt: encodeKey(['due', index]), lt: pastPrefix(encodeKey(['due', index, upTo])) });

interface Range {
  readonly gt: Uint8Array;
  readonly lt: Uint8Array;
}

export const rowPrefix = (tenant: string, index: string): Uint8Array => encodeKey(['row', tenant, index]);

/** Less than every tag of `encodeKey`: the rows of a key come before those of keys that it begins. */
const endOfKey = Uint8Array.of(0x01);

/** One row: its bytes, and where in them the index key ends. */
export interface Row {
  readonly key: Uint8Array;
  readonly end: number;
}

const rowFrom = (start: Uint8Array, scalars: readonly Scalar[], name: readonly string[]): Row => {
  const key = joined(start, encodeKey(scalars));
  return { key: joined(key, endOfKey, encodeKey(name)), end: key.length };
};

export const rowOf = (tenant: string, index: string, scalars: readonly Scalar[], { collection, id }: Key): Row => rowFrom(rowPrefix(tenant, index), scalars, [collection, id]);

/** What a row says. `start` is the length of its prefix. */
export function readRow(row: Uint8Array, start: number, end: number): Key & { readonly key: readonly Scalar[] } {
  const [collection, id] = decodeKey(row.subarray(end + endOfKey.length)) as [string, string];
  return { collection, id, key: decodeKey(row.subarray(start, end)) };
}

/** Tenant and name of the document behind a row of `due`. */
export function readDue(row: Uint8Array, end: number): { readonly tenant: string; readonly key: Key } {
  const [tenant, collection, id] = decodeKey(row.subarray(end + endOfKey.length)) as [string, string, string];
  return { tenant, key: { collection, id } };
}

/** All rows of a document, of `row` and `due`, by their bytes. */
export function rowsOf(tenant: string, key: Key, entries: readonly Entry[]): Map<string, Row> {
  const rows = entries.flatMap(([index, ...scalars]) => [
    rowOf(tenant, index, scalars, key),
    ...(isDue(scalars) ? [rowFrom(encodeKey(['due', index]), scalars, [tenant, key.collection, key.id])] : []),
  ]);
  return new Map(rows.map((row) => [Buffer.from(row.key).toString('latin1'), row]));
}

/** Indexes by which a document may be leased. */
export const dueIndexes = (entries: readonly Entry[]): string[] => [...new Set(entries.filter(([, ...scalars]) => isDue(scalars)).map(([index]) => index))];

const isDue = (scalars: readonly Scalar[]): boolean => typeof scalars[0] === 'number';

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
