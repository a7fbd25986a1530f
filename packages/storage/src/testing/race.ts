/** Runs calls against each other, in an order that is the same each time. */
export type Race = <Result>(...actors: readonly (() => Promise<Result>)[]) => Promise<Result[]>;

/** Holds back whoever pauses while it is shut. */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  #shut = false;
  #stir: () => void = () => undefined;

  pause(): void | Promise<void> {
    if (!this.#shut) return;
    const passed = new Promise<void>((pass) => this.#waiting.push(pass));
    this.#stir();
    return passed;
  }

  /**
   * Starts each actor and lets it go to its first pause, then lets them go one pause further in turn until all have answered.
   * So what one has read is old when it writes, if the adapter lets that happen. An actor that others hold up is given a moment and passed over.
   */
  async race<Result>(...actors: readonly (() => Promise<Result>)[]): Promise<Result[]> {
    this.#shut = true;
    const results: Promise<Result>[] = [];
    try {
      for (const actor of actors) {
        await this.#until(() => {
          const result = actor();
          results.push(result);
          result.then(() => this.#stir(), () => this.#stir());
        });
      }
      while (this.#waiting.length > 0) await this.#until(this.#waiting.shift()!);
    } finally {
      this.#shut = false;
      for (const pass of this.#waiting.splice(0)) pass();
    }
    return Promise.all(results);
  }

  /** Acts, then waits until somebody pauses or answers, or for a moment in which nothing happens. */
  async #until(act: () => void): Promise<void> {
    await new Promise<void>((resolve) => {
      const moment = setTimeout(resolve, 50);
      this.#stir = () => {
        clearTimeout(moment);
        resolve();
      };
      act();
    });
    this.#stir = () => undefined;
    await Promise.resolve();
  }
}
