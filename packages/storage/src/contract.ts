/**
 * The storage contract: a host's database keeps documents, all meaning stays in the runtime.
 * A batch, never an open transaction: IndexedDB ends a transaction during a foreign await, HTTP has none.
 */

/** Index order: null < false < true < numbers < strings (UTF-8 bytes). */
export type Scalar = string | number | boolean | null;

/** Names a document inside one tenant. */
export interface Key {
  readonly collection: string;
  readonly id: string;
}

/** A stored document. `version` is 1, 2, 3…, given by the adapter; `body` is JSON, undefined when what lies there is none any more. */
export interface Doc<Body = unknown> extends Key {
  readonly version: number;
  readonly body: Body;
}

/** One row of an index, computed by the runtime: the index's name and the key's scalars. */
export type Entry = readonly [index: string, ...key: Scalar[]];

/** `if` is the version the document must have, any when absent. At most one op per document in a batch. */
export type Op =
  | (Key & { readonly op: 'put'; readonly body: unknown; readonly entries?: readonly Entry[]; readonly tokens?: readonly string[]; readonly if?: number | 'absent' })
  | (Key & { readonly op: 'delete'; readonly if?: number })
  /** Guards a rule across documents without writing. */
  | (Key & { readonly op: 'check'; readonly if: number | 'absent' });

export interface Batch {
  readonly ops: readonly Op[];
  /** "Applied once" and "applied" travel together. The id is remembered for `ttlMs`, thirty days when absent. */
  readonly command?: { readonly id: string; readonly result: unknown; readonly ttlMs?: number };
  /** The adapter's own when absent. */
  readonly durability?: 'relaxed' | 'strict';
}

export type Commit =
  /** `versions` by op: the new one of a put, 0 of a delete, the checked one of a check (0 when absent). */
  | { readonly ok: true; readonly seq: string; readonly versions: readonly number[] }
  /** Which ops' preconditions failed; nothing was written. */
  | { readonly ok: false; readonly reason: 'conflict'; readonly at: readonly number[] }
  /** This command id was applied before: its first result. Wins over `conflict`. */
  | { readonly ok: false; readonly reason: 'duplicate'; readonly result: unknown };

export interface Scan {
  readonly index: string;
  /** Leading scalars of the key that must be equal. */
  readonly eq?: readonly Scalar[];
  /** Bounds on the scalars after `eq`; each stands for all keys that begin with it, so `lte: [5]` takes in `[5, 'x']` and `gt: [5]` leaves it out. */
  readonly gt?: readonly Scalar[];
  readonly gte?: readonly Scalar[];
  readonly lt?: readonly Scalar[];
  readonly lte?: readonly Scalar[];
  readonly desc?: boolean;
  /** 1…1000. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
  /** Leave bodies out. */
  readonly keysOnly?: boolean;
  /** Read along, of each item, the document of `collection` whose id stands in this field of its body; `field` is a name of letters. Not with `keysOnly`. */
  readonly along?: { readonly collection: string; readonly field: string };
}

export interface ScanItem<Body = unknown> extends Key {
  /** The index key's scalars. */
  readonly key: readonly Scalar[];
  readonly version: number;
  /** Absent with `keysOnly`. */
  readonly body?: Body;
  /** What was read along. Absent when there is no such document, and where the adapter leaves it to the reader to ask for it. */
  readonly along?: Doc;
}

export interface ScanPage<Body = unknown> {
  readonly items: readonly ScanItem<Body>[];
  readonly next?: string;
}

/** Documents of one collection that were put with all of these `tokens`, at most 20; at least one unless there is `also`. */
export interface Search {
  readonly collection: string;
  readonly tokens: readonly string[];
  /** Documents of the collection with an entry in one of these ranges, at most 100, are found too: of each range its first 50 rows. */
  readonly also?: readonly CountRange[];
  /** Only ids before this one, in the order of their bytes: `next` of the page before. */
  readonly below?: string;
  /** 1…1000. */
  readonly limit: number;
}

/** The greatest id first. A page may be short, even empty, and have a `next`: a call looks at a bounded number of documents. */
export interface SearchPage {
  readonly items: readonly Doc[];
  /** Pass as `below` to get the next page; absent on the last one. */
  readonly next?: string;
}

/** Which rows of an index are counted, or found. */
export type CountRange = Pick<Scan, 'index' | 'eq' | 'gt' | 'gte' | 'lt' | 'lte'>;

/** Ranges whose rows are counted together. */
export type CountGroup = readonly CountRange[];

export interface FeedItem {
  readonly seq: string;
  /** By op; `version` of a delete is the last one. Empty when the commit only checked or remembered a command. */
  readonly changes: readonly (Key & { readonly op: 'put' | 'delete'; readonly version: number })[];
}

export interface FeedPage {
  readonly items: readonly FeedItem[];
  /** Where to go on; the given `after` when nothing is new. */
  readonly after: string | null;
}

/** Names bytes by what they are: `hash` is their SHA-256, as 64 lower-case hexadecimal digits. */
export interface BlobInfo {
  readonly hash: string;
  readonly size: number;
}

/** Bytes as they lie there. */
export interface StoredBlob extends BlobInfo {
  /** Which upload brought them: bytes that were deleted and came again are of another. */
  readonly upload: string;
}

/** What the bytes have to be. */
export interface ExpectedBlob extends Partial<BlobInfo> {
  /** Called once all bytes have come and are the expected ones, before anybody can find them: whoever wants to know of every blob notes it here. */
  readonly before?: (blob: BlobInfo) => Promise<void>;
}

/** Files of one tenant, by content. Not part of a commit: put the bytes first, then commit the document that names them. */
export interface BlobStore {
  /** Keeps the bytes as they come, whole or not at all; the same bytes once. Rejects with `INVALID` when they are not the `expected` ones, as when cut off on the way, and with what the stream or `expected.before` fails with. */
  put(bytes: ReadableStream<Uint8Array>, expected?: ExpectedBlob): Promise<BlobInfo>;
  /** Null when there are no such bytes. */
  stat(hash: string): Promise<StoredBlob | null>;
  /** The bytes from `start` to before `end`, as far as there are any; all when absent. Null when there are no such bytes. The stream fails with `STORAGE_UNAVAILABLE` when they are damaged or are deleted meanwhile. */
  get(hash: string, range?: { readonly start?: number; readonly end?: number }): Promise<ReadableStream<Uint8Array> | null>;
  /** With `upload` only the bytes that it brought: what came after one has looked stays. Says whether there was something to delete. */
  delete(hash: string, upload?: string): Promise<boolean>;
}

/** One tenant's view; every call is isolated to it. */
export interface Store {
  /** One consistent snapshot, in the order asked; null for an absent document. */
  get(keys: readonly Key[]): Promise<readonly (Doc | null)[]>;
  /** All or nothing, serialisable per touched key. A document that was deleted begins again at version 1. Rejects with `STORAGE_FULL` or, over `maxOps` or `maxDocBytes`, `INVALID`; nothing was written. */
  commit(batch: Batch): Promise<Commit>;
  /** Ordered by key, then collection and id; sees every commit acknowledged before it. Rejects with `INVALID` when `after` is no cursor. */
  scan(scan: Scan): Promise<ScanPage>;
  /** Every commit once, in order, no holes, resumable; from the beginning when `after` is null. */
  feed(after: string | null, limit: number): Promise<FeedPage>;
  /** By `tokens`, the rarest of them leading. Sees every commit acknowledged before it. Absent where `capabilities.search` is false. */
  search?(search: Search): Promise<SearchPage>;
  /** Rows of the ranges of each group together, counted up to `most`, 1…10 000; at most 1000 ranges. Where it is absent the rows are scanned. */
  count?(groups: readonly CountGroup[], most: number): Promise<readonly number[]>;
  /** Absent where the adapter keeps no files. */
  readonly blobs?: BlobStore;
}

/** A leased piece of due work. */
export interface Claimed {
  readonly tenant: string;
  readonly doc: Doc;
}

export interface StorageCapabilities {
  readonly contract: 1;
  readonly durability: 'memory' | 'relaxed' | 'strict';
  readonly maxDocBytes: number;
  readonly maxOps: number;
  readonly search: boolean;
  readonly push: boolean;
  readonly multiProcess: boolean;
}

export interface StorageAdapter {
  readonly capabilities: StorageCapabilities;
  /** Prepares the store; takes the migration lock. Again after `close`. Rejects with `SCHEMA_NEWER` when a newer version wrote it. */
  open(): Promise<void>;
  tenant(id: string): Store;
  /** The store's clock in epoch milliseconds: leases and timers use only this one. */
  now(): Promise<number>;
  /** Documents of `index` whose first scalar is a number ≤ `upTo`, across tenants, earliest first, not leased by others; leased to `owner` for `leaseMs`. A lease is on one version of the document, for one index: writing the document ends it. */
  claim(request: { readonly index: string; readonly upTo: number; readonly count: number; readonly leaseMs: number; readonly owner: string }): Promise<readonly Claimed[]>;
  /** Calls back after commits, of other tabs and processes too where it can. A hint; correctness never depends on it. Returns the way to stop. */
  watch?(listener: (change: { readonly tenant: string; readonly collections: readonly string[] }) => void): () => void;
  close(): Promise<void>;
}
