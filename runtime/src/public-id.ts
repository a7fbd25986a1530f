import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Random digits of a public identifier: 63 bits. */
const digits = 19;

/**
 * An identifier that outsiders get and say by phone: `4821-0937-5512-8840-3317`. Digits alone, since letters are told badly; nothing of them
 * follows from the time or another identifier. The last one tells a mistake of one digit or two that changed places.
 */
export const newPublicId = (): string => fromBytes(() => crypto.getRandomValues(new Uint8Array(32)));

/** The one of a request from before there were these: always the same, and known to nobody who does not know the key. */
export const derivedPublicId = (request: string, key: Uint8Array): string => fromBytes((turn) => hmac(sha256, key, utf8ToBytes(`public-id:${turn}:${request}`)));

function fromBytes(bytes: (turn: number) => Uint8Array): string {
  let text = '';
  for (let turn = 0; text.length < digits; turn += 1) {
    // 250 is a multiple of ten: bytes above it would make some digits likelier.
    for (const byte of bytes(turn)) if (byte < 250 && text.length < digits) text += String(byte % 10);
  }
  return grouped(text + checkDigit(text));
}

/** What a public identifier is found by, however it was written: without spaces, dashes and case. */
export const publicKey = (publicId: string): string => publicId.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase().slice(0, 64);

/** The text is a whole identifier without a mistake. */
export function isPublicId(text: string): boolean {
  const key = publicKey(text);
  return /^\d{20}$/.test(key) && checkDigit(key.slice(0, digits)) === key.slice(digits);
}

export const grouped = (text: string): string => text.match(/.{1,4}/g)?.join('-') ?? text;

/** Rows of a totally anti-symmetric quasigroup (Damm): one wrong digit and two that changed places are always noticed. */
const damm = ['0317598642', '7092154863', '4206871359', '1750983426', '6123045978', '3674209581', '5869720134', '8945362017', '9438617205', '2581436790'];

const checkDigit = (text: string): string => String([...text].reduce((row, digit) => Number(damm[row]?.[Number(digit)]), 0));
