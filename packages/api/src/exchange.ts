import { RequestryError, type Json } from '@requestry/model';
import type { ClientOptions } from './client.js';
import { keyHeader } from './operations.js';
import { errorOf, type Problem } from './problem.js';

/** How a client sends, with everything that its options leave out. */
export type Send = Required<Pick<ClientOptions, 'url' | 'wait'>> & { readonly ownFetch: boolean; fetch(input: string, init: RequestInit): Promise<Response>; headers(): ReturnType<NonNullable<ClientOptions['headers']>> };

const clockWait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

export const sendBy = (options: ClientOptions): Send => ({ fetch: (input, init) => fetch(input, init), wait: clockWait, headers: () => ({}), ...options, ownFetch: options.fetch === undefined });

/** How long to wait before a call is made again, by attempt. */
const retryAfter = [300, 1500];

/** One request as it goes over the wire. */
export interface Sent {
  readonly method: string;
  /** With the query, after the client's address. */
  readonly path: string;
  readonly body?: string;
  /** Idempotency key: with one, what got no answer is sent again. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends and reads the answer. Reading, and what has a key, is tried again twice when no answer came. */
export async function exchange(send: Send, { method, path, body, key, headers: own = {} }: Sent): Promise<Json | undefined> {
  const mayRepeat = method === 'GET' || key !== undefined;
  for (let attempt = 0; ; attempt += 1) {
    const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(key === undefined ? {} : { [keyHeader]: key }), ...(await send.headers()), ...own };
    const response = await send.fetch(`${send.url}${path}`, { method, headers, credentials: 'same-origin', ...(body === undefined ? {} : { body }) }).catch(noAnswer);
    const pause = retryAfter[attempt];
    if (pause !== undefined && mayRepeat && (response instanceof RequestryError || isAway(response))) await send.wait(pause);
    else if (response instanceof RequestryError) throw response;
    else return read(response);
  }
}

export const noAnswer = (cause: unknown): RequestryError => new RequestryError('STORAGE_UNAVAILABLE', 'The server did not answer', { cause });

/** A proxy or a server on its way up or down: 502, 503, 504. */
const isAway = ({ status }: Response): boolean => status >= 502 && status <= 504;

async function read(response: Response): Promise<Json | undefined> {
  if (response.status === 204) return undefined;
  const body = (await response.json().catch(() => undefined)) as Json | undefined;
  if (!response.ok) throw errorOf(body as Partial<Problem> | undefined, response.status);
  if (body === undefined) throw new RequestryError('STORAGE_UNAVAILABLE', `The server answered ${response.status} without JSON`);
  return body;
}
