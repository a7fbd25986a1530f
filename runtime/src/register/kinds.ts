import type { Store } from '@requestry/storage';
import type { PublishedKind } from '../kinds.js';
import { scanAll } from '../store.js';
import type { Kinds } from './filter.js';

/** How long the list of kinds may be taken for what it was, milliseconds; a hint that it changed ends it sooner. */
const longestKept = 5_000;

/** Kinds that were ever published, archived ones too: their requests stay. Read once, and again after a hint or when kept long enough. */
export class KindsCache {
  readonly #kept = new Map<string, { readonly kinds: Promise<Kinds>; readonly at: number }>();

  get({ store, tenant, now, publishedKind }: { readonly store: Store; readonly tenant: string; readonly now: number; readonly publishedKind: (kind: string, version: number) => Promise<PublishedKind> }): Promise<Kinds> {
    const kept = this.#kept.get(tenant);
    if (kept && Math.abs(now - kept.at) < longestKept) return kept.kinds;
    const kinds = kindsIn(store, publishedKind);
    this.#kept.set(tenant, { kinds, at: now });
    kinds.catch(() => this.forget(tenant));
    return kinds;
  }

  forget(tenant: string): void {
    this.#kept.delete(tenant);
  }
}

async function kindsIn(store: Store, publishedKind: (kind: string, version: number) => Promise<PublishedKind>): Promise<Kinds> {
  const heads = await scanAll<'kinds'>(store, { index: 'kinds' });
  const published = heads.flatMap(({ body }) => (body.publishedVersion === undefined ? [] : [{ id: body.id, version: body.publishedVersion }]));
  const found = new Map<string, PublishedKind>();
  await Promise.all(published.map(async ({ id, version }) => found.set(id, await publishedKind(id, version))));
  return { ids: published.map(({ id }) => id), published: (kind) => found.get(kind) };
}
