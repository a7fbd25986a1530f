/** A new key that cannot be guessed, on pages without a secure context too. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Keys of commands. Repeating the same command after a failure uses the same key, so that it happens once;
 * a changed command is a new attempt.
 */
export class Attempt {
  #print?: string;
  #key = '';

  keyFor(command: unknown): string {
    const print = JSON.stringify(command);
    if (print !== this.#print) {
      this.#print = print;
      this.#key = newKey();
    }
    return this.#key;
  }

  /** The command succeeded: the same one later is a new one. */
  done(): void {
    this.#print = undefined;
  }
}
