import type { System } from '@requestry/model';
import type { Context } from '../context.js';
import { notFound, read, scanAll } from '../store.js';

/** Everything that is configured, as one document. Sorted by id, so that equal stores give equal documents. Rejects with `NOT_FOUND` when the store is empty. */
export async function exportSystem(context: Context): Promise<System> {
  const { store } = context;
  const [stored, heads, directories, records, sources] = await Promise.all([
    read(store, 'org', 'main'),
    scanAll<'kinds'>(store, { index: 'kinds' }),
    scanAll<'directories'>(store, { index: 'directories' }),
    scanAll<'records'>(store, { index: 'records' }, 1_000_000),
    scanAll<'sources'>(store, { index: 'sources' }),
  ]);
  if (!stored) throw notFound('org', 'main');
  const published = heads.filter(({ body }) => !body.archived && body.publishedVersion !== undefined);
  const kinds = await Promise.all(
    published.map(async ({ body }) => {
      const { kind, route } = await context.publishedKind(body.id, body.publishedVersion ?? 0);
      return { kind, ...(route !== undefined ? { route } : {}) };
    }),
  );
  return {
    title: stored.body.title ?? context.tenant,
    kinds: [...kinds].sort((a, b) => compare(a.kind.id, b.kind.id)),
    directories: directories.map(({ body }) => body).sort((a, b) => compare(a.id, b.id)),
    records: records.map(({ body }) => body).sort((a, b) => compare(a.directory, b.directory) || compare(a.id, b.id)),
    ...(sources.length > 0 ? { sources: sources.map(({ body }) => body).sort((a, b) => compare(a.id, b.id)) } : {}),
    org: stored.body.org,
    calendars: stored.body.calendars,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
