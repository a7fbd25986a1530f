import { countIn, type CountRange, type Op } from '@requestry/storage';
import { put } from '../collections.js';
import type { Context } from '../context.js';
import type { PublishedKind } from '../kinds.js';
import { filterableFields, signatureOf } from './fields.js';
import type { Kinds } from './filter.js';

/** Entries of a kind are made anew, batch by batch; what is left shows in the entries themselves. */
export interface RebuildDocument {
  readonly kind: string;
  /** Requests that were brought up to date. */
  readonly done: number;
  /** When to go on, epoch milliseconds; absent when nothing is left. */
  readonly due?: number;
}

/** To be written with a new version of a kind: `work()` looks whether requests are found by other fields than the new ones. */
export const rebuildOp = (kind: string, now: number): Op => put('register-rebuilds', kind, { kind, done: 0, due: now });

/** Requests of a kind whose entries were made of other fields than these. */
export function otherThan(kind: string, names: readonly string[]): readonly CountRange[] {
  const signature = signatureOf(names);
  return [
    { index: 'requests-fields', eq: [kind], lt: [signature] },
    { index: 'requests-fields', eq: [kind], gt: [signature] },
  ];
}

/** How many they are, counted up to `most`. */
export async function countOthers(context: Context, published: PublishedKind, most: number): Promise<number> {
  const [count = 0] = await countIn(context.store, [otherThan(published.kind.id, filterableFields(published))], most);
  return count;
}

/** Versions of kinds all of whose requests were found to have their entries: from then on new ones have them from the start. */
const upToDate = new WeakSet<PublishedKind>();

/** Requests are missing still, or a field that the question uses is not in the entries of every one yet. */
export async function isRebuilding({ context, kinds, usedFields, wanted }: { readonly context: Context; readonly kinds: Kinds; readonly usedFields: readonly string[]; readonly wanted: { readonly kinds?: readonly string[] } }): Promise<boolean> {
  const published = usedFields.length > 0 ? kinds.published(wanted.kinds?.[0] ?? '') : undefined;
  if (await context.missing()) return true;
  if (!published || upToDate.has(published)) return false;
  const rebuilding = (await countOthers(context, published, 1)) > 0;
  if (!rebuilding) upToDate.add(published);
  return rebuilding;
}
