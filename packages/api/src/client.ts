import type { Change, Json } from '@requestry/model';
import { exchange, sendBy, type Send } from './exchange.js';
import { fetchFile, sendFile } from './files-client.js';
import { followChanges } from './follow-changes.js';
import { changesPath, operations, pathNames, type Operation, type OperationName, type Services } from './operations.js';

export { createIntakeClient } from './intake-client.js';
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

/**
 * Both services over HTTP. Failures are the same `RequestryError`s that the runtime throws; a server that cannot be reached is
 * `STORAGE_UNAVAILABLE`. Reading, and commands with an idempotency key, are tried again twice when no answer came.
 */
export function createClient(options: ClientOptions): Services {
  const send = sendBy(options);
  const calls = Object.fromEntries(
    (Object.entries(operations) as readonly [OperationName, Operation][]).map(([name, operation]) => [name, (input: Input = {}) => call(send, operation, input)]),
  ) as unknown as Omit<Services, 'watch' | 'keepFile' | 'readFile'>;
  const watch = followChanges({ open: (signal) => open(send, signal), wait: send.wait });
  return {
    ...calls,
    keepFile: (file, transfer) => sendFile(send, { path: operations.keepFile.path }, file, transfer),
    readFile: (query, transfer) => fetchFile(send, query, transfer),
    watch: (listener: (change: Change) => void) => watch(listener),
  };
}

type Input = Readonly<Record<string, Json | undefined>>;

async function call(send: Send, operation: Operation, input: Input): Promise<Json | undefined> {
  const { idempotencyKey, ...rest } = input;
  const { method } = operation;
  const { path, left } = fillPath(operation.path, rest);
  const query = method === 'GET' ? queryOf(left, operation.json ?? []) : '';
  return exchange(send, { method, path: `${path}${query}`, ...(method === 'GET' || method === 'DELETE' ? {} : { body: JSON.stringify(left) }), ...(typeof idempotencyKey === 'string' ? { key: idempotencyKey } : {}) });
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
