import { SyntaxIssue } from './lexer.js';
import type { Token } from './lexer.js';

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

  fail(wanted: string, token = this.peek()): never {
    throw new SyntaxIssue('feel.syntax', token.at, { found: token.type === 'end' ? '' : token.text, wanted });
  }
}
