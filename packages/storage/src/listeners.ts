import type { StorageAdapter } from './contract.js';

export type Listener = Parameters<NonNullable<StorageAdapter['watch']>>[0];
export type Change = Parameters<Listener>[0];

/** Those who watch an adapter. Each hears in its own turn, so that one that throws disturbs nobody and none delays a commit. */
export class Listeners {
  readonly #all = new Set<Listener>();

  get size(): number {
    return this.#all.size;
  }

  /** Gives the way to stop. */
  add(listener: Listener): () => void {
    const own: Listener = (change) => listener(change);
    this.#all.add(own);
    return () => void this.#all.delete(own);
  }

  tell(change: Change): void {
    for (const listener of this.#all) queueMicrotask(() => this.#all.has(listener) && listener(change));
  }
}
