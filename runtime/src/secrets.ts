import { RequestryError, type Kind, type RequestEvent } from '@requestry/model';
import type { Op } from '@requestry/storage';
import { keyOf, put } from './collections.js';
import type { Context } from './context.js';
import type { Seal } from './history.js';
import { read } from './store.js';

/** Where an event stands: it can be opened there alone. */
const placeOf = (request: string, seq: number): string => `${request}:${seq}`;

/** A new key, hexadecimal. */
export const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The bytes of a key. */
export const bytesOf = (key: string): Uint8Array => Uint8Array.from(key.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Seals the events of one request; undefined for kinds without personal data. Rejects with `STATE` when the request was erased. */
export async function sealFor(context: Pick<Context, 'store'>, kind: Kind, request: string): Promise<Seal | undefined> {
  if (!kind.personalData) return undefined;
  const secret = await read(context.store, 'secrets', request);
  if (!secret) throw new RequestryError('STATE', `Request ${request} was erased`, { params: { reason: 'request.erased' } });
  return sealOf(request, secret.body.key);
}

/** A key for a new request with the write that keeps it; undefined for kinds without personal data. */
export async function newSeal(kind: Kind, request: string): Promise<{ readonly seal: Seal; readonly op: Op } | undefined> {
  if (!kind.personalData) return undefined;
  const key = newKey();
  return { seal: await sealOf(request, key), op: put('secrets', request, { key }, 'absent') };
}

async function sealOf(request: string, key: string): Promise<Seal> {
  const { sealFact } = await import('./sealing.js');
  return (fact, seq) => sealFact(fact, bytesOf(key), placeOf(request, seq));
}

/** The events of a request as they can be read: sealed ones opened, or empty when the key is gone. */
export async function opened(context: Pick<Context, 'store'>, request: string, events: readonly RequestEvent[]): Promise<readonly RequestEvent[]> {
  if (!events.some(isSealed)) return events;
  const secret = await read(context.store, 'secrets', request);
  if (!secret) return events.map((event) => (isSealed(event) ? { ...event, facts: { erased: true } } : event));
  const { openEvent } = await import('./sealing.js');
  const key = bytesOf(secret.body.key);
  return events.map((event) => (isSealed(event) ? openEvent(event, key, placeOf(request, event.seq)) : event));
}

const isSealed = ({ facts }: RequestEvent): boolean => typeof facts.sealed === 'string';

/** The key of a request's sealed events, hexadecimal. */
export const secretOf = async (context: Pick<Context, 'store'>, request: string): Promise<string | undefined> => (await read(context.store, 'secrets', request))?.body.key;

/** The write after which nobody can read the sealed events any more. */
export const forgetKey = (request: string): Op => ({ op: 'delete', ...keyOf('secrets', request) });
