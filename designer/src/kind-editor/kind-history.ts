import type { Draft, DraftEdit } from '../draft-edit.js';

const LIMIT = 500;
const PAUSE = 4_000;

interface Step {
  readonly label: string;
  readonly before: Draft;
  readonly after: Draft;
  readonly coalesce?: string;
  readonly at: number;
}

/**
 * Everything that was done to a draft since it was opened: one line of undo over the kind and its route.
 * Keeps the last 500 steps. Edits with the same `coalesce` key in a row are one step, until the person rests for four seconds.
 */
export class KindHistory {
  #past: Step[] = [];
  #future: Step[] = [];
  #draft: Draft;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /** What is designed now. */
  get draft(): Draft {
    return this.#draft;
  }

  /** What undo would take back; absent when there is nothing. */
  get undoLabel(): string | undefined {
    return this.#past.at(-1)?.label;
  }

  /** What redo would do again; absent when there is nothing. */
  get redoLabel(): string | undefined {
    return this.#future.at(-1)?.label;
  }

  /** Does an edit. Answers false when it changes nothing. */
  edit(edit: DraftEdit, at: number = Date.now()): boolean {
    const before = this.#draft;
    const after: Draft = { kind: edit.kind ?? before.kind, ...routeOf(edit.route ?? before.route) };
    if (same(before, after)) return false;
    const last = this.#past.at(-1);
    const joins = last !== undefined && edit.coalesce !== undefined && last.coalesce === edit.coalesce && this.#future.length === 0 && at - last.at < PAUSE;
    const step: Step = { label: edit.label, before: joins ? last.before : before, after, at, ...(edit.coalesce === undefined ? {} : { coalesce: edit.coalesce }) };
    this.#past = joins ? [...this.#past.slice(0, -1), step] : [...this.#past, step].slice(-LIMIT);
    this.#future = [];
    this.#draft = after;
    return true;
  }

  /** Takes the last step back. Answers its label, or nothing when there is none. */
  undo(): string | undefined {
    const step = this.#past.pop();
    if (!step) return undefined;
    this.#future.push(step);
    this.#draft = step.before;
    return step.label;
  }

  /** Does again what was taken back last. */
  redo(): string | undefined {
    const step = this.#future.pop();
    if (!step) return undefined;
    this.#past.push(step);
    this.#draft = step.after;
    return step.label;
  }
}

const routeOf = (route: string | undefined): { readonly route?: string } => (route === undefined ? {} : { route });

const same = (one: Draft, other: Draft): boolean => one.route === other.route && (one.kind === other.kind || JSON.stringify(one.kind) === JSON.stringify(other.kind));
