/** The host's pool: statements asked again where that is safe. */
import { RequestryError } from '@requestry/model';
import { oldestUpload } from '../blobs.js';
import type { PostgresClient } from './client.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { explain, isLost, isUndone } from './errors.js';
import { migration } from './schema.js';

type Value = string | number | boolean | null;

export class Connection {
  readonly #client: PostgresClient;
  readonly #schema: string;
  readonly #retryMs: number;
  readonly #prepared: boolean;
  readonly #names = new Map<string, string>();
  #opening: Promise<number> | undefined;
  #closed = false;

  constructor(client: PostgresClient, schema: string, { retryMs, prepared }: { readonly retryMs: number; readonly prepared: boolean }) {
    this.#client = client;
    this.#schema = schema;
    this.#retryMs = retryMs;
    this.#prepared = prepared;
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

  /** A statement that is not tried again. Rejects with what the driver says. */
  async attempt<Row>(text: string, ...values: Value[]): Promise<Row[]> {
    await this.era();
    return this.#query<Row>(text, values);
  }

  /** The failure of a statement that may have been carried out. */
  unknown(error: unknown): unknown {
    return explain(error, true);
  }

  async #prepare(): Promise<number> {
    await this.#patiently(migration(this.#schema), [], true);
    const [meta] = await this.#patiently<{ era: string }>(`SELECT era::text FROM ${this.#schema}.meta`, [], true);
    const forget = `DELETE FROM ${this.#schema}.pieces AS p WHERE p.upload < $1 AND NOT EXISTS (SELECT 1 FROM ${this.#schema}.blobs AS b WHERE b.tenant = p.tenant AND b.upload = p.upload)`;
    await this.#patiently(forget, [oldestUpload()], true);
    return Number(meta!.era);
  }

  async #patiently<Row>(text: string, values: Value[], repeatable: boolean): Promise<Row[]> {
    const end = Date.now() + this.#retryMs;
    for (let pause = 5; ; pause = Math.min(pause * 2, 250)) {
      if (this.#closed) throw new RequestryError('STORAGE_UNAVAILABLE', 'the store is closed');
      try {
        return await this.#query<Row>(text, values);
      } catch (error) {
        const lost = isLost(error);
        if (!(isUndone(error) || (lost && repeatable)) || Date.now() >= end) throw explain(error, lost && !repeatable);
      }
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  }

  async #query<Row>(text: string, values: Value[]): Promise<Row[]> {
    const name = this.#nameOf(text, values);
    return (await this.#client.query({ ...(name === undefined ? {} : { name }), text, values })).rows as Row[];
  }

  /** By its text, since several stores may share a pool. */
  #nameOf(text: string, values: readonly Value[]): string | undefined {
    if (!this.#prepared || values.length === 0) return undefined;
    let name = this.#names.get(text);
    if (!name) this.#names.set(text, (name = `rq_${bytesToHex(sha256(utf8ToBytes(text))).slice(0, 24)}`));
    return name;
  }
}
