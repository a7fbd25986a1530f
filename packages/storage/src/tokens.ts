/** Tokens as rows of an index of their own, for adapters that keep one sorted list of rows. */
import type { Entry, Op } from './contract.js';
import { compareKeys, encodeKey } from './keys.js';

/** No runtime names an index so. */
export const tokenIndex = '\0tokens';

/** How many documents one search looks at. */
export const mostLooked = 1000;

/** Of several tokens the one is rarest whose so many newest documents go back furthest: counting them would cost more the commoner they are. */
export const newestCompared = 200;

/** Rows of each range that a search takes in besides. */
export const mostOfRange = 50;

/** Past every id. */
export const pastIds = '\u{10ffff}';

/** Entries of a put with those of its tokens. */
export function allEntries(op: Op & { op: 'put' }): readonly Entry[] {
  const { entries = [], tokens = [] } = op;
  return tokens.length === 0 ? entries : [...entries, ...[...new Set(tokens)].map((token): Entry => [tokenIndex, op.collection, token])];
}

/** Found by tokens, as far as `next` where there may be more. */
export interface FoundByTokens<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** A page with what is found besides: each document once, the greatest id first, nothing beyond where the tokens have been looked for. */
export function withAlso<Item extends { readonly id: string }>({ items, next }: FoundByTokens<Item>, also: readonly Item[], { below, limit }: { readonly below?: string; readonly limit: number }): FoundByTokens<Item> {
  const here = ({ id }: Item): boolean => (below === undefined || compareIds(id, below) < 0) && (next === undefined || compareIds(id, next) >= 0);
  const all = [...new Map([...items, ...also.filter(here)].map((item) => [item.id, item])).values()].sort((a, b) => compareIds(b.id, a.id));
  const end = all.length > limit ? all[limit - 1]!.id : next;
  return { items: all.slice(0, limit), ...(end === undefined ? {} : { next: end }) };
}

/** Ids as a store orders them. */
export const compareIds = (a: string, b: string): number => compareKeys(encodeKey([a]), encodeKey([b]));
