import { TokenCursor } from './token-cursor.js';
import type { FeelType, ScalarType } from './types.js';

const SCALARS: readonly ScalarType[] = ['years and months duration', 'days and time duration', 'date and time', 'number', 'string', 'boolean', 'date', 'time', 'function'];
const MAX_NESTING = 16;

/** Reads types: `number`, `list<string>`, `context<a: number>`, `range<date>`, `function<number> -> string`. */
export abstract class TypeReader extends TokenCursor {
  protected kind(depth = 0): FeelType {
    if (depth > MAX_NESTING) this.fail('type');
    if (this.takeWord('Any')) return 'unknown';
    if (this.takeWord('Null')) return 'null';
    if (this.takeWord('list')) return { list: this.#parameter(depth) };
    if (this.takeWord('range')) return { range: this.#parameter(depth) };
    if (this.takeWord('context')) return { context: this.take('<') ? this.#entries(depth) : {} };
    const found = SCALARS.find((name) => this.isPhrase(name.split(' ')));
    if (!found) return this.fail('type');
    this.at += found.split(' ').length;
    if (found === 'function') this.#signature(depth);
    return found;
  }

  #parameter(depth: number): FeelType {
    if (!this.take('<')) return 'unknown';
    const of = this.kind(depth + 1);
    this.expect('>');
    return of;
  }

  #entries(depth: number): Readonly<Record<string, FeelType>> {
    const entries = Object.create(null) as Record<string, FeelType>;
    do {
      const name = this.safe(this.next());
      this.expect(':');
      entries[name] = this.kind(depth + 1);
    } while (this.take(','));
    this.expect('>');
    return entries;
  }

  /** Read and forgotten: values of functions carry no types. */
  #signature(depth: number): void {
    if (!this.take('<')) return;
    while (!this.take('>')) {
      this.kind(depth + 1);
      if (!this.is('>')) this.expect(',');
    }
    if (this.take('-') && this.take('>')) this.kind(depth + 1);
  }
}
