import type { Comment, Json, Request, RequestState } from '@requestry/model';
import { countIn, type Entry, type Op, type Scalar } from '@requestry/storage';
import { keyOf, type DocOf } from '../collections.js';
import type { Context } from '../context.js';
import { sortableTime } from '../ids.js';
import type { PublishedKind } from '../kinds.js';
import { tokensOf } from '../text/tokens.js';
import { fieldEntries, involved } from './entries.js';
import { filterableFields, openFields, valuesOf, type RegisterValues } from './fields.js';

/** What a request is found by besides what all kinds have. Beside the request, so that a comment, or other filterable fields, do not change the request. */
export interface RegisterDocument {
  readonly request: string;
  readonly kind: string;
  readonly state: RequestState;
  /** Epoch milliseconds. */
  readonly submittedAt: number;
  readonly fields: RegisterValues;
  /** Who takes part. */
  readonly people: readonly string[];
  /** Tokens of its number, title and of fields that everybody sees who sees it. */
  readonly words: readonly string[];
  /** Tokens of its public comments. */
  readonly comments: readonly string[];
}

/** Different words of all comments of a request that are kept. */
const mostCommentWords = 400;

/** Sorts like the moment of submission, then the request's id. */
export const registerId = (request: Pick<Request, 'id' | 'submittedAt'>): string => registerIdAt(Date.parse(request.submittedAt) || 0, request.id);

export const registerIdAt = (moment: number, request: string): string => sortableTime(moment) + request;

/** Tokens that are no words, since words have letters and digits only. */
export const kindToken = (kind: string): string => `kind:${kind}`;
export const personToken = (person: string): string => `seen:${person}`;

/** Whether words are looked up by the store; if not they are kept as entries. */
export const searches = ({ storage, store }: Pick<Context, 'storage' | 'store'>): boolean => storage.capabilities.search && store.search !== undefined;

/** What a transition changes of what a request is found by; nothing in most. A new request is found by the fields that its kind names, a running one by the same as before until that is rebuilt. */
export function registerOps(context: Context, request: Request, kind: PublishedKind, stored: DocOf<'register'> | undefined): readonly Op[] {
  const before = stored?.body;
  const after = registerOf(request, kind, before?.fields.names ?? filterableFields(kind), before?.comments);
  if (before && JSON.stringify(before) === JSON.stringify(after)) return [];
  return [putRegister(context, registerId(request), after, stored?.version ?? 'absent')];
}

/** What a request is found by, with these fields. */
export const registerOf = (request: Request, kind: PublishedKind, names: readonly string[], comments: readonly string[] = []): RegisterDocument => ({
  request: request.id,
  kind: request.kind,
  state: request.state,
  submittedAt: Date.parse(request.submittedAt) || 0,
  fields: valuesOf(kind, request.data, names),
  people: involved(request),
  words: wordsOf(request, kind),
  comments,
});

/** A public comment is found with its request. */
export function commentOps(context: Context, request: Request, stored: DocOf<'register'> | undefined, comment: Comment): readonly Op[] {
  if (!stored || comment.visibility !== 'public') return [];
  const comments = [...new Set([...stored.body.comments, ...tokensOf(comment.body)])].slice(0, mostCommentWords);
  return same(comments, stored.body.comments) ? [] : [putRegister(context, registerId(request), { ...stored.body, comments }, stored.version)];
}

export const forgetRegister = (request: Request): Op => ({ op: 'delete', ...keyOf('register', registerId(request)) });

/** All that a document is found by. */
export const tokensIn = ({ kind, people, words, comments }: RegisterDocument): readonly string[] => [...new Set([kindToken(kind), ...people.map(personToken), ...words, ...comments])];

export function putRegister(context: Pick<Context, 'storage' | 'store'>, id: string, body: RegisterDocument, condition?: number | 'absent'): Op {
  const tokens = tokensIn(body);
  const entries = searches(context) ? [] : tokens.map((token): Entry => ['texts', token, id]);
  return { op: 'put', ...keyOf('register', id), body, tokens, entries: [...fieldEntries(body), ...entries], ...(condition === undefined ? {} : { if: condition }) };
}

/** Ids of texts that have all the tokens, the newest first; where the store does not search, those of the rarest token looked up for the others. */
export async function searchTexts(context: Context, tokens: readonly string[], { below, limit }: { readonly below?: string; readonly limit: number }): Promise<{ readonly ids: readonly string[]; readonly next?: string }> {
  const { store } = context;
  if (searches(context) && store.search) return store.search({ collection: 'register', tokens, limit, ...(below === undefined ? {} : { below }) });
  const ranges = tokens.map((token) => ({ index: 'texts', eq: [token] as readonly Scalar[], ...(below === undefined ? {} : { lt: [below] }) }));
  const counts = await countIn(store, ranges, 1000);
  const rarest = ranges[counts.indexOf(Math.min(...counts))] ?? { index: 'texts', eq: [] };
  const { items } = await store.scan({ ...rarest, desc: true, limit: 500 });
  const found = items.filter(({ body }) => hasAll(tokensIn(body as RegisterDocument), tokens)).map(({ id }) => id);
  if (found.length >= limit) return { ids: found.slice(0, limit), next: found[limit - 1] ?? '' };
  const last = items.length === 500 ? items.at(-1) : undefined;
  return { ids: found, ...(last ? { next: last.id } : {}) };
}

function hasAll(tokens: readonly string[], wanted: readonly string[]): boolean {
  const has = new Set(tokens);
  return wanted.every((token) => has.has(token));
}

export function wordsOf(request: Request, kind: PublishedKind): readonly string[] {
  if (request.erased) return tokensOf(request.title);
  const texts = [request.number ?? '', request.title, ...[...openFields(kind)].flatMap((field) => (Object.hasOwn(request.data, field) ? textsIn(request.data[field], 0) : []))];
  return tokensOf(texts.join(' '));
}

function textsIn(value: Json | undefined, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > 4) return [];
  return Object.values(value).flatMap((each) => textsIn(each as Json, depth + 1));
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((each, i) => each === b[i]);
