/** One call over the wire, tried again while that is safe and may help. */
import { httpStatuses, RequestryError } from '@requestry/model';
import type { ErrorCode, Json } from '@requestry/model';
import { storedName } from '../names.js';
import type { HttpStorageOptions } from './http.js';
import { idempotencyKey, problemType } from './wire.js';
import type { Problem, StorageVerb } from './wire.js';

export interface Call {
  readonly verb: StorageVerb;
  readonly tenant?: string;
  readonly input: unknown;
  /** The command of a commit. */
  readonly command?: string;
}

/** Nobody knows whether the call was carried out: no reply, or one from something between us and the store. */
class Lost extends Error {}

export class Caller {
  closed = false;
  readonly #options: HttpStorageOptions;

  constructor(options: HttpStorageOptions) {
    this.#options = options;
  }

  async call<Answer>(call: Call): Promise<Answer> {
    const { retryMs = 5000 } = this.#options;
    const body = JSON.stringify(call.input);
    const repeatable = call.verb !== 'commit' || call.command !== undefined;
    const end = Date.now() + retryMs;
    for (let pause = 20; ; pause = Math.min(pause * 2, 1000)) {
      if (this.closed) throw new RequestryError('STORAGE_UNAVAILABLE', 'the store is closed');
      try {
        return (await this.#send(call, body)) as Answer;
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
        if (!repeatable) throw new RequestryError('STORAGE_UNAVAILABLE', 'the reply was lost; whether the commit was applied is not known', { cause: error });
        if (Date.now() >= end) throw new RequestryError('STORAGE_UNAVAILABLE', `the store did not answer: ${error.message}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  }

  async #send(call: Call, body: string): Promise<unknown> {
    const request = await this.#request(call, body);
    let response: Response;
    let text: string;
    try {
      response = await (this.#options.fetch ?? fetch)(request);
      text = await response.text();
    } catch (cause) {
      throw new Lost(cause instanceof Error ? cause.message : 'no reply', { cause });
    }
    return answerOf(response, text);
  }

  async #request({ verb, tenant, command }: Call, body: string): Promise<Request> {
    const { url, headers, timeoutMs = 30_000 } = this.#options;
    const target = new URL(url);
    target.pathname = `${target.pathname.replace(/\/$/, '')}/${verb}`;
    if (tenant !== undefined) target.searchParams.set('tenant', storedName(tenant));
    const all = new Headers(typeof headers === 'function' ? await headers() : headers);
    all.set('content-type', 'application/json');
    if (command !== undefined) all.set('idempotency-key', idempotencyKey(command));
    return new Request(target, { method: 'POST', headers: all, body, signal: AbortSignal.timeout(timeoutMs) });
  }
}

function answerOf(response: Response, text: string): unknown {
  const type = response.headers.get('content-type')?.split(';')[0];
  if (response.ok && type === 'application/json') return parsed(text);
  if (type !== problemType) throw new Lost(`status ${response.status}`);
  const problem = parsed(text) as Problem;
  if (problem.reason === 'conflict') return { ok: false, reason: 'conflict', at: problem.at };
  if (problem.code === 'STORAGE_UNAVAILABLE') throw new Lost(problem.detail ?? 'the store is not there');
  throw new RequestryError(codeOf(problem), problem.detail ?? problem.title, { params: problem.params as Record<string, Json | undefined> | undefined });
}

/** A reply that breaks off is a lost one. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Lost('a reply that is no JSON', { cause });
  }
}

function codeOf({ code }: Problem): ErrorCode {
  return Object.hasOwn(httpStatuses, code) ? code : 'STORAGE_UNAVAILABLE';
}
