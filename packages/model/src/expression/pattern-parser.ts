/** Tells whether one code point fits. */
export type CharTest = (code: number) => boolean;

export type PatternNode =
  | { readonly type: 'char'; readonly test: CharTest }
  | { readonly type: 'assert'; readonly at: 'start' | 'end' | 'word' | 'not-word' }
  | { readonly type: 'group'; readonly index: number | undefined; readonly of: PatternNode }
  | { readonly type: 'sequence'; readonly of: readonly PatternNode[] }
  | { readonly type: 'choice'; readonly of: readonly PatternNode[] }
  | { readonly type: 'repeat'; readonly of: PatternNode; readonly min: number; readonly max: number | undefined; readonly greedy: boolean };

class Refused extends Error {}

/** Reads a regular expression; `undefined` when it is wrong or needs more than linear time. */
export function parsePattern(source: string, ignoreCase: boolean): { node: PatternNode; groups: number } | undefined {
  const parser = new PatternParser(source, ignoreCase);
  try {
    return { node: parser.all(), groups: parser.groups };
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

class PatternParser {
  groups = 0;
  readonly #source: string;
  readonly #flags: string;
  #at = 0;
  #depth = 0;

  constructor(source: string, ignoreCase: boolean) {
    this.#source = source;
    this.#flags = ignoreCase ? 'i' : '';
  }

  all(): PatternNode {
    const node = this.#choice();
    if (this.#at < this.#source.length) throw new Refused();
    return node;
  }

  #choice(): PatternNode {
    this.#depth += 1;
    if (this.#depth > 50) throw new Refused();
    const of = [this.#sequence()];
    while (this.#take('|')) of.push(this.#sequence());
    this.#depth -= 1;
    return of.length === 1 && of[0] ? of[0] : { type: 'choice', of };
  }

  #sequence(): PatternNode {
    const of: PatternNode[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) of.push(this.#repeated());
    return { type: 'sequence', of };
  }

  #repeated(): PatternNode {
    const of = this.#atom();
    const bounds = this.#quantifier();
    if (!bounds) return of;
    const greedy = !this.#take('?');
    if (this.#quantifier()) throw new Refused();
    return { type: 'repeat', of, ...bounds, greedy };
  }

  #quantifier(): { min: number; max: number | undefined } | undefined {
    if (this.#take('*')) return { min: 0, max: undefined };
    if (this.#take('+')) return { min: 1, max: undefined };
    if (this.#take('?')) return { min: 0, max: 1 };
    const counted = this.#match(/\{(\d{1,4})(,(\d{1,4})?)?\}/y);
    if (!counted) return undefined;
    const min = Number(counted[1]);
    const max = counted[2] === undefined ? min : counted[3] === undefined ? undefined : Number(counted[3]);
    if (max !== undefined && max < min) throw new Refused();
    return { min, max };
  }

  #atom(): PatternNode {
    if (this.#take('(')) return this.#group();
    if (this.#take('^')) return { type: 'assert', at: 'start' };
    if (this.#take('$')) return { type: 'assert', at: 'end' };
    if (this.#take('\\b')) return { type: 'assert', at: 'word' };
    if (this.#take('\\B')) return { type: 'assert', at: 'not-word' };
    const piece = this.#match(/\[(?:\\[\s\S]|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[0-9a-fA-F]{1,6}\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[^1-9kuxcpP]|[^\\[*+?]/uy);
    if (!piece) throw new Refused();
    return { type: 'char', test: this.#charTest(piece[0]) };
  }

  #group(): PatternNode {
    if (this.#take('?')) {
      const named = this.#match(/:|<[A-Za-z_]\w*>/y);
      if (!named) throw new Refused();
      if (named[0] === ':') return this.#closed(undefined);
    }
    this.groups += 1;
    return this.#closed(this.groups);
  }

  #closed(index: number | undefined): PatternNode {
    const of = this.#choice();
    if (!this.#take(')')) throw new Refused();
    return { type: 'group', index, of };
  }

  /** The test of one character, answered by the engine's own regular expressions: on a single character they cannot be slow. */
  #charTest(piece: string): CharTest {
    const regExp = this.#regExp(`^${piece === '/' ? '\\/' : piece}$`);
    const ascii = new Uint8Array(128);
    for (let code = 0; code < 128; code += 1) ascii[code] = regExp.test(String.fromCharCode(code)) ? 1 : 0;
    return (code) => (code < 128 ? ascii[code] === 1 : regExp.test(String.fromCodePoint(code)));
  }

  #regExp(source: string): RegExp {
    try {
      return new RegExp(source, `u${this.#flags}`);
    } catch {
      return this.#looseRegExp(source);
    }
  }

  #looseRegExp(source: string): RegExp {
    try {
      return new RegExp(source, this.#flags);
    } catch {
      throw new Refused();
    }
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #match(regExp: RegExp): RegExpExecArray | undefined {
    regExp.lastIndex = this.#at;
    const found = regExp.exec(this.#source);
    if (!found) return undefined;
    this.#at += found[0].length;
    return found;
  }
}
