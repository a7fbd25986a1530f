/** Commits of this process on their way to the server: those that come while others are under way go together. */
import type { Commit } from '../contract.js';
import { answersOf, callOf, fitsOneCall, type SentBatch } from './commit.js';
import type { Connection } from './connection.js';
import { isLost } from './errors.js';

/** Calls under way at once. One would leave the server idle while we read its answer and decide what comes next. */
const mostCalls = 2;

interface Waiting {
  readonly batch: SentBatch;
  readonly resolve: (commit: Commit) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A commit alone goes at once. With many writers the cost of a call, of its plan and of the disk is shared; every batch keeps its own outcome.
 * Batches that touch the same document never go together, nor at the same time.
 */
export class CommitQueue {
  readonly #connection: Connection;
  readonly #sql: string;
  readonly #now: () => number | null;
  readonly #waiting: Waiting[] = [];
  /** What is touched by those under way; readers are counted. */
  readonly #held = new Map<string, number>();
  #calls = 0;

  constructor(connection: Connection, schema: string, now: () => number | null) {
    this.#connection = connection;
    this.#sql = `SELECT ${schema}.commit_batches($1, $2, $3, $4::float8, $5, $6::integer) AS answer`;
    this.#now = now;
  }

  commit(batch: SentBatch): Promise<Commit> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, resolve, reject });
      this.#begin();
    });
  }

  #begin(): void {
    while (this.#calls < mostCalls) {
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

  /** Those that have waited longest, as far as one call has room and nothing that they touch is under way; they hold what they touch from now on. */
  #next(): readonly Waiting[] {
    const group: Waiting[] = [];
    const left: Waiting[] = [];
    let [ops, size] = [0, 0];
    for (const each of this.#waiting) {
      const { batch } = each;
      const [allOps, allSize] = [ops + batch.ops.length, size + batch.size];
      if ((group.length > 0 && !fitsOneCall(allOps, allSize)) || !this.#isFree(batch)) {
        left.push(each);
        continue;
      }
      this.#hold(batch);
      group.push(each);
      [ops, size] = [allOps, allSize];
    }
    this.#waiting.splice(0, Infinity, ...left);
    return group;
  }

  #isFree({ locks }: SentBatch): boolean {
    for (const [name, mode] of locks) {
      const held = this.#held.get(name);
      if (held !== undefined && (mode === 'x' || held < 0)) return false;
    }
    return true;
  }

  /** Less than nothing stands for a writer. */
  #hold({ locks }: SentBatch): void {
    for (const [name, mode] of locks) this.#held.set(name, mode === 'x' ? -1 : (this.#held.get(name) ?? 0) + 1);
  }

  #letGo({ locks }: SentBatch): void {
    for (const [name, mode] of locks) {
      const left = mode === 'x' ? 0 : (this.#held.get(name) ?? 1) - 1;
      if (left > 0) this.#held.set(name, left);
      else this.#held.delete(name);
    }
  }

  async #send(group: readonly Waiting[]): Promise<void> {
    if (group.length === 1) return this.#sendAlone(group[0]!);
    try {
      const commits = answersOf((await this.#connection.attempt<{ answer: string }>(this.#sql, ...(await this.#call(group))))[0]!.answer);
      group.forEach(({ resolve }, n) => resolve(commits[n]!));
    } catch (error) {
      await Promise.all(group.map((each) => this.#sendAgain(each, error)));
    }
  }

  /** One that fails may have taken the others with it: each is sent by itself, unless it may have been applied and would not be known again. */
  #sendAgain(each: Waiting, error: unknown): Promise<void> | void {
    if (isLost(error) && !each.batch.repeatable) each.reject(this.#connection.unknown(error));
    else return this.#sendAlone(each);
  }

  async #sendAlone({ batch, resolve, reject }: Waiting): Promise<void> {
    try {
      const call = await this.#call([{ batch }]);
      const [row] = await (batch.repeatable ? this.#connection.ask<{ answer: string }>(this.#sql, ...call) : this.#connection.askOnce<{ answer: string }>(this.#sql, ...call));
      resolve(answersOf(row!.answer)[0]!);
    } catch (error) {
      reject(error);
    }
  }

  async #call(group: readonly Pick<Waiting, 'batch'>[]): Promise<ReturnType<typeof callOf>> {
    return callOf(group.map(({ batch }) => batch), this.#now(), await this.#connection.era());
  }
}
