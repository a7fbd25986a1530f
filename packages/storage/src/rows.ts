/**
 * Where an entry stands in its index: the key's bytes, an end mark below every tag, then collection and id. Shared by adapters
 * that keep one sorted list or store per index.
 */
import { RequestryError } from '@requestry/model';
import type { Entry, Key, Scalar, Scan } from './contract.js';
import { compareKeys, decodeKey, encodeKey, pastPrefix } from './keys.js';

const endOfKey = 0x00;

/** What a row says. */
export interface Row extends Key {
  readonly key: readonly Scalar[];
}

/** The row of an entry of a document. */
export function encodeRow(entry: Entry, document: Key): Uint8Array {
  const key = encodeKey(entry.slice(1) as readonly Scalar[]);
  const name = encodeKey([document.collection, document.id]);
  const row = new Uint8Array(key.length + 1 + name.length);
  row.set(key);
  row[key.length] = endOfKey;
  row.set(name, key.length + 1);
  return row;
}

/** The way back. Throws `TypeError` when the bytes are no row. */
export function decodeRow(bytes: Uint8Array): Row {
  const scalars = decodeKey(withoutEnd(bytes));
  const id = scalars.pop();
  const collection = scalars.pop();
  if (typeof id !== 'string' || typeof collection !== 'string') throw new TypeError('no row: it names no document');
  return { key: scalars, collection, id };
}

/** Half-open range `[lower, upper)` of rows. */
export interface RowRange {
  readonly lower: Uint8Array;
  readonly upper: Uint8Array;
}

/** The rows that a scan still has to give: its bounds, cut at `after`. A bound means all keys that begin with it. Empty when `lower` is not below `upper`. */
export function rangeOf(scan: Scan): RowRange {
  const { eq = [], gt, gte, lt, lte } = scan;
  const all = encodeKey(eq);
  const range = {
    lower: gt ? pastPrefix(encodeKey([...eq, ...gt])) : gte ? encodeKey([...eq, ...gte]) : all,
    upper: lt ? encodeKey([...eq, ...lt]) : pastPrefix(lte ? encodeKey([...eq, ...lte]) : all),
  };
  if (scan.after === undefined) return range;
  const position = decodeCursor(scan.after);
  if (scan.desc) return { lower: range.lower, upper: least(range.upper, position) };
  return { lower: greatest(range.lower, join(position, Uint8Array.of(0))), upper: range.upper };
}

/** A row as the `next` of a page. */
export function encodeCursor(row: Uint8Array): string {
  return btoa(binaryOf(row)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The row of a cursor. Throws `INVALID` when it is none: cursors come back from outside. */
export function decodeCursor(cursor: string): Uint8Array {
  try {
    const row = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    decodeRow(row);
    return row;
  } catch (cause) {
    throw new RequestryError('INVALID', `no cursor of a page: ${cursor.slice(0, 40)}`, { cause });
  }
}

/** Bytes as a string of as many characters, which `<` compares like the bytes. */
export function binaryOf(bytes: Uint8Array): string {
  if (bytes.length <= mostArguments) return String.fromCharCode.apply(undefined, bytes as unknown as number[]);
  let text = '';
  for (let at = 0; at < bytes.length; at += mostArguments) text += binaryOf(bytes.subarray(at, at + mostArguments));
  return text;
}

/** Values that a function may be called with everywhere. */
const mostArguments = 4096;

/** The bytes of such a string. */
export function bytesOf(binary: string): Uint8Array {
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Drops the end mark: the only zero byte where a tag would stand. */
function withoutEnd(row: Uint8Array): Uint8Array {
  let at = 0;
  while (at < row.length && row[at] !== endOfKey) at = afterScalar(row, at);
  return join(row.subarray(0, at), row.subarray(at + 1));
}

function afterScalar(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x05) return at + 9;
  if (bytes[at] !== 0x06) return at + 1;
  let end = bytes.indexOf(0, at + 1);
  while (end >= 0 && bytes[end + 1] === 0xff) end = bytes.indexOf(0, end + 2);
  return end < 0 ? bytes.length : end + 1;
}

function least(a: Uint8Array, b: Uint8Array): Uint8Array {
  return compareKeys(a, b) <= 0 ? a : b;
}

function greatest(a: Uint8Array, b: Uint8Array): Uint8Array {
  return compareKeys(a, b) >= 0 ? a : b;
}
