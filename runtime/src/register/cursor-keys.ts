import type { Op, Store } from '@requestry/storage';
import { put } from '../collections.js';
import { bytesOf, newKey } from '../secrets.js';
import { read } from '../store.js';

const id = 'register';

/** A key for a store that has none. Refused where there is one. */
export const newCursorKey = (): Op => put('cursor-keys', id, { key: newKey() }, 'absent');

/** Keys that places in the register are sealed with, one for each tenant: made when first needed, read once. All nodes have the same. */
export class CursorKeys {
  readonly #keys = new Map<string, Promise<Uint8Array>>();

  get(store: Store, tenant: string): Promise<Uint8Array> {
    const known = this.#keys.get(tenant);
    if (known) return known;
    const key = keyIn(store);
    this.#keys.set(tenant, key);
    key.catch(() => this.#keys.delete(tenant));
    return key;
  }
}

/** Of two that make the first key at once, one is refused and takes the other's. */
async function keyIn(store: Store): Promise<Uint8Array> {
  for (;;) {
    const kept = await read(store, 'cursor-keys', id);
    if (kept) return bytesOf(kept.body.key);
    await store.commit({ ops: [newCursorKey()] });
  }
}
