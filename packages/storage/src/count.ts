import type { CountGroup, CountRange, Store } from './contract.js';

/** Rows of each group of ranges, counted up to `most`: by the store, or by scanning where it does not count. */
export async function countIn(store: Store, groups: readonly CountGroup[], most: number): Promise<readonly number[]> {
  if (groups.length === 0) return [];
  return store.count ? store.count(groups, most) : Promise.all(groups.map((group) => scannedGroup(store, group, most)));
}

async function scannedGroup(store: Store, group: CountGroup, most: number): Promise<number> {
  let count = 0;
  for (const range of group) if (count < most) count += await scanned(store, range, most - count);
  return count;
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
