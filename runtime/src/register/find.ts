import { may, RequestryError, type RegisterPage, type RequestFilter, type RequestOrder, type RequestSummary } from '@requestry/model';
import { countIn, type CountRange, type Scalar } from '@requestry/storage';
import type { DocOf } from '../collections.js';
import type { Context } from '../context.js';
import type { PublishedKind } from '../kinds.js';
import { readMany } from '../store.js';
import { listedSummary } from './listed.js';
import { cursorOf, positionOf } from './cursor.js';
import { kindToken, personToken, registerIdAt, type RegisterWords } from './document.js';
import { flagId, withFlags } from './flags.js';
import { questionOf, sightOf, type Kinds, type Question } from './filter.js';
import { comparePositions, isWanted, positionIn } from './matches.js';
import { isFree, plan, type Range, type Source } from './plan.js';
import { isRebuilding } from './rebuilding.js';
import { Merge, rangeStream, searchStream, type Row } from './streams.js';

import { allStates, type Sight } from './wanted.js';

/** Requests looked at most to fill one page. */
const lookAtMost = 2_000;
/** Looked at in one step, when not all of them may be wanted. */
const stepSize = 200;
/** Sources up to this size may be read whole and sorted. */
export const mostCollected = 1_000;
/** Kinds in which numbers and titles are looked up by how they begin. */
const mostBegun = 50;

/** One question put by one actor, with what it needs to be answered. */
export interface Asking extends Question {
  readonly context: Context;
  /** As it was given. */
  readonly filter: RequestFilter;
  readonly sight: Sight;
  readonly kinds: Kinds;
}

export async function ask(context: Context, filter: RequestFilter = {}, order?: RequestOrder, alsoField?: string): Promise<Asking> {
  const kinds = await context.allKinds();
  return { ...questionOf(context, kinds, filter, order, alsoField), context, filter, kinds, sight: sightOf(context, kinds) };
}

/** A page of the requests the actor may see. */
export async function findRequests(context: Context, query: { readonly filter?: RequestFilter; readonly order?: RequestOrder; readonly limit?: number; readonly after?: string }): Promise<RegisterPage> {
  const limit = Math.min(Math.max(Math.trunc(Number(query.limit ?? 50)) || 50, 1), 200);
  const asking = await ask(context, query.filter, query.order);
  const after = await positionOf(query.after, asking);
  const [page, rebuilding] = await Promise.all([pageOf(asking, limit, after), isRebuilding(asking)]);
  return { ...page, items: await withFlags(context, page.items), ...(rebuilding ? { rebuilding } : {}) };
}

async function pageOf(asking: Asking, limit: number, after: readonly Scalar[] | undefined): Promise<RegisterPage> {
  const walk = await walkOf(asking, limit, after);
  if (walk) return walked(walk, limit);
  return sortedPage(asking, await collected(asking), limit, after);
}

/** A walk through rows in order, and what makes an answer of a request. */
export interface Walk {
  readonly asking: Asking;
  readonly merge: Merge;
  /** All rows are wanted. */
  readonly exact: boolean;
}

/** How the question can be walked in its order; undefined when it cannot. */
export async function walkOf(asking: Asking, size: number, after?: readonly Scalar[]): Promise<Walk | undefined> {
  const { context, wanted, order, sight, kinds } = asking;
  const { desc } = order;
  if (wanted.text && order.by === 'submittedAt') {
    const streams = await textStreams(asking, size, after);
    if (streams) return { asking, merge: new Merge(streams, desc), exact: Object.keys(wanted).every((facet) => facet === 'text' || facet === 'kinds') };
  }
  const { walk } = plan(wanted, order, { sight, kinds: kinds.ids });
  if (!walk) return undefined;
  const exact = walk.recheck.length === 0;
  // A few ranges are read with their rows; of many, most rows would be read in vain.
  const keysOnly = walk.ranges.length > 3 || walk.ranges.some(({ index }) => index === 'request-flags');
  const read = exact ? size : Math.max(size, stepSize);
  return { asking, merge: new Merge(walk.ranges.map((range) => rangeStream(context.store, range, { desc, after, size: read, keysOnly })), desc), exact };
}

async function walked({ asking, merge, exact }: Walk, limit: number): Promise<RegisterPage> {
  const items: RequestSummary[] = [];
  let position: readonly Scalar[] | undefined;
  let looked = 0;
  while (items.length < limit && looked < lookAtMost) {
    const rows = await merge.take(exact ? limit - items.length : stepSize);
    if (rows.length === 0) break;
    looked += rows.at(-1)?.mark ? stepSize * 5 : rows.length;
    for (const { row, summary } of await summaries(asking, rows)) {
      if (items.length === limit) return { items, next: await cursorOf(position ?? [], asking) };
      if (summary) items.push(summary);
      position = row.position;
    }
  }
  return { items, ...(merge.ended || !position ? {} : { next: await cursorOf(position, asking) }) };
}

/** Reads what rows name and tells of each what to show; nothing of what is not wanted or not seen. */
async function summaries(asking: Asking, rows: readonly Row[]): Promise<readonly { readonly row: Row; readonly summary?: RequestSummary }[]> {
  const { order } = asking;
  const docs = await wantedDocs(asking, rows);
  return rows.map((row) => {
    const found = docs.get(row.id);
    // A field with several values stands in its order once, by the first.
    const here = found && (order.by !== 'field' || comparePositions(row.position, positionIn(order, found.doc.body) ?? []) === 0);
    return here ? { row, summary: listedSummary(asking.context, found.doc.body, found.kind) } : { row };
  });
}

/** A request that is wanted and seen. */
export interface Found {
  readonly doc: DocOf<'register'>;
  readonly kind: PublishedKind;
}

/** The requests of rows that are wanted and seen, by id. */
export async function wantedDocs(asking: Asking, rows: readonly Row[]): Promise<ReadonlyMap<string, Found>> {
  const { context, wanted, order } = asking;
  const real = rows.filter(({ mark }) => !mark);
  const missing = real.filter(({ doc }) => !doc).map(({ position, id }) => registerIdAt(Number(position.at(-2)), id));
  const read = await readMany(context.store, 'register', missing);
  const docs = new Map([...real.flatMap(({ doc }) => doc ?? []), ...read].map((doc) => [doc.body.request.id, doc]));
  const unsaid = real.filter(({ said }) => !said).flatMap(({ id }) => docs.get(id) ?? []);
  const [flags, words] = await Promise.all([flagsOf(asking, real), wordsOf(asking, unsaid)]);
  const found = new Map<string, Found>();
  for (const { id, said } of real) {
    const doc = docs.get(id);
    if (!doc) continue;
    const { request } = doc.body;
    const kind = await context.publishedKind(request.kind, request.kindVersion);
    const keep = may(context.actor, { action: 'see', request, kind: kind.kind }, context.org).allowed && isWanted(doc.body, wanted, flags.get(id) ?? [], said ? 'said' : words.get(doc.id)) && positionIn(order, doc.body) !== undefined;
    if (keep) found.set(id, { doc, kind });
  }
  return found;
}

/** Words of the requests by the id of their row, where the question asks for a text. */
async function wordsOf({ context, wanted: { text } }: Asking, docs: readonly DocOf<'register'>[]): Promise<ReadonlyMap<string, RegisterWords>> {
  if (!text || docs.length === 0) return new Map();
  return new Map((await readMany(context.store, 'register-words', docs.map(({ id }) => id))).map(({ id, body }) => [id, body]));
}

/** The actor's flags by request, where the question asks for them. */
async function flagsOf({ context, wanted: { flag } }: Asking, rows: readonly Row[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (!flag || rows.length === 0) return new Map();
  const docs = await readMany(context.store, 'request-flags', rows.map(({ id }) => flagId(id, flag.person)));
  return new Map(docs.map(({ body }) => [body.request, body.flags]));
}

/** Words by the store's search, beginnings of numbers and titles beside it. Undefined when there is something narrower to walk and look into. */
async function textStreams(asking: Asking, size: number, after: readonly Scalar[] | undefined) {
  const { context, wanted, sight, kinds, order } = asking;
  const { text, kinds: named } = wanted;
  if (!text || [wanted.initiator, wanted.performer, wanted.participant, wanted.flag].some((facet) => facet !== undefined)) return undefined;
  if (!order.desc) return undefined;
  const free = isFree(wanted, sight);
  if (!free && sight !== 'everything' && sight.kinds.length === 0 && (await isSmall(context, sight.people))) return undefined;
  const tokens = [...new Set(text.tokens)];
  const sets = free || sight === 'everything' ? (named ? named.map((kind) => [kindToken(kind), ...tokens]) : [tokens]) : [...sight.people.map((person) => [personToken(person), ...tokens]), ...sight.kinds.filter((kind) => named?.includes(kind) ?? true).map((kind) => [kindToken(kind), ...tokens])];
  const lookedUp = named ?? (free ? kinds.ids : sight === 'everything' ? kinds.ids : sight.kinds);
  const also = beginnings(lookedUp.slice(0, mostBegun), text.beginning, lookedUp === kinds.ids);
  // Signs alone are no words: only the beginning can hold them.
  const searched = tokens.length === 0 ? (also.length === 0 ? [] : [[]]) : sets;
  return searched.map((set, n) => searchStream(context, set, { after, size, ...(n === 0 && also.length > 0 ? { also } : {}) }));
}

async function isSmall(context: Context, people: readonly string[]): Promise<boolean> {
  const seen = people.flatMap((person) => allStates.map((state) => ({ index: 'requests-seen', eq: [person, state] })));
  const [count = 0] = await countIn(context.store, [seen], mostCollected + 1);
  return count <= mostCollected;
}

/** Where numbers and titles that begin so stand, in the middle of a word: where a word ends with the text, the search finds it. */
function beginnings(kinds: readonly string[], text: string, all: boolean): readonly CountRange[] {
  if (text.length < 2) return [];
  const span = { gte: [`${text}!`], lt: [`${text}\u{10ffff}`] };
  return all ? [{ index: 'requests-begin', ...span }] : kinds.flatMap((kind) => ['requests-number', 'requests-title'].map((index) => ({ index, eq: [kind], ...span })));
}

/** Every request that is wanted, when a source of them is small. Rejects with `INVALID` when none is. */
export async function collected(asking: Asking): Promise<readonly Found[]> {
  const rows = asking.wanted.text ? await collectedByText(asking) : await collectedRows(asking);
  const docs: Found[] = [];
  for (let at = 0; at < rows.length; at += stepSize) docs.push(...(await wantedDocs(asking, rows.slice(at, at + stepSize))).values());
  return docs;
}

async function collectedRows({ context, wanted, order, sight, kinds }: Asking): Promise<readonly Row[]> {
  const { collect, issue } = plan(wanted, order, { sight, kinds: kinds.ids });
  const counts = await countIn(context.store, collect.map(({ ranges }) => ranges), mostCollected + 1);
  const small = collect.find((_source, n) => counts[n]! <= mostCollected);
  if (small) return rowsOf(context, small);
  throw new RequestryError('INVALID', 'The register cannot be asked so: too many requests to sort', { issues: [issue] });
}

async function rowsOf({ store }: Context, { ranges }: Source): Promise<readonly Row[]> {
  const pages = await Promise.all(ranges.map((range: Range) => rangeStream(store, range, { desc: false, size: mostCollected, keysOnly: true })()));
  return [...new Map(pages.flatMap(({ rows }) => rows).map((row) => [row.id, row])).values()];
}

/** The same for what is found by text first. */
async function collectedByText(asking: Asking): Promise<readonly Row[]> {
  const streams = await textStreams({ ...asking, order: { by: 'submittedAt', desc: true } }, mostCollected, undefined);
  if (!streams) return collectedRows(asking);
  const rows = await new Merge(streams, true).take(mostCollected + 1);
  if (rows.length <= mostCollected) return rows;
  const { issue } = plan(asking.wanted, asking.order, { sight: asking.sight, kinds: asking.kinds.ids });
  throw new RequestryError('INVALID', 'The register cannot be asked so: too many requests to sort', { issues: [issue] });
}

async function sortedPage(asking: Asking, all: readonly Found[], limit: number, after: readonly Scalar[] | undefined): Promise<RegisterPage> {
  const { context, order } = asking;
  const sign = order.desc ? -1 : 1;
  const placed = all.flatMap((found) => {
    const position = positionIn(order, found.doc.body);
    return position ? [{ ...found, position }] : [];
  });
  const left = placed.filter(({ position }) => !after || sign * comparePositions(position, after) > 0).sort((a, b) => sign * comparePositions(a.position, b.position));
  const page = left.slice(0, limit);
  const items = page.map(({ doc, kind }) => listedSummary(context, doc.body, kind));
  const last = page.at(-1);
  return { items, ...(left.length > limit && last ? { next: await cursorOf(last.position, asking) } : {}) };
}
