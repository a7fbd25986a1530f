import type { StorageAdapter } from '../contract.js';

type Listener = Parameters<NonNullable<StorageAdapter['watch']>>[0];
type Change = Parameters<Listener>[0];

/** Says to listeners in this page and in other tabs that something changed. */
export class Hints {
  readonly #name: string;
  readonly #listeners = new Set<Listener>();
  #channel: BroadcastChannel | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** The other tabs are heard from the first listener on. */
  listen(listener: Listener): () => void {
    const own: Listener = (change) => listener(change);
    this.#listeners.add(own);
    this.#open();
    return () => void this.#listeners.delete(own);
  }

  tell(change: Change): void {
    this.#open()?.postMessage(change);
    this.#pass(change);
  }

  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  #open(): BroadcastChannel | undefined {
    if (this.#channel || typeof BroadcastChannel === 'undefined') return this.#channel;
    const channel = new BroadcastChannel(this.#name);
    channel.onmessage = (event: MessageEvent<Change>) => this.#pass(event.data);
    if ('unref' in channel && typeof channel.unref === 'function') channel.unref();
    return (this.#channel = channel);
  }

  /** Each in its own turn, so that one that throws disturbs nobody. */
  #pass(change: Change): void {
    for (const listener of this.#listeners) queueMicrotask(() => this.#listeners.has(listener) && listener(change));
  }
}
