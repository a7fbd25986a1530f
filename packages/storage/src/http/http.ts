/** Keeps documents behind the `storageHandler` of a trusted backend. */
import { RequestryError } from '@requestry/model';
import { checkBatch, checkCount, checkLimit, checkScan, checkSearch } from '../checks.js';
import type { Batch, Claimed, Commit, CountGroup, Doc, FeedPage, Key, Scan, ScanPage, Search, SearchPage, StorageAdapter, StorageCapabilities, Store } from '../contract.js';
import { encodeKey } from '../keys.js';
import { rangeOf } from '../rows.js';
import { Caller } from './caller.js';
import type { NowAnswer } from './wire.js';

export interface HttpStorageOptions {
  /** Where the handler is mounted: the verbs are its sub-paths. */
  readonly url: string | URL;
  /** The platform's when absent. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Sent with each call, such as an authorization; asked again for each try when a function. */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>);
  /** How long one try may take; 30 000 ms when absent. */
  readonly timeoutMs?: number;
  /** How long a call is tried again when its reply is lost or the server is not there; 5000 ms when absent. */
  readonly retryMs?: number;
}

/**
 * A store behind a URL, for backends that are trusted with all of it: access is judged in the runtime, not here. A commit whose reply is lost is sent again
 * when it carries a command, and otherwise rejects with `STORAGE_UNAVAILABLE`; then it may have been applied. Its limits are those of the store, told by `open`.
 */
export function httpStorage(options: HttpStorageOptions): StorageAdapter {
  return new HttpStorage(options);
}

class HttpStorage implements StorageAdapter {
  #capabilities: StorageCapabilities = { contract: 1, durability: 'relaxed', maxDocBytes: 1024 * 1024, maxOps: 500, search: false, push: false, multiProcess: true };
  readonly #caller: Caller;
  #opening: Promise<void> | undefined;

  constructor(options: HttpStorageOptions) {
    this.#caller = new Caller(options);
  }

  get capabilities(): StorageCapabilities {
    return this.#capabilities;
  }

  async open(): Promise<void> {
    this.#caller.closed = false;
    await this.#ready();
  }

  async close(): Promise<void> {
    this.#caller.closed = true;
    this.#opening = undefined;
  }

  async now(): Promise<number> {
    return (await this.#caller.call<NowAnswer>({ verb: 'now', input: {} })).now;
  }

  tenant(id: string): Store {
    return {
      get: (keys) => this.#get(id, keys),
      scan: (scan) => this.#scan(id, scan),
      feed: (after, limit) => this.#feed(id, after, limit),
      search: (search) => this.#search(id, search),
      count: (groups, most) => this.#count(id, groups, most),
      commit: (batch) => this.#commit(id, batch),
    };
  }

  claim(request: Parameters<StorageAdapter['claim']>[0]): Promise<readonly Claimed[]> {
    return this.#caller.call<readonly Claimed[]>({ verb: 'claim', input: request });
  }

  async #get(tenant: string, keys: readonly Key[]): Promise<readonly (Doc | null)[]> {
    const input = { keys: keys.map(({ collection, id }) => ({ collection, id })) };
    return this.#caller.call<readonly (Doc | null)[]>({ verb: 'get', tenant, input });
  }

  async #scan(tenant: string, scan: Scan): Promise<ScanPage> {
    checkScan(scan);
    rangeOf({ ...scan, after: undefined });
    return this.#caller.call<ScanPage>({ verb: 'scan', tenant, input: scan });
  }

  async #search(tenant: string, search: Search): Promise<SearchPage> {
    checkSearch(search);
    return this.#caller.call<SearchPage>({ verb: 'search', tenant, input: search });
  }

  async #count(tenant: string, groups: readonly CountGroup[], most: number): Promise<readonly number[]> {
    checkCount(groups, most);
    for (const range of groups.flat()) rangeOf({ ...range, limit: 1 });
    return this.#caller.call<readonly number[]>({ verb: 'count', tenant, input: { groups, most } });
  }

  async #feed(tenant: string, after: string | null, limit: number): Promise<FeedPage> {
    checkLimit(limit);
    return this.#caller.call<FeedPage>({ verb: 'feed', tenant, input: { after, limit } });
  }

  async #commit(tenant: string, batch: Batch): Promise<Commit> {
    await this.#ready();
    checkBatch(batch, this.#capabilities);
    for (const op of batch.ops) if (op.op === 'put') for (const [, ...key] of op.entries ?? []) encodeKey(key);
    const command = batch.command && { ...batch.command, result: batch.command.result ?? null };
    return this.#caller.call<Commit>({ verb: 'commit', tenant, input: { ...batch, command }, command: command?.id });
  }

  #ready(): Promise<void> {
    if (this.#caller.closed) return Promise.reject(new RequestryError('STORAGE_UNAVAILABLE', 'the store is closed'));
    if (!this.#opening) {
      const opening = this.#learn();
      this.#opening = opening;
      opening.catch(() => this.#opening === opening && (this.#opening = undefined));
    }
    return this.#opening;
  }

  async #learn(): Promise<void> {
    const { capabilities } = await this.#caller.call<NowAnswer>({ verb: 'now', input: {} });
    this.#capabilities = { ...this.#capabilities, ...capabilities };
  }
}
