import { gcm } from '@noble/ciphers/aes.js';
import { bytesToUtf8, utf8ToBytes } from '@noble/ciphers/utils.js';
import type { JsonObject, RequestEvent, Trace } from '@requestry/model';
import type { NewEvent } from './history.js';

/** A text that says nothing without the key and holds for one place: AES-256-GCM, 12 bytes of nonce before it, base64. */
export function sealText(text: string, key: Uint8Array, place: string): string {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  return base64(nonce, gcm(key, nonce, utf8ToBytes(place)).encrypt(utf8ToBytes(text)));
}

/** The way back. Throws when it was changed, or sealed with another key or for another place. */
export function openText(sealed: string, key: Uint8Array, place: string): string {
  const bytes = Uint8Array.from(atob(sealed), (letter) => letter.charCodeAt(0));
  return bytesToUtf8(gcm(key, bytes.subarray(0, 12), utf8ToBytes(place)).decrypt(bytes.subarray(12)));
}

/** Facts and reason of an event, sealed. */
export const sealFact = ({ facts, trace }: NewEvent, key: Uint8Array, place: string): JsonObject => ({ sealed: sealText(JSON.stringify(trace ? { facts, trace } : { facts }), key, place) });

/** The event as it was before it was sealed. Throws when it was sealed with another key or for another place. */
export function openEvent(event: RequestEvent, key: Uint8Array, place: string): RequestEvent {
  const { facts, trace } = JSON.parse(openText(String(event.facts.sealed), key, place)) as { readonly facts: JsonObject; readonly trace?: Trace };
  return { ...event, facts, ...(trace ? { trace } : {}) };
}

const base64 = (...parts: readonly Uint8Array[]): string => btoa(parts.map((part) => Array.from(part, (byte) => String.fromCharCode(byte)).join('')).join(''));
