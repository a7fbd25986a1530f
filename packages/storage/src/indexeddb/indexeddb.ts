/** Keeps documents in the browser's own database. Several tabs may use one at once. */
import { bodyOf } from '../body.js';
import { blobStore, oldestUpload } from '../blobs.js';
import { collectionsOf } from '../changes.js';
import { checkBatch, checkCount, checkLimit, checkScan, checkSearch } from '../checks.js';
import { CommitQueue } from '../commit-queue.js';
import type { Batch, Claimed, Commit, CountGroup, Doc, FeedPage, Key, Op, Scan, ScanPage, Search, SearchPage, StorageAdapter, StorageCapabilities, Store } from '../contract.js';
import { feedPosition } from '../feed.js';
import type { Listener } from '../listeners.js';
import type { PausePoint } from '../memory.js';
import { forgetUploads, indexedDbPieces } from './blobs.js';
import { claimDue } from './claim.js';
import { commitBatches, fitsOneTransaction, sentBatch, type SentBatch } from './commit.js';
import { Connection } from './connection.js';
import { Hints } from './hints.js';
import { scanDocs } from './scan.js';
import { countRows, searchDocs } from './search.js';
import type { Database } from './schema.js';
import { transact } from './transact.js';

export interface IndexedDbOptions {
  /** `strict` waits for the disk; `relaxed`, the default, survives a crash of the page or browser, not always one of the machine. A batch may say otherwise. */
  readonly durability?: 'relaxed' | 'strict';
  /** The store's clock; `Date.now` when absent. */
  readonly now?: () => number;
  /** How long opening waits for another tab to let go; 10 000 when absent. */
  readonly openTimeoutMs?: number;
  /** Awaited at each point; for tests of races. */
  readonly pause?: (point: PausePoint) => void | Promise<void>;
}

/**
 * A store in the IndexedDB database of this name, made when absent. Opens when first used.
 * When another tab brings a newer schema it lets go, and later calls reject with `SCHEMA_NEWER`. Without IndexedDB, as in some private windows, calls reject with `STORAGE_UNAVAILABLE`.
 */
export function indexedDbStorage(name: string, options: IndexedDbOptions = {}): StorageAdapter {
  return new IndexedDbStorage(name, options);
}

class IndexedDbStorage implements StorageAdapter {
  readonly capabilities: StorageCapabilities;
  readonly #options: IndexedDbOptions;
  readonly #connection: Connection;
  readonly #hints: Hints;
  readonly #commits: CommitQueue<SentBatch>;

  constructor(name: string, options: IndexedDbOptions) {
    this.#options = options;
    this.#connection = new Connection(name, options.openTimeoutMs ?? 10_000);
    this.#hints = new Hints(`requestry:${name}`);
    const send = (batches: readonly SentBatch[]): Promise<readonly Commit[]> => this.#connection.use((database) => commitBatches(database, batches, this.#now()));
    // The database writes one transaction after another whatever is asked for.
    this.#commits = new CommitQueue({ mostCalls: 1, fits: fitsOneTransaction, send, sendAlone: async (batch) => (await send([batch]))[0]! });
    this.capabilities = {
      contract: 1,
      durability: options.durability ?? 'relaxed',
      maxDocBytes: 8 * 1024 * 1024,
      maxOps: 1000,
      search: true,
      push: true,
      multiProcess: true,
    };
  }

  async open(): Promise<void> {
    await this.#connection.open();
    await this.#connection.use((database) => forgetCommands(database, this.#now()));
    await this.#connection.use((database) => forgetUploads(database, oldestUpload()));
  }

  async close(): Promise<void> {
    this.#hints.close();
    await this.#connection.close();
  }

  async now(): Promise<number> {
    return this.#now();
  }

  watch(listener: Listener): () => void {
    return this.#hints.listen(listener);
  }

  tenant(id: string): Store {
    return {
      get: (keys) => this.#reach('get', (database) => getDocs(database, id, keys)),
      scan: (scan) => this.#scan(id, scan),
      feed: (after, limit) => this.#feed(id, after, limit),
      search: (search) => this.#search(id, search),
      count: (groups, most) => this.#count(id, groups, most),
      commit: (batch) => this.#commit(id, batch),
      blobs: blobStore(indexedDbPieces((work) => this.#connection.use(work), id)),
    };
  }

  claim(request: Parameters<StorageAdapter['claim']>[0]): Promise<readonly Claimed[]> {
    return this.#reach('claim', (database) => claimDue(database, request, this.#now()));
  }

  async #reach<Result>(point: PausePoint, work: (database: Database) => Promise<Result>): Promise<Result> {
    await this.#options.pause?.(point);
    return this.#connection.use(work);
  }

  async #scan(tenant: string, scan: Scan): Promise<ScanPage> {
    checkScan(scan);
    return this.#reach('scan', (database) => scanDocs(database, tenant, scan));
  }

  async #search(tenant: string, search: Search): Promise<SearchPage> {
    checkSearch(search);
    return this.#reach('scan', (database) => searchDocs(database, tenant, search));
  }

  async #count(tenant: string, groups: readonly CountGroup[], most: number): Promise<readonly number[]> {
    checkCount(groups, most);
    return this.#reach('scan', (database) => countRows(database, tenant, groups, most));
  }

  async #feed(tenant: string, after: string | null, limit: number): Promise<FeedPage> {
    checkLimit(limit);
    const range = IDBKeyRange.bound([tenant, feedPosition(after)], [tenant, Infinity], true);
    const commits = await this.#reach('feed', (database) => database.getAll('commits', range, limit));
    const items = commits.map(({ seq, changes }) => ({ seq: String(seq), changes }));
    return { items, after: items.at(-1)?.seq ?? after };
  }

  async #commit(tenant: string, batch: Batch): Promise<Commit> {
    const sent = sentBatch(tenant, batch, checkBatch(batch, this.capabilities), this.capabilities.durability as 'relaxed' | 'strict');
    await this.#options.pause?.('commit');
    const commit = await this.#commits.commit(sent);
    if (commit.ok) this.#tell(tenant, sent.ops);
    await this.#options.pause?.('committed');
    return commit;
  }

  #tell(tenant: string, ops: readonly Op[]): void {
    const collections = collectionsOf(ops);
    if (collections.length > 0) this.#hints.tell({ tenant, collections });
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

async function getDocs(database: Database, tenant: string, keys: readonly Key[]): Promise<(Doc | null)[]> {
  if (keys.length === 0) return [];
  const docs = database.transaction('docs').store;
  const found = await Promise.all(keys.map(({ collection, id }) => docs.get([tenant, collection, id])));
  return found.map((doc) => (doc ? { collection: doc.collection, id: doc.id, version: doc.version, body: bodyOf(doc.text) } : null));
}

/** Some of the commands whose time is over; the rest next time. */
async function forgetCommands(database: Database, now: number): Promise<void> {
  const transaction = database.transaction('commands', 'readwrite', { durability: 'relaxed' });
  await transact(transaction, async () => {
    const ids = await transaction.store.index('until').getAllKeys(IDBKeyRange.upperBound(now), 1000);
    await Promise.all(ids.map((id) => transaction.store.delete(id)));
  });
}
