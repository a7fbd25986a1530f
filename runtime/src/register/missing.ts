/** Requests from before there was a register have no document in it: these are made, some at a time, without touching the requests. */
import type { Doc, Op, Store } from '@requestry/storage';
import { keyOf, put, type DocOf } from '../collections.js';
import type { Context } from '../context.js';
import { read, readMany, scanAll, withoutConflicts } from '../store.js';
import { hasRequests, walkDone, walkLeft, walkOn, type Walk } from '../work/walk.js';
import { commentsOps, readRegistered, registerId, registerOps, type Registered } from './document.js';
import { filterableFields } from './fields.js';

/** How far the requests of a tenant were looked through; nothing is missing once that is done. */
export interface MissingDocument extends Walk {
  /** Documents that were made. */
  readonly done: number;
}

const id = 'requests';

/** To be written into a store without requests. */
export const nothingMissing = (): Op => put('register-missing', id, { done: 0, ...walkDone }, 'absent');

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
  await store.commit({ ops: [(await hasRequests(store)) ? put('register-missing', id, { done: 0, index: 0, due: now }, 'absent') : nothingMissing()] });
  return read(store, 'register-missing', id);
}

/** Some steps. */
export async function makeMissing(context: Context, doc: Doc<MissingDocument>): Promise<void> {
  let { done } = doc.body;
  const walk = await walkOn(context, doc.body, async (ids) => void (done += await makeDocuments(context, ids)));
  await context.store.commit({ ops: [put('register-missing', id, { done, ...walk }, doc.version)] });
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
    const again = commit.ok || commit.reason === 'duplicate' ? [] : withoutConflicts(ops, commit.at.map((at) => at - checks.length));
    left = left.filter((_request, i) => again.some((each) => each === ops[i]));
  }
  await addComments(context, requests.map((request) => request.id));
  return made;
}

const registered = (context: Context, requests: readonly DocOf<'requests'>[]): Promise<ReadonlyMap<string, Registered>> => readRegistered(context, requests.map(({ body }) => registerId(body.request)));

/** As long as neither the request nor the kind has changed. */
async function documentOps(context: Context, { id: request, body, version }: DocOf<'requests'>, heads: readonly DocOf<'kinds'>[]): Promise<readonly Op[]> {
  const { kind, kindVersion } = body.request;
  const published = await context.publishedKind(kind, kindVersion);
  const { publishedVersion = kindVersion } = heads.find((head) => head.id === kind)?.body ?? {};
  const names = filterableFields(await context.publishedKind(kind, publishedVersion));
  return [...registerOps(context, body, version, published, undefined, names), { op: 'check', ...keyOf('requests', request), if: version }];
}

async function addComments(context: Context, ids: readonly string[]): Promise<void> {
  const said = new Map(await Promise.all(ids.map(async (request) => [request, (await scanAll<'comments'>(context.store, { index: 'comments', eq: [request] })).map(({ body }) => body)] as const)));
  for (let left = ids.filter((request) => said.get(request)?.length); left.length > 0; ) {
    const requests = await readMany(context.store, 'requests', left);
    const stored = await registered(context, requests);
    const ops = await Promise.all(requests.map(async (doc) => {
      const { kind, kindVersion } = doc.body.request;
      const own = stored.get(registerId(doc.body.request));
      return own ? commentsOps(context, { doc, kind: await context.publishedKind(kind, kindVersion) }, own, said.get(doc.id) ?? []) : [];
    }));
    const commit = ops.flat().length === 0 ? undefined : await context.store.commit({ ops: ops.flat() });
    left = commit?.ok === false && commit.reason === 'conflict' ? left : [];
  }
}

/** Requests that are to be looked through, counted up to `most`; undefined when nothing is missing. */
export async function missingLeft({ store }: Pick<Context, 'store'>, most: number): Promise<{ readonly done: number; readonly left: number } | undefined> {
  const doc = await read(store, 'register-missing', id);
  return doc?.body.due === undefined ? undefined : { done: doc.body.done, left: await walkLeft(store, doc.body, most) };
}
