import type { Calendar, ContactRef, Decision, DeliveryView, Directory, DirectoryRecord, DraftView, Json, JsonObject, Kind, LocalizedText, Org, Recurrence, Request, RequestEvent, Reservation, Source, Substitution, Task } from '@requestry/model';
import type { Doc, Entry, Key, Op } from '@requestry/storage';
import { cardKeys, emailKey } from './intake/contact.js';
import { publicKey } from './public-id.js';
import type { Awaited, Notice, ProcessState } from './process/index.js';
import type { RatingDocument } from './ratings/ratings.js';
import type { FlagsDocument } from './register/flags.js';
import { fileEntries, placeEntries, type FileDocument, type PlaceDocument } from './files/documents.js';
import { registerEntries } from './register/entries.js';
import type { MissingDocument } from './register/missing.js';
import type { RebuildDocument } from './register/rebuilding.js';
import type { SaveDocument } from './design/saved.js';
import type { StockDocument } from './reservations/stock.js';
import type { RegisterDocument, RegisterWords } from './register/document.js';
import type { PreferencesDocument } from './notifications/preferences.js';
import type { ViewDocument } from './register/views.js';
import type { Walk } from './work/walk.js';

/** Organisation and calendars, one document. The first calendar is the organisation's own. */
export interface OrgDocument {
  /** Title of the system that was installed. */
  readonly title?: LocalizedText;
  readonly org: Org;
  readonly calendars: readonly Calendar[];
}

/** What is known of a kind without reading its versions. */
export interface KindHead {
  readonly id: string;
  readonly archived: boolean;
  readonly publishedVersion?: number;
  readonly hasDraft: boolean;
  /** Who published or discarded the last draft, and when. */
  readonly draftEnded?: { readonly by: string; readonly at: string };
  /** A message or signal that begins a request of this kind. */
  readonly startedBy?: Pick<Awaited, 'type' | 'name'>;
}

export interface KindDraftDocument {
  readonly kind: Kind;
  readonly route?: string;
  readonly savedAt: string;
  /** Absent in older ones. */
  readonly savedBy?: string;
}

/** A published version. Never changes. */
export interface KindVersionDocument {
  readonly kind: Kind;
  readonly route?: string;
  readonly version: number;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly note?: string;
  /** Versions of the kinds whose routes this one calls, as they were when it was published: running requests stay on them. */
  readonly calls?: Readonly<Record<string, number>>;
}

/** A request with what its next transition needs. */
export interface RequestDocument {
  readonly request: Request;
  readonly process?: ProcessState;
  /** Number of events so far and the hash of the last one. */
  readonly events: number;
  readonly lastHash: string;
  /** Messages and signals that its route waits for. */
  readonly awaits?: readonly Awaited[];
  /** When something of it happens next by itself, ISO instant: alarms of steps, deadlines, conditions to be looked at. A timer document says the same or later. */
  readonly wakeAt?: string;
}

/** The events of one commit. */
export interface EventsDocument {
  readonly request: string;
  readonly events: readonly RequestEvent[];
}

export interface TimerDocument {
  readonly request: string;
  /** The engine's timer; `wake` when the whole request is to be looked at. */
  readonly timer: string;
  readonly at: string;
}

/** An absence that people have told of themselves; those of the configuration stand with the organisation. */
export interface SubstitutionDocument extends Substitution {
  readonly savedBy: string;
  readonly savedAt: string;
}

export interface OutboxDocument {
  readonly request: string;
  /** When it was made, which is what people are told. */
  readonly at: string;
  /** When it is tried again; due at once when absent. */
  readonly tryAt?: string;
  readonly effects: readonly Notice[];
  readonly by?: string;
  readonly attempts: number;
  /** The comment that people are told of. */
  readonly comment?: string;
  /** Contact persons outside who are told too. */
  readonly contacts?: readonly ContactRef[];
  /** A message or signal that goes to other requests instead of to people. */
  readonly occurrence?: Occurrence;
  /** What a decision starts: a request, or a message to the host. */
  readonly followUp?: { readonly id: string; readonly decision: Decision; readonly data: JsonObject; readonly kind?: string; readonly initiator?: 'initiator' | 'decider'; readonly message?: string };
}

/** One thing that somebody is told of. */
export interface Told {
  /** Id of the notification in the application that says the same. */
  readonly note: string;
  readonly event: string;
  readonly request: string;
  readonly node?: string;
  readonly comment?: string;
  readonly by?: string;
  readonly at: string;
}

/** A message to one person by one channel, until it is delivered. Names what is told; the words are made when it leaves. Its id is the key for the receiver. */
export interface DeliveryDocument extends Pick<DeliveryView, 'channel' | 'to' | 'contact' | 'state' | 'since' | 'at' | 'attempts' | 'lastError'> {
  readonly about: readonly Told[];
}

/** A reservation with whose it is, to be found. */
export interface ReservationDocument extends Reservation {
  readonly request: string;
  readonly person: string;
}

/** A message or signal on its way. `after`: requests up to here have had it. */
export interface Occurrence {
  readonly type: 'message' | 'signal';
  readonly name: string;
  readonly key?: string;
  readonly data?: JsonObject;
  readonly after?: string;
}

/** Which documents stand in which collection. */
export interface Bodies {
  readonly org: OrgDocument;
  readonly kinds: KindHead;
  readonly 'kind-drafts': KindDraftDocument;
  readonly 'kind-versions': KindVersionDocument;
  readonly directories: Directory;
  readonly records: DirectoryRecord;
  /** Ids are `COLLECTION/ID`. */
  readonly saves: SaveDocument;
  readonly requests: RequestDocument;
  readonly tasks: Task;
  readonly events: EventsDocument;
  readonly timers: TimerDocument;
  readonly outbox: OutboxDocument;
  readonly deliveries: DeliveryDocument;
  /** Ids are `person/ID`, and `defaults` for the organisation. */
  readonly preferences: PreferencesDocument;
  readonly drafts: DraftView;
  readonly substitutions: SubstitutionDocument;
  readonly recurrences: Recurrence;
  readonly comments: import('@requestry/model').Comment;
  readonly notifications: import('@requestry/model').Notification;
  /** What requests are found by, by `registerId`. */
  readonly register: RegisterDocument;
  /** Words of requests, by the same id. */
  readonly 'register-words': RegisterWords;
  /** Kinds whose requests get new entries, by id. */
  readonly 'register-rebuilds': RebuildDocument;
  /** One: how far documents of older requests were made. */
  readonly 'register-missing': MissingDocument;
  /** One: how far requests of earlier versions were looked for. */
  readonly 'older-requests': Walk;
  readonly views: ViewDocument;
  /** By the id of the request. */
  readonly ratings: RatingDocument;
  /** Up to when somebody has read a conversation. Ids are `REQUEST:PERSON`. */
  readonly 'comment-marks': { readonly request: string; readonly at: string };
  /** By `flagId`. */
  readonly 'request-flags': FlagsDocument;
  /** Keys of requests whose kind holds personal data, hexadecimal; ids are those of the requests. Deleting one erases what its history says. */
  readonly secrets: { readonly key: string };
  /** Keys that the places in lists are sealed with, hexadecimal; the id says of which lists. No part of what is exported. */
  readonly 'cursor-keys': { readonly key: string };
  /** What is taken of records, by `recordDocId`. */
  readonly stock: StockDocument;
  /** By request and reservation. */
  readonly reservations: ReservationDocument;
  readonly sources: Source;
  /** By the id of the source; no part of what is exported. */
  readonly 'source-secrets': { readonly hash: string };
  /** What arrived at a source or by mail, by what it is: the request that it made or belongs to. */
  readonly arrivals: { readonly request: string; readonly at: string; readonly comment?: string };
  /** Nothing in them: two writes of the same one cannot both be the first. */
  readonly marks: Readonly<Record<string, never>>;
  /** By what is in them: the SHA-256. */
  readonly files: FileDocument;
  /** Where files hang, by `placeId`. */
  readonly 'file-places': PlaceDocument;
  /** Ids are `JOURNAL:YEAR`. */
  readonly counters: { readonly last: number };
}

export type Collection = keyof Bodies;
export type DocOf<C extends Collection> = Doc<Bodies[C]>;

export const keyOf = <C extends Collection>(collection: C, id: string): Key & { readonly collection: C } => ({ collection, id });

/** A put whose index entries follow from the body. */
export function put<C extends Collection>(collection: C, id: string, body: Bodies[C], condition?: number | 'absent'): Op {
  const entries = (entriesOf[collection] as ((body: Bodies[C], id: string) => readonly Entry[]) | undefined)?.(body, id);
  return { op: 'put', collection, id, body, ...(entries ? { entries } : {}), ...(condition !== undefined ? { if: condition } : {}) };
}

/** The index of a channel's messages by when they are due: each channel has its own, so that none waits for another. */
export const deliveriesDue = (channel: string): string => `deliveries-due/${channel}`;

/** Requests of one digest that it is found by. */
const mostRequests = 100;

/** Sorts tasks without a due moment after all others. */
const noDue = '9999';

const entriesOf: { readonly [C in Collection]?: (body: Bodies[C], id: string) => readonly Entry[] } = {
  kinds: (head) => [['kinds', head.id], ...(head.startedBy && !head.archived ? [['kinds-started', head.startedBy.type, head.startedBy.name] as Entry] : [])],
  'kind-versions': (version) => [['kind-versions', version.kind.id, version.version]],
  directories: (directory) => [['directories', directory.id]],
  records: recordEntries,
  requests: requestEntries,
  tasks: taskEntries,
  events: (body) => [['events', body.request, body.events[0]?.seq ?? 0]],
  timers: (timer) => [['timers-due', Date.parse(timer.at)]],
  outbox: (entry) => [[entry.followUp?.message === undefined ? 'outbox-due' : 'host-due', Date.parse(entry.tryAt ?? entry.at)], ...(entry.followUp ? [['follow-ups-of', entry.request] as Entry] : [])],
  deliveries: ({ channel, to, state, since, at, about }) => [
    ['deliveries', state, since],
    ...(state === 'dead' ? [] : [[deliveriesDue(channel), Date.parse(at)] as Entry]),
    ...(state === 'held' ? [['deliveries-held', channel, to, Date.parse(at)] as Entry] : []),
    ...[...new Set(about.map(({ request }) => request))].slice(0, mostRequests).map((request): Entry => ['deliveries-of', request]),
  ],
  ratings: ({ at }) => [['ratings', at]],
  'comment-marks': (mark) => [['comment-marks', mark.request]],
  comments: (comment) => [['comments', comment.request, comment.at]],
  notifications: (note) => [['notifications', note.to, note.at], ['notifications-of', note.request, note.at]],
  sources: (source) => [['sources', source.id], ['sources-of', source.kind, source.id], ...(source.mailboxes ?? []).flatMap((address) => mailboxEntry(address))],
  register: registerEntries,
  'register-rebuilds': (rebuild) => [['rebuilds', rebuild.kind], ...(rebuild.due === undefined ? [] : [['rebuilds-due', rebuild.due] as Entry])],
  'register-missing': ({ due }) => (due === undefined ? [] : [['rebuilds-due', due]]),
  'older-requests': ({ due }) => (due === undefined ? [] : [['rebuilds-due', due]]),
  views: (view) => (view.shared ? [['views-shared', view.name]] : [['views', view.owner, view.name]]),
  'request-flags': ({ person, request, submittedAt, flags }) => flags.map((flag): Entry => ['request-flags', person, flag, submittedAt, request]),
  reservations: ({ request, person, directory, record, state, at }) => [['reservations-of', request, state, at], ['reservations-by', person, state, at], ['reservations-on', directory, record, state, at]],
  drafts: (_body, id) => [['drafts-of', id.slice(id.indexOf(':') + 1)]],
  files: fileEntries,
  'file-places': placeEntries,
  counters: (_body, id) => [['journals', id.slice(0, id.lastIndexOf(':')), id.slice(id.lastIndexOf(':') + 1)]],
  recurrences: ({ initiator, startedAt, state, next }) => [['recurrences', startedAt], ['recurrences-of', initiator, startedAt], ...(state === 'active' && next ? [['recurrences-due', Date.parse(next.at)] as Entry] : [])],
  substitutions: ({ to }) => [['substitutions', to]],
};

/** A number as it is found in a subject: without space and case. */
export const numberKey = (number: string): string => number.replace(/\s+/g, '').toLowerCase().slice(0, 100);

const mailboxEntry = (address: string): readonly Entry[] => {
  const key = emailKey(address);
  return key === undefined ? [] : [['sources-mail', key]];
};

function requestEntries({ request, awaits = [] }: RequestDocument): readonly Entry[] {
  return [
    ['requests-public', publicKey(request.publicId)],
    ...(request.number !== undefined ? [['requests-numbered', numberKey(request.number), request.submittedAt] as Entry] : []),
    ...(request.counterparty?.id !== undefined ? [['requests-of', request.counterparty.directory, request.counterparty.id, request.submittedAt] as Entry] : []),
    ...(request.links ?? []).map(({ to, type }): Entry => ['requests-linked', to, type, request.submittedAt]),
    ...(request.chain !== undefined ? [['requests-chain', request.chain, request.submittedAt] as Entry] : []),
    ...(request.subject !== undefined ? [['requests-about', request.subject, request.submittedAt] as Entry] : []),
    ...(isOpen(request) ? [['requests-open', request.kind, request.kindVersion] as Entry] : []),
    ...(request.registered ? [['journal', request.registered.journal, request.registered.year, request.registered.place] as Entry] : []),
    ...awaits.map(({ type, name, key }): Entry => ['awaits', type, name, key ?? null]),
  ];
}

export const isOpen = (request: Pick<Request, 'state'>): boolean => request.state === 'active' || request.state === 'postponed';

function taskEntries(task: Task): readonly Entry[] {
  const entries: Entry[] = [['tasks-of', task.request, task.createdAt]];
  const due = task.due ?? noDue;
  if (task.state === 'open' && task.assignee !== undefined) entries.push(['tasks', task.assignee, due, task.createdAt]);
  if (task.state === 'open' && task.assignee === undefined) for (const person of task.candidates) entries.push(['tasks-group', person, due, task.createdAt]);
  if (task.state === 'completed' && task.completedBy !== undefined) entries.push(['tasks-done', task.completedBy, task.completedAt ?? '']);
  return entries;
}

/** Records are found by contacts, by title, by the words of all their texts (prefixes), and by the values of their fields. */
function recordEntries(record: DirectoryRecord): readonly Entry[] {
  if (record.archived) return [];
  const title = sortTitle(record.data);
  const entries: Entry[] = [
    ['records', record.directory, title],
    ['records-under', record.directory, record.parent ?? null, title],
  ];
  for (const { sort, key } of cardKeys(record.data)) entries.push(['record-contacts', record.directory, sort, key]);
  for (const word of wordsOf(record.data)) entries.push(['record-words', record.directory, word, title]);
  for (const [field, value] of Object.entries(record.data)) {
    for (const scalar of scalarsOf(value)) entries.push(['records-by', record.directory, field, scalar, title]);
  }
  return entries;
}

const scalarsOf = (value: Json | undefined): readonly (string | number | boolean)[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean').slice(0, 20);

const sortTitle = (data: JsonObject): string => String(data.name ?? data.title ?? Object.values(data)[0] ?? '').toLocaleLowerCase().slice(0, 200);

const wordsOf = (data: JsonObject): ReadonlySet<string> =>
  new Set(Object.values(data).filter((value) => typeof value === 'string').flatMap(splitWords).slice(0, 40));

/** Lower-case words and numbers of a text, `ё` as `е`. */
export const splitWords = (text: string): readonly string[] =>
  text.toLocaleLowerCase().replaceAll('ё', 'е').match(/[\p{L}\p{N}]+/gu)?.map((word) => word.slice(0, 40)) ?? [];
