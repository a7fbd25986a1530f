import { standardCalendar, RequestryError, type Actor, type Calendar, type Org, type Person } from '@requestry/model';
import type { StorageAdapter, Store } from '@requestry/storage';
import type { OrgDocument } from './collections.js';
import type { KindCache, PublishedKind } from './kinds.js';
import { isCurrent, type ExecutionCore } from './process/index.js';
import type { Kinds } from './register/filter.js';
import type { KindsCache } from './register/kinds.js';
import { notFound, read } from './store.js';
import type { Turns } from './turns.js';

/** What every command and query gets: the store, who acts, the time. One per call, so that a call sees one moment. */
export interface Context {
  readonly store: Store;
  readonly storage: StorageAdapter;
  readonly tenant: string;
  readonly actor: Actor;
  readonly org: Org;
  readonly calendars: readonly Calendar[];
  /** The organisation's own calendar. */
  readonly calendar: Calendar;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly core: ExecutionCore;
  readonly newId: () => string;
  readonly turns: Turns;
  readonly publishedKind: (kind: string, version: number) => Promise<PublishedKind>;
  /** All kinds with a published version. */
  readonly allKinds: () => Promise<Kinds>;
}

export interface ContextSource {
  readonly storage: StorageAdapter;
  readonly core: ExecutionCore;
  readonly kinds: KindCache;
  readonly orgs: OrgCache;
  readonly kindLists: KindsCache;
  readonly clock: () => number;
  readonly newId: () => string;
  readonly turns: Turns;
}

/** Who asks, for which tenant. */
export interface ActorId {
  readonly user: string;
  readonly tenant?: string;
}

/** Rejects with `FORBIDDEN` when the person is unknown or has left. */
export async function openContext(source: ContextSource, { user, tenant = 'main' }: ActorId): Promise<Context> {
  const store = source.storage.tenant(tenant);
  const { org, calendars } = await source.orgs.get(store, tenant, source.clock()).catch((error: unknown) => (user === systemUser && isNotFound(error) ? nobodyYet : Promise.reject(error)));
  const now = source.clock();
  const calendar = calendars[0] ?? standardCalendar('UTC');
  const actor = actorOf(user, org, { now, calendar });
  const publishedKind = (kind: string, version: number): Promise<PublishedKind> => source.kinds.get(store, tenant, kind, version);
  return {
    store,
    storage: source.storage,
    tenant,
    actor,
    org,
    calendars,
    calendar,
    now,
    core: source.core,
    newId: source.newId,
    turns: source.turns,
    publishedKind,
    allKinds: () => source.kindLists.get({ store, tenant, now, publishedKind }),
  };
}

/** The organisation of a store that nothing was put into yet. */
const nobodyYet: OrgDocument = { org: { units: [], people: [], roles: [], groups: [], substitutions: [] }, calendars: [] };

const isNotFound = (error: unknown): boolean => error instanceof RequestryError && error.code === 'NOT_FOUND';

/** The system itself: timers, imports. It may do what administrators may. */
export const systemUser = 'system';

function actorOf(user: string, org: Org, moment: { readonly now: number; readonly calendar: Calendar }): Actor {
  if (user === systemUser) return { person: { id: systemUser, name: '' }, rights: ['design', 'administer', 'see-all'], substitutesFor: [] };
  const person = org.people.find((candidate) => candidate.id === user);
  if (!person || person.archived) {
    throw new RequestryError('FORBIDDEN', `Person "${user}" is not known to the organisation`, { params: { reason: 'may.unknown-person', person: user } });
  }
  const substitutesFor = org.substitutions.filter((one) => one.who === user && isCurrent(one, moment)).map((one) => one.forWhom);
  return { person, rights: rightsOf(person, org), substitutesFor };
}

const rightsOf = (person: Person, org: Org): readonly string[] => [
  ...new Set(org.roles.filter((role) => person.roles?.includes(role.id)).flatMap((role) => role.rights ?? [])),
];

/** Calendar of a person's unit: its own, that of a unit above, or the organisation's. */
export function calendarOf(context: Pick<Context, 'org' | 'calendars' | 'calendar'>, unit: string | undefined): Calendar {
  const seen = new Set<string>();
  for (let at = unit; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const current: string = at;
    const found = context.org.units.find((candidate) => candidate.id === current);
    const own = context.calendars.find((calendar) => calendar.id === found?.calendar);
    if (own) return own;
    at = found?.parent;
  }
  return context.calendar;
}

/** How long the organisation may be taken for what it was, milliseconds: so soon a right that was taken away is gone, whether or not the store gave a hint. */
const longestKept = 5_000;

/** The organisation is read once, and again after a hint that it changed or when it has been kept long enough. */
export class OrgCache {
  readonly #orgs = new Map<string, { readonly doc: Promise<OrgDocument>; readonly at: number }>();

  get(store: Store, tenant: string, now: number): Promise<OrgDocument> {
    const kept = this.#orgs.get(tenant);
    if (kept && Math.abs(now - kept.at) < longestKept) return kept.doc;
    const doc = this.#load(store);
    this.#orgs.set(tenant, { doc, at: now });
    doc.catch(() => this.forget(tenant));
    return doc;
  }

  forget(tenant: string): void {
    this.#orgs.delete(tenant);
  }

  async #load(store: Store): Promise<OrgDocument> {
    const doc = await read(store, 'org', 'main');
    if (!doc) throw notFound('org', 'main');
    return doc.body;
  }
}
