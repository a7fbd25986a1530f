import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * A value read from the service. It is read again when its arguments change; a reload keeps showing the last value
 * until the new one is there, so that nothing jumps. Answers that come too late are dropped.
 */
export class Loaded<A extends [unknown, ...unknown[]], T> implements ReactiveController {
  /** The last answer; undefined until the first one for the present arguments. */
  value?: T;
  /** What the last reading failed with; undefined after a success. */
  error?: unknown;
  busy = false;

  readonly #host: ReactiveControllerHost;
  readonly #wanted: () => A | undefined;
  readonly #load: (...args: A) => Promise<T>;
  readonly #onValue?: (value: T) => void;
  #args?: A;
  #run = 0;

  /** `wanted` gives the arguments, or undefined while nothing is to be read. `onValue` sees each answer before it is rendered. */
  constructor(host: ReactiveControllerHost, wanted: () => A | undefined, load: (...args: A) => Promise<T>, onValue?: (value: T) => void) {
    this.#host = host;
    this.#wanted = wanted;
    this.#load = load;
    this.#onValue = onValue;
    host.addController(this);
  }

  hostUpdate(): void {
    const args = this.#wanted();
    if (same(args, this.#args)) return;
    this.#args = args;
    this.value = undefined;
    this.error = undefined;
    this.#run += 1;
    this.busy = false;
    if (args) void this.#start(args);
  }

  /** Reads again with the same arguments. */
  readonly reload = async (): Promise<void> => {
    if (!this.#args) return;
    this.#host.requestUpdate();
    await this.#start(this.#args);
  };

  /** Puts an answer that came another way in the place of the last one. */
  set(value: T): void {
    this.#run += 1;
    this.busy = false;
    this.#settle(value);
  }

  async #start(args: A): Promise<void> {
    this.#run += 1;
    const run = this.#run;
    this.busy = true;
    try {
      const value = await this.#load(...args);
      if (run !== this.#run) return;
      this.busy = false;
      this.#settle(value);
    } catch (error) {
      if (run !== this.#run) return;
      this.busy = false;
      this.error = error;
      this.#host.requestUpdate();
    }
  }

  #settle(value: T): void {
    this.error = undefined;
    this.#onValue?.(value);
    this.value = value;
    this.#host.requestUpdate();
  }
}

function same(a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.length !== b.length) return false;
  return a.every((value, index) => Object.is(value, b[index]));
}
