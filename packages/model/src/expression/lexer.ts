import type { Issue } from '../errors.js';

/** One word of an expression with its place in the source. */
export interface Token {
  readonly type: 'number' | 'string' | 'name' | 'symbol' | 'end';
  /** Symbol or name as written; the value of a string. */
  readonly text: string;
  readonly at: number;
}

/** Stops reading an expression; carries the issue for the person who wrote it. */
export class SyntaxIssue extends Error {
  readonly issue: Issue;
  constructor(code: string, position: number, params: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.issue = { code, params: { position, ...params } };
  }
}

const SPACE = /[\s\u00a0\ufeff]/u;
const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const SYMBOLS = ['..', '**', '<=', '>=', '!=', '+', '-', '*', '/', '=', '<', '>', '(', ')', '[', ']', '{', '}', ',', '.', ':', '@', '?'];
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '"': '"', "'": "'", '\\': '\\', '/': '/' };

/** Splits an expression into words. Throws `SyntaxIssue`. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at = skipSpace(source, at);
    if (at >= source.length) break;
    const token = readToken(source, at);
    tokens.push(token.token);
    at = token.end;
  }
  tokens.push({ type: 'end', text: '', at: source.length });
  return tokens;
}

function skipSpace(source: string, from: number): number {
  let at = from;
  while (at < source.length) {
    if (SPACE.test(source[at] ?? '')) at += 1;
    else if (source.startsWith('//', at)) at = endOf(source, '\n', at);
    else if (source.startsWith('/*', at)) at = endOf(source, '*/', at + 2);
    else break;
  }
  return at;
}

function endOf(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found + mark.length;
}

function readToken(source: string, at: number): { token: Token; end: number } {
  if (source[at] === '"') return readString(source, at);
  NUMBER.lastIndex = at;
  const number = NUMBER.exec(source);
  if (number) return { token: { type: 'number', text: number[0], at }, end: at + number[0].length };
  NAME.lastIndex = at;
  const name = NAME.exec(source);
  if (name) return { token: { type: 'name', text: name[0], at }, end: at + name[0].length };
  const symbol = SYMBOLS.find((candidate) => source.startsWith(candidate, at));
  if (!symbol) throw new SyntaxIssue('feel.character', at, { found: String.fromCodePoint(source.codePointAt(at) ?? 0) });
  return { token: { type: 'symbol', text: symbol, at }, end: at + symbol.length };
}

function readString(source: string, from: number): { token: Token; end: number } {
  let text = '';
  let at = from + 1;
  while (at < source.length) {
    const char = source[at] ?? '';
    if (char === '"') return { token: { type: 'string', text, at: from }, end: at + 1 };
    if (char !== '\\') {
      text += char;
      at += 1;
      continue;
    }
    const escape = readEscape(source, at);
    text += escape.text;
    at = escape.end;
  }
  throw new SyntaxIssue('feel.string-open', from);
}

function readEscape(source: string, at: number): { text: string; end: number } {
  const letter = source[at + 1] ?? '';
  const size = letter === 'u' ? 4 : letter === 'U' ? 6 : 0;
  const hex = source.slice(at + 2, at + 2 + size);
  if (size > 0 && hex.length === size && /^[0-9a-fA-F]+$/.test(hex) && Number.parseInt(hex, 16) <= 0x10ffff) {
    return { text: String.fromCodePoint(Number.parseInt(hex, 16)), end: at + 2 + size };
  }
  const plain = ESCAPES[letter];
  // An unknown escape stays as written, so that patterns such as "\d+" need no doubled backslash.
  return { text: plain ?? `\\${letter}`, end: at + 2 };
}
