import type { Context } from '../context.js';
import { recordDocId } from '../world.js';
import { titlesOf, type Titles, type WantedTitles } from './records.js';

/** How long a title may be taken for what it was, milliseconds; a hint that records changed ends it sooner. */
const longestKept = 5_000;

const mostKept = 10_000;

interface Kept {
  /** Undefined where there is no such record. */
  readonly title: string | undefined;
  readonly at: number;
}

/** Titles of records for lists, which ask for the same few again and again. */
export class KeptTitles {
  readonly #kept = new Map<string, Map<string, Kept>>();

  /** Titles by the record's id, as `titlesOf` gives them. */
  async get(context: Pick<Context, 'store' | 'tenant' | 'now'>, wanted: readonly WantedTitles[]): Promise<Titles> {
    const { tenant, now } = context;
    const kept = this.#of(tenant);
    const ids = wanted.flatMap(({ directory, ids: some }) => some.map((id) => ({ directory, id, name: recordDocId(directory, id) })));
    const isFresh = ({ name }: { readonly name: string }): boolean => Math.abs(now - (kept.get(name)?.at ?? -Infinity)) < longestKept;
    const missing = [...new Map(ids.filter((each) => !isFresh(each)).map((each) => [each.name, each])).values()];
    const read = missing.length === 0 ? {} : await titlesOf(context, missing.map(({ directory, id }) => ({ directory, ids: [id] })));
    // Where a hint came meanwhile, these go with the list that was forgotten.
    for (const { id, name } of missing) kept.set(name, { title: Object.hasOwn(read, id) ? read[id] : undefined, at: now });
    const titles = { ...Object.fromEntries(ids.flatMap(({ id, name }) => { const title = kept.get(name)?.title; return title === undefined ? [] : [[id, title]]; })), ...read };
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
