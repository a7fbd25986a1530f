import { RequestryError } from '@requestry/model';

/** The number behind a place in a feed that counts its commits from 1. Throws `INVALID` when it is none. */
export function feedPosition(after: string | null): number {
  const position = after === null ? 0 : Number(after || NaN);
  if (!Number.isSafeInteger(position) || position < 0) throw new RequestryError('INVALID', `no place in the feed: ${after}`);
  return position;
}
