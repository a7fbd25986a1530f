import { SyntaxIssue } from './lexer.js';
import type { Token } from './lexer.js';
import { isUnsafeName } from './values.js';

/** Walks through the words of an expression. */
export class TokenCursor {
  readonly tokens: readonly Token[];
  at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] as Token;
  }

  next(): Token {
    const token = this.peek();
    if (this.at < this.tokens.length - 1) this.at += 1;
    return token;
  }

  is(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.type === 'symbol' && token.text === symbol;
  }

  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.type === 'name' && token.text === word;
  }

  isPhrase(words: readonly string[]): boolean {
    return words.every((word, index) => this.isWord(word, index));
  }

  take(symbol: string): boolean {
    if (!this.is(symbol)) return false;
    this.at += 1;
    return true;
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.at += 1;
    return true;
  }

  expect(symbol: string): void {
    if (!this.take(symbol)) this.fail(symbol);
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) this.fail(word);
  }

  /** Words joined by a space when `mark` follows them, as in `start position:`. The mark is left to be read. */
  words(mark: string): string | undefined {
    let count = 0;
    while (this.peek(count).type === 'name') count += 1;
    if (count < 1 || !this.is(mark, count)) return undefined;
    const words = this.tokens.slice(this.at, this.at + count).map((token) => this.safe(token));
    this.at += count;
    return words.join(' ');
  }

  /** The name that a token says; refuses those that reach into objects. */
  safe(token: Token): string {
    if (token.type !== 'name' && token.type !== 'string') this.fail('name', token);
    if (isUnsafeName(token.text)) throw new SyntaxIssue('feel.name-refused', token.at, { name: token.text });
    return token.text;
  }

  fail(wanted: string, token = this.peek()): never {
    throw new SyntaxIssue('feel.syntax', token.at, { found: token.type === 'end' ? '' : token.text, wanted });
  }
}
