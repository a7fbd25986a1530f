import { RequestryError, type Change, type Json } from '@requestry/model';
import { followChanges } from './follow-changes.js';
import { changesPath, keyHeader, operations, pathNames, type Operation, type OperationName, type Services } from './operations.js';
import { errorOf, type Problem } from './problem.js';

export { apiIssueText } from './issue-text.js';

export interface ClientOptions {
  /** Where the handler is, without a slash at the end: `/api`, `https://intranet.example/requests/api`. */
  readonly url: string;
  /** Sends requests; the page's own when absent. */
  readonly fetch?: (input: string, init: RequestInit) => Promise<Response>;
  /** Headers of every request, such as a token. Asked each time. */
  headers?(): Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** Waits of milliseconds; the clock when absent. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

const clockWait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** How long to wait before a call is made again, by attempt. */
const retryAfter = [300, 1500];

/**
 * Both services over HTTP. Failures are the same `RequestryError`s that the runtime throws; a server that cannot be reached is
 * `STORAGE_UNAVAILABLE`. Reading, and commands with an idempotency key, are tried again twice when no answer came.
 */
export function createClient(options: ClientOptions): Services {
  const send: Send = { fetch: (input, init) => fetch(input, init), wait: clockWait, headers: () => ({}), ...options };
  const calls = Object.fromEntries(
    (Object.entries(operations) as readonly [OperationName, Operation][]).map(([name, operation]) => [name, (input: Input = {}) => call(send, operation, input)]),
  ) as unknown as Omit<Services, 'watch'>;
  const watch = followChanges({ open: (signal) => open(send, signal), wait: send.wait });
  return { ...calls, watch: (listener: (change: Change) => void) => watch(listener) };
}

type Input = Readonly<Record<string, Json | undefined>>;
type Send = Required<Pick<ClientOptions, 'url' | 'wait'>> & { fetch(input: string, init: RequestInit): Promise<Response>; headers(): ReturnType<NonNullable<ClientOptions['headers']>> };

async function call(send: Send, operation: Operation, input: Input): Promise<Json | undefined> {
  const { idempotencyKey, ...rest } = input;
  const mayRepeat = operation.method === 'GET' || typeof idempotencyKey === 'string';
  const { path, left } = fillPath(operation.path, rest);
  const query = operation.method === 'GET' ? queryOf(left, operation.json ?? []) : '';
  const init = {
    method: operation.method,
    ...(operation.method === 'GET' || operation.method === 'DELETE' ? {} : { body: JSON.stringify(left) }),
  };
  for (let attempt = 0; ; attempt += 1) {
    const headers = { accept: 'application/json', ...('body' in init ? { 'content-type': 'application/json' } : {}), ...(typeof idempotencyKey === 'string' ? { [keyHeader]: idempotencyKey } : {}), ...(await send.headers()) };
    const response = await send.fetch(`${send.url}${path}${query}`, { ...init, headers, credentials: 'same-origin' }).catch(noAnswer);
    const pause = retryAfter[attempt];
    if (pause !== undefined && mayRepeat && (response instanceof RequestryError || isAway(response))) await send.wait(pause);
    else if (response instanceof RequestryError) throw response;
    else return read(response);
  }
}

const noAnswer = (cause: unknown): RequestryError => new RequestryError('STORAGE_UNAVAILABLE', 'The server did not answer', { cause });

/** A proxy or a server on its way up or down: 502, 503, 504. */
const isAway = ({ status }: Response): boolean => status >= 502 && status <= 504;

async function read(response: Response): Promise<Json | undefined> {
  if (response.status === 204) return undefined;
  const body = (await response.json().catch(() => undefined)) as Json | undefined;
  if (!response.ok) throw errorOf(body as Partial<Problem> | undefined, response.status);
  if (body === undefined) throw new RequestryError('STORAGE_UNAVAILABLE', `The server answered ${response.status} without JSON`);
  return body;
}

/** Puts properties of the input into the path; what is left goes elsewhere. */
function fillPath(path: string, input: Input): { readonly path: string; readonly left: Input } {
  const names = pathNames(path);
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(String(input[name] ?? '')));
  return { path: filled, left: Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name))) };
}

function queryOf(input: Input, asJson: readonly string[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) if (value !== undefined) query.set(name, asJson.includes(name) ? JSON.stringify(value) : String(value));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** The change feed, or nothing when it could not be opened. */
async function open(send: Send, signal: AbortSignal): Promise<ReadableStream<Uint8Array> | undefined> {
  const response = await send.fetch(`${send.url}${changesPath}`, { method: 'GET', headers: { accept: 'text/event-stream', ...(await send.headers()) }, credentials: 'same-origin', signal });
  return response.ok ? (response.body ?? undefined) : undefined;
}
