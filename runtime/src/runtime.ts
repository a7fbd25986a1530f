import { RequestryError, type Change, type DesignService, type IntakeService, type MailIntake, type RequestService, type System } from '@requestry/model';
import type { StorageAdapter } from '@requestry/storage';
import { systemUser, OrgCache, openContext, type ActorId, type Context, type ContextSource } from './context.js';
import { tellHost, type FollowUpReceiver } from './follow-ups/start.js';
import type { Connectors } from './guards/connectors.js';
import { KindCache } from './kinds.js';
import { newId } from './ids.js';

import { nativeCore, type ExecutionCore } from './process/index.js';
import { designServiceFor } from './services/design-service.js';
import { intakeServiceFor } from './services/intake-service.js';
import { requestServiceFor } from './services/request-service.js';
import type { Doc } from '@requestry/storage';
import type { OutboxDocument, TimerDocument } from './collections.js';
import type { FileDocument } from './files/documents.js';
import { usualBounds, type FileBounds } from './files/keep-file.js';
import { reviewFile } from './files/remove.js';
import { exportSystem } from './systems/export-system.js';
import { importSystem, type Imported, type ImportOptions } from './systems/import-system.js';
import { install } from './systems/install.js';
import { isDamaged, isSound, type DamagedDocument } from './sound-store.js';
import { checkChannels, type Channel } from './notifications/channel.js';
import { putOff, setAside } from './work/damaged.js';
import { Dispatcher, type DeliverySettings } from './work/deliveries.js';
import { OlderRequests, renewOlder } from './work/older-requests.js';
import { takeOut } from './work/outbox.js';
import type { Walk } from './work/walk.js';
import { CursorKeys } from './register/cursor-keys.js';
import { KeptTitles } from './queries/kept-titles.js';
import { KindsCache } from './register/kinds.js';
import { makeMissing, MissingDocuments, type MissingDocument } from './register/missing.js';
import { rebuildSome } from './register/rebuild.js';
import type { RebuildDocument } from './register/rebuilding.js';
import { Turns } from './turns.js';
import { recur } from './work/recurrences.js';
import { fireTimer } from './work/timers.js';

export interface RuntimeOptions {
  readonly storage: StorageAdapter;
  /** Epoch milliseconds; the system's clock when absent. */
  readonly clock?: () => number;
  /** New ids; sortable random ones when absent. */
  readonly ids?: () => string;
  /** Ways to reach people besides their notifications. */
  readonly channels?: readonly Channel[];
  /** What guards may ask outside, by name. Answers that do not come in time, or not at all, never hold a request up for ever: the guard counts as unavailable. */
  readonly connectors?: Connectors;
  /** Hears of decisions that follow up outside: makes a contract, tells another system. It may be told again under the same key. */
  readonly followUps?: FollowUpReceiver;
  /** The address at which people open a request; without it messages carry no link. */
  readonly link?: (request: string) => string;
  /** Where people choose what they are told. */
  readonly preferencesLink?: string;
  /** How long a channel may take for one message, milliseconds, less than the 30 seconds for which a pass holds it. Default 15 000. */
  readonly deliveryTimeout?: number;
  /** Waits so many milliseconds, or until the signal ends it; by the system's clock when absent. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Another engine. */
  readonly core?: ExecutionCore;
  /** Bounds on files. `largest`: bytes of one, default 100 MiB · `waiting`: bytes that one person has brought and hung nowhere, default 1 GiB · `patience`: milliseconds until such files are removed, default a day. */
  readonly files?: Partial<FileBounds>;
  /** Told of every stored document that is met and is not what it has to be; lists leave it out. Default: once each to the console. */
  readonly onDamaged?: (found: DamagedDocument) => void;
}

export interface WorkOptions {
  /** Things done at most in one pass. Default 100. */
  readonly count?: number;
}

export interface WorkResult {
  /** Recurring requests looked at. */
  readonly recurring: number;
  readonly timers: number;
  /** Entries that left the outbox. */
  readonly messages: number;
  /** Messages that channels have had, or that are tried again later. */
  readonly deliveries: number;
  /** Files looked at: removed when they hang nowhere. */
  readonly files: number;
}

/** Workflow over a store: services for people, and work without people. */
export interface Runtime {
  /** What a person can do. Cheap; make one per call or keep it. */
  as(actor: ActorId): Services;
  /**
   * What comes from outside: forms, webhooks, letters. Nobody is signed in, so that every source decides for itself whom it lets in;
   * `trusted` is for the host's own code, which needs no secret.
   */
  intake(options?: { readonly tenant?: string; readonly trusted?: boolean }): IntakeService & MailIntake;
  /** Installs a system into an empty store; leaves a used one alone. Gives whether it did. */
  install(system: System, options?: { readonly tenant?: string }): Promise<boolean>;
  /**
   * Brings what a system holds into a store in use: changed kinds become new versions, running requests stay on theirs. What the system does
   * not hold is left alone. Doing it again changes nothing. Rejects with `INVALID` and writes nothing when the system has errors.
   */
  import(system: System, options?: ImportOptions & { readonly tenant?: string }): Promise<Imported>;
  /** What `import` takes: the published version of every kind that is not archived, directories with their records, organisation, calendars. */
  export(options?: { readonly tenant?: string }): Promise<System>;
  /**
   * One pass over what is due: recurring requests, timers, then the outbox, then the channels side by side, then some requests that the register does not have yet, or has by other fields than their kind names now, then files that may hang nowhere any more. Calls of one runtime wait for each other, except
   * for channels: one that is still busy looks again for what is due. Runtimes in several tabs or processes share the work. A channel that
   * fails is no failure of the pass; else it rejects with the first one once the rest is done.
   */
  work(options?: WorkOptions): Promise<WorkResult>;
  /** Calls back after changes of any tenant. */
  watch(listener: (change: Change) => void): () => void;
  close(): Promise<void>;
}

/** What one pass did, and what it could not. */
interface Pass extends Pick<WorkResult, 'recurring' | 'timers' | 'messages' | 'files'> {
  readonly failures: readonly unknown[];
}

function clockWait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}

/** Names each damaged document once, as far as a thousand of them. */
function toConsole(): (found: DamagedDocument) => void {
  const told = new Set<string>();
  return ({ tenant, collection, id }) => {
    const name = `${tenant}: ${collection}/${id}`;
    if (told.has(name) || told.size >= 1000) return;
    told.add(name);
    console.error(`requestry: damaged document ${name}`);
  };
}

/** What is done with the documents that wait under `rebuilds-due`. */
const rebuilding: Readonly<Record<string, (context: Context, doc: Doc) => Promise<void>>> = {
  'register-missing': (context, doc) => makeMissing(context, doc as Doc<MissingDocument>),
  'register-rebuilds': (context, doc) => rebuildSome(context, doc as Doc<RebuildDocument>),
  'older-requests': (context, doc) => renewOlder(context, doc as Doc<Walk>),
};

/** How long one pass holds what it took, milliseconds. */
const lease = 30_000;

type Services = RequestService & DesignService;

/** People whose services are kept. */
const mostServices = 1_000;

/** A runtime over an opened store. */
export const createRuntime = (options: RuntimeOptions): Promise<Runtime> => runtimeWith(options, new KindCache(options.core ?? nativeCore));

/** The same, with kinds that somebody else keeps. */
export async function runtimeWith(options: RuntimeOptions, kinds: KindCache): Promise<Runtime> {
  const { storage, channels = [], connectors = {}, wait = clockWait } = options;
  checkChannels(channels);
  const core = options.core ?? nativeCore;
  const clock = options.clock ?? Date.now;
  const source: ContextSource = { storage, core, clock, newId: options.ids ?? newId, kinds, orgs: new OrgCache(), kindLists: new KindsCache(), titles: new KeptTitles(), cursorKeys: new CursorKeys(), missing: new MissingDocuments(), turns: new Turns(), channels, connectors, wait, report: options.onDamaged ?? toConsole(), files: { ...usualBounds, ...options.files } };
  const settings: DeliverySettings = { clock, timeout: Math.min(options.deliveryTimeout ?? 15_000, lease - 5_000), wait, ...(options.link ? { link: options.link } : {}), ...(options.preferencesLink !== undefined ? { preferencesLink: options.preferencesLink } : {}) };
  const older = new OlderRequests(source.missing);
  const owner = newId();
  await storage.open();
  const keepsFiles = storage.tenant('main').blobs !== undefined;
  const listeners = new Map<(change: Change) => void, string | undefined>();
  const stop = storage.watch?.((change) => {
    if (change.collections.includes('org') || change.collections.includes('substitutions')) source.orgs.forget(change.tenant);
    if (change.collections.includes('kinds')) source.kindLists.forget(change.tenant);
    if (change.collections.includes('records') || change.collections.includes('directories')) source.titles.forget(change.tenant);
    for (const topic of topicsOf(change.collections)) for (const [listener, tenant = change.tenant] of listeners) if (tenant === change.tenant) listener({ topic });
  });
  /** Tells of changes of one tenant, or of all when none is named. */
  const watch = (told: (change: Change) => void, tenant?: string): (() => void) => {
    const listener = (change: Change): void => told(change);
    listeners.set(listener, tenant);
    return () => void listeners.delete(listener);
  };

  /** What is due, but for what is damaged: that is told and taken off. */
  async function claimSound(claim: Parameters<StorageAdapter['claim']>[0]): ReturnType<StorageAdapter['claim']> {
    const claimed = await storage.claim(claim);
    for (const { tenant, doc } of claimed) {
      if (isSound(doc)) continue;
      source.report({ tenant, collection: doc.collection, id: doc.id });
      await setAside(storage.tenant(tenant), doc);
    }
    return claimed.filter(({ doc }) => isSound(doc));
  }

  async function workThrough(index: string, count: number, job: (context: Awaited<ReturnType<typeof openContext>>, doc: Doc) => Promise<void>): Promise<{ readonly done: number; readonly failures: readonly unknown[] }> {
    const claimed = await claimSound({ index, upTo: clock(), count, leaseMs: lease, owner });
    const failures: unknown[] = [];
    let done = 0;
    for (const { tenant, doc } of claimed) {
      try {
        await job(await openContext(source, { user: systemUser, tenant }), doc);
        done += 1;
      } catch (error) {
        // What fails for one request stays due and does not keep the others waiting, unless the store is away.
        if (error instanceof RequestryError && error.code === 'STORAGE_UNAVAILABLE') throw error;
        if (!isDamaged(error) || !(await putOff(storage.tenant(tenant), doc, clock()))) failures.push(error);
      }
    }
    return { done, failures };
  }

  async function pass(count: number): Promise<Pass> {
    const recurring = await workThrough('recurrences-due', count, (context, doc) => recur(context, doc.id, (user) => openContext(source, { user, tenant: context.tenant })));
    const timers = await workThrough('timers-due', count, (context, doc) => fireTimer(context, doc.id, doc.body as TimerDocument));
    const messages = await workThrough('outbox-due', count, (context, doc) => takeOut(context, doc as Doc<OutboxDocument>));
    for (const tenant of new Set(['main', ...source.orgs.tenants])) await older.expect({ store: storage.tenant(tenant), tenant, now: clock() });
    const rebuilds = await workThrough('rebuilds-due', count, (context, doc) => rebuilding[doc.collection]?.(context, doc) ?? Promise.resolve());
    const files = keepsFiles ? await workThrough('files-due', count, (context, doc) => reviewFile(context, doc as Doc<FileDocument>)) : { done: 0, failures: [] };
    return { recurring: recurring.done, timers: timers.done, messages: messages.done, files: files.done, failures: [...recurring.failures, ...timers.failures, ...messages.failures, ...rebuilds.failures, ...files.failures] };
  }

  /** Passes of one runtime share its leases, so they come one after another. */
  let lastPass: Promise<unknown> = Promise.resolve();

  let claims = 0;
  const dispatchers = channels.map((channel) => new Dispatcher(channel, {
    claim: (index, count) => claimSound({ index, upTo: clock(), count, leaseMs: lease, owner: `${owner}/${(claims += 1)}` }),
    open: (tenant) => openContext(source, { user: systemUser, tenant }),
  }, settings));

  /** Few at a time, so that slow receivers do not outlast the lease; a pass that comes meanwhile leaves them to the one under way. */
  let telling = false;
  async function tellOfFollowUps(): Promise<readonly unknown[]> {
    if (telling) return [];
    telling = true;
    try {
      const { failures } = await workThrough('host-due', 4, async (context, doc) => {
        const { followUp } = doc.body as OutboxDocument;
        if (followUp) await tellHost(context, doc as Doc<OutboxDocument>, followUp, options.followUps);
      });
      return failures;
    } finally {
      telling = false;
    }
  }

  async function work(count: number): Promise<WorkResult> {
    const core = lastPass.then(() => pass(count));
    lastPass = core.catch(() => undefined);
    const { recurring, timers, messages, files, failures } = await core;
    const [told, ...delivered] = await Promise.all([tellOfFollowUps(), ...dispatchers.map((dispatcher) => dispatcher.run(count))]);
    const [failure] = [...failures, ...told, ...delivered.flatMap((each) => each.failures)];
    if (failure !== undefined) throw failure;
    return { recurring, timers, messages, files, deliveries: delivered.reduce((sum, { done }) => sum + done, 0) };
  }

  /** Services hold nothing but whose they are, so those of the people who come again and again are kept. */
  const services = new Map<string, Services>();
  function servicesOf({ user, tenant = 'main' }: ActorId): Services {
    const name = JSON.stringify([user, tenant]);
    const known = services.get(name);
    if (known) return known;
    const open = () => openContext(source, { user, tenant });
    const made: Services = Object.freeze({ ...requestServiceFor(open, (listener) => watch(listener, tenant)), ...designServiceFor(open) });
    if (services.size >= mostServices) services.clear();
    services.set(name, made);
    return made;
  }

  return {
    as: servicesOf,
    intake: ({ tenant = 'main', trusted = false } = {}) => intakeServiceFor(() => openContext(source, { user: systemUser, tenant }), trusted),
    install: (system, { tenant = 'main' } = {}) => install(storage.tenant(tenant), system, new Date(clock()).toISOString()),
    import: async (system, { tenant = 'main', ...given } = {}) => {
      const imported = await importSystem(await openContext(source, { user: systemUser, tenant }), system, given);
      source.orgs.forget(tenant);
      source.kindLists.forget(tenant);
      return imported;
    },
    export: async ({ tenant = 'main' } = {}) => exportSystem(await openContext(source, { user: systemUser, tenant })),
    work: ({ count = 100 } = {}) => work(count),
    watch: (listener) => watch(listener),
    close: async () => {
      stop?.();
      listeners.clear();
      await Promise.all(channels.map((channel) => channel.close?.()));
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
