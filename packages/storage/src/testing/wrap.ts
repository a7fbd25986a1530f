import type { StorageAdapter, Store } from '../contract.js';

/** An adapter that differs from another in what a tenant's store does. */
export function wrapStores(adapter: StorageAdapter, change: (store: Store, tenant: string) => Partial<Store>): StorageAdapter {
  return {
    capabilities: adapter.capabilities,
    open: () => adapter.open(),
    close: () => adapter.close(),
    now: () => adapter.now(),
    claim: (request) => adapter.claim(request),
    watch: adapter.watch && ((listener) => adapter.watch!(listener)),
    tenant: (id) => {
      const store = adapter.tenant(id);
      return {
        get: (keys) => store.get(keys),
        commit: (batch) => store.commit(batch),
        scan: (scan) => store.scan(scan),
        feed: (after, limit) => store.feed(after, limit),
        ...(store.search ? { search: (search) => store.search!(search) } : {}),
        ...(store.count ? { count: (groups, most) => store.count!(groups, most) } : {}),
        ...(store.blobs ? { blobs: store.blobs } : {}),
        ...change(store, id),
      };
    },
  };
}
