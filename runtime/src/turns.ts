/**
 * Commands of one runtime that all write the same document, such as the counter of a journal, come one after another: each would otherwise
 * find that another was first and decide anew, and of fifty at once most would give up. Other runtimes are held off by versions, as ever.
 */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Resolves when it is the caller's turn; call what it gives to let the next one in. */
  async take(name: string): Promise<() => void> {
    const before = this.#last.get(name);
    let leave = (): void => undefined;
    const mine = new Promise<void>((resolve) => (leave = resolve));
    this.#last.set(name, mine);
    await before;
    return () => {
      if (this.#last.get(name) === mine) this.#last.delete(name);
      leave();
    };
  }
}

/** What one command waits its turn for; it keeps it until it is done. One command waits for one thing at most, so that none can wait for each other. */
export class Turn {
  readonly #turns: Turns;
  #held: { readonly name: string; readonly leave: () => void } | undefined;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  async of(name: string): Promise<void> {
    if (this.#held?.name === name) return;
    if (this.#held) throw new TypeError(`A command that has its turn of "${this.#held.name}" may not wait for "${name}"`);
    this.#held = { name, leave: await this.#turns.take(name) };
  }

  end(): void {
    this.#held?.leave();
    this.#held = undefined;
  }
}
