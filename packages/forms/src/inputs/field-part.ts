import type { CSSResult } from 'lit';

/** What a part may bring besides its functions. */
export interface PartModule {
  /** Looks of its inputs, for the root of the form. */
  readonly styles?: readonly CSSResult[];
}

/** Inputs that few forms have: fetched when a form has such a field, once per page. */
export class FieldPart<M extends PartModule = PartModule> {
  readonly #fetch: () => Promise<M>;
  #inputs?: M;
  #coming?: Promise<void>;
  #failed = false;

  constructor(fetch: () => Promise<M>) {
    this.#fetch = fetch;
  }

  /** The inputs; undefined until they are there. */
  get inputs(): M | undefined {
    return this.#inputs;
  }

  /** The last attempt to fetch them failed. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Fetches the inputs unless they are there. Rejects when they cannot be fetched; the next call tries again. */
  load(): Promise<void> {
    if (this.#inputs) return Promise.resolve();
    this.#coming ??= this.#fetch()
      .then((inputs) => void (this.#inputs = inputs))
      .catch((error: unknown) => {
        this.#failed = true;
        throw error;
      })
      .finally(() => (this.#coming = undefined));
    this.#failed = false;
    return this.#coming;
  }
}
