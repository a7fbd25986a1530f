import { localize, recordKey } from '@requestry/model';
import type { Locale } from '@requestry/model';
import type { Lookups, TitleSource } from '../registry.js';

/** Ids of records are those of one directory. */
const placeOf = (source: TitleSource): string => (source.of === 'record' ? `record ${source.directory}` : source.of);

/** Titles of ids: given by the host, learned from choices, or asked for in one call per directory. */
export class TitleBook {
  given: Readonly<Record<string, string>> = {};
  lookups: Lookups | undefined;
  locale: Locale = 'en';
  readonly #learned = new Map<string, string>();
  readonly #asked = new Set<string>();
  readonly #waiting = new Map<string, { source: TitleSource; ids: Set<string> }>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  learn(id: string, title: string, source: TitleSource): void {
    this.#learned.set(`${placeOf(source)} ${id}`, title);
  }

  /** The title, or the id while nobody knows better. */
  titleOf(id: string, source: TitleSource): string {
    const key = source.of === 'record' ? recordKey(source.directory, id) : id;
    if (Object.hasOwn(this.given, key)) return this.given[key] ?? id;
    const learned = this.#learned.get(`${placeOf(source)} ${id}`);
    if (learned === undefined) this.#ask(id, source);
    return learned ?? id;
  }

  #ask(id: string, source: TitleSource): void {
    const place = placeOf(source);
    if (!this.lookups || this.#asked.has(`${place} ${id}`)) return;
    this.#asked.add(`${place} ${id}`);
    if (this.#waiting.size === 0) queueMicrotask(() => void this.#answer());
    const waiting = this.#waiting.get(place) ?? { source, ids: new Set() };
    waiting.ids.add(id);
    this.#waiting.set(place, waiting);
  }

  async #answer(): Promise<void> {
    const asked = [...this.#waiting.values()];
    this.#waiting.clear();
    await Promise.allSettled(asked.map(({ source, ids }) => this.#find(source, [...ids])));
    this.#changed();
  }

  async #find(source: TitleSource, ids: readonly string[]): Promise<void> {
    const { lookups } = this;
    if (!lookups) return;
    if (source.of === 'person') for (const person of await lookups.findPeople({ ids })) this.learn(person.id, person.name, source);
    else if (source.of === 'unit') for (const unit of await lookups.findUnits({ ids })) this.learn(unit.id, localize(unit.title, this.locale), source);
    else for (const record of (await lookups.findRecords({ directory: source.directory, ids, limit: 200 })).items) this.learn(record.id, record.title, source);
  }
}
