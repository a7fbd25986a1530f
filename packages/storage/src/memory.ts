/** The reference adapter: everything in memory, each commit one synchronous step. */
import { RequestryError } from '@requestry/model';
import { blobStore } from './blobs.js';
import { byteLength, checkBatch, checkCount, checkLimit, checkScan, checkSearch, commandTtlMs, keyText, meets } from './checks.js';
import type { Batch, BlobStore, Claimed, Commit, CountGroup, CountRange, Doc, FeedItem, FeedPage, Key, Op, Scalar, Scan, ScanItem, ScanPage, Search, SearchPage, StorageAdapter, StorageCapabilities, Store } from './contract.js';
import { feedPosition } from './feed.js';
import { Listeners } from './listeners.js';
import type { Listener } from './listeners.js';
import { memoryPieces } from './memory-blobs.js';
import { alongKey } from './along.js';
import { binaryOf, bytesOf, encodeCursor, encodeRow, rangeOf } from './rows.js';
import { SortedList } from './sorted-list.js';
import { allEntries, compareIds, mostLooked, mostOfRange, newestCompared, pastIds, tokenIndex, type FoundByTokens, withAlso } from './tokens.js';

/** Where an adapter under test lets others go first: before it reads, and after it wrote but has not answered. */
export type PausePoint = 'get' | 'scan' | 'feed' | 'claim' | 'commit' | 'committed';

export interface MemoryStorageOptions {
  /** The store's clock; `Date.now` when absent. */
  readonly now?: () => number;
  /** Awaited at each point; for tests of races. */
  readonly pause?: (point: PausePoint) => void | Promise<void>;
  /** Bytes of bodies it has room for; past it a commit rejects with `STORAGE_FULL`. No limit when absent. */
  readonly quota?: number;
}

/** A store in memory, gone with the page. Usable at once; after `close` calls reject with `STORAGE_UNAVAILABLE` until `open`, and what was stored is still there. */
export function memoryStorage(options: MemoryStorageOptions = {}): StorageAdapter {
  return new MemoryStorage(options);
}

interface Lease {
  readonly owner: string;
  readonly until: number;
}

/** `leases` by index; they end with the version they were taken on. */
interface Stored extends Key {
  readonly version: number;
  readonly text: string;
  readonly bytes: number;
  readonly rows: readonly { readonly index: string; readonly row: string; readonly key: readonly Scalar[] }[];
  readonly leases: Map<string, Lease>;
}

interface IndexRow {
  readonly key: readonly Scalar[];
  readonly stored: Stored;
}

interface Tenant {
  readonly docs: Map<string, Stored>;
  readonly indexes: Map<string, SortedList<IndexRow>>;
  readonly feed: FeedItem[];
  readonly commands: Map<string, { readonly text: string; readonly until: number }>;
  readonly blobs: BlobStore;
}

class MemoryStorage implements StorageAdapter {
  readonly capabilities: StorageCapabilities = {
    contract: 1,
    durability: 'memory',
    maxDocBytes: 8 * 1024 * 1024,
    maxOps: 1000,
    search: true,
    push: true,
    multiProcess: false,
  };
  readonly #options: MemoryStorageOptions;
  readonly #tenants = new Map<string, Tenant>();
  readonly #listeners = new Listeners();
  #used = 0;
  #closed = false;

  constructor(options: MemoryStorageOptions) {
    this.#options = options;
  }

  async open(): Promise<void> {
    this.#closed = false;
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  async now(): Promise<number> {
    return this.#now();
  }

  watch(listener: Listener): () => void {
    return this.#listeners.add(listener);
  }

  tenant(id: string): Store {
    return {
      get: (keys) => this.#reach('get', () => keys.map((key) => docOf(this.#tenant(id).docs.get(keyText(key))))),
      scan: (scan) => this.#reach('scan', () => scanIndex(this.#tenant(id), scan)),
      feed: (after, limit) => this.#reach('feed', () => feedPage(this.#tenant(id).feed, after, limit)),
      search: (search) => this.#reach('scan', () => searchDocs(this.#tenant(id), search)),
      count: (groups, most) => this.#reach('scan', () => countRows(this.#tenant(id), groups, most)),
      blobs: this.#tenant(id).blobs,
      commit: async (batch) => {
        const commit = await this.#reach('commit', () => this.#commit(id, batch));
        await this.#options.pause?.('committed');
        return commit;
      },
    };
  }

  claim(request: Parameters<StorageAdapter['claim']>[0]): Promise<readonly Claimed[]> {
    return this.#reach('claim', () => {
      const now = this.#now();
      const due = [...this.#tenants].flatMap(([tenant, { indexes }]) => dueRows(indexes.get(request.index), request, now).map((found) => ({ tenant, ...found })));
      due.sort((a, b) => a.due - b.due);
      return due.slice(0, request.count).map(({ tenant, stored }) => {
        stored.leases.set(request.index, { owner: request.owner, until: now + request.leaseMs });
        return { tenant, doc: docOf(stored)! };
      });
    });
  }

  async #reach<Result>(point: PausePoint, work: () => Result): Promise<Result> {
    await this.#options.pause?.(point);
    if (this.#closed) throw new RequestryError('STORAGE_UNAVAILABLE', 'the store is closed');
    return work();
  }

  #tenant(id: string): Tenant {
    let tenant = this.#tenants.get(id);
    if (!tenant) this.#tenants.set(id, (tenant = { docs: new Map(), indexes: new Map(), feed: [], commands: new Map(), blobs: this.#blobs() }));
    return tenant;
  }

  #commit(tenantId: string, batch: Batch): Commit {
    const bodies = checkBatch(batch, this.capabilities);
    const tenant = this.#tenant(tenantId);
    const known = batch.command && tenant.commands.get(batch.command.id);
    if (known && known.until > this.#now()) return { ok: false, reason: 'duplicate', result: JSON.parse(known.text) };

    const before = batch.ops.map((op) => tenant.docs.get(keyText(op)));
    const at = batch.ops.flatMap((op, i) => (meets(op, before[i]?.version ?? 0) ? [] : [i]));
    if (at.length > 0) return { ok: false, reason: 'conflict', at };

    const after = batch.ops.map((op, i) => (op.op === 'put' ? storedOf(op, bodies[i]!, (before[i]?.version ?? 0) + 1) : undefined));
    this.#takeRoom(batch.ops, before, after);
    batch.ops.forEach((op, i) => {
      if (op.op !== 'check') replace(tenant, before[i], after[i]);
    });
    this.#remember(tenant, batch.command);
    return { ok: true, ...this.#publish(tenantId, tenant, batch.ops, before, after) };
  }

  #takeRoom(ops: readonly Op[], before: readonly (Stored | undefined)[], after: readonly (Stored | undefined)[]): void {
    const growth = ops.reduce((sum, op, i) => (op.op === 'check' ? sum : sum + (after[i]?.bytes ?? 0) - (before[i]?.bytes ?? 0)), 0);
    this.#take(growth);
  }

  #take(growth: number): void {
    const { quota = Infinity } = this.#options;
    if (growth > 0 && this.#used + growth > quota) {
      throw new RequestryError('STORAGE_FULL', `${this.#used} of ${quota} bytes are taken, ${growth} more are wanted`);
    }
    this.#used += growth;
  }

  #blobs(): BlobStore {
    const pieces = memoryPieces((bytes) => this.#take(bytes));
    const open = <Given extends unknown[], Result>(work: (...given: Given) => Promise<Result>) => async (...given: Given): Promise<Result> => {
      if (this.#closed) throw new RequestryError('STORAGE_UNAVAILABLE', 'the store is closed');
      return work(...given);
    };
    return blobStore({ ...pieces, write: open(pieces.write), find: open(pieces.find), remove: open(pieces.remove), read: open(pieces.read) });
  }

  #remember(tenant: Tenant, command: Batch['command']): void {
    if (!command) return;
    const now = this.#now();
    for (const [id, { until }] of tenant.commands) {
      if (until > now) break;
      tenant.commands.delete(id);
    }
    tenant.commands.delete(command.id);
    tenant.commands.set(command.id, { text: JSON.stringify(command.result ?? null), until: now + (command.ttlMs ?? commandTtlMs) });
  }

  #publish(tenantId: string, tenant: Tenant, ops: readonly Op[], before: readonly (Stored | undefined)[], after: readonly (Stored | undefined)[]): { seq: string; versions: number[] } {
    const versions = ops.map((op, i) => (op.op === 'delete' ? 0 : (after[i] ?? before[i])?.version ?? 0));
    const changes = ops.flatMap(({ op, collection, id }, i) => {
      if (op === 'check' || (op === 'delete' && !before[i])) return [];
      return [Object.freeze({ op, collection, id, version: (after[i] ?? before[i])!.version })];
    });
    const seq = String(tenant.feed.length + 1);
    tenant.feed.push(Object.freeze({ seq, changes: Object.freeze(changes) }));
    if (changes.length > 0) this.#listeners.tell({ tenant: tenantId, collections: [...new Set(changes.map((change) => change.collection))] });
    return { seq, versions };
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

function storedOf(op: Op & { op: 'put' }, text: string, version: number): Stored {
  const rows = allEntries(op).map((entry) => ({ index: entry[0], row: binaryOf(encodeRow(entry, op)), key: entry.slice(1) }));
  return { collection: op.collection, id: op.id, version, text, bytes: byteLength(text), rows, leases: new Map() };
}

function docOf(stored: Stored | undefined): Doc | null {
  return stored ? { collection: stored.collection, id: stored.id, version: stored.version, body: JSON.parse(stored.text) } : null;
}

function replace(tenant: Tenant, before: Stored | undefined, after: Stored | undefined): void {
  for (const { index, row } of before?.rows ?? []) tenant.indexes.get(index)?.delete(row);
  for (const { index, row, key } of after?.rows ?? []) indexOf(tenant, index).set(row, { key, stored: after! });
  if (after) tenant.docs.set(keyText(after), after);
  else if (before) tenant.docs.delete(keyText(before));
}

function indexOf(tenant: Tenant, name: string): SortedList<IndexRow> {
  let index = tenant.indexes.get(name);
  if (!index) tenant.indexes.set(name, (index = new SortedList()));
  return index;
}

function scanIndex(tenant: Tenant, scan: Scan): ScanPage {
  checkScan(scan);
  const range = rangeOf(scan);
  const [lower, upper] = [binaryOf(range.lower), binaryOf(range.upper)];
  const index = indexOf(tenant, scan.index);
  const items: ScanItem[] = [];
  let last = '';
  for (const [row, found] of scan.desc ? index.descending(lower, upper) : index.ascending(lower, upper)) {
    if (items.length === scan.limit) return { items, next: encodeCursor(bytesOf(last)) };
    items.push(itemOf(tenant, found, scan));
    last = row;
  }
  return { items };
}

function countRows(tenant: Tenant, groups: readonly CountGroup[], most: number): number[] {
  checkCount(groups, most);
  return groups.map((group) => {
    let count = 0;
    for (const each of group) {
      const { lower, upper } = rangeOf({ ...each, limit: 1 });
      for (const _row of indexOf(tenant, each.index).ascending(binaryOf(lower), binaryOf(upper))) if ((count += 1) === most) return most;
    }
    return count;
  });
}

function searchDocs(tenant: Tenant, search: Search): SearchPage {
  checkSearch(search);
  const { items, ...next } = withAlso(search.tokens.length > 0 ? byTokens(tenant, search) : { items: [] }, (search.also ?? []).flatMap((each) => firstOf(tenant, each, search.collection)), search);
  return { items: items.map((stored) => docOf(stored)!), ...next };
}

function firstOf(tenant: Tenant, each: CountRange, collection: string): readonly Stored[] {
  const range = rangeOf({ ...each, limit: 1 });
  const found: Stored[] = [];
  let rows = 0;
  for (const [, { stored }] of indexOf(tenant, each.index).ascending(binaryOf(range.lower), binaryOf(range.upper))) {
    if (stored.collection === collection) found.push(stored);
    if ((rows += 1) === mostOfRange) break;
  }
  return found;
}

/** How far back the newest of some rows go; beyond every id when they are few. */
function reachOf(rows: Iterable<[string, IndexRow]>): string {
  let count = 0;
  for (const [, { stored }] of rows) if ((count += 1) === newestCompared) return stored.id;
  return '';
}

function byTokens(tenant: Tenant, { collection, tokens, below = pastIds, limit }: Search): FoundByTokens<Stored> {
  const newest = (token: string) => indexOf(tenant, tokenIndex).descending(binaryOf(rangeOf({ index: tokenIndex, eq: [collection, token], limit: 1 }).lower), binaryOf(encodeRow([tokenIndex, collection, token], { collection, id: below })));
  const rarest = [...new Set(tokens)].map((token) => ({ token, reach: reachOf(newest(token)) })).sort((a, b) => compareIds(a.reach, b.reach))[0]!.token;
  const items: Stored[] = [];
  let looked = 0;
  for (const [, { stored }] of newest(rarest)) {
    const has = new Set(stored.rows.filter(({ index }) => index === tokenIndex).map(({ key }) => key[1]));
    if (tokens.every((token) => has.has(token))) items.push(stored);
    if (items.length === limit || (looked += 1) === mostLooked) return { items, next: stored.id };
  }
  return { items };
}

function itemOf(tenant: Tenant, { key, stored }: IndexRow, { keysOnly, along }: Scan): ScanItem {
  const { collection, id, version, text } = stored;
  const item = { collection, id, key: [...key], version };
  if (keysOnly) return item;
  const body: unknown = JSON.parse(text);
  const wanted = along && alongKey(body, along);
  const found = wanted && docOf(tenant.docs.get(keyText(wanted)));
  return { ...item, body, ...(found ? { along: found } : {}) };
}

function feedPage(feed: readonly FeedItem[], after: string | null, limit: number): FeedPage {
  checkLimit(limit);
  const start = feedPosition(after);
  const items = feed.slice(start, start + limit);
  return { items, after: items.at(-1)?.seq ?? after };
}

function dueRows(index: SortedList<IndexRow> | undefined, request: { index: string; upTo: number; count: number; owner: string }, now: number): { due: number; stored: Stored }[] {
  if (!index) return [];
  const range = rangeOf({ index: request.index, gt: [true], lte: [request.upTo], limit: 1 });
  const found = new Map<Stored, number>();
  for (const [, { key, stored }] of index.ascending(binaryOf(range.lower), binaryOf(range.upper))) {
    if (found.size >= request.count) break;
    const lease = stored.leases.get(request.index);
    const free = !lease || lease.owner === request.owner || lease.until <= now;
    if (free && !found.has(stored)) found.set(stored, key[0] as number);
  }
  return [...found].map(([stored, due]) => ({ stored, due }));
}
