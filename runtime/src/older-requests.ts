/** Requests as earlier versions stored them, read as they would be written now. `work()` writes them so, some at a time: see `work/older-requests.ts`. */
import type { Link, Request } from '@requestry/model';
import type { RequestDocument } from './collections.js';

/** What earlier versions kept of a request besides what is kept now. */
interface Older {
  /** On which request a decision began it; a link by now. */
  readonly basis?: { readonly request: string; readonly followUp: string };
}

interface Read {
  readonly collection: string;
  readonly body?: unknown;
}

/** The document is a request that an earlier version stored and that reads differently now. */
export const isOlder = ({ collection, body }: Read): boolean => collection === 'requests' && (body as { readonly request: Older }).request.basis !== undefined;

/** A sound document as it would be written now; itself unless `isOlder`. */
export function asNow<D extends Read>(doc: D): D {
  if (!isOlder(doc)) return doc;
  const { request: stored, ...rest } = doc.body as RequestDocument;
  const { basis, ...request } = stored as Request & Older;
  const { links } = begunBy(basis);
  return { ...doc, body: { ...rest, request: { ...request, ...(links ? { links: [...links, ...(request.links ?? [])] } : {}) } } };
}

/** The link that stands now for a `basis` of a request or of what its history says. */
export function begunBy(basis: unknown): { readonly links?: readonly Link[] } {
  const { request, followUp } = (basis ?? {}) as Partial<Readonly<Record<'request' | 'followUp', unknown>>>;
  return typeof request === 'string' && typeof followUp === 'string' ? { links: [{ type: 'based-on', followUp, to: request }] } : {};
}
