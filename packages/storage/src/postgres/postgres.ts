/** Keeps documents in a schema of the host's PostgreSQL. Any number of processes may use one. */
import { bodyOf } from '../body.js';
import { blobStore } from '../blobs.js';
import { collectionsOf } from '../changes.js';
import { checkBatch, checkCount, checkLimit, checkScan, checkSearch } from '../checks.js';
import { CommitQueue } from '../commit-queue.js';
import type { Batch, Claimed, Commit, CountGroup, Doc, FeedPage, Key, Scan, ScanPage, Search, SearchPage, StorageAdapter, StorageCapabilities, Store } from '../contract.js';
import type { Listener } from '../listeners.js';
import type { PausePoint } from '../memory.js';
import { nameOf, storedName } from '../names.js';
import { encodeCursor, rangeOf } from '../rows.js';
import { mostOfRange, pastIds } from '../tokens.js';
import { postgresPieces } from './blobs.js';
import type { PostgresClient } from './client.js';
import { bytesOfHex, hexOf, sentBatch, type SentBatch } from './commit.js';
import { Connection } from './connection.js';
import { readFeed } from './feed.js';
import { Hints } from './hints.js';
import { indexNumber } from './index-number.js';
import { Reads } from './reads.js';
import { postgresSender } from './sender.js';
import { termsOf } from '../terms.js';
import { countSql, rangeList, scannedItem, scanSql, searchSql, type FoundRow, type ScannedRow } from './questions.js';

/** How many documents one search looks at: they are looked up where they lie, quicker than another call comes. */
const mostLooked = 2000;

export interface PostgresOptions {
  /** The schema that holds the tables, made when absent; `requestry` when not given. A lower-case name. */
  readonly schema?: string;
  /** `strict`, the default, waits for the disk; `relaxed` may lose the last commits when the server breaks down, never part of one. A batch may say otherwise. */
  readonly durability?: 'relaxed' | 'strict';
  /** How long a call is tried again while the server cannot be reached; 5000 ms when absent. */
  readonly retryMs?: number;
  /** `false` where connections change hands between statements, as behind an older pooler in transaction mode: nothing is kept prepared. */
  readonly prepared?: boolean;
  /** How long the feed waits for older transactions to end before it leaves the newest commits for later; 250 ms when absent. */
  readonly feedWaitMs?: number;
  /** The store's clock; the server's when absent, which is the only one that several processes share. For tests. */
  readonly now?: () => number;
  /** Awaited at each point; for tests of races. */
  readonly pause?: (point: PausePoint) => void | Promise<void>;
}

/**
 * A store in a schema of this database, PostgreSQL 13 or newer, made when absent. Opens when first used. The client stays the host's: `close` lets go of it and does not end it.
 * A commit whose connection breaks is sent again when it carries a command, and otherwise rejects with `STORAGE_UNAVAILABLE`; then it may have been applied.
 * While somebody watches, one connection of a pool is taken.
 */
export function postgresStorage(client: PostgresClient, options: PostgresOptions = {}): StorageAdapter {
  return client.listen || client.connect ? new PushingStorage(client, options) : new PostgresStorage(client, options);
}

class PostgresStorage implements StorageAdapter {
  readonly capabilities: StorageCapabilities;
  protected readonly hints: Hints;
  readonly #options: PostgresOptions;
  readonly #schema: string;
  readonly #connection: Connection;
  readonly #commits: CommitQueue<SentBatch>;
  readonly #reads: Reads;

  constructor(client: PostgresClient, options: PostgresOptions, push = false) {
    const { schema = 'requestry', durability = 'strict', retryMs = 5000, prepared = true } = options;
    if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) throw new TypeError(`no name for a schema: ${schema}`);
    this.#options = options;
    this.#schema = schema;
    this.#connection = new Connection(client, schema, { retryMs, prepared });
    this.#commits = new CommitQueue(postgresSender(this.#connection, schema, () => this.#now()));
    this.#reads = new Reads(this.#connection, schema);
    this.hints = new Hints(client, `requestry_${schema}`);
    this.capabilities = { contract: 1, durability, maxDocBytes: 8 * 1024 * 1024, maxOps: 1000, search: true, push, multiProcess: true };
  }

  open(): Promise<void> {
    return this.#connection.open();
  }

  async close(): Promise<void> {
    this.#connection.close();
    await this.hints.close();
  }

  async now(): Promise<number> {
    if (this.#options.now) return this.#options.now();
    const [row] = await this.#connection.ask<{ now: string }>('SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint::text AS now');
    return Number(row!.now);
  }

  tenant(id: string): Store {
    return {
      get: (keys) => this.#get(id, keys),
      scan: (scan) => this.#scan(id, scan),
      feed: (after, limit) => this.#feed(id, after, limit),
      search: (search) => this.#search(id, search),
      count: (groups, most) => this.#count(id, groups, most),
      commit: (batch) => this.#commit(id, batch),
      blobs: blobStore(postgresPieces(this.#connection, this.#schema, id)),
    };
  }

  async claim({ index, upTo, count, leaseMs, owner }: Parameters<StorageAdapter['claim']>[0]): Promise<readonly Claimed[]> {
    await this.#options.pause?.('claim');
    const { lower, upper } = rangeOf({ index, gt: [true], lte: [upTo], limit: 1 });
    const sql = `SELECT * FROM ${this.#schema}.claim_due($1, decode($2, 'hex'), decode($3, 'hex'), $4::integer, $5::float8, $6, $7::float8)`;
    const rows = await this.#connection.ask<Key & { tenant: string; version: string; body: string }>(sql, storedName(index), hexOf(lower), hexOf(upper), count, leaseMs, storedName(owner), this.#now());
    return rows.map(({ tenant, collection, id, version, body }) => ({
      tenant: nameOf(tenant),
      doc: { collection: nameOf(collection), id: nameOf(id), version: Number(version), body: bodyOf(body) },
    }));
  }

  async #get(tenant: string, keys: readonly Key[]): Promise<(Doc | null)[]> {
    await this.#options.pause?.('get');
    return keys.length === 0 ? [] : this.#reads.get(tenant, keys);
  }

  async #scan(tenant: string, scan: Scan): Promise<ScanPage> {
    checkScan(scan);
    const { lower, upper } = rangeOf(scan);
    await this.#options.pause?.('scan');
    const values = [indexNumber(tenant, scan.index), hexOf(lower), hexOf(upper), scan.limit + 1];
    const found = await this.#connection.ask<ScannedRow>(scanSql(this.#schema, scan), ...values, ...(scan.along ? [storedName(tenant), storedName(scan.along.collection), `"${scan.along.field}":"`] : []));
    const items = found.slice(0, scan.limit).map((each) => scannedItem(each, scan));
    return found.length > scan.limit ? { items, next: encodeCursor(bytesOfHex(found[scan.limit - 1]!.row)) } : { items };
  }

  async #search(tenant: string, search: Search): Promise<SearchPage> {
    checkSearch(search);
    const { collection, tokens, also = [], below = pastIds, limit } = search;
    await this.#options.pause?.('scan');
    const rows = await this.#connection.ask<FoundRow>(searchSql(this.#schema), storedName(tenant), storedName(collection), JSON.stringify(termsOf(tenant, collection, tokens)), JSON.stringify(rangeList(tenant, also)), storedName(below), limit, mostLooked, mostOfRange);
    const items = rows.flatMap(({ id, version, body }) => (body === null ? [] : [{ collection, id: nameOf(id), version: Number(version), body: bodyOf(body) }]));
    const last = items.length === limit ? items.at(-1)!.id : rows.find(({ body }) => body === null)?.id;
    return { items, ...(last === undefined ? {} : { next: nameOf(last) }) };
  }

  async #count(tenant: string, groups: readonly CountGroup[], most: number): Promise<readonly number[]> {
    checkCount(groups, most);
    await this.#options.pause?.('scan');
    const rows = await this.#connection.ask<{ count: string }>(countSql(this.#schema), JSON.stringify(groups.map((group) => rangeList(tenant, group))), most);
    return rows.map(({ count }) => Number(count));
  }

  async #feed(tenant: string, after: string | null, limit: number): Promise<FeedPage> {
    checkLimit(limit);
    await this.#options.pause?.('feed');
    return readFeed(this.#connection, this.#schema, tenant, after, limit, this.#options.feedWaitMs ?? 250);
  }

  async #commit(tenant: string, batch: Batch): Promise<Commit> {
    const sent = sentBatch(tenant, batch, checkBatch(batch, this.capabilities), this.capabilities.durability as 'relaxed' | 'strict');
    await this.#options.pause?.('commit');
    const commit = await this.#commits.commit(sent);
    const collections = commit.ok ? collectionsOf(batch.ops) : [];
    if (collections.length > 0) this.hints.tell({ tenant, collections });
    await this.#options.pause?.('committed');
    return commit;
  }

  #now(): number | null {
    return this.#options.now?.() ?? null;
  }
}

/** On a client that can listen. */
class PushingStorage extends PostgresStorage {
  constructor(client: PostgresClient, options: PostgresOptions) {
    super(client, options, true);
  }

  watch(listener: Listener): () => void {
    return this.hints.listen(listener);
  }
}
