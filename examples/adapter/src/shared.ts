import type { StorageAdapter } from '@requestry/storage';
import type { LevelClient } from './client.js';

export type Listener = Parameters<NonNullable<StorageAdapter['watch']>>[0];

/** What all adapters on one database have in common. */
export class Shared {
  readonly listeners = new Set<Listener>();
  #last: Promise<unknown> = Promise.resolve();

  /** One at a time, in the order they came. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Tells those who watch, once the commit is answered. */
  tell(tenant: string, collections: readonly string[]): void {
    for (const listener of this.listeners) queueMicrotask(() => this.listeners.has(listener) && listener({ tenant, collections }));
  }
}

const sharedOf = new WeakMap<LevelClient, Shared>();

/** LevelDB lets one process open a folder, so one object of it is where all writers meet. */
export function shared(client: LevelClient): Shared {
  const known = sharedOf.get(client) ?? new Shared();
  sharedOf.set(client, known);
  return known;
}
