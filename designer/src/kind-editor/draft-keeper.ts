import type { DesignService, KindDraft } from '@requestry/model';
import { isConflict } from '@requestry/ui';
import type { Draft, DraftEdit } from '../draft-edit.js';
import { KindHistory } from './kind-history.js';

/** How the draft stands with the server. */
export type SaveState =
  | { readonly state: 'saved'; readonly at: string }
  /** Changed; saving begins when the person rests. */
  | { readonly state: 'pending' }
  | { readonly state: 'saving' }
  | { readonly state: 'failed'; readonly error: unknown }
  /** Somebody else saved in between. Nothing is saved until the person decides. */
  | { readonly state: 'conflict'; readonly error: unknown };

const REST = 700;

/**
 * A draft under work: its history, and its saving while the person goes on.
 * `changed` is called after every change of the draft or of its state.
 */
export class DraftKeeper {
  readonly #service: DesignService;
  readonly #changed: () => void;
  #history: KindHistory;
  #saved: Draft;
  #savedAt: string;
  #version: number;
  #timer?: ReturnType<typeof setTimeout>;
  #saving?: Promise<boolean>;
  /** A save that may have come through although no answer did: it is repeated before anything newer is saved, so that it does not look like somebody else's. */
  #unsure?: { readonly sent: Draft; readonly expectedVersion: number; readonly idempotencyKey: string };
  state: SaveState;
  publishedVersion?: number;

  constructor(service: DesignService, draft: KindDraft, changed: () => void) {
    this.#service = service;
    this.#changed = changed;
    this.#saved = draftOf(draft);
    this.#history = new KindHistory(this.#saved);
    this.#savedAt = draft.savedAt;
    this.#version = draft.version;
    this.publishedVersion = draft.publishedVersion;
    this.state = { state: 'saved', at: draft.savedAt };
  }

  get draft(): Draft {
    return this.#history.draft;
  }

  get undoLabel(): string | undefined {
    return this.#history.undoLabel;
  }

  get redoLabel(): string | undefined {
    return this.#history.redoLabel;
  }

  /** Version of the stored draft; 0 while nothing differs from the published one. */
  get version(): number {
    return this.#version;
  }

  /** Whether something would be lost if the page went away now. */
  get unsaved(): boolean {
    return this.#history.draft !== this.#saved;
  }

  edit(edit: DraftEdit): void {
    if (this.#history.edit(edit)) this.#touched();
  }

  undo(): string | undefined {
    const label = this.#history.undo();
    if (label !== undefined) this.#touched();
    return label;
  }

  redo(): string | undefined {
    const label = this.#history.redo();
    if (label !== undefined) this.#touched();
    return label;
  }

  /** Saves now what is not saved. Answers whether all is saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.#saving) await this.#saving;
    if (this.state.state === 'conflict') return false;
    if (!this.unsaved) {
      if (this.state.state === 'pending' || this.state.state === 'failed') this.#become({ state: 'saved', at: this.#savedAt });
      return true;
    }
    this.#saving = this.#save(this.#version);
    const saved = await this.#saving;
    this.#saving = undefined;
    return saved && this.unsaved ? this.flush() : saved;
  }

  /** Answer to a conflict: this draft replaces the other. */
  async keepMine(): Promise<boolean> {
    const theirs = await this.#service.getKindDraft({ kind: this.draft.kind.id });
    this.publishedVersion = theirs.publishedVersion;
    this.#saving = this.#save(theirs.version);
    const saved = await this.#saving;
    this.#saving = undefined;
    return saved;
  }

  /** Takes a draft as it is stored, and a history that begins with it. */
  take(draft: KindDraft): void {
    clearTimeout(this.#timer);
    this.#saved = draftOf(draft);
    this.#history = new KindHistory(this.#saved);
    this.#savedAt = draft.savedAt;
    this.#version = draft.version;
    this.publishedVersion = draft.publishedVersion;
    this.#become({ state: 'saved', at: draft.savedAt });
  }

  /** Answer to a conflict: the other draft is taken, own changes are dropped. */
  async reload(): Promise<void> {
    this.take(await this.#service.getKindDraft({ kind: this.draft.kind.id }));
  }

  /** Stops saving by itself. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #touched(): void {
    if (this.state.state === 'conflict') {
      this.#changed();
      return;
    }
    this.#become({ state: 'pending' });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), REST);
  }

  async #save(expectedVersion: number): Promise<boolean> {
    const attempt = this.#unsure?.expectedVersion === expectedVersion ? this.#unsure : { sent: this.draft, expectedVersion, idempotencyKey: crypto.randomUUID() };
    const { sent, idempotencyKey } = attempt;
    const { kind, route } = sent;
    this.#become({ state: 'saving' });
    try {
      const stored = await this.#service.saveKindDraft({ kind, ...(route === undefined ? {} : { route }), expectedVersion, idempotencyKey });
      this.#unsure = undefined;
      this.#saved = sent;
      this.#savedAt = stored.savedAt;
      this.#version = stored.version;
      this.publishedVersion = stored.publishedVersion;
      this.#become(this.unsaved ? { state: 'pending' } : { state: 'saved', at: stored.savedAt });
      return true;
    } catch (error) {
      this.#unsure = attempt;
      this.#become({ state: isConflict(error) ? 'conflict' : 'failed', error });
      return false;
    }
  }

  #become(state: SaveState): void {
    this.state = state;
    this.#changed();
  }
}

const draftOf = (draft: KindDraft): Draft => ({ kind: draft.kind, ...(draft.route === undefined ? {} : { route: draft.route }) });
