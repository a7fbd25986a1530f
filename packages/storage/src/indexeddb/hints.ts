import { Listeners } from '../listeners.js';
import type { Change, Listener } from '../listeners.js';

/** Says to listeners in this page and in other tabs that something changed. */
export class Hints {
  readonly #name: string;
  readonly #listeners = new Listeners();
  #channel: BroadcastChannel | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** The other tabs are heard from the first listener on. */
  listen(listener: Listener): () => void {
    this.#open();
    return this.#listeners.add(listener);
  }

  tell(change: Change): void {
    this.#open()?.postMessage(change);
    this.#listeners.tell(change);
  }

  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  #open(): BroadcastChannel | undefined {
    if (this.#channel || typeof BroadcastChannel === 'undefined') return this.#channel;
    const channel = new BroadcastChannel(this.#name);
    channel.onmessage = (event: MessageEvent<Change>) => this.#listeners.tell(event.data);
    if ('unref' in channel && typeof channel.unref === 'function') channel.unref();
    return (this.#channel = channel);
  }
}
