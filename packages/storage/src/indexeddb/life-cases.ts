/** What only the browser's database does to us; run on the real one and on a simulated one. */
import type { StorageAdapter } from '../contract.js';
import { equal, rejects } from '../testing/assert.js';
import { bodyOf, commit, key, put } from '../testing/case.js';
import { indexedDbStorage } from './indexeddb.js';

export interface LifeCase {
  readonly name: string;
  run(database: string): Promise<void>;
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as Error);
  });
}

/** Replaces a property while the work runs. */
async function replacing(target: object, name: string, value: (original: never) => unknown, work: () => Promise<void>): Promise<void> {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, writable: true, value: value(before?.value as never) });
  try {
    await work();
  } finally {
    if (before) Object.defineProperty(target, name, before);
  }
}

type Method = (this: unknown, ...given: unknown[]) => unknown;

async function using(database: string, work: (adapter: StorageAdapter) => Promise<void>, options?: Parameters<typeof indexedDbStorage>[1]): Promise<void> {
  const adapter = indexedDbStorage(database, options);
  try {
    await work(adapter);
  } finally {
    await adapter.close();
  }
}

const quotaExceeded = () => new DOMException('no room', 'QuotaExceededError');

async function expectFull(adapter: StorageAdapter, spoil: (work: () => Promise<void>) => Promise<void>): Promise<void> {
  const store = adapter.tenant('main');
  await commit(store, [put('1', 'old', { entries: [['i', 'old']] })]);
  const batch = { ops: [put('1', 'new'), put('2', 'new', { entries: [['i', 'new']] })], command: { id: 'k', result: 1 } };
  await spoil(() => rejects(store.commit(batch), 'STORAGE_FULL'));
  equal([await bodyOf(store, '1'), await bodyOf(store, '2')], ['old', undefined]);
  equal((await store.scan({ index: 'i', limit: 9 })).items.map((item) => item.key), [['old']]);
  equal((await store.feed(null, 9)).items.length, 1);
  equal((await store.commit(batch)).ok, true);
}

export const lifeCases: readonly LifeCase[] = [
  {
    name: 'writes nothing and says so when a request finds no room',
    run: (database) =>
      using(database, (adapter) =>
        expectFull(adapter, (work) =>
          replacing(IDBObjectStore.prototype, 'add', () => () => {
            throw quotaExceeded();
          }, work),
        ),
      ),
  },
  {
    name: 'keeps nothing of a file and says so when one of its pieces finds no room',
    run: (database) =>
      using(database, async (adapter) => {
        const { blobs } = adapter.tenant('main');
        if (!blobs) throw new TypeError('no place for files');
        const bytes = new Uint8Array(600_000).fill(7);
        const stream = (): ReadableStream<Uint8Array> => new Blob([bytes]).stream() as ReadableStream<Uint8Array>;
        let pieces = 0;
        await replacing(IDBObjectStore.prototype, 'put', (write: Method) => function (this: IDBObjectStore, ...given: unknown[]) {
          if (this.name === 'pieces' && (pieces += 1) > 2) throw quotaExceeded();
          return write.apply(this, given);
        }, () => rejects(blobs.put(stream()), 'STORAGE_FULL'));
        const { hash, size } = await blobs.put(stream());
        const kept = await new Response(await blobs.get(hash)).arrayBuffer();
        equal([size, kept.byteLength], [bytes.length, bytes.length]);
      }),
  },
  {
    name: 'writes nothing and says so when the transaction finds no room at its end',
    run: (database) =>
      using(database, (adapter) =>
        expectFull(adapter, (work) =>
          replacing(IDBObjectStore.prototype, 'add', (add: Method) => function (this: IDBObjectStore, ...given: unknown[]) {
            const request = add.apply(this, given) as IDBRequest;
            Object.defineProperty(this.transaction, 'error', { get: quotaExceeded });
            request.addEventListener('success', () => this.transaction.abort());
            return request;
          }, work),
        ),
      ),
  },
  {
    name: 'refuses a database of a newer version',
    run: async (database) => {
      (await done(indexedDB.open(database, 99))).close();
      await using(database, async (adapter) => {
        await rejects(adapter.open(), 'SCHEMA_NEWER');
        await rejects(adapter.tenant('main').get([key('1')]), 'SCHEMA_NEWER');
      });
    },
  },
  {
    name: 'lets go for a tab with a newer version, and says so afterwards',
    run: (database) =>
      using(database, async (adapter) => {
        await commit(adapter.tenant('main'), [put('1')]);
        (await done(indexedDB.open(database, 99))).close();
        await rejects(adapter.tenant('main').get([key('1')]), 'SCHEMA_NEWER');
      }),
  },
  {
    name: 'lets the database be deleted, and begins a new one',
    run: (database) =>
      using(database, async (adapter) => {
        await commit(adapter.tenant('main'), [put('1')]);
        await done(indexedDB.deleteDatabase(database));
        equal(await bodyOf(adapter.tenant('main'), '1'), undefined);
        await commit(adapter.tenant('main'), [put('1', 'new')]);
        equal(await bodyOf(adapter.tenant('main'), '1'), 'new');
      }),
  },
  {
    name: 'waits for a tab that does not let go only so long, and tries again later',
    run: async (database) => {
      const holder = await done(indexedDB.open(database, 1));
      const deleted = done(indexedDB.deleteDatabase(database));
      await using(
        database,
        async (adapter) => {
          await rejects(adapter.open(), 'STORAGE_UNAVAILABLE');
          holder.close();
          await deleted;
          await adapter.open();
          equal(await bodyOf(adapter.tenant('main'), '1'), undefined);
        },
        { openTimeoutMs: 300 },
      );
    },
  },
  {
    name: 'connects again when its connection was closed',
    run: (database) =>
      using(database, async (adapter) => {
        await commit(adapter.tenant('main'), [put('1')]);
        let closed = 0;
        await replacing(IDBDatabase.prototype, 'transaction', (transaction: Method) => function (this: IDBDatabase, ...given: unknown[]) {
          if (closed++ === 0) throw new DOMException('closing', 'InvalidStateError');
          return transaction.apply(this, given);
        }, async () => {
          equal((await commit(adapter.tenant('main'), [put('1', 'again')])).versions, [2]);
        });
      }),
  },
  {
    name: 'says that there is no database where the browser gives none',
    run: (database) =>
      using(database, async (adapter) => {
        await replacing(IDBFactory.prototype, 'open', () => () => {
          throw new DOMException('private window', 'SecurityError');
        }, () => rejects(adapter.open(), 'STORAGE_UNAVAILABLE'));
        await replacing(globalThis, 'indexedDB', () => undefined, () => rejects(adapter.tenant('main').get([key('1')]), 'STORAGE_UNAVAILABLE'));
        equal(await bodyOf(adapter.tenant('main'), '1'), undefined);
      }),
  },
  {
    name: 'commits in one transaction of the durability asked for',
    run: (database) =>
      using(database, async (adapter) => {
        const store = adapter.tenant('main');
        await adapter.open();
        const seen: unknown[] = [];
        await replacing(IDBDatabase.prototype, 'transaction', (transaction: Method) => function (this: IDBDatabase, ...given: unknown[]) {
          seen.push([given[1], (given[2] as { durability?: string } | undefined)?.durability]);
          return transaction.apply(this, given);
        }, async () => {
          await commit(store, [put('1'), put('2')], { command: { id: 'k', result: 1 } });
          await commit(store, [put('3')], { durability: 'strict' });
        });
        equal(seen, [['readwrite', 'relaxed'], ['readwrite', 'strict']]);
      }),
  },
];
