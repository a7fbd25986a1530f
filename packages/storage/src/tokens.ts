/** Tokens as rows of an index of their own, for adapters that keep one sorted list of rows. */
import type { Entry, Op } from './contract.js';

/** No runtime names an index so. */
export const tokenIndex = '\0tokens';

/** How many documents one search looks at. */
export const mostLooked = 1000;

/** Past every id. */
export const pastIds = '\u{10ffff}';

/** Entries of a put with those of its tokens. */
export function allEntries(op: Op & { op: 'put' }): readonly Entry[] {
  const { entries = [], tokens = [] } = op;
  return tokens.length === 0 ? entries : [...entries, ...[...new Set(tokens)].map((token): Entry => [tokenIndex, op.collection, token])];
}
