import type { Comment, Json, Request, RequestSummary } from '@requestry/model';
import { countIn, withAlso, type Entry, type Op, type Scalar, type Search, type Store } from '@requestry/storage';
import { keyOf, type DocOf, type RequestDocument } from '../collections.js';
import type { Context } from '../context.js';
import { sortableTime, timeLetters } from '../ids.js';
import type { PublishedKind } from '../kinds.js';
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
  /** Tokens of its number, title and of fields that everybody sees who sees it. */
  readonly words: readonly string[];
  /** Tokens of its public comments. */
  readonly comments: readonly string[];
}

/** Different words of all comments of a request that are kept. */
const mostCommentWords = 400;

/** Sorts like the moment of submission, then the request's id. */
export const registerId = (request: Pick<Request, 'id' | 'submittedAt'>): string => registerIdAt(Date.parse(request.submittedAt) || 0, request.id);

/** The same by the request's id alone: ids that the runtime makes begin with the moment of submission. Others, and some of these, stand elsewhere. */
export const likelyRegisterId = (request: string): string => request.slice(0, timeLetters) + request;

export const registerIdAt = (moment: number, request: string): string => sortableTime(moment) + request;

/** Tokens that are no words, since words have letters and digits only. */
export const kindToken = (kind: string): string => `kind:${kind}`;
export const personToken = (person: string): string => `seen:${person}`;

/** Whether words are looked up by the store; if not they are kept as entries. */
export const searches = ({ storage, store }: Pick<Context, 'storage' | 'store'>): boolean => storage.capabilities.search && store.search !== undefined;

/**
 * What a transition changes of what a request is found by. A new request is found by the fields that its kind names, a running one by the same as before
 * until that is rebuilt. `version`: that of the request once it is written.
 */
export function registerOps(context: Context, after: Pick<RequestDocument, 'request' | 'process'>, version: number, kind: PublishedKind, stored: DocOf<'register'> | undefined): readonly Op[] {
  const names = stored?.body.fields.names ?? filterableFields(kind);
  return [putRegister(context, registerId(after.request), registerOf(after, version, kind, names, stored?.body.comments), stored?.version ?? 'absent')];
}

/** What a request is found by, with these fields. */
export function registerOf({ request, process }: Pick<RequestDocument, 'request' | 'process'>, version: number, kind: PublishedKind, names: readonly string[], comments: readonly string[] = []): RegisterDocument {
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
    words: wordsOf(request, kind),
    comments,
  };
}

/** A public comment is found with its request. Where the request has no document yet, whoever makes it looks for the comments itself. */
export function commentWordOps(context: Context, request: Pick<Request, 'id' | 'submittedAt'>, stored: DocOf<'register'> | undefined, comment: Comment): readonly Op[] {
  if (comment.visibility !== 'public') return [];
  return stored ? commentsOps(context, stored, [comment]) : [{ op: 'check', ...keyOf('register', registerId(request)), if: 'absent' }];
}

/** What makes a request be found by these comments too. */
export function commentsOps(context: Context, stored: DocOf<'register'>, said: readonly Pick<Comment, 'body' | 'visibility'>[]): readonly Op[] {
  const words = said.filter(({ visibility }) => visibility === 'public').flatMap(({ body }) => tokensOf(body));
  const comments = [...new Set([...stored.body.comments, ...words])].slice(0, mostCommentWords);
  return comments.length === stored.body.comments.length ? [] : [putRegister(context, stored.id, { ...stored.body, comments }, stored.version)];
}

/** The same of what is yet to be written with its request. */
export const withCommentWords = (stored: DocOf<'register'> | undefined, comment: Comment): DocOf<'register'> | undefined =>
  stored && comment.visibility === 'public' ? withWordsOf(stored, [...stored.body.comments, ...tokensOf(comment.body)]) : stored;

/** Found by these words of its public comments and no others. */
export const withWordsOf = (stored: DocOf<'register'> | undefined, words: readonly string[]): DocOf<'register'> | undefined =>
  stored && { ...stored, body: { ...stored.body, comments: [...new Set(words)].slice(0, mostCommentWords) } };

/** All that a document is found by. */
export const tokensIn = ({ request, words, comments }: RegisterDocument): readonly string[] => [...new Set([kindToken(request.kind), ...involved(request).map(personToken), ...words, ...comments])];

export function putRegister(context: Pick<Context, 'storage' | 'store'>, id: string, body: RegisterDocument, condition?: number | 'absent'): Op {
  const tokens = tokensIn(body);
  const entries = searches(context) ? [] : tokens.map((token): Entry => ['texts', token, id]);
  return { op: 'put', ...keyOf('register', id), body, tokens, entries: [...registerEntries(body), ...entries], ...(condition === undefined ? {} : { if: condition }) };
}

export interface Said {
  readonly docs: readonly DocOf<'register'>[];
  /** Id to go on below. */
  readonly next?: string;
}

/** Requests that have all the tokens, or an entry in one of the ranges, the newest first. */
export async function searchRegister(context: Context, tokens: readonly string[], page: Pick<Search, 'also' | 'below' | 'limit'>): Promise<Said> {
  const { store } = context;
  if (!searches(context) || !store.search) return lookedUp(context, tokens, page);
  const { items, ...next } = await store.search({ collection: 'register', tokens, ...page });
  return { docs: items as unknown as readonly DocOf<'register'>[], ...next };
}

/** Where the store does not search: those of the rarest token looked up for the others. */
async function lookedUp(context: Context, tokens: readonly string[], page: Pick<Search, 'also' | 'below' | 'limit'>): Promise<Said> {
  const { store } = context;
  const begun = await Promise.all((page.also ?? []).map((range) => store.scan({ ...range, limit: 50 })));
  const besides = begun.flatMap(({ items }) => items) as unknown as readonly DocOf<'register'>[];
  const { items: docs, ...next } = withAlso(tokens.length > 0 ? await byTokens(store, tokens, page) : { items: [] }, besides, page);
  return { docs, ...next };
}

async function byTokens(store: Store, tokens: readonly string[], { below, limit }: Pick<Search, 'below' | 'limit'>): Promise<{ readonly items: readonly DocOf<'register'>[]; readonly next?: string }> {
  const ranges = tokens.map((token) => ({ index: 'texts', eq: [token] as readonly Scalar[], ...(below === undefined ? {} : { lt: [below] }) }));
  const counts = await countIn(store, ranges, 1000);
  const rarest = ranges[counts.indexOf(Math.min(...counts))] ?? { index: 'texts', eq: [] };
  const page = await store.scan({ ...rarest, desc: true, limit: 500 });
  const items = page.items as unknown as readonly DocOf<'register'>[];
  const docs = items.filter(({ body }) => hasAll(tokensIn(body), tokens));
  const last = docs.length > limit ? docs[limit - 1] : page.next === undefined ? undefined : items.at(-1);
  return { items: docs.slice(0, limit), ...(last ? { next: last.id } : {}) };
}

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
