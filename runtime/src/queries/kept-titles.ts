import { recordKey } from '@requestry/model';
import type { Context } from '../context.js';
import { titlesOf, type Titles, type WantedTitles } from './records.js';

/** How long a title may be taken for what it was, milliseconds; a hint that records changed ends it sooner. */
const longestKept = 5_000;

const mostKept = 10_000;

/** Records read at once. */
const mostRead = 500;

interface Kept {
  /** Undefined where there is no such record. */
  readonly title: string | undefined;
  readonly at: number;
}

/** Titles of records for lists, which ask for the same few again and again. */
export class KeptTitles {
  readonly #kept = new Map<string, Map<string, Kept>>();

  /** Titles by `recordKey`, as `titlesOf` gives them, of however many there are. */
  async get(context: Pick<Context, 'store' | 'tenant' | 'now'>, wanted: readonly WantedTitles[]): Promise<Titles> {
    const { tenant, now } = context;
    const kept = this.#of(tenant);
    const asked = new Map(wanted.flatMap(({ directory, ids }) => ids.map((id) => [recordKey(directory, id), { directory, ids: [id] }] as const)));
    const missing = [...asked.keys()].filter((key) => Math.abs(now - (kept.get(key)?.at ?? -Infinity)) >= longestKept);
    const read: Record<string, string> = {};
    for (let from = 0; from < missing.length; from += mostRead) Object.assign(read, await titlesOf(context, missing.slice(from, from + mostRead).flatMap((key) => asked.get(key) ?? [])));
    // Where a hint came meanwhile, these go with the list that was forgotten.
    for (const key of missing) kept.set(key, { title: Object.hasOwn(read, key) ? read[key] : undefined, at: now });
    const titles = { ...Object.fromEntries([...asked.keys()].flatMap((key) => { const title = kept.get(key)?.title; return title === undefined ? [] : [[key, title]]; })), ...read };
    if (kept.size > mostKept) kept.clear();
    return titles;
  }

  forget(tenant: string): void {
    this.#kept.delete(tenant);
  }

  #of(tenant: string): Map<string, Kept> {
    let kept = this.#kept.get(tenant);
    if (!kept) this.#kept.set(tenant, (kept = new Map()));
    return kept;
  }
}
