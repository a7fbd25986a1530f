import type { CountRange, Store } from './contract.js';

/** Rows of each range, counted up to `most`: by the store, or by scanning where it does not count. */
export async function countIn(store: Store, ranges: readonly CountRange[], most: number): Promise<readonly number[]> {
  if (ranges.length === 0) return [];
  return store.count ? store.count(ranges, most) : Promise.all(ranges.map((range) => scanned(store, range, most)));
}

async function scanned(store: Store, range: CountRange, most: number): Promise<number> {
  let count = 0;
  let after: string | undefined;
  do {
    const page = await store.scan({ ...range, keysOnly: true, limit: Math.min(1000, most - count), ...(after === undefined ? {} : { after }) });
    count += page.items.length;
    after = page.next;
  } while (after !== undefined && count < most);
  return count;
}
