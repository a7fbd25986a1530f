import type { Comment, Json, Request, RequestSummary } from '@requestry/model';
import { withAlso, type Doc, type Entry, type Key, type Op, type Scalar, type Search, type Store } from '@requestry/storage';
import { keyOf, put, type DocOf, type RequestDocument } from '../collections.js';
import type { Context } from '../context.js';
import { sortableTime, timeLetters } from '../ids.js';
import type { PublishedKind } from '../kinds.js';
import { readMany, scanAll } from '../store.js';
import { tokensOf } from '../text/tokens.js';
import { involved, registerEntries } from './entries.js';
import { filterableFields, openFields, valuesOf, type RegisterValues } from './fields.js';

/** A request as lists need it: without its data. */
export type ListedRequest = Omit<Request, 'data' | 'registered' | 'publicId' | 'deadlines' | 'reservations' | 'usage' | 'payments' | 'decision'> & Pick<RequestSummary, 'decision'>;

/**
 * What a request is found by, and the row that lists show of it: narrow, so that a page of them is read in one go. Beside the request, so that a comment,
 * or other filterable fields, do not change the request.
 */
export interface RegisterDocument {
  readonly request: ListedRequest;
  /** Version of the request. */
  readonly version: number;
  /** Open steps and who they wait for. */
  readonly waiting: readonly { readonly node: string; readonly people: readonly string[] }[];
  /** Who has an open task or a question. */
  readonly performers: readonly string[];
  readonly fields: RegisterValues;
}

/** Words that a request is found by: beside its row, since lists read many rows and none of the words. */
export interface RegisterWords {
  /** Tokens of its number, title and of fields that everybody sees who sees it. */
  readonly words: readonly string[];
  /** Tokens of its public comments. */
  readonly comments: readonly string[];
}

/** What a request is found by. */
export interface Registered {
  /** Of its row. */
  readonly id: string;
  /** Of its row as stored, which stands for both. */
  readonly version: number;
  /** As stored; absent where it is damaged, and is made anew. */
  readonly row?: RegisterDocument;
  /** The same of its words, which stores of earlier versions do not have for every row. */
  readonly words?: RegisterWords;
  /** Tokens of its public comments from now on. */
  readonly comments: readonly string[];
}

/** Different words of all comments of a request that are kept. */
const mostCommentWords = 400;

/** Sorts like the moment of submission, then the request's id. */
export const registerId = (request: Pick<Request, 'id' | 'submittedAt'>): string => registerIdAt(Date.parse(request.submittedAt) || 0, request.id);

/** The same by the request's id alone: ids that the runtime makes begin with the moment of submission. Others, and some of these, stand elsewhere. */
export const likelyRegisterId = (request: string): string => request.slice(0, timeLetters) + request;

/** The request of a row. */
export const requestOf = (id: string): string => id.slice(timeLetters);

export const registerIdAt = (moment: number, request: string): string => sortableTime(moment) + request;

/** Tokens that are no words, since words have letters and digits only. */
export const kindToken = (kind: string): string => `kind:${kind}`;
export const personToken = (person: string): string => `seen:${person}`;

/** Whether words are looked up by the store; if not they are kept as entries. */
export const searches = ({ storage, store }: Pick<Context, 'storage' | 'store'>): boolean => storage.capabilities.search && store.search !== undefined;

/** Row and words of a request, by `registerId`. */
export const registerKeys = (id: string): readonly [Key, Key] => [keyOf('register', id), keyOf('register-words', id)];

/** What was read by `registerKeys`. Where the words are missing, those of the comments are looked for in the comments. */
export async function registeredOf({ store }: Pick<Context, 'store'>, [row, stored]: readonly (Doc | null | undefined)[]): Promise<Registered | undefined> {
  if (!row) return undefined;
  const { id, version } = row;
  const [body, words] = [row.body as RegisterDocument | undefined, stored?.body as RegisterWords | undefined];
  const comments = words?.comments ?? wordsSaid((await scanAll<'comments'>(store, { index: 'comments', eq: [requestOf(id)] })).map((comment) => comment.body));
  return { id, version, comments, ...(body ? { row: body } : {}), ...(words ? { words } : {}) };
}

/** Those of the requests that have a row, by `registerId`. */
export async function readRegistered(context: Pick<Context, 'store'>, ids: readonly string[]): Promise<ReadonlyMap<string, Registered>> {
  const docs = ids.length === 0 ? [] : await context.store.get(ids.flatMap(registerKeys));
  const found = await Promise.all(ids.map((_id, n) => registeredOf(context, docs.slice(2 * n, 2 * n + 2))));
  return new Map(found.flatMap((each) => (each ? [[each.id, each]] : [])));
}

/**
 * What a transition changes of what a request is found by. `version`: that of the request once it is written. `names`: of the fields it is found by; if not
 * given, a new request is found by those that its kind names, a running one by the same as before until that is rebuilt.
 */
export function registerOps(context: Pick<Context, 'storage' | 'store'>, after: Pick<RequestDocument, 'request' | 'process'>, version: number, kind: PublishedKind, stored: Registered | undefined, names = stored?.row?.fields.names ?? filterableFields(kind)): readonly Op[] {
  const words = { words: wordsOf(after.request, kind), comments: stored?.comments ?? [] };
  return putRegister(context, registerId(after.request), registerOf(after, version, kind, names), words, stored);
}

/** What a request is found by, with these fields. */
function registerOf({ request, process }: Pick<RequestDocument, 'request' | 'process'>, version: number, kind: PublishedKind, names: readonly string[]): RegisterDocument {
  const { data, registered: _registered, publicId: _publicId, deadlines: _deadlines, reservations: _reservations, usage: _usage, payments: _payments, decision, ...rest } = request;
  const listed: ListedRequest = { ...rest, ...(decision ? { decision: { directory: decision.directory, type: decision.type, title: decision.title } } : {}) };
  const tokens = process?.tokens ?? [];
  const open = tokens.flatMap(({ node, tasks = [] }) => tasks.filter(({ outcome }) => outcome === undefined).map((task) => ({ node, task, people: task.assignee === undefined ? (task.candidates ?? []) : [task.assignee] })));
  const nodes = [...new Set(tokens.filter(({ tasks }) => tasks).map(({ node }) => node))];
  return {
    request: listed,
    version,
    waiting: nodes.map((node) => ({ node, people: open.filter((each) => each.node === node && each.task.asked === undefined).flatMap(({ people }) => people) })),
    performers: [...new Set(open.flatMap(({ people }) => people))],
    fields: valuesOf(kind, data, names),
  };
}

/** A public comment is found with its request. Where the request has no row yet, whoever makes it looks for the comments itself. */
export function commentWordOps(context: Context, to: Commented, stored: Registered | undefined, comment: Said): readonly Op[] {
  if (comment.visibility !== 'public') return [];
  return stored ? commentsOps(context, to, stored, [comment]) : [{ op: 'check', ...keyOf('register', registerId(to.doc.body.request)), if: 'absent' }];
}

/** What makes a request be found by these comments too; by all that it has to be found by, where some of that is missing or damaged. */
export function commentsOps(context: Context, { doc, kind }: Commented, stored: Registered, said: readonly Said[]): readonly Op[] {
  const now = withCommentWords(stored, said);
  if (!stored.row || !stored.words) return [...registerOps(context, doc.body, doc.version, kind, now), { op: 'check', ...keyOf('requests', doc.id), if: doc.version }];
  return now.comments.length === stored.comments.length ? [] : putRegister(context, stored.id, stored.row, { words: stored.words.words, comments: now.comments }, stored);
}

/** The same of what is yet to be written with its request. */
export const withCommentWords = (stored: Registered, said: readonly Said[]): Registered => ({ ...stored, comments: distinct([...stored.comments, ...wordsSaid(said)]) });

/** Found by these comments and no others. */
export const withWordsOf = (stored: Registered, said: readonly Said[]): Registered => ({ ...stored, comments: wordsSaid(said) });

/** The request that something is said to. */
interface Commented {
  readonly doc: DocOf<'requests'>;
  readonly kind: PublishedKind;
}

type Said = Pick<Comment, 'body' | 'visibility'>;

const wordsSaid = (said: readonly Said[]): readonly string[] => distinct(said.filter(({ visibility }) => visibility === 'public').flatMap(({ body }) => tokensOf(body)));

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)].slice(0, mostCommentWords);

/** All that a request is found by. */
const tokensIn = ({ request }: RegisterDocument, { words, comments }: RegisterWords): readonly string[] => [...new Set([kindToken(request.kind), ...involved(request).map(personToken), ...words, ...comments])];

/** Tokens have no spaces. */
const textOf = ({ words, comments }: RegisterWords): string => [words, comments].map((list) => list.join(' ')).join('\n');

/** Tokens belong to the row, which is therefore written with them; the words only when they change. The version of the row stands for both. */
function putRegister(context: Pick<Context, 'storage' | 'store'>, id: string, body: RegisterDocument, words: RegisterWords, stored: Registered | undefined): readonly Op[] {
  const tokens = tokensIn(body, words);
  const entries = searches(context) ? [] : tokens.map((token): Entry => ['texts', token, id]);
  const row: Op = { op: 'put', ...keyOf('register', id), body, tokens, entries: [...registerEntries(body), ...entries], if: stored?.version ?? 'absent' };
  return stored?.words && textOf(words) === textOf(stored.words) ? [row] : [row, put('register-words', id, words)];
}

export interface Hits {
  readonly docs: readonly DocOf<'register'>[];
  /** Id to go on below. */
  readonly next?: string;
}

/** Requests that have all the tokens, or an entry in one of the ranges, the newest first. */
export async function searchRegister(context: Context, tokens: readonly string[], page: Pick<Search, 'also' | 'below' | 'limit'>): Promise<Hits> {
  const { store } = context;
  if (!searches(context) || !store.search) return lookedUp(context, tokens, page);
  const { items, ...next } = await store.search({ collection: 'register', tokens, ...page });
  return { docs: items as unknown as readonly DocOf<'register'>[], ...next };
}

/** Where the store does not search: those of the rarest token looked up for the others. */
async function lookedUp(context: Context, tokens: readonly string[], page: Pick<Search, 'also' | 'below' | 'limit'>): Promise<Hits> {
  const { store } = context;
  const begun = await Promise.all((page.also ?? []).map((range) => store.scan({ ...range, limit: 50 })));
  const besides = begun.flatMap(({ items }) => items) as unknown as readonly DocOf<'register'>[];
  const { items: docs, ...next } = withAlso(tokens.length > 0 ? await byTokens(store, tokens, page) : { items: [] }, besides, page);
  return { docs, ...next };
}

/** The rarest token is the one whose so many newest requests go back furthest. */
const newestCompared = 200;

async function byTokens(store: Store, tokens: readonly string[], { below, limit }: Pick<Search, 'below' | 'limit'>): Promise<{ readonly items: readonly DocOf<'register'>[]; readonly next?: string }> {
  const ranges = tokens.map((token) => ({ index: 'texts', eq: [token] as readonly Scalar[], ...(below === undefined ? {} : { lt: [below] }) }));
  const reach = await Promise.all(ranges.map(async (range) => (await store.scan({ ...range, desc: true, keysOnly: true, limit: newestCompared })).items[newestCompared - 1]?.id ?? ''));
  const rarest = ranges[reach.indexOf(reach.reduce((least, each) => (each < least ? each : least)))]!;
  const page = await store.scan({ ...rarest, desc: true, limit: 500 });
  const items = page.items as unknown as readonly DocOf<'register'>[];
  const words = new Map((await readMany(store, 'register-words', items.map(({ id }) => id))).map(({ id, body }) => [id, body]));
  const docs = items.filter(({ id, body }) => hasAll(tokensIn(body, words.get(id) ?? noWords), tokens));
  const last = docs.length > limit ? docs[limit - 1] : page.next === undefined ? undefined : items.at(-1);
  return { items: docs.slice(0, limit), ...(last ? { next: last.id } : {}) };
}

const noWords: RegisterWords = { words: [], comments: [] };

function hasAll(tokens: readonly string[], wanted: readonly string[]): boolean {
  const has = new Set(tokens);
  return wanted.every((token) => has.has(token));
}

function wordsOf(request: Request, kind: PublishedKind): readonly string[] {
  if (request.erased) return tokensOf(request.title);
  const texts = [request.number ?? '', request.title, ...[...openFields(kind)].flatMap((field) => (Object.hasOwn(request.data, field) ? textsIn(request.data[field], 0) : []))];
  return tokensOf(texts.join(' '));
}

function textsIn(value: Json | undefined, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > 4) return [];
  return Object.values(value).flatMap((each) => textsIn(each as Json, depth + 1));
}
