import type { Context } from '../context.js';
import type { PublishedKind } from '../kinds.js';
import { scanAll } from '../store.js';
import type { Kinds } from './filter.js';

/** Kinds that were ever published, archived ones too: their requests stay. */
export async function kindsOf(context: Context): Promise<Kinds> {
  const heads = await scanAll<'kinds'>(context.store, { index: 'kinds' });
  const published = heads.flatMap(({ body }) => (body.publishedVersion === undefined ? [] : [{ id: body.id, version: body.publishedVersion }]));
  const found = new Map<string, PublishedKind>();
  await Promise.all(published.map(async ({ id, version }) => found.set(id, await context.publishedKind(id, version))));
  return { ids: published.map(({ id }) => id), published: (kind) => found.get(kind) };
}
