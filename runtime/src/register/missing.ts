/** Requests from before there was a register have no document in it: these are made, some at a time, without touching the requests. */
import { countIn, type CountRange, type Doc, type Op, type Store } from '@requestry/storage';
import { keyOf, put, type DocOf } from '../collections.js';
import type { Context } from '../context.js';
import { read, readMany, scanAll } from '../store.js';
import { commentsOps, putRegister, registerId, registerOf } from './document.js';
import { filterableFields } from './fields.js';
import { textsFrom } from './plan.js';

/** How far the requests of a tenant were looked through. */
export interface MissingDocument {
  /** Documents that were made. */
  readonly done: number;
  /** Which of the indexes is looked through, and the place in it. */
  readonly index: number;
  readonly after?: string;
  /** When to go on, epoch milliseconds; absent when nothing is missing. */
  readonly due?: number;
}

const id = 'requests';

/** Where every request stands: by its public id, or, from before there were these, by the moment of submission as text. */
const ranges: readonly CountRange[] = [{ index: 'requests-public' }, { index: 'requests', gte: textsFrom }];

/** Requests looked at in one step, and steps of one pass. */
const batchSize = 100;
const mostBatches = 5;

/** To be written into a store without requests. */
export const nothingMissing = (): Op => put('register-missing', id, { done: 0, index: ranges.length }, 'absent');

/** Knows the tenants that have a document for every request: from then on each is written with its request. */
export class MissingDocuments {
  readonly #complete = new Set<string>();

  /** Whether some may be missing. Sees to it that `work()` makes them. */
  async expected({ store, tenant, now }: Pick<Context, 'store' | 'tenant' | 'now'>): Promise<boolean> {
    if (this.#complete.has(tenant)) return false;
    const doc = (await read(store, 'register-missing', id)) ?? (await begun(store, now));
    if (doc && doc.body.due === undefined) this.#complete.add(tenant);
    return doc?.body.due !== undefined;
  }
}

/** A store that nothing was installed in is left alone; in one without requests nothing is missing. */
async function begun(store: Store, now: number): Promise<DocOf<'register-missing'> | undefined> {
  if (!(await read(store, 'org', 'main'))) return undefined;
  const some = (await countIn(store, ranges, 1)).some((count) => count > 0);
  await store.commit({ ops: [some ? put('register-missing', id, { done: 0, index: 0, due: now }, 'absent') : nothingMissing()] });
  return read(store, 'register-missing', id);
}

/** Some steps. The place is kept at their end: a pass that breaks off is repeated, and what it made is left as it is. */
export async function makeMissing(context: Context, doc: Doc<MissingDocument>): Promise<void> {
  let { done, index, after } = doc.body;
  for (let batches = 0; batches < mostBatches; batches += 1) {
    const range = ranges[index];
    if (!range) break;
    const page = await context.store.scan({ ...range, limit: batchSize, ...(after === undefined ? {} : { after }) });
    done += await makeDocuments(context, page.items.map((item) => item.id));
    after = page.next;
    if (after === undefined) index += 1;
  }
  const place = after === undefined ? {} : { after };
  const next = index < ranges.length ? { due: context.now } : {};
  await context.store.commit({ ops: [put('register-missing', id, { done, index, ...place, ...next }, doc.version)] });
}

/** How many were made. Their comments are looked for once they are there: whoever adds one from then on adds its words. */
async function makeDocuments(context: Context, ids: readonly string[]): Promise<number> {
  const requests = await readMany(context.store, 'requests', ids);
  const stored = await registered(context, requests);
  const missing = requests.filter(({ body }) => !stored.has(registerId(body.request)));
  let made = 0;
  for (let left = missing; left.length > 0; ) {
    const heads = await readMany(context.store, 'kinds', [...new Set(left.map(({ body }) => body.request.kind))]);
    const checks = heads.map((head): Op => ({ op: 'check', ...keyOf('kinds', head.id), if: head.version }));
    const ops = await Promise.all(left.map(async (request) => documentOps(context, request, heads)));
    const commit = await context.store.commit({ ops: [...checks, ...ops.flat()] });
    if (commit.ok || commit.reason === 'duplicate') made = left.length;
    // Who changes a request makes its document; where a kind was published, fields are taken anew.
    left = commit.ok || commit.reason === 'duplicate' ? [] : left.filter((_request, i) => [0, 1].every((n) => !commit.at.includes(checks.length + 2 * i + n)));
  }
  await addComments(context, requests);
  return made;
}

async function registered(context: Context, requests: readonly DocOf<'requests'>[]): Promise<ReadonlyMap<string, DocOf<'register'>>> {
  const docs = await readMany(context.store, 'register', requests.map(({ body }) => registerId(body.request)));
  return new Map(docs.map((doc) => [doc.id, doc]));
}

/** As long as neither the request nor the kind has changed. */
async function documentOps(context: Context, { id: request, body, version }: DocOf<'requests'>, heads: readonly DocOf<'kinds'>[]): Promise<readonly [Op, Op]> {
  const { kind, kindVersion } = body.request;
  const published = await context.publishedKind(kind, kindVersion);
  const { publishedVersion = kindVersion } = heads.find((head) => head.id === kind)?.body ?? {};
  const names = filterableFields(await context.publishedKind(kind, publishedVersion));
  return [
    putRegister(context, registerId(body.request), registerOf(body, version, published, names), 'absent'),
    { op: 'check', ...keyOf('requests', request), if: version },
  ];
}

async function addComments(context: Context, requests: readonly DocOf<'requests'>[]): Promise<void> {
  const said = new Map(await Promise.all(requests.map(async ({ id: request, body }) => [registerId(body.request), await scanAll<'comments'>(context.store, { index: 'comments', eq: [request] })] as const)));
  for (let left = requests.filter(({ body }) => said.get(registerId(body.request))?.length); left.length > 0; ) {
    const stored = await registered(context, left);
    const ops = [...stored.values()].flatMap((doc) => commentsOps(context, doc, (said.get(doc.id) ?? []).map(({ body }) => body)));
    const commit = ops.length === 0 ? undefined : await context.store.commit({ ops });
    left = commit?.ok === false && commit.reason === 'conflict' ? left : [];
  }
}

/** Requests that are to be looked through, counted up to `most`; undefined when nothing is missing. */
export async function missingLeft({ store }: Pick<Context, 'store'>, most: number): Promise<{ readonly done: number; readonly left: number } | undefined> {
  const doc = await read(store, 'register-missing', id);
  if (doc?.body.due === undefined) return undefined;
  const { done, index, after } = doc.body;
  const [range, ...later] = ranges.slice(index);
  const rest = range && after !== undefined ? (await store.scan({ ...range, after, limit: Math.min(most, 1000), keysOnly: true })).items.length : 0;
  const counts = await countIn(store, [...(range && after === undefined ? [range] : []), ...later], most);
  return { done, left: Math.min(most, counts.reduce((sum, count) => sum + count, rest)) };
}
