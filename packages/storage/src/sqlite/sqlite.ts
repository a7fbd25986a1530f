/** Keeps documents in an SQLite database of the host. Several processes on one machine may use one file. */
import { blobStore } from '../blobs.js';
import { collectionsOf } from '../changes.js';
import { checkBatch, checkCount, checkLimit, checkScan, checkSearch, keyText } from '../checks.js';
import type { Batch, Claimed, Commit, CountGroup, Doc, FeedItem, FeedPage, Key, Scan, ScanPage, Search, SearchPage, StorageAdapter, StorageCapabilities, Store } from '../contract.js';
import { feedPosition } from '../feed.js';
import type { Listener } from '../listeners.js';
import type { PausePoint } from '../memory.js';
import { storedName } from '../names.js';
import { sqlitePieces } from './blobs.js';
import { claimDue } from './claim.js';
import type { SqliteDatabase } from './client.js';
import { applyBatch } from './commit.js';
import { Connection } from './connection.js';
import { Hints } from './hints.js';
import { readDocs, scanRows } from './scan.js';
import { countRows, searchDocs } from './search.js';

export interface SqliteOptions {
  /** `strict`, the default, survives a loss of power; `relaxed` may then lose the last commits, never part of one. A batch may say otherwise. */
  readonly durability?: 'relaxed' | 'strict';
  /** The store's clock; `Date.now` when absent. */
  readonly now?: () => number;
  /** How long a call waits while another connection holds the database; 10 000 when absent. Then it rejects with `STORAGE_UNAVAILABLE`. */
  readonly busyTimeoutMs?: number;
  /** How often those who watch hear of what other processes wrote; every 500 ms when absent. */
  readonly watchMs?: number;
  /** Awaited at each point; for tests of races. */
  readonly pause?: (point: PausePoint) => void | Promise<void>;
}

/**
 * A store in the tables `rq_…` of this database, made when absent. Opens when first used; sets the journal to WAL where the build can, `synchronous`, and a cache of 64 MiB.
 * The database stays the host's: `close` lets go of it and does not close it. Do not hold a transaction of your own open on it across an `await`.
 */
export function sqliteStorage(database: SqliteDatabase, options: SqliteOptions = {}): StorageAdapter {
  return new SqliteStorage(database, options);
}

class SqliteStorage implements StorageAdapter {
  readonly capabilities: StorageCapabilities;
  readonly #options: SqliteOptions;
  readonly #connection: Connection;
  readonly #hints: Hints;

  constructor(database: SqliteDatabase, options: SqliteOptions) {
    const { durability = 'strict', busyTimeoutMs = 10_000, watchMs = 500 } = options;
    this.#options = options;
    this.#connection = new Connection(database, durability, busyTimeoutMs);
    this.#hints = new Hints(this.#connection, watchMs);
    this.capabilities = { contract: 1, durability, maxDocBytes: 8 * 1024 * 1024, maxOps: 1000, search: true, push: true, multiProcess: true };
  }

  open(): Promise<void> {
    return this.#connection.open();
  }

  async close(): Promise<void> {
    this.#hints.close();
    this.#connection.close();
  }

  async now(): Promise<number> {
    return this.#now();
  }

  watch(listener: Listener): () => void {
    return this.#hints.listen(listener);
  }

  tenant(id: string): Store {
    return {
      get: (keys) => this.#get(id, keys),
      scan: (scan) => this.#scan(id, scan),
      feed: (after, limit) => this.#feed(id, after, limit),
      search: (search) => this.#search(id, search),
      count: (groups, most) => this.#count(id, groups, most),
      commit: (batch) => this.#commit(id, batch),
      blobs: blobStore(sqlitePieces(this.#connection, id)),
    };
  }

  async claim(request: Parameters<StorageAdapter['claim']>[0]): Promise<readonly Claimed[]> {
    await this.#options.pause?.('claim');
    return this.#connection.write(() => claimDue(this.#connection, request, this.#now()));
  }

  async #get(tenant: string, keys: readonly Key[]): Promise<(Doc | null)[]> {
    await this.#options.pause?.('get');
    const found = await this.#connection.read(() => readDocs(this.#connection, tenant, keys));
    const docs = new Map(found.map((doc) => [keyText(doc), doc]));
    return keys.map((key) => docs.get(keyText(key)) ?? null);
  }

  async #scan(tenant: string, scan: Scan): Promise<ScanPage> {
    checkScan(scan);
    await this.#options.pause?.('scan');
    return this.#connection.read(() => scanRows(this.#connection, tenant, scan));
  }

  async #search(tenant: string, search: Search): Promise<SearchPage> {
    checkSearch(search);
    await this.#options.pause?.('scan');
    return this.#connection.read(() => searchDocs(this.#connection, tenant, search));
  }

  async #count(tenant: string, groups: readonly CountGroup[], most: number): Promise<readonly number[]> {
    checkCount(groups, most);
    await this.#options.pause?.('scan');
    return this.#connection.read(() => countRows(this.#connection, tenant, groups, most));
  }

  async #feed(tenant: string, after: string | null, limit: number): Promise<FeedPage> {
    checkLimit(limit);
    const position = feedPosition(after);
    await this.#options.pause?.('feed');
    const sql = 'SELECT seq, changes FROM rq_commits WHERE tenant = ? AND seq > ? ORDER BY seq LIMIT ?';
    const rows = await this.#connection.read(() => this.#connection.all<{ seq: number; changes: string }>(sql, storedName(tenant), position, limit));
    const items = rows.map(({ seq, changes }) => ({ seq: String(seq), changes: JSON.parse(changes) as FeedItem['changes'] }));
    return { items, after: items.at(-1)?.seq ?? after };
  }

  async #commit(tenant: string, batch: Batch): Promise<Commit> {
    const bodies = checkBatch(batch, this.capabilities);
    await this.#options.pause?.('commit');
    const commit = await this.#connection.write(() => applyBatch(this.#connection, tenant, batch, bodies, this.#now()), batch.durability);
    const collections = commit.ok ? collectionsOf(batch.ops) : [];
    if (collections.length > 0) this.#hints.tell({ tenant, collections });
    await this.#options.pause?.('committed');
    return commit;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
