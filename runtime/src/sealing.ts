import { gcm } from '@noble/ciphers/aes.js';
import { bytesToUtf8, utf8ToBytes } from '@noble/ciphers/utils.js';
import type { JsonObject, RequestEvent, Trace } from '@requestry/model';
import type { NewEvent } from './history.js';

/** Facts and reason of an event as one text that says nothing without the key: AES-256-GCM, 12 bytes of nonce before it, base64. */
export function sealFact({ facts, trace }: NewEvent, key: Uint8Array, place: string): JsonObject {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const text = utf8ToBytes(JSON.stringify(trace ? { facts, trace } : { facts }));
  const sealed = gcm(key, nonce, utf8ToBytes(place)).encrypt(text);
  return { sealed: base64(nonce, sealed) };
}

/** The event as it was before it was sealed. Throws when it was sealed with another key or for another place. */
export function openEvent(event: RequestEvent, key: Uint8Array, place: string): RequestEvent {
  const bytes = Uint8Array.from(atob(String(event.facts.sealed)), (letter) => letter.charCodeAt(0));
  const text = bytesToUtf8(gcm(key, bytes.subarray(0, 12), utf8ToBytes(place)).decrypt(bytes.subarray(12)));
  const { facts, trace } = JSON.parse(text) as { readonly facts: JsonObject; readonly trace?: Trace };
  return { ...event, facts, ...(trace ? { trace } : {}) };
}

const base64 = (...parts: readonly Uint8Array[]): string => btoa(parts.map((part) => Array.from(part, (byte) => String.fromCharCode(byte)).join('')).join(''));
