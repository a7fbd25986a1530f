/** Commits of this process on their way to the store: those that come while others are under way go together. */
import type { Batch, Commit } from './contract.js';

/** A batch that may wait for others to come along. */
export interface Sendable {
  /** What it touches: `x` for alone, `s` together with other readers. */
  readonly locks: ReadonlyMap<string, 'x' | 's'>;
  readonly ops: { readonly length: number };
  /** Characters of its bodies. */
  readonly size: number;
}

/** How a store takes batches. */
export interface Sender<Sent extends Sendable> {
  /** Calls under way at once. */
  readonly mostCalls: number;
  /** Whether one call has room for so many ops and bodies. */
  fits(ops: number, size: number): boolean;
  /** One call for batches that touch nothing together; what is refused of one leaves the others alone. Rejects when nothing is known of any. */
  send(batches: readonly Sent[]): Promise<readonly Commit[]>;
  /** A call for one; after a call for several failed, with its error. */
  sendAlone(batch: Sent, error?: unknown): Promise<Commit>;
}

interface Waiting<Sent> {
  readonly batch: Sent;
  readonly resolve: (commit: Commit) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A commit alone goes at once. With many writers what a call costs, the disk above all, is shared; every batch keeps its own outcome.
 * Batches that touch the same document go neither together nor at the same time.
 */
export class CommitQueue<Sent extends Sendable> {
  readonly #sender: Sender<Sent>;
  readonly #waiting: Waiting<Sent>[] = [];
  /** What is touched by those under way; readers are counted. */
  readonly #held = new Map<string, number>();
  #calls = 0;

  constructor(sender: Sender<Sent>) {
    this.#sender = sender;
  }

  commit(batch: Sent): Promise<Commit> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, resolve, reject });
      this.#begin();
    });
  }

  #begin(): void {
    while (this.#calls < this.#sender.mostCalls) {
      const group = this.#next();
      if (group.length === 0) return;
      this.#calls += 1;
      void this.#send(group).finally(() => {
        this.#calls -= 1;
        for (const { batch } of group) this.#letGo(batch);
        this.#begin();
      });
    }
  }

  /** Those that have waited longest, as far as one call has room and nothing that they touch is under way or awaited by an earlier one; they hold what they touch from now on. */
  #next(): readonly Waiting<Sent>[] {
    const group: Waiting<Sent>[] = [];
    const left: Waiting<Sent>[] = [];
    const wanted = new Map<string, 'x' | 's'>();
    let [ops, size] = [0, 0];
    for (const each of this.#waiting) {
      const { batch } = each;
      const [allOps, allSize] = [ops + batch.ops.length, size + batch.size];
      if ((group.length > 0 && !this.#sender.fits(allOps, allSize)) || !this.#isFree(batch) || overtakes(batch, wanted)) {
        left.push(each);
        for (const [name, mode] of batch.locks) wanted.set(name, wanted.get(name) === 'x' ? 'x' : mode);
        continue;
      }
      this.#hold(batch);
      group.push(each);
      [ops, size] = [allOps, allSize];
    }
    this.#waiting.splice(0, Infinity, ...left);
    return group;
  }

  #isFree({ locks }: Sent): boolean {
    for (const [name, mode] of locks) {
      const held = this.#held.get(name);
      if (held !== undefined && (mode === 'x' || held < 0)) return false;
    }
    return true;
  }

  /** Less than nothing stands for a writer. */
  #hold({ locks }: Sent): void {
    for (const [name, mode] of locks) this.#held.set(name, mode === 'x' ? -1 : (this.#held.get(name) ?? 0) + 1);
  }

  #letGo({ locks }: Sent): void {
    for (const [name, mode] of locks) {
      const left = mode === 'x' ? 0 : (this.#held.get(name) ?? 1) - 1;
      if (left > 0) this.#held.set(name, left);
      else this.#held.delete(name);
    }
  }

  /** One that fails may have taken the others with it: then each goes by itself. */
  async #send(group: readonly Waiting<Sent>[]): Promise<void> {
    const [only, more] = group;
    if (only && !more) return this.#settle(only, this.#sender.sendAlone(only.batch));
    try {
      const commits = await this.#sender.send(group.map(({ batch }) => batch));
      group.forEach(({ resolve }, n) => resolve(commits[n]!));
    } catch (error) {
      await Promise.all(group.map((each) => this.#settle(each, this.#sender.sendAlone(each.batch, error))));
    }
  }

  #settle({ resolve, reject }: Waiting<Sent>, commit: Promise<Commit>): Promise<void> {
    return commit.then(resolve, reject);
  }
}

/** It would take something before one that waits for it longer: readers that keep coming would let no writer in. */
function overtakes({ locks }: Sendable, wanted: ReadonlyMap<string, 'x' | 's'>): boolean {
  for (const [name, mode] of locks) {
    const other = wanted.get(name);
    if (other === 'x' || (other === 's' && mode === 'x')) return true;
  }
  return false;
}

/** What a batch touches, by names that tell tenants apart. */
export function locksOf(tenant: string, { ops, command }: Batch, nameOf = (name: string): string => name): ReadonlyMap<string, 'x' | 's'> {
  const names = ops.map((op): [string, 'x' | 's'] => [`${tenant}\n${nameOf(op.collection)}\n${nameOf(op.id)}`, op.op === 'check' ? 's' : 'x']);
  return new Map(command ? [...names, [`${tenant}\n${nameOf(command.id)}`, 'x']] : names);
}

/** Characters of the bodies of a batch. */
export const sizeOf = (bodies: readonly (string | undefined)[]): number => bodies.reduce((sum, body) => sum + (body?.length ?? 0), 0);
