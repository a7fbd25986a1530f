/** Requests as earlier versions stored them, read as they would be written now. `work()` writes them so, some at a time: see `work/older-requests.ts`. */
import type { Link, Request } from '@requestry/model';
import type { RequestDocument } from './collections.js';
import { derivedPublicId } from './public-id.js';

/** A request as an earlier version may have kept it. */
interface Older extends Omit<Request, 'publicId'> {
  /** On which request a decision began it; a link by now. */
  readonly basis?: { readonly request: string; readonly followUp: string };
  /** Absent from before there were these. */
  readonly publicId?: string;
}

interface Read {
  readonly collection: string;
  readonly body?: unknown;
}

/** The sound document is a request that an earlier version stored and that reads differently now. */
export function isOlder({ collection, body }: Read): boolean {
  if (collection !== 'requests') return false;
  const { basis, publicId } = (body as { readonly request: Older }).request;
  return basis !== undefined || publicId === undefined;
}

/**
 * A sound document as it would be written now; itself unless `isOlder`. A request without a public identifier has the one that follows from its id and the tenant's `key`: the same on
 * every node, before it is written and afterwards, and nobody outside can tell it.
 */
export async function asNow<D extends Read>(doc: D, key: () => Promise<Uint8Array>): Promise<D> {
  if (!isOlder(doc)) return doc;
  const { request: stored, ...rest } = doc.body as Omit<RequestDocument, 'request'> & { readonly request: Older };
  const { basis, ...older } = stored;
  const { links } = begunBy(basis);
  const request: Request = { ...older, publicId: stored.publicId ?? derivedPublicId(stored.id, await key()), ...(links ? { links: [...links, ...(older.links ?? [])] } : {}) };
  return { ...doc, body: { ...rest, request } satisfies RequestDocument };
}

/** The link that stands now for a `basis` of a request or of what its history says. */
export function begunBy(basis: unknown): { readonly links?: readonly Link[] } {
  const { request, followUp } = (basis ?? {}) as Partial<Readonly<Record<'request' | 'followUp', unknown>>>;
  return typeof request === 'string' && typeof followUp === 'string' ? { links: [{ type: 'based-on', followUp, to: request }] } : {};
}
