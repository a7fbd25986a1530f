import { RequestryError } from '@requestry/model';
import type { Context } from '../context.js';
import type { PublishedKind } from '../kinds.js';
import { notFound, read } from '../store.js';

/** The version of a kind that new requests are made of. Rejects with `NOT_FOUND`, or `STATE` when it is archived. */
export async function publishedVersion(context: Context, kind: string): Promise<PublishedKind> {
  const head = await read(context.store, 'kinds', kind);
  if (!head || head.body.publishedVersion === undefined) throw notFound('kinds', kind);
  if (head.body.archived) throw new RequestryError('STATE', `Kind "${kind}" is archived`, { params: { reason: 'may.kind-archived' } });
  return context.publishedKind(kind, head.body.publishedVersion);
}
