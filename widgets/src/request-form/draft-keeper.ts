import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Basis, JsonObject, RequestService } from '@requestry/model';
import { dropSpare, keepSpare } from './spare-draft.js';

/** How the keeping of a draft goes. */
export type DraftState = { readonly state: 'none' } | { readonly state: 'saving' } | { readonly state: 'saved'; readonly at: string } | { readonly state: 'failed'; readonly error: unknown };

/** What is kept. */
export interface DraftContent {
  readonly kind: string;
  readonly data: JsonObject;
  readonly step: number;
  readonly basis?: Basis;
}

/** Who types, and the service that keeps it. */
export interface Author {
  readonly service: RequestService;
  /** Absent while it is not known: then there is no spare in this browser. */
  readonly person?: string;
}

interface Waiting extends Author {
  readonly content: DraftContent;
}

const pause = 800;
const patience = 5_000;

/** Keeps what is typed as a draft: a moment after typing stops, when the page is left, and again after a failure. */
export class DraftKeeper implements ReactiveController {
  state: DraftState = { state: 'none' };

  readonly #host: ReactiveControllerHost;
  readonly #author: () => Author | undefined;
  /** What is not kept yet, with who typed it. */
  #waiting?: Waiting;
  /** Where a spare may lie. */
  #spare?: { readonly person: string; readonly kind: string };
  #timer?: ReturnType<typeof setTimeout>;
  #saving: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost, author: () => Author | undefined) {
    this.#host = host;
    this.#author = author;
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
    const author = this.#author();
    if (!author) return;
    this.#waiting = { content, ...author };
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
    if (waiting) this.#keepSpare(waiting);
    if (waiting) this.#saving = this.#saving.then(() => this.#save(waiting));
    await this.#saving;
  };

  /** Forgets what is not kept yet and waits for what is on its way. */
  async drop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    await this.#saving;
    this.#dropSpare();
    this.#set({ state: 'none' });
  }

  #arm(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), delay);
  }

  #keepSpare({ person, content }: Waiting): void {
    if (person === undefined) return;
    keepSpare(person, content);
    this.#spare = { person, kind: content.kind };
  }

  #dropSpare(): void {
    if (this.#spare) dropSpare(this.#spare.person, this.#spare.kind);
    this.#spare = undefined;
  }

  async #save(waiting: Waiting): Promise<void> {
    try {
      const saved = await waiting.service.saveDraft(waiting.content);
      if (!this.#waiting) this.#dropSpare();
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
