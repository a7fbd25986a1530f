import type { Batch, Commit, Entry, Key, Op, Scan, ScanItem, StorageAdapter, Store } from '../contract.js';
import type { Race } from './race.js';

/** What the kit puts into an adapter under test. */
export interface StorageHooks {
  /** To be awaited at every point where another call may come between: before reading, between judging and writing if these are apart, after writing. It may throw, as a crash does. */
  pause(point: string): void | Promise<void>;
  /** To be used as the store's clock. */
  now(): number;
}

/** An adapter as the kit meets it. */
export interface StorageSubject {
  readonly name: string;
  /** A new adapter on a new, empty store. The kit calls its `open` and `close`. */
  open(hooks: StorageHooks): StorageAdapter | Promise<StorageAdapter>;
  /** One more adapter on the store of the last `open`, as another tab or process has it. Without it those cases are skipped. */
  reopen?(hooks: StorageHooks): StorageAdapter | Promise<StorageAdapter>;
  /** The adapter awaits `hooks.pause`, so that races can be led through every order. Otherwise they are only run at once. */
  readonly pause?: boolean;
  /** `false` when the adapter keeps its own clock; cases that move it are skipped. */
  readonly clock?: boolean;
  /** `false` when the adapter keeps no files; cases about them are skipped. */
  readonly blobs?: boolean;
  /** `false` when the adapter does not search; cases about that are skipped. */
  readonly search?: boolean;
  /** Names of cases that are left out, with the reason. */
  readonly skip?: Readonly<Record<string, string>>;
}

/** What a case works with: a fresh adapter each time. */
export interface StorageContext {
  readonly adapter: StorageAdapter;
  /** Tenant `main`. */
  readonly store: Store;
  /** Another tenant. */
  readonly other: Store;
  readonly clock: { now(): number; move(ms: number): void };
  /** Lets calls run against each other. */
  readonly race: Race;
  /** Makes the nth pause from now throw; says afterwards whether it came to that. Zero makes none throw. */
  failPause(n: number): () => boolean;
  /** Another adapter on the same store, open. */
  reopen(): Promise<StorageAdapter>;
}

/** One statement about every adapter; `run` rejects when it does not hold. */
export interface StorageCase {
  readonly name: string;
  readonly group: string;
  /** Left out where the subject cannot offer it. */
  readonly needs?: 'reopen' | 'clock' | 'blobs' | 'search';
  run(context: StorageContext): Promise<void>;
}

/** Names the cases of one group. */
export function cases(group: string, list: Readonly<Record<string, StorageCase['run'] | { needs: StorageCase['needs']; run: StorageCase['run'] }>>): StorageCase[] {
  return Object.entries(list).map(([name, entry]) => (typeof entry === 'function' ? { group, name, run: entry } : { group, name, ...entry }));
}

/** A put into collection `c`. */
export function put(id: string, body: unknown = id, more: { readonly entries?: readonly Entry[]; readonly tokens?: readonly string[]; readonly if?: number | 'absent'; readonly collection?: string } = {}): Op & { op: 'put' } {
  return { op: 'put', collection: 'c', id, body, ...more };
}

/** A key in collection `c`. */
export function key(id: string): Key {
  return { collection: 'c', id };
}

/** Commits what has to succeed. */
export async function commit(store: Store, ops: readonly Op[], more: Omit<Batch, 'ops'> = {}): Promise<Commit & { ok: true }> {
  const result = await store.commit({ ops, ...more });
  if (!result.ok) throw new Error(`the commit was refused: ${JSON.stringify(result)}`);
  return result;
}

/** The body of a document in collection `c`, undefined when absent. */
export async function bodyOf(store: Store, id: string): Promise<unknown> {
  const [doc] = await store.get([key(id)]);
  return doc?.body;
}

/** All pages of a scan. */
export async function scanAll(store: Store, scan: Omit<Scan, 'limit'> & { readonly limit?: number }): Promise<ScanItem[]> {
  const items: ScanItem[] = [];
  let after = scan.after;
  for (let pages = 0; pages < 1000; pages++) {
    const page = await store.scan({ limit: 1000, ...scan, after });
    items.push(...page.items);
    after = page.next;
    if (after === undefined) return items;
  }
  throw new Error('the pages do not end');
}

/** Ids of all pages of a scan. */
export async function idsOf(store: Store, scan: Omit<Scan, 'limit'> & { readonly limit?: number }): Promise<string[]> {
  return (await scanAll(store, scan)).map((item) => item.id);
}
