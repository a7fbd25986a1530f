/**
 * Index keys as bytes that sort like the scalars they hold, so that every adapter orders alike.
 *
 * Each scalar is a tag byte and its payload. Numbers are IEEE doubles with the sign flipped into order. Strings are UTF-8
 * (a lone surrogate keeps its three bytes), a zero byte is written `00 ff`, and `00` ends them. Tags are less than `ff`,
 * so a key's bytes are the beginning of every longer key's, and `ff` after them is past all of those.
 */
import type { Scalar } from './contract.js';

const tags = { null: 0x02, false: 0x03, true: 0x04, number: 0x05, string: 0x06 } as const;
const endOfString = 0x00;
const escapedZero = 0xff;
const pastEverything = 0xff;

/** The bytes of a key. Throws `TypeError` on what is no scalar and on numbers that are not finite. */
export function encodeKey(scalars: readonly Scalar[]): Uint8Array {
  const bytes: number[] = [];
  for (const scalar of scalars) writeScalar(bytes, scalar);
  return new Uint8Array(bytes);
}

/** The scalars of a key. Throws `TypeError` when the bytes are no key. */
export function decodeKey(bytes: Uint8Array): Scalar[] {
  const scalars: Scalar[] = [];
  let at = 0;
  while (at < bytes.length) {
    const read = readScalar(bytes, at);
    scalars.push(read.scalar);
    at = read.next;
  }
  return scalars;
}

/** Half-open range `[lower, upper)` of all keys that begin with these scalars. */
export function prefixRange(scalars: readonly Scalar[]): { readonly lower: Uint8Array; readonly upper: Uint8Array } {
  const lower = encodeKey(scalars);
  return { lower, upper: pastPrefix(lower) };
}

/** The first bytes past every key that begins with the given one. */
export function pastPrefix(key: Uint8Array): Uint8Array {
  const past = new Uint8Array(key.length + 1);
  past.set(key);
  past[key.length] = pastEverything;
  return past;
}

/** Negative, zero or positive, by bytes; a beginning sorts before the longer one. */
export function compareKeys(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function writeScalar(bytes: number[], scalar: Scalar): void {
  if (scalar === null) bytes.push(tags.null);
  else if (scalar === false) bytes.push(tags.false);
  else if (scalar === true) bytes.push(tags.true);
  else if (typeof scalar === 'number') writeNumber(bytes, scalar);
  else if (typeof scalar === 'string') writeString(bytes, scalar);
  else throw new TypeError(`an index key holds strings, numbers, booleans and null, not ${typeof scalar}`);
}

const double = new DataView(new ArrayBuffer(8));

function writeNumber(bytes: number[], value: number): void {
  if (!Number.isFinite(value)) throw new TypeError(`an index key holds finite numbers, not ${value}`);
  double.setFloat64(0, value === 0 ? 0 : value);
  const negative = double.getUint8(0) >= 0x80;
  bytes.push(tags.number);
  for (let i = 0; i < 8; i++) {
    const byte = double.getUint8(i);
    bytes.push(negative ? byte ^ 0xff : i === 0 ? byte ^ 0x80 : byte);
  }
}

function writeString(bytes: number[], text: string): void {
  bytes.push(tags.string);
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i)!;
    if (code > 0xffff) i++;
    if (code === 0) bytes.push(0, escapedZero);
    else if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), trail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), trail(code >> 6), trail(code));
    else bytes.push(0xf0 | (code >> 18), trail(code >> 12), trail(code >> 6), trail(code));
  }
  bytes.push(endOfString);
}

function trail(code: number): number {
  return 0x80 | (code & 0x3f);
}

interface Read {
  readonly scalar: Scalar;
  readonly next: number;
}

function readScalar(bytes: Uint8Array, at: number): Read {
  switch (bytes[at]) {
    case tags.null:
      return { scalar: null, next: at + 1 };
    case tags.false:
      return { scalar: false, next: at + 1 };
    case tags.true:
      return { scalar: true, next: at + 1 };
    case tags.number:
      return { scalar: readNumber(bytes, at + 1), next: at + 9 };
    case tags.string:
      return readString(bytes, at + 1);
    default:
      throw new TypeError(`no key: byte ${at} is ${bytes[at]}`);
  }
}

function readNumber(bytes: Uint8Array, at: number): number {
  if (at + 8 > bytes.length) throw new TypeError('no key: a number is cut off');
  const positive = bytes[at]! >= 0x80;
  for (let i = 0; i < 8; i++) {
    const byte = bytes[at + i]!;
    double.setUint8(i, positive ? (i === 0 ? byte ^ 0x80 : byte) : byte ^ 0xff);
  }
  return double.getFloat64(0);
}

function readString(bytes: Uint8Array, from: number): Read {
  let text = '';
  let at = from;
  while (at < bytes.length) {
    const lead = bytes[at]!;
    if (lead > 0 && lead < 0x80) {
      text += String.fromCharCode(lead);
      at += 1;
      continue;
    }
    if (lead === 0) {
      if (bytes[at + 1] !== escapedZero) return { scalar: text, next: at + 1 };
      text += '\0';
      at += 2;
      continue;
    }
    const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (at + size > bytes.length) break;
    text += String.fromCodePoint(codePoint(bytes, at, size));
    at += size;
  }
  throw new TypeError('no key: a string has no end');
}

const leadMask = [0, 0x7f, 0x1f, 0x0f, 0x07];

function codePoint(bytes: Uint8Array, at: number, size: number): number {
  let code = bytes[at]! & leadMask[size]!;
  for (let i = 1; i < size; i++) code = (code << 6) | (bytes[at + i]! & 0x3f);
  if (code > 0x10ffff) throw new TypeError('no key: a string holds no UTF-8');
  return code;
}
