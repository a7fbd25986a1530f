import type { Random } from '@requestry/route/testing';

/** Something that waits until chance lets it go on. */
interface Waiting {
  readonly who: unknown;
  readonly what: string;
  readonly resume: () => void;
}

/** Decides alone what happens next: whatever runs waits here between its steps, and one at a time goes on. */
export class Scheduler {
  readonly #random: Random;
  readonly #waiting: Waiting[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  get idle(): boolean {
    return this.#waiting.length === 0;
  }

  /** Resolves when it is this one's turn. `who` is whose waiting can be forgotten at once. */
  turn(who: unknown, what: string): Promise<void> {
    return new Promise((resume) => this.#waiting.push({ who, what, resume }));
  }

  /** Lets one go on and waits until it waits again, has ended or awaits others. Gives what it was. */
  async step(): Promise<string> {
    const chosen = this.#waiting.splice(this.#random.below(this.#waiting.length), 1)[0];
    chosen?.resume();
    await quiet();
    return chosen?.what ?? '';
  }

  /** What this one waits for never comes, except what `spared` says. */
  forget(who: unknown, spared: (what: string) => boolean): void {
    const left = this.#waiting.filter((each) => each.who !== who || spared(each.what));
    this.#waiting.splice(0, this.#waiting.length, ...left);
  }
}

/** Resolves when no promise has anything left to do: the queue of ticks comes after that of promises. */
export const quiet = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
