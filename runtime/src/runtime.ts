import { RequestryError, type Change, type DesignService, type RequestService, type System } from '@requestry/model';
import type { StorageAdapter } from '@requestry/storage';
import { systemUser, OrgCache, openContext, type ActorId, type ContextSource } from './context.js';
import { KindCache } from './kinds.js';
import { newId } from './ids.js';

import { nativeCore, type ExecutionCore } from './process/index.js';
import { designServiceFor } from './services/design-service.js';
import { requestServiceFor } from './services/request-service.js';
import type { Doc } from '@requestry/storage';
import type { OutboxDocument, TimerDocument } from './collections.js';
import { exportSystem } from './systems/export-system.js';
import { importSystem, type Imported, type ImportOptions } from './systems/import-system.js';
import { install } from './systems/install.js';
import { deliver, type Channel } from './work/outbox.js';
import { KindsCache } from './register/kinds.js';
import { rebuildSome } from './register/rebuild.js';
import type { RebuildDocument } from './register/rebuilding.js';
import { Turns } from './turns.js';
import { fireTimer } from './work/timers.js';

export interface RuntimeOptions {
  readonly storage: StorageAdapter;
  /** Epoch milliseconds; the system's clock when absent. */
  readonly clock?: () => number;
  /** New ids; sortable random ones when absent. */
  readonly ids?: () => string;
  /** Ways to reach people besides their notifications. */
  readonly channels?: readonly Channel[];
  /** Another engine. */
  readonly core?: ExecutionCore;
}

export interface WorkOptions {
  /** Things done at most in one pass. Default 100. */
  readonly count?: number;
}

export interface WorkResult {
  readonly timers: number;
  readonly messages: number;
}

/** Workflow over a store: services for people, and work without people. */
export interface Runtime {
  /** What a person can do. Cheap; make one per call or keep it. */
  as(actor: ActorId): RequestService & DesignService;
  /** Installs a system into an empty store; leaves a used one alone. Gives whether it did. */
  install(system: System, options?: { readonly tenant?: string }): Promise<boolean>;
  /**
   * Brings what a system holds into a store in use: changed kinds become new versions, running requests stay on theirs. What the system does
   * not hold is left alone. Doing it again changes nothing. Rejects with `INVALID` and writes nothing when the system has errors.
   */
  import(system: System, options?: ImportOptions & { readonly tenant?: string }): Promise<Imported>;
  /** What `import` takes: the published version of every kind that is not archived, directories with their records, organisation, calendars. */
  export(options?: { readonly tenant?: string }): Promise<System>;
  /** One pass over what is due: timers, then messages, then a batch of requests of each kind whose filterable fields changed. Calls of one runtime wait for each other; runtimes in several tabs or processes share the work. Rejects with the first failure once the rest is done. */
  work(options?: WorkOptions): Promise<WorkResult>;
  /** Calls back after changes of any tenant. */
  watch(listener: (change: Change) => void): () => void;
  close(): Promise<void>;
}

/** How long one pass holds what it took, milliseconds. */
const lease = 30_000;

/** A runtime over an opened store. */
export const createRuntime = (options: RuntimeOptions): Promise<Runtime> => runtimeWith(options, new KindCache(options.core ?? nativeCore));

/** The same, with kinds that somebody else keeps. */
export async function runtimeWith(options: RuntimeOptions, kinds: KindCache): Promise<Runtime> {
  const { storage, channels = [] } = options;
  const core = options.core ?? nativeCore;
  const clock = options.clock ?? Date.now;
  const source: ContextSource = { storage, core, clock, newId: options.ids ?? (() => newId(clock())), kinds, orgs: new OrgCache(), kindLists: new KindsCache(), turns: new Turns() };
  const owner = newId();
  await storage.open();
  const listeners = new Map<(change: Change) => void, string | undefined>();
  const stop = storage.watch?.((change) => {
    if (change.collections.includes('org')) source.orgs.forget(change.tenant);
    if (change.collections.includes('kinds')) source.kindLists.forget(change.tenant);
    for (const topic of topicsOf(change.collections)) for (const [listener, tenant = change.tenant] of listeners) if (tenant === change.tenant) listener({ topic });
  });
  /** Tells of changes of one tenant, or of all when none is named. */
  const watch = (told: (change: Change) => void, tenant?: string): (() => void) => {
    const listener = (change: Change): void => told(change);
    listeners.set(listener, tenant);
    return () => void listeners.delete(listener);
  };

  async function workThrough(index: string, count: number, job: (context: Awaited<ReturnType<typeof openContext>>, doc: Doc) => Promise<void>): Promise<{ readonly done: number; readonly failures: readonly unknown[] }> {
    const claimed = await storage.claim({ index, upTo: clock(), count, leaseMs: lease, owner });
    const failures: unknown[] = [];
    let done = 0;
    for (const { tenant, doc } of claimed) {
      try {
        await job(await openContext(source, { user: systemUser, tenant }), doc);
        done += 1;
      } catch (error) {
        // What fails for one request stays due and does not keep the others waiting, unless the store is away.
        if (error instanceof RequestryError && error.code === 'STORAGE_UNAVAILABLE') throw error;
        failures.push(error);
      }
    }
    return { done, failures };
  }

  async function pass(count: number): Promise<WorkResult> {
    const timers = await workThrough('timers-due', count, (context, doc) => fireTimer(context, doc.id, doc.body as TimerDocument));
    const messages = await workThrough('outbox-due', count, (context, doc) => deliver(context, doc as Doc<OutboxDocument>, channels));
    const rebuilds = await workThrough('rebuilds-due', count, (context, doc) => rebuildSome(context, doc as Doc<RebuildDocument>));
    const [failure] = [...timers.failures, ...messages.failures, ...rebuilds.failures];
    if (failure !== undefined) throw failure;
    return { timers: timers.done, messages: messages.done };
  }

  /** Passes of one runtime share its leases, so they come one after another. */
  let lastPass: Promise<WorkResult> = Promise.resolve({ timers: 0, messages: 0 });

  return {
    as: (actor) => ({ ...requestServiceFor(() => openContext(source, actor), (listener) => watch(listener, actor.tenant ?? 'main')), ...designServiceFor(() => openContext(source, actor)) }),
    install: (system, { tenant = 'main' } = {}) => install(storage.tenant(tenant), system, new Date(clock()).toISOString()),
    import: async (system, { tenant = 'main', ...given } = {}) => {
      const imported = await importSystem(await openContext(source, { user: systemUser, tenant }), system, given);
      source.orgs.forget(tenant);
      source.kindLists.forget(tenant);
      return imported;
    },
    export: async ({ tenant = 'main' } = {}) => exportSystem(await openContext(source, { user: systemUser, tenant })),
    work: ({ count = 100 } = {}) => {
      lastPass = lastPass.catch(() => undefined).then(() => pass(count));
      return lastPass;
    },
    watch: (listener) => watch(listener),
    close: async () => {
      stop?.();
      listeners.clear();
      await storage.close();
    },
  };
}

const topics: Readonly<Record<string, Change['topic']>> = {
  requests: 'requests',
  tasks: 'tasks',
  comments: 'comments',
  notifications: 'notifications',
  kinds: 'kinds',
  'kind-drafts': 'kinds',
  drafts: 'drafts',
};

const topicsOf = (collections: readonly string[]): ReadonlySet<Change['topic']> =>
  new Set(collections.map((collection) => topics[collection]).filter((topic) => topic !== undefined));
