import { Listeners } from '../listeners.js';
import type { Change, Listener } from '../listeners.js';
import type { PostgresClient } from './client.js';

/** A notification longer than this is refused by the server. */
const longestPayload = 7900;

/** Commits of so long are told together. */
const gatherMs = 20;

/** Says to listeners here and in other processes that something changed. Told after the commit: a notification inside it would make all commits wait for each other. */
export class Hints {
  readonly #client: PostgresClient;
  readonly #channel: string;
  readonly #me = Math.random().toString(36).slice(2);
  readonly #listeners = new Listeners();
  readonly #waiting = new Map<string, Set<string>>();
  #sending = false;
  #stop: Promise<() => unknown> | undefined;

  constructor(client: PostgresClient, channel: string) {
    this.#client = client;
    this.#channel = channel;
  }

  /** Other processes are heard from the first listener on, soon. */
  listen(listener: Listener): () => void {
    const stop = this.#listeners.add(listener);
    this.#hear();
    return () => {
      stop();
      if (this.#listeners.size === 0) void this.close();
    };
  }

  tell(change: Change): void {
    this.#listeners.tell(change);
    const collections = this.#waiting.get(change.tenant) ?? new Set();
    for (const collection of change.collections) collections.add(collection);
    this.#waiting.set(change.tenant, collections);
    if (!this.#sending) this.#sendSoon();
  }

  async close(): Promise<void> {
    const stop = this.#stop;
    this.#stop = undefined;
    await stop?.then((end) => end()).catch(() => undefined);
  }

  #hear(): void {
    if (this.#stop) return;
    const opening = openChannel(this.#client, this.#channel, (payload) => this.#heard(payload), () => this.#lost(opening));
    this.#stop = opening;
    opening.catch(() => this.#lost(opening));
  }

  #lost(opening: Promise<() => unknown>): void {
    if (this.#stop !== opening) return;
    this.#stop = undefined;
    const again = setTimeout(() => this.#listeners.size > 0 && this.#hear(), 1000);
    if (typeof again === 'object') again.unref();
  }

  #heard(payload: string): void {
    const { from, tenant, collections } = JSON.parse(payload) as Change & { from: string };
    if (from !== this.#me) this.#listeners.tell({ tenant, collections });
  }

  #sendSoon(): void {
    this.#sending = true;
    setTimeout(() => void this.#send(), gatherMs);
  }

  /** One statement for all that came meanwhile. A failure is nobody's loss, so it does not wait for the disk. */
  async #send(): Promise<void> {
    const payloads = [...this.#waiting].map(([tenant, collections]) => JSON.stringify({ from: this.#me, tenant, collections: [...collections] }));
    this.#waiting.clear();
    const fitting = payloads.filter((payload) => payload.length * 3 < longestPayload);
    const text = `WITH unsure AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)) SELECT pg_notify($1, p) FROM unsure, json_array_elements_text($2::text::json) AS p`;
    await this.#client.query({ text, values: [this.#channel, JSON.stringify(fitting)] }).catch(() => undefined);
    this.#sending = false;
    if (this.#waiting.size > 0) this.#sendSoon();
  }
}

/** By the client's own way, or on a connection kept for it. */
async function openChannel(client: PostgresClient, channel: string, heard: (payload: string) => void, lost: () => void): Promise<() => unknown> {
  if (client.listen) return client.listen(channel, heard);
  const connection = await client.connect!();
  connection.on('notification', ({ payload }) => payload !== undefined && heard(payload));
  connection.on('error', lost);
  await connection.query(`LISTEN ${channel}`);
  return () => connection.release(true);
}
