import type { RegisterRebuild } from '@requestry/model';
import type { Doc } from '@requestry/storage';
import { put, type KindHead } from '../collections.js';
import type { Context } from '../context.js';
import { mustDesign } from '../design/kinds.js';
import { read, readMany, scanAll, withoutConflicts } from '../store.js';
import { readRegistered, registerOps, requestOf } from './document.js';
import { filterableFields } from './fields.js';
import { missingLeft } from './missing.js';
import { countOthers, otherThan, type RebuildDocument } from './rebuilding.js';

/** Requests brought up to date in one commit. */
const batchSize = 100;
/** Commits of one pass. */
const mostBatches = 5;
const mostLeft = 1_001;

/**
 * Some batches of a kind whose fields changed. Which requests are left stands in their entries, so that it goes on where it broke off; a request
 * that somebody changes meanwhile is left for the next batch.
 */
export async function rebuildSome(context: Context, doc: Doc<RebuildDocument>): Promise<void> {
  const { kind, done } = doc.body;
  const head = (await read(context.store, 'kinds', kind))?.body;
  let count = 0;
  for (let batches = 0; head?.publishedVersion !== undefined && batches < mostBatches; batches += 1) {
    const some = await rebuildBatch(context, head);
    if (some === 0) break;
    count += some;
  }
  const { due: _due, ...rest } = doc.body;
  await context.store.commit({ ops: [put('register-rebuilds', kind, { ...rest, done: done + count, ...(count > 0 ? { due: context.now } : {}) }, doc.version)] });
}

async function rebuildBatch(context: Context, { id, publishedVersion = 0 }: KindHead): Promise<number> {
  const names = filterableFields(await context.publishedKind(id, publishedVersion));
  const pages = await Promise.all(otherThan(id, names).map((range) => context.store.scan({ ...range, limit: batchSize, keysOnly: true })));
  const ids = pages.flatMap(({ items }) => items.map(({ id }) => id)).slice(0, batchSize);
  const registered = await readRegistered(context, ids);
  const requests = new Map((await readMany(context.store, 'requests', [...registered.keys()].map(requestOf))).map((doc) => [doc.id, doc]));
  let left = await Promise.all(
    [...registered.values()].flatMap((own) => {
      const stored = requests.get(requestOf(own.id));
      if (!stored) return [];
      const { kind, kindVersion } = stored.body.request;
      return [context.publishedKind(kind, kindVersion).then((published) => registerOps(context, stored.body, stored.version, published, own, names))];
    }),
  );
  while (left.length > 0) {
    const commit = await context.store.commit({ ops: left.flat() });
    if (commit.ok || commit.reason === 'duplicate') break;
    left = withoutConflicts(left, commit.at);
  }
  return ids.length;
}

/** What is being made: documents of requests that have none, entries of kinds whose fields changed. */
export async function findRegisterRebuilds(context: Context): Promise<readonly RegisterRebuild[]> {
  mustDesign(context);
  const rows = await scanAll<'register-rebuilds'>(context.store, { index: 'rebuilds' });
  const running = rows.filter(({ body }) => body.due !== undefined);
  const missing = (await context.missing()) ? await missingLeft(context, mostLeft) : undefined;
  const kinds = await Promise.all(
    running.map(async ({ body: { kind, done } }) => {
      const { publishedVersion = 0 } = (await read(context.store, 'kinds', kind))?.body ?? {};
      const published = await context.publishedKind(kind, publishedVersion);
      return { kind, fields: filterableFields(published), done, left: await countOthers(context, published, mostLeft) };
    }),
  );
  return [...(missing ? [{ fields: [], ...missing }] : []), ...kinds];
}
