/** The other half of `httpStorage`: a store behind web-standard requests, for backends that are trusted with all of it. */
import { httpStatuses, RequestryError } from '@requestry/model';
import type { StorageAdapter } from '../contract.js';
import { countIn } from '../count.js';
import { nameOf } from '../names.js';
import { readBatch, readClaim, readCount, readFeedRequest, readKeys, readScan, readSearch } from './input.js';
import { idempotencyKey, problemType, tenantVerbs, verbs } from './wire.js';
import type { NowAnswer, Problem, StorageVerb } from './wire.js';

export interface StorageHandlerOptions {
  /** Whether the caller may do this. `tenant` is absent for `claim` and `now`, which go across tenants. Asked before the body is read. */
  authorize(request: Request, what: { readonly verb: StorageVerb; readonly tenant?: string }): boolean | Promise<boolean>;
  /** Largest body of a request; 16 MiB when absent. Over it the answer is 413. */
  readonly maxBytes?: number;
}

/**
 * Answers `POST …/get|commit|scan|search|count|feed|claim|now?tenant=…` for a store. A conflict is 409, a repeated command 200 with its first result; failures are problem
 * documents with our codes. Nothing is checked of what documents mean: give it to backends of your own, never to browsers.
 */
export function storageHandler(adapter: StorageAdapter, options: StorageHandlerOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      return await answer(adapter, options, request);
    } catch (error) {
      return failure(error);
    }
  };
}

async function answer(adapter: StorageAdapter, { authorize, maxBytes = 16 * 1024 * 1024 }: StorageHandlerOptions, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const verb = verbs.find((each) => each === url.pathname.split('/').at(-1));
  if (!verb) throw new RequestryError('NOT_FOUND', 'no such verb');
  if (request.method !== 'POST') return problem({ title: 'INVALID', status: 405, code: 'INVALID', detail: 'every verb is a POST' }, { allow: 'POST' });
  const tenant = tenantVerbs.has(verb) ? tenantIn(url) : undefined;
  if (!(await authorize(request, { verb, tenant }))) throw new RequestryError('FORBIDDEN', 'the caller may not do this');
  const text = await boundedText(request, maxBytes);
  if (text === undefined) return problem({ title: 'INVALID', status: 413, code: 'INVALID', detail: `the body has more than ${maxBytes} bytes` });
  return perform(adapter, verb, tenant ?? '', parsed(text), request);
}

async function perform(adapter: StorageAdapter, verb: StorageVerb, tenant: string, input: unknown, request: Request): Promise<Response> {
  switch (verb) {
    case 'get':
      return json(await adapter.tenant(tenant).get(readKeys(input)));
    case 'scan':
      return json(await adapter.tenant(tenant).scan(readScan(input)));
    case 'search': {
      const store = adapter.tenant(tenant);
      if (!store.search || !adapter.capabilities.search) throw new RequestryError('NOT_FOUND', 'the store does not search');
      return json(await store.search(readSearch(input)));
    }
    case 'count': {
      const { groups, most } = readCount(input);
      return json(await countIn(adapter.tenant(tenant), groups, most));
    }
    case 'feed': {
      const { after, limit } = readFeedRequest(input);
      return json(await adapter.tenant(tenant).feed(after, limit));
    }
    case 'claim':
      return json(await adapter.claim(readClaim(input)));
    case 'now': {
      const { durability, maxDocBytes, maxOps, search } = adapter.capabilities;
      return json({ now: await adapter.now(), capabilities: { durability, maxDocBytes, maxOps, search } } satisfies NowAnswer);
    }
    case 'commit':
      return commit(adapter, tenant, input, request);
  }
}

async function commit(adapter: StorageAdapter, tenant: string, input: unknown, request: Request): Promise<Response> {
  const batch = readBatch(input);
  const key = request.headers.get('idempotency-key');
  if (key !== null && (!batch.command || key !== idempotencyKey(batch.command.id))) throw new RequestryError('INVALID', 'Idempotency-Key is not the id of the command');
  const result = await adapter.tenant(tenant).commit(batch);
  if (result.ok || result.reason === 'duplicate') return json(result);
  return problem({ title: 'CONFLICT', status: 409, code: 'CONFLICT', detail: 'a document is not at the expected version', reason: 'conflict', at: result.at });
}

function tenantIn(url: URL): string {
  const tenant = url.searchParams.get('tenant');
  if (tenant === null) throw new RequestryError('INVALID', 'the query names no tenant');
  try {
    return nameOf(tenant);
  } catch (cause) {
    throw new RequestryError('INVALID', 'the tenant is not escaped as in JSON', { cause });
  }
}

/** Undefined when there is more than allowed; what is over is not read. */
async function boundedText(request: Request, maxBytes: number): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return undefined;
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader!.read()) {
    bytes += read.value.length;
    if (bytes > maxBytes) {
      await reader!.cancel();
      return undefined;
    }
    text += decoder.decode(read.value, { stream: true });
  }
  return text + decoder.decode();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RequestryError('INVALID', 'the body is no JSON', { cause });
  }
}

/** What is unexpected stays here: its words may name what the caller should not see. */
function failure(error: unknown): Response {
  if (error instanceof RequestryError) return problem({ title: error.code, status: httpStatuses[error.code], code: error.code, detail: error.message, params: error.params });
  if (error instanceof TypeError || error instanceof RangeError) return problem({ title: 'INVALID', status: httpStatuses.INVALID, code: 'INVALID', detail: error.message });
  return problem({ title: 'STORAGE_UNAVAILABLE', status: 500, code: 'STORAGE_UNAVAILABLE', detail: 'the store failed' });
}

const common = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

function json(value: unknown): Response {
  return new Response(JSON.stringify(value), { headers: { ...common, 'content-type': 'application/json' } });
}

function problem(value: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(value), { status: value.status, headers: { ...common, 'content-type': problemType, ...headers } });
}
