/** Adapters with one mistake each, to test the kit itself. Each is the one in memory with something spoilt. */
import { keyText, meets } from '../checks.js';
import type { Batch, Commit, Doc, Entry, FeedItem, Op, ScanItem, StorageAdapter, Store } from '../contract.js';
import { memoryStorage } from '../memory.js';
import { scanAll } from './case.js';
import type { StorageHooks } from './case.js';
import { wrapStores } from './wrap.js';

export interface BrokenAdapter {
  /** The mistake. */
  readonly name: string;
  /** A case that has to fail for it, every time. */
  readonly caughtBy: string;
  open(hooks: StorageHooks): StorageAdapter;
}

type Spoil = (store: Store, hooks: StorageHooks, tenant: string) => Partial<Store>;

function broken(name: string, caughtBy: string, spoil: Spoil): BrokenAdapter {
  return { name, caughtBy, open: (hooks) => wrapStores(memoryStorage(hooks), (store, tenant) => spoil(store, hooks, tenant)) };
}

/** A store's state by tenant, that outlives the calls of `tenant()`. */
function perTenant<State>(make: () => State): (tenant: string) => State {
  const states = new Map<string, State>();
  return (tenant) => {
    if (!states.has(tenant)) states.set(tenant, make());
    return states.get(tenant)!;
  };
}

async function failed(store: Store, ops: readonly Op[]): Promise<number[]> {
  const docs = await store.get(ops);
  return ops.flatMap((op, i) => (meets(op, docs[i]?.version ?? 0) ? [] : [i]));
}

const unguarded = (ops: readonly Op[]): Op[] => ops.filter((op) => op.op !== 'check').map((op) => ({ ...op, if: undefined }));

const lostUpdate = broken('lost update', 'lets one of two writers win', (store, hooks) => ({
  commit: async (batch) => {
    const at = await failed(store, batch.ops);
    await hooks.pause('judged');
    if (at.length > 0 || batch.ops.some((op) => op.op === 'check')) return store.commit(batch);
    return store.commit({ ...batch, ops: unguarded(batch.ops) });
  },
}));

const writeSkew = broken('write skew', 'lets a check guard a rule over two documents', (store, hooks) => ({
  commit: async (batch) => {
    const at = await failed(store, batch.ops);
    await hooks.pause('judged');
    if (at.length > 0) return store.commit(batch);
    return store.commit({ ...batch, ops: batch.ops.filter((op) => op.op !== 'check') });
  },
}));

const tornBatch = broken('torn batch', 'leaves all or nothing of a commit that breaks off at any point, and finishes it when repeated', (store, hooks) => ({
  commit: async (batch) => {
    if (batch.ops.length < 2 || (await failed(store, batch.ops)).length > 0) return store.commit(batch);
    const versions: number[] = [];
    let last: Commit = { ok: false, reason: 'conflict', at: [] };
    for (const [i, op] of batch.ops.entries()) {
      last = await store.commit({ ops: [op], ...(i === batch.ops.length - 1 ? { command: batch.command } : {}) });
      if (!last.ok) return last;
      versions.push(...last.versions);
      await hooks.pause('written one');
    }
    return { ...last, versions } as Commit;
  },
}));

const dirtyRead = ((): BrokenAdapter => {
  const pending = perTenant(() => new Map<string, Doc>());
  return broken('dirty read', 'shows nobody what is not committed', (store, hooks, tenant) => ({
    get: async (keys) => {
      const docs = await store.get(keys);
      return keys.map((key, i) => pending(tenant).get(keyText(key)) ?? docs[i] ?? null);
    },
    commit: async (batch) => {
      for (const op of batch.ops) if (op.op === 'put') pending(tenant).set(keyText(op), { ...op, version: 1 });
      await hooks.pause('writing');
      try {
        return await store.commit(batch);
      } finally {
        for (const op of batch.ops) pending(tenant).delete(keyText(op));
      }
    },
  }));
})();

const unstablePage = broken('unstable page', 'misses and repeats nothing when documents come and go behind the cursor', (store) => ({
  scan: async (scan) => {
    const start = Number(scan.after ?? 0);
    const all = await scanAll(store, { ...scan, after: undefined, limit: 1000 });
    const items = all.slice(start, start + scan.limit);
    return start + scan.limit < all.length ? { items, next: String(start + scan.limit) } : { items };
  },
}));

const wrongOrder = broken('wrong order', 'sorts null, false, true, numbers, then strings by UTF-8', (store) => ({
  scan: async (scan) => {
    const page = await store.scan(scan);
    const text = (item: ScanItem) => item.key.map(String).join('\0');
    const items = [...page.items].sort((a, b) => (text(a) < text(b) ? -1 : 1));
    return { ...page, items: scan.desc ? items.reverse() : items };
  },
}));

const swallowedConflict = broken('swallowed conflict', 'writes nothing on a conflict: no document, entry, feed item or command', (store) => ({
  commit: async (batch) => {
    const result = await store.commit(batch);
    if (result.ok || result.reason !== 'conflict') return result;
    return store.commit({ ...batch, ops: batch.ops.filter((_, i) => !result.at.includes(i)) });
  },
}));

const firstConflictOnly = broken('only the first conflict named', 'names every precondition that failed', (store) => ({
  commit: async (batch) => {
    const result = await store.commit(batch);
    return !result.ok && result.reason === 'conflict' ? { ...result, at: result.at.slice(0, 1) } : result;
  },
}));

const tenantLeak: BrokenAdapter = {
  name: 'tenant leak',
  caughtBy: 'keeps tenants with neighbouring names apart',
  open: (hooks) => {
    const inner = memoryStorage(hooks);
    const names = new Set<string>();
    return wrapStores(inner, (_, tenant) => {
      names.add(tenant);
      return {
        scan: async (scan) => {
          const pages = await Promise.all([...names].filter((name) => name.startsWith(tenant)).map((name) => inner.tenant(name).scan(scan)));
          return { ...pages[0], items: pages.flatMap((page) => page.items) };
        },
      };
    });
  },
};

const clockBasedIds = ((): BrokenAdapter => {
  const feeds = perTenant(() => [] as FeedItem[]);
  return broken('ids from the clock', 'goes on although the clock stands still or runs back', (store, hooks, tenant) => ({
    commit: async (batch) => {
      const result = await store.commit(batch);
      if (!result.ok) return result;
      const [item] = (await store.feed(String(Number(result.seq) - 1), 1)).items;
      const seq = String(hooks.now());
      feeds(tenant).push({ seq, changes: item!.changes });
      return { ...result, seq };
    },
    feed: async (after, limit) => {
      const items = feeds(tenant).filter((item) => Number(item.seq) > Number(after ?? 0)).slice(0, limit);
      return { items, after: items.at(-1)?.seq ?? after };
    },
  }));
})();

/** As a database's sequence that is drawn before the commit. */
const feedWithHoles = ((): BrokenAdapter => {
  const drawn = perTenant(() => ({ last: 0, items: [] as FeedItem[] }));
  return broken('holes in the feed', 'has no holes while writers run', (store, hooks, tenant) => ({
    commit: async (batch) => {
      const seq = ++drawn(tenant).last;
      if (seq % 2) await hooks.pause('drawn');
      const result = await store.commit(batch);
      if (!result.ok) return result;
      const [item] = (await store.feed(String(Number(result.seq) - 1), 1)).items;
      drawn(tenant).items.push({ seq: String(seq), changes: item!.changes });
      return { ...result, seq: String(seq) };
    },
    feed: async (after, limit) => {
      const rest = drawn(tenant).items.filter((item) => Number(item.seq) > Number(after ?? 0));
      const items = rest.sort((a, b) => Number(a.seq) - Number(b.seq)).slice(0, limit);
      return { items, after: items.at(-1)?.seq ?? after };
    },
  }));
})();

const truncatedUnicode = broken('truncated unicode', 'keeps every kind of JSON', (store) => ({
  commit: (batch) => store.commit({ ...batch, ops: batch.ops.map((op) => (op.op === 'put' && typeof op.body === 'string' ? { ...op, body: op.body.split('\0')[0] } : op)) }),
}));

/** A cache that is emptied when the hint comes, not when the commit is acknowledged. */
const staleWatch: BrokenAdapter = {
  name: 'stale watch',
  caughtBy: 'reads each put as soon as it is acknowledged',
  open: (hooks) => {
    const inner = memoryStorage(hooks);
    const cache = new Map<string, Doc | null>();
    inner.watch!(() => setTimeout(() => cache.clear(), 0));
    return wrapStores(inner, (store, tenant) => ({
      get: async (keys) => {
        const docs = await store.get(keys);
        return keys.map((key, i) => {
          const name = tenant + keyText(key);
          if (!cache.has(name)) cache.set(name, docs[i] ?? null);
          return cache.get(name)!;
        });
      },
    }));
  },
};

const nonIdempotentRetry = ((): BrokenAdapter => {
  const known = perTenant(() => new Map<string, unknown>());
  return broken('command remembered apart', 'leaves all or nothing of a commit that breaks off at any point, and finishes it when repeated', (store, hooks, tenant) => ({
    commit: async ({ command, ...batch }: Batch) => {
      if (command && known(tenant).has(command.id)) return { ok: false, reason: 'duplicate', result: known(tenant).get(command.id) };
      const result = await store.commit({ ...batch, ops: batch.ops });
      await hooks.pause('written');
      if (result.ok && command) known(tenant).set(command.id, command.result);
      return result;
    },
  }));
})();

const burntCommand = ((): BrokenAdapter => {
  const met = perTenant(() => new Set<string>());
  return broken('command burnt by a conflict', 'lets a command that met a conflict be tried again under its id', (store, _, tenant) => ({
    commit: async (batch) => {
      if (batch.command && met(tenant).has(batch.command.id)) return { ok: false, reason: 'duplicate', result: null };
      const result = await store.commit(batch);
      if (!result.ok && batch.command) met(tenant).add(batch.command.id);
      return result;
    },
  }));
})();

const droppedIndex = ((): BrokenAdapter => {
  const all = perTenant(() => new Map<string, Entry[]>());
  return broken('entries never dropped', 'replaces the entries with each put', (store, _, tenant) => ({
    commit: (batch) => {
      const ops = batch.ops.map((op) => {
        if (op.op !== 'put') return op;
        const entries = [...(all(tenant).get(keyText(op)) ?? []), ...(op.entries ?? [])];
        all(tenant).set(keyText(op), entries);
        return { ...op, entries };
      });
      return store.commit({ ...batch, ops });
    },
  }));
})();

const tornRead = broken('read of several moments', 'reads several documents as of one moment', (store) => ({
  get: async (keys) => {
    const docs: (Doc | null)[] = [];
    for (const key of keys) docs.push(...(await store.get([key])));
    return docs;
  },
}));

const cutBlob = broken('file kept although it broke off', 'keeps nothing of a file that breaks off', (store) => ({
  blobs: {
    ...store.blobs!,
    put: async (bytes, expected) => {
      const reader = bytes.getReader();
      const patched = new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          const next = await reader.read().catch(() => undefined);
          if (!next || next.done) controller.close();
          else controller.enqueue(next.value);
        },
      });
      return store.blobs!.put(patched, expected);
    },
  },
}));

const lateWord = broken('file that is there before it is told of', 'tells what bytes are before anybody can find them, and keeps nothing when that fails', (store) => ({
  blobs: {
    ...store.blobs!,
    put: async (bytes, { before, ...expected } = {}) => {
      const blob = await store.blobs!.put(bytes, expected);
      await before?.(blob);
      return blob;
    },
  },
}));

const wideRange = broken('range with its end taken in', 'gives ranges, as far as there are bytes', (store) => ({
  blobs: { ...store.blobs!, get: (hash, range) => store.blobs!.get(hash, range?.end === undefined ? range : { ...range, end: range.end + 1 }) },
}));

const anyUpload = broken('deletes what came later', 'deletes what one upload brought and leaves what came later', (store) => ({
  blobs: { ...store.blobs!, delete: (hash) => store.blobs!.delete(hash) },
}));

const leaseWithoutOwner: BrokenAdapter = {
  name: 'lease that binds nobody',
  caughtBy: 'gives nothing twice to different owners',
  open: (hooks) => {
    const inner = memoryStorage(hooks);
    return { ...wrapStores(inner, () => ({})), claim: (request) => inner.claim({ ...request, owner: 'everybody' }) };
  },
};

const anyToken = broken('search for the first token only', 'finds documents that have all the tokens, the greatest id first', (store) => ({
  search: (search) => store.search!({ ...search, tokens: search.tokens.slice(0, 1) }),
}));

const tokensOnly = broken('search that leaves the ranges out', 'finds what has an entry in one of several ranges too, each document once, in the same order', (store) => ({
  search: async ({ also: _also, ...search }) => (search.tokens.length > 0 ? store.search!(search) : { items: [] }),
}));

const wrongAlong = broken('read along what stood somewhere in the body', 'reads along what bodies name, where it reads along', (store) => ({
  scan: async (scan) => {
    const page = await store.scan(scan);
    const [named] = page.items.flatMap(({ along }) => along ?? []);
    return { ...page, items: page.items.map((item) => (JSON.stringify(item.body)?.includes('"a"') && named ? { ...item, along: named } : item)) };
  },
}));

const staleTokens = broken('tokens that stay', 'finds by the tokens of the last put only', (store, _hooks, tenant) => {
  const ever = everOf(tenant);
  return {
    commit: (batch) => store.commit({ ...batch, ops: batch.ops.map((op) => (op.op === 'put' ? { ...op, tokens: remembered(ever, op) } : op)) }),
  };
});

const everOf = perTenant(() => new Map<string, Set<string>>());

function remembered(ever: Map<string, Set<string>>, op: Op & { op: 'put' }): string[] {
  const known = ever.get(keyText(op)) ?? new Set();
  for (const token of op.tokens ?? []) known.add(token);
  ever.set(keyText(op), known);
  return [...known];
}

const endlessCount = broken('count without an end', 'counts rows of groups of ranges, each group up to a number', (store) => ({ count: (groups) => store.count!(groups, 10_000) }));

const sharedOutcome = ((): BrokenAdapter => {
  const groupOf = perTenant(() => ({ batches: [] as Batch[], judged: undefined as Promise<boolean> | undefined }));
  return broken('one outcome for all that come at once', 'gives each of many commits at once its own outcome', (store, _hooks, tenant) => ({
    commit: async (batch) => {
      const group = groupOf(tenant);
      group.batches.push(batch);
      group.judged ??= Promise.resolve().then(async () => {
        const batches = group.batches.splice(0);
        group.judged = undefined;
        if (batches.length < 2) return true;
        return (await Promise.all(batches.map((each) => failed(store, each.ops)))).every((at) => at.length === 0);
      });
      return (await group.judged) ? store.commit(batch) : { ok: false, reason: 'conflict', at: batch.ops.map((_op, i) => i) };
    },
  }));
})();

export const brokenAdapters: readonly BrokenAdapter[] = [
  lostUpdate,
  writeSkew,
  tornBatch,
  dirtyRead,
  unstablePage,
  wrongOrder,
  swallowedConflict,
  firstConflictOnly,
  tenantLeak,
  clockBasedIds,
  feedWithHoles,
  truncatedUnicode,
  staleWatch,
  nonIdempotentRetry,
  burntCommand,
  droppedIndex,
  tornRead,
  cutBlob,
  lateWord,
  wideRange,
  anyUpload,
  leaseWithoutOwner,
  anyToken,
  tokensOnly,
  wrongAlong,
  staleTokens,
  endlessCount,
  sharedOutcome,
];
