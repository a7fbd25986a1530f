import type { FeedItem } from '../contract.js';
import { Listeners } from '../listeners.js';
import type { Change, Listener } from '../listeners.js';
import { nameOf } from '../names.js';
import type { Connection } from './connection.js';

/** Says to listeners what this adapter wrote at once, and looks now and then for what others wrote. */
export class Hints {
  readonly #connection: Connection;
  readonly #everyMs: number;
  readonly #listeners = new Listeners();
  /** The last commit of each tenant that listeners know of; undefined before the first look. */
  #seen: Map<string, number> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, everyMs: number) {
    this.#connection = connection;
    this.#everyMs = everyMs;
  }

  listen(listener: Listener): () => void {
    const stop = this.#listeners.add(listener);
    if (!this.#timer) void this.#look();
    return stop;
  }

  tell(change: Change): void {
    this.#listeners.tell(change);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#seen = undefined;
  }

  async #look(): Promise<void> {
    this.#timer = later(() => void this.#look(), this.#everyMs);
    const own = this.#timer;
    const changes = await this.#connection.read(() => this.#news()).catch(() => []);
    if (this.#timer !== own) return;
    for (const change of changes) this.#listeners.tell(change);
    if (this.#listeners.size === 0) this.close();
  }

  #news(): Change[] {
    const counts = this.#connection.all<{ tenant: string; seq: number }>('SELECT tenant, seq FROM rq_tenants');
    const seen = this.#seen;
    this.#seen = new Map(counts.map(({ tenant, seq }) => [tenant, seq]));
    if (!seen) return [];
    return counts.flatMap(({ tenant, seq }) => {
      const last = seen.get(tenant) ?? 0;
      if (seq <= last) return [];
      const commits = this.#connection.all<{ changes: string }>('SELECT changes FROM rq_commits WHERE tenant = ? AND seq > ? AND seq <= ? LIMIT 1000', tenant, last, seq);
      const collections = new Set(commits.flatMap(({ changes }) => (JSON.parse(changes) as FeedItem['changes']).map(({ collection }) => collection)));
      return collections.size > 0 ? [{ tenant: nameOf(tenant), collections: [...collections] }] : [];
    });
  }
}

/** A look that does not keep the process alive. */
function later(work: () => void, ms: number): ReturnType<typeof setTimeout> {
  const timer = setTimeout(work, ms);
  if (typeof timer === 'object') timer.unref();
  return timer;
}
