import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Basis, JsonObject, RequestService } from '@requestry/model';

/** How the keeping of a draft goes. */
export type DraftState = { readonly state: 'none' } | { readonly state: 'saving' } | { readonly state: 'saved'; readonly at: string } | { readonly state: 'failed'; readonly error: unknown };

/** What is kept. */
export interface DraftContent {
  readonly kind: string;
  readonly data: JsonObject;
  readonly step: number;
  readonly basis?: Basis;
}

const pause = 800;
const patience = 5_000;

/** Keeps what is typed as a draft: a moment after typing stops, when the page is left, and again after a failure. */
export class DraftKeeper implements ReactiveController {
  state: DraftState = { state: 'none' };

  readonly #host: ReactiveControllerHost;
  readonly #service: () => RequestService | undefined;
  /** What is not kept yet, with the service of the person who typed it. */
  #waiting?: { readonly content: DraftContent; readonly service: RequestService };
  #timer?: ReturnType<typeof setTimeout>;
  #saving: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost, service: () => RequestService | undefined) {
    this.#host = host;
    this.#service = service;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.flush);
    document.addEventListener('visibilitychange', this.flush);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.flush);
    document.removeEventListener('visibilitychange', this.flush);
    void this.flush();
  }

  /** Something changed: it is kept soon. */
  keep(content: DraftContent): void {
    const service = this.#service();
    if (!service) return;
    this.#waiting = { content, service };
    this.#set({ state: 'saving' });
    this.#arm(pause);
  }

  /** A draft that is stored already. */
  resume(savedAt: string): void {
    this.#set({ state: 'saved', at: savedAt });
  }

  /** Keeps at once what is not kept yet. Resolves when nothing is on its way. */
  readonly flush = async (): Promise<void> => {
    clearTimeout(this.#timer);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) this.#saving = this.#saving.then(() => this.#save(waiting));
    await this.#saving;
  };

  /** Forgets what is not kept yet and waits for what is on its way. */
  async drop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    await this.#saving;
    this.#set({ state: 'none' });
  }

  #arm(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), delay);
  }

  async #save(waiting: { readonly content: DraftContent; readonly service: RequestService }): Promise<void> {
    try {
      const saved = await waiting.service.saveDraft(waiting.content);
      if (!this.#waiting) this.#set({ state: 'saved', at: saved.savedAt });
    } catch (error) {
      this.#waiting ??= waiting;
      this.#set({ state: 'failed', error });
      this.#arm(patience);
    }
  }

  #set(state: DraftState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
