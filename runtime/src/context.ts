import { standardCalendar, RequestryError, type Actor, type Calendar, type Org, type Person, type Substitution } from '@requestry/model';
import type { StorageAdapter, Store } from '@requestry/storage';
import type { OrgDocument, SubstitutionDocument } from './collections.js';
import type { FileBounds } from './files/keep-file.js';
import { Asker, type Connectors } from './guards/connectors.js';
import type { KindCache, PublishedKind } from './kinds.js';
import type { Channel } from './notifications/channel.js';
import { isCurrent, type ExecutionCore } from './process/index.js';
import type { KeptTitles } from './queries/kept-titles.js';
import type { Titles, WantedTitles } from './queries/records.js';
import type { CursorKeys } from './register/cursor-keys.js';
import type { Kinds } from './register/filter.js';
import type { KindsCache } from './register/kinds.js';
import type { MissingDocuments } from './register/missing.js';
import { soundStore, type DamagedDocument } from './sound-store.js';
import { notFound, read, scanAll } from './store.js';
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
  /** Ways to reach people besides their notifications. */
  readonly channels: readonly Channel[];
  /** Asks connectors of the host, each question once. */
  readonly asker: Asker;
  /** Waits so many milliseconds, or until the signal ends it. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly publishedKind: (kind: string, version: number) => Promise<PublishedKind>;
  /** The organisation has changed: the next call reads it anew. */
  readonly forgetOrg: () => void;
  /** All kinds with a published version. */
  readonly allKinds: () => Promise<Kinds>;
  /** Titles of records as lists show them: they may be some seconds old. */
  readonly listedTitles: (wanted: readonly WantedTitles[]) => Promise<Titles>;
  /** The tenant's key for places in lists. */
  readonly cursorKey: () => Promise<Uint8Array>;
  /** Requests may be missing in the register. */
  readonly missing: () => Promise<boolean>;
  readonly files: FileBounds;
}

export interface ContextSource {
  readonly storage: StorageAdapter;
  readonly core: ExecutionCore;
  readonly kinds: KindCache;
  readonly orgs: OrgCache;
  readonly kindLists: KindsCache;
  readonly titles: KeptTitles;
  readonly cursorKeys: CursorKeys;
  readonly missing: MissingDocuments;
  readonly clock: () => number;
  /** A new id, made at a moment. */
  readonly newId: (now: number) => string;
  readonly turns: Turns;
  readonly channels: readonly Channel[];
  /** Told of every damaged document that is met. */
  readonly report: (found: DamagedDocument) => void;
  readonly connectors: Connectors;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly files: FileBounds;
}

/** Who asks, for which tenant. */
export interface ActorId {
  readonly user: string;
  readonly tenant?: string;
}

/** Rejects with `FORBIDDEN` when the person is unknown or has left. */
export async function openContext(source: ContextSource, { user, tenant = 'main' }: ActorId): Promise<Context> {
  const whole = source.storage.tenant(tenant);
  const store = soundStore(whole, (found) => source.report({ tenant, ...found }), () => source.cursorKeys.get(whole, tenant));
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
    newId: () => source.newId(now),
    turns: source.turns,
    channels: source.channels,
    wait: source.wait,
    asker: new Asker(source.connectors, source.wait),
    forgetOrg: () => source.orgs.forget(tenant),
    publishedKind,
    allKinds: () => source.kindLists.get({ store, tenant, now, publishedKind }),
    listedTitles: (wanted) => source.titles.get({ store, tenant, now }, wanted),
    cursorKey: () => source.cursorKeys.get(store, tenant),
    missing: () => source.missing.expected({ store, tenant, now }),
    files: source.files,
  };
}

/** The same moment as somebody else sees it. Throws `FORBIDDEN` for people who are unknown or have left. */
export const contextAs = (context: Context, user: string): Context => ({ ...context, actor: actorOf(user, context.org, context) });

/** The organisation of a store that nothing was put into yet. */
const nobodyYet: OrgDocument = { org: { units: [], people: [], roles: [], groups: [], substitutions: [] }, calendars: [] };

const isNotFound = (error: unknown): boolean => error instanceof RequestryError && error.code === 'NOT_FOUND';

/** The system itself: timers, imports. It may do what administrators may. */
export const systemUser = 'system';

/** Somebody with the rights and substitutions that they have now. Rejects with `FORBIDDEN` when the person is unknown or has left. */
export function actorOf(user: string, org: Org, moment: { readonly now: number; readonly calendar: Calendar }): Actor {
  if (user === systemUser) return { person: { id: systemUser, name: '' }, rights: ['design', 'administer', 'see-all'], substitutesFor: [] };
  const person = org.people.find((candidate) => candidate.id === user);
  if (!person || person.archived) {
    throw new RequestryError('FORBIDDEN', `Person "${user}" is not known to the organisation`, { params: { reason: 'may.unknown-person', person: user } });
  }
  const absences = org.substitutions.filter((one) => one.who === user && isCurrent(one, moment));
  const own = rightsOf(person, org);
  const lent = lentRights(absences, own, org);
  return {
    person,
    rights: [...own, ...Object.keys(lent)],
    substitutesFor: absences.map(({ forWhom, kinds }) => ({ person: forWhom, ...(kinds?.length ? { kinds } : {}) })),
    ...(Object.keys(lent).length > 0 ? { lent } : {}),
  };
}

/** Rights that come only from those who are away, of those that they have themselves. */
function lentRights(absences: readonly Substitution[], own: readonly string[], org: Org): Readonly<Record<string, string>> {
  const lent: Record<string, string> = {};
  for (const { forWhom, rights = [] } of absences) {
    const absent = org.people.find(({ id, archived }) => id === forWhom && !archived);
    const theirs = absent ? rightsOf(absent, org) : [];
    for (const right of rights) if (theirs.includes(right) && !own.includes(right)) lent[right] ??= forWhom;
  }
  return lent;
}

/** Rights that a person's roles give. */
export const rightsOf = (person: Person, org: Org): readonly string[] => [
  ...new Set(org.roles.filter((role) => person.roles?.includes(role.id)).flatMap((role) => role.rights ?? [])),
];

/** How long the organisation may be taken for what it was, milliseconds: so soon a right that was taken away is gone, whether or not the store gave a hint. */
const longestKept = 5_000;

/** How long an absence that is over is still known, milliseconds. */
const longestOver = 31 * 86_400_000;

const substitutionOf = ({ savedBy: _savedBy, savedAt: _savedAt, ...substitution }: SubstitutionDocument): Substitution => substitution;

/** The organisation is read once, and again after a hint that it changed or when it has been kept long enough. */
export class OrgCache {
  readonly #orgs = new Map<string, { readonly doc: Promise<OrgDocument>; readonly at: number }>();

  get(store: Store, tenant: string, now: number): Promise<OrgDocument> {
    const kept = this.#orgs.get(tenant);
    if (kept && Math.abs(now - kept.at) < longestKept) return kept.doc;
    const doc = this.#load(store, now);
    this.#orgs.set(tenant, { doc, at: now });
    doc.catch(() => this.forget(tenant));
    return doc;
  }

  forget(tenant: string): void {
    this.#orgs.delete(tenant);
  }

  /** Tenants whose organisation was asked for and not forgotten. */
  get tenants(): readonly string[] {
    return [...this.#orgs.keys()];
  }

  /** With the absences that people have told of themselves and that are not long over. */
  async #load(store: Store, now: number): Promise<OrgDocument> {
    const doc = await read(store, 'org', 'main');
    if (!doc) throw notFound('org', 'main');
    const { org, ...rest } = doc.body;
    const told = await scanAll<'substitutions'>(store, { index: 'substitutions', gte: [new Date(now - longestOver).toISOString().slice(0, 10)] });
    return { ...rest, org: told.length === 0 ? org : { ...org, substitutions: [...org.substitutions, ...told.map(({ body }) => substitutionOf(body))] } };
  }
}
