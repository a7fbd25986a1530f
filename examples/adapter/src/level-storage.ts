import { RequestryError } from '@requestry/model';
import type { Batch, Commit, Key, StorageAdapter, StorageCapabilities, Store } from '@requestry/storage';
import { checkLimit, checkName, checkScan, maxDocBytes, maxOps, planOf, type Plan } from './checks.js';
import { findDue } from './claim.js';
import { encodings, explained, reading, type LevelClient, type LevelWrite } from './client.js';
import { judge, type Judged } from './commit.js';
import { readDocs } from './documents.js';
import { schemaKey, schemaVersion } from './layout.js';
import { readFeed, readPage } from './scan.js';
import { shared, type Listener } from './shared.js';

export interface LevelStorageOptions {
  /** `strict` when absent: a commit is on the disk before it is answered. `relaxed` leaves that to the operating system. */
  readonly durability?: 'relaxed' | 'strict';
  /** The store's clock in epoch milliseconds; the system's when absent. */
  readonly now?: () => number;
  /** For tests: awaited wherever another call may come between. */
  readonly pause?: (point: string) => void | Promise<void>;
}

/** Keeps documents in a LevelDB that the host opened and will close. Any number of adapters may share one database object; one process has it. */
export function levelStorage(client: LevelClient, options: LevelStorageOptions = {}): StorageAdapter {
  return new LevelStorage(client, options);
}

class LevelStorage implements StorageAdapter {
  readonly capabilities: StorageCapabilities;
  readonly #client: LevelClient;
  readonly #now: () => number;
  readonly #pause: (point: string) => void | Promise<void>;
  #isOpen = false;

  constructor(client: LevelClient, { durability = 'strict', now = Date.now, pause = () => undefined }: LevelStorageOptions) {
    this.#client = client;
    this.#now = now;
    this.#pause = pause;
    this.capabilities = { contract: 1, durability, maxDocBytes, maxOps, search: false, push: true, multiProcess: false };
  }

  async open(): Promise<void> {
    try {
      await this.#client.open();
      await shared(this.#client).inTurn(() => this.#prepare());
    } catch (error) {
      throw explained(error);
    }
    this.#isOpen = true;
  }

  async #prepare(): Promise<void> {
    const [text] = await this.#client.getMany([schemaKey], encodings);
    if (Number(text ?? 0) > schemaVersion) throw new RequestryError('SCHEMA_NEWER', `the store has schema ${text}, this version knows ${schemaVersion}`);
    if (text === undefined) await this.#write([{ type: 'put', key: schemaKey, value: String(schemaVersion) }]);
  }

  /** Waits for what is under way. The database stays open: it is the host's. */
  async close(): Promise<void> {
    this.#isOpen = false;
    await shared(this.#client).inTurn(async () => undefined);
  }

  async now(): Promise<number> {
    return this.#now();
  }

  tenant(id: string): Store {
    if (typeof id !== 'string') throw new TypeError(`a tenant is a string, not ${typeof id}`);
    return {
      get: async (keys) => {
        keys.forEach(checkName);
        const names = keys.map(({ collection, id }): Key => ({ collection, id }));
        return this.#call('get', () => reading(this.#client, (snapshot) => readDocs(this.#client, id, names, snapshot)));
      },
      commit: async (batch) => this.#commit(id, batch),
      scan: async (scan) => {
        checkScan(scan);
        return this.#call('scan', () => readPage(this.#client, id, scan));
      },
      feed: async (after, limit) => {
        checkLimit(limit);
        return this.#call('feed', () => readFeed(this.#client, id, after, limit));
      },
    };
  }

  async #commit(tenant: string, batch: Batch): Promise<Commit> {
    const plan = planOf(batch);
    const { commit, changes } = await this.#call('commit', () => this.#inTurn(() => this.#apply(tenant, plan)));
    if (!commit.ok) return commit;
    if (changes.length > 0) shared(this.#client).tell(tenant, [...new Set(changes.map(({ collection }) => collection))]);
    await this.#pause('committed');
    return commit;
  }

  async #apply(tenant: string, plan: Plan): Promise<Judged> {
    const judged = await judge(this.#client, tenant, plan, this.#now());
    if (judged.commit.ok) await this.#pause('judged');
    await this.#write(judged.writes, plan.durability);
    return judged;
  }

  async claim(request: Parameters<StorageAdapter['claim']>[0]): ReturnType<StorageAdapter['claim']> {
    const { index, upTo, count, leaseMs, owner } = request;
    return this.#call('claim', () =>
      this.#inTurn(async () => {
        const { claimed, writes } = await findDue(this.#client, { index, upTo, count, leaseMs, owner }, this.#now());
        await this.#pause('leasing');
        await this.#write(writes, 'relaxed');
        return claimed;
      }),
    );
  }

  watch(listener: Listener): () => void {
    const { listeners } = shared(this.#client);
    const hint: Listener = (change) => this.#isOpen && listener(change);
    listeners.add(hint);
    return () => void listeners.delete(hint);
  }

  /** Another call may come first until `work` begins. */
  async #call<Result>(point: string, work: () => Promise<Result>): Promise<Result> {
    this.#checkOpen();
    await this.#pause(point);
    this.#checkOpen();
    try {
      return await work();
    } catch (error) {
      throw explained(error);
    }
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    return shared(this.#client).inTurn(() => {
      this.#checkOpen();
      return work();
    });
  }

  #checkOpen(): void {
    if (!this.#isOpen) throw new RequestryError('STORAGE_UNAVAILABLE', 'the storage is closed');
  }

  async #write(writes: LevelWrite[], durability = this.capabilities.durability): Promise<void> {
    if (writes.length > 0) await this.#client.batch(writes, { ...encodings, sync: durability !== 'relaxed' });
  }
}
