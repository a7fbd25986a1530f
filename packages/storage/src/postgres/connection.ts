/** The host's pool: statements asked again where that is safe. */
import { RequestryError } from '@requestry/model';
import type { PostgresClient } from './client.js';
import { explain, isLost, isUndone } from './errors.js';
import { migration } from './schema.js';

type Value = string | number | boolean | null;

export class Connection {
  readonly #client: PostgresClient;
  readonly #schema: string;
  readonly #retryMs: number;
  #opening: Promise<number> | undefined;
  #closed = false;

  constructor(client: PostgresClient, schema: string, retryMs: number) {
    this.#client = client;
    this.#schema = schema;
    this.#retryMs = retryMs;
  }

  async open(): Promise<void> {
    this.#closed = false;
    await this.era();
  }

  /** Lets go of the host's pool, which stays open. */
  close(): void {
    this.#closed = true;
    this.#opening = undefined;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** The numbering that commits belong to. Opens the store when it is not. */
  era(): Promise<number> {
    if (this.#closed) return Promise.reject(new RequestryError('STORAGE_UNAVAILABLE', 'the store is closed'));
    if (!this.#opening) {
      const opening = this.#prepare();
      this.#opening = opening;
      opening.catch(() => this.#opening === opening && (this.#opening = undefined));
    }
    return this.#opening;
  }

  /** A statement that may be carried out twice without harm. */
  async ask<Row>(text: string, ...values: Value[]): Promise<Row[]> {
    await this.era();
    return this.#patiently<Row>(text, values, true);
  }

  /** A statement that may not. When the connection breaks in the middle it rejects, and nobody knows. */
  async askOnce<Row>(text: string, ...values: Value[]): Promise<Row[]> {
    await this.era();
    return this.#patiently<Row>(text, values, false);
  }

  async #prepare(): Promise<number> {
    await this.#patiently(migration(this.#schema), [], true);
    const [meta] = await this.#patiently<{ era: string }>(`SELECT era::text FROM ${this.#schema}.meta`, [], true);
    return Number(meta!.era);
  }

  async #patiently<Row>(text: string, values: Value[], repeatable: boolean): Promise<Row[]> {
    const end = Date.now() + this.#retryMs;
    for (let pause = 5; ; pause = Math.min(pause * 2, 250)) {
      if (this.#closed) throw new RequestryError('STORAGE_UNAVAILABLE', 'the store is closed');
      try {
        return (await this.#client.query(text, values)).rows as Row[];
      } catch (error) {
        const lost = isLost(error);
        if (!(isUndone(error) || (lost && repeatable)) || Date.now() >= end) throw explain(error, lost && !repeatable);
      }
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  }
}
