import type { Json, JsonObject } from '@requestry/model';
import { canonical } from '../history.js';

/** Asks something outside: a stock, a ledger, a calendar of rooms. It should end when the signal is given; its answer is JSON of at most 16 Ki characters. */
export type Connector = (query: JsonObject, signal: AbortSignal) => Promise<Json>;

export type Connectors = Readonly<Record<string, Connector>>;

/** What came of asking: an answer, or why there is none. */
export type Answer = { readonly value: Json } | { readonly problem: 'unknown' | 'failed' | 'late' | 'malformed' };

/** Milliseconds that a connector may take: unless said otherwise, and at most. */
export const usualTimeout = 5_000;
export const longestTimeout = 15_000;

const longestAnswer = 16 * 1024;

/** Asks connectors for one call: the same question is asked once, however often the call decides anew. */
export class Asker {
  readonly #connectors: Connectors;
  readonly #wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly #asked: Map<string, Promise<Answer>>;
  readonly #most: number;

  constructor(connectors: Connectors, wait: (milliseconds: number, signal: AbortSignal) => Promise<void>, asked = new Map<string, Promise<Answer>>(), most = longestTimeout) {
    this.#connectors = connectors;
    this.#wait = wait;
    this.#asked = asked;
    this.#most = most;
  }

  /** The same, for somebody who only looks and does not want to wait long. */
  within(most: number): Asker {
    return new Asker(this.#connectors, this.#wait, this.#asked, most);
  }

  get names(): readonly string[] {
    return Object.keys(this.#connectors);
  }

  /** Never rejects, and answers within the time whatever the connector does. */
  ask(name: string, query: JsonObject, timeout = usualTimeout): Promise<Answer> {
    const key = canonical([name, query]);
    const answer = this.#asked.get(key) ?? this.#ask(name, query, Math.min(Math.max(timeout, 1), this.#most));
    this.#asked.set(key, answer);
    return answer;
  }

  async #ask(name: string, query: JsonObject, timeout: number): Promise<Answer> {
    const connector = Object.hasOwn(this.#connectors, name) ? this.#connectors[name] : undefined;
    if (!connector) return { problem: 'unknown' };
    const ended = new AbortController();
    const asked = new AbortController();
    const late = this.#wait(timeout, ended.signal).then((): Answer => ({ problem: 'late' }));
    const answer = Promise.resolve().then(() => connector(query, asked.signal)).then(checked, (): Answer => ({ problem: 'failed' }));
    const first = await Promise.race([answer, late]);
    ended.abort();
    asked.abort();
    return first;
  }
}

function checked(value: unknown): Answer {
  try {
    const text = JSON.stringify(value ?? null) as string | undefined;
    if (text === undefined || text.length > longestAnswer) return { problem: 'malformed' };
    return { value: JSON.parse(text) as Json };
  } catch {
    return { problem: 'malformed' };
  }
}
