import type { ArithmeticOperator, Binding, CompareOperator, Node, Test } from './ast.js';
import { builtins, parametersOf } from './builtins.js';
import { SyntaxIssue, tokenize } from './lexer.js';
import type { Token } from './lexer.js';
import { TokenCursor } from './token-cursor.js';
import { isUnsafeName } from './values.js';

const MAX_DEPTH = 64;
const KEYWORDS = new Set(['if', 'then', 'else', 'for', 'in', 'return', 'some', 'every', 'satisfies', 'and', 'or', 'between', 'true', 'false', 'null', 'function']);
const CONTINUING = new Set(['and', 'or', 'then', 'else', 'return', 'satisfies', 'in', 'between']);
const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>=']);
const TYPES = ['years and months duration', 'days and time duration', 'date and time', 'number', 'string', 'boolean', 'date', 'time', 'list', 'context', 'Any'];

/** Names of several words, longest first: `date and time` is found before `date`. */
const functionNames = Object.keys(builtins)
  .map((name) => name.split(' '))
  .sort((a, b) => b.length - a.length);

/** Reads an expression. Throws `SyntaxIssue` at the first thing that is not understood. */
export function parse(source: string): Node {
  const parser = new Parser(tokenize(source));
  const node = parser.expression();
  parser.finish();
  return node;
}

class Parser extends TokenCursor {
  #depth = 0;

  finish(): void {
    if (this.peek().type !== 'end') this.fail('operator');
  }

  expression(): Node {
    return this.#deeper(() => {
      if (this.isWord('if')) return this.#conditional();
      if (this.isWord('for')) return this.#loop();
      if ((this.isWord('some') || this.isWord('every')) && this.peek(1).type === 'name') return this.#quantified();
      return this.#disjunction();
    });
  }

  #conditional(): Node {
    this.next();
    const condition = this.expression();
    this.expectWord('then');
    const then = this.expression();
    this.expectWord('else');
    return { type: 'if', condition, then, else: this.expression() };
  }

  #loop(): Node {
    this.next();
    const bindings = this.#bindings();
    this.expectWord('return');
    return { type: 'for', bindings, body: this.expression() };
  }

  #quantified(): Node {
    const some = this.next().text === 'some';
    const bindings = this.#bindings();
    this.expectWord('satisfies');
    return { type: 'quantified', some, bindings, body: this.expression() };
  }

  #bindings(): Binding[] {
    const bindings: Binding[] = [];
    do {
      const name = this.#name();
      this.expectWord('in');
      const from = this.#additive();
      bindings.push(this.take('..') ? { name, from, to: this.#additive() } : { name, from });
    } while (this.take(','));
    return bindings;
  }

  #disjunction(): Node {
    return this.#logic('or', () => this.#logic('and', () => this.#comparison()));
  }

  #logic(operator: 'and' | 'or', operand: () => Node): Node {
    const of = [operand()];
    while (this.takeWord(operator)) of.push(operand());
    return of.length === 1 && of[0] ? of[0] : { type: 'logic', operator, of };
  }

  #comparison(): Node {
    const left = this.#additive();
    if (COMPARISONS.has(this.peek().text) && this.peek().type === 'symbol') {
      const operator = this.next().text as CompareOperator;
      return { type: 'compare', operator, left, right: this.#additive() };
    }
    if (this.takeWord('between')) {
      const from = this.#additive();
      this.expectWord('and');
      return { type: 'between', of: left, from, to: this.#additive() };
    }
    if (this.takeWord('in')) return { type: 'in', of: left, tests: this.#tests() };
    if (this.isWord('instance') && this.isWord('of', 1)) {
      this.at += 2;
      return { type: 'instance', of: left, kind: this.#kind() };
    }
    return left;
  }

  #kind(): string {
    const found = TYPES.find((name) => this.isPhrase(name.split(' ')));
    if (!found) return this.fail('type');
    this.at += found.split(' ').length;
    return found;
  }

  #tests(): Test[] {
    if (!this.is('(')) return [this.#test()];
    const start = this.at;
    this.next();
    const tests = [this.#test(true)];
    if (this.is('..')) {
      this.at = start;
      return [{ value: this.#additive() }];
    }
    while (this.take(',')) tests.push(this.#test(true));
    this.expect(')');
    return tests;
  }

  #test(inside = false): Test {
    if (COMPARISONS.has(this.peek().text) && this.peek().type === 'symbol') {
      const operator = this.next().text as CompareOperator;
      return { operator, value: this.#additive() };
    }
    return { value: inside ? this.expression() : this.#additive() };
  }

  #additive(): Node {
    return this.#chain(['+', '-'], () => this.#multiplicative());
  }

  #multiplicative(): Node {
    return this.#chain(['*', '/'], () => this.#power());
  }

  #power(): Node {
    return this.#chain(['**'], () => this.#unary());
  }

  #chain(operators: readonly ArithmeticOperator[], operand: () => Node): Node {
    const first = operand();
    const rest: [ArithmeticOperator, Node][] = [];
    for (let operator = this.#oneOf(operators); operator; operator = this.#oneOf(operators)) rest.push([operator, operand()]);
    return rest.length === 0 ? first : { type: 'arithmetic', first, rest };
  }

  #oneOf(operators: readonly ArithmeticOperator[]): ArithmeticOperator | undefined {
    return operators.find((operator) => this.take(operator));
  }

  #unary(): Node {
    if (!this.take('-')) return this.#postfix();
    return this.#deeper(() => ({ type: 'negate', of: this.#unary() }));
  }

  #postfix(): Node {
    let node = this.#primary();
    let suffixes = 0;
    for (;;) {
      if (this.take('.')) node = this.#property(node);
      else if (this.#startsFilter()) {
        this.next();
        node = { type: 'filter', of: node, by: this.expression() };
        this.expect(']');
      } else return node;
      suffixes += 1;
      if (suffixes > MAX_DEPTH) throw new SyntaxIssue('feel.too-deep', this.peek().at, { limit: MAX_DEPTH });
    }
  }

  /** `[` opens a filter unless nothing that could be one follows: then it is the open end of a range, as in `]1..5[`. */
  #startsFilter(): boolean {
    if (!this.is('[')) return false;
    const next = this.peek(1);
    if (next.type === 'symbol') return ['(', '[', '{', '-', '@', '?'].includes(next.text);
    return next.type !== 'end' && !(next.type === 'name' && CONTINUING.has(next.text));
  }

  #property(of: Node): Node {
    const name = this.#propertyName();
    return of.type === 'path' ? { type: 'path', parts: [...of.parts, name] } : { type: 'property', of, name };
  }

  #propertyName(): string {
    if (this.isPhrase(['time', 'offset'])) {
      this.at += 2;
      return 'time offset';
    }
    const token = this.next();
    if (token.type !== 'name') return this.fail('name', token);
    return this.#safe(token);
  }

  #primary(): Node {
    return this.#deeper(() => {
      const token = this.peek();
      if (token.type === 'number') return { type: 'literal', value: this.#number() };
      if (token.type === 'string') return { type: 'literal', value: this.next().text };
      if (token.type === 'name') return this.#word();
      if (token.type === 'symbol') return this.#bracketed(token);
      return this.fail('value');
    });
  }

  #number(): number {
    const token = this.next();
    const value = Number(token.text);
    if (!Number.isFinite(value)) throw new SyntaxIssue('feel.number', token.at, { found: token.text });
    return value;
  }

  #bracketed(token: Token): Node {
    switch (token.text) {
      case '(':
        return this.#parenthesis();
      case '[':
        return this.#list();
      case ']':
        this.next();
        return this.#range(this.#additive(), false);
      case '{':
        return this.#context();
      case '@':
        return this.#temporal();
      case '?':
        this.next();
        return { type: 'path', parts: ['?'] };
      default:
        return this.fail('value');
    }
  }

  #parenthesis(): Node {
    this.next();
    const inner = this.expression();
    if (this.is('..')) return this.#range(inner, false);
    this.expect(')');
    return inner;
  }

  #list(): Node {
    this.next();
    if (this.take(']')) return { type: 'list', items: [] };
    const items = [this.expression()];
    if (this.is('..') && items[0]) return this.#range(items[0], true);
    while (this.take(',')) items.push(this.expression());
    this.expect(']');
    return { type: 'list', items };
  }

  #range(from: Node, fromClosed: boolean): Node {
    this.expect('..');
    const to = this.#additive();
    const end = this.next();
    if (end.type !== 'symbol' || ![']', ')', '['].includes(end.text)) return this.fail('range-end', end);
    return { type: 'range', from, to, fromClosed, toClosed: end.text === ']' };
  }

  #context(): Node {
    this.next();
    const entries: [string, Node][] = [];
    if (this.take('}')) return { type: 'context', entries };
    do {
      const key = this.next();
      if (key.type !== 'name' && key.type !== 'string') return this.fail('name', key);
      this.expect(':');
      entries.push([this.#safe(key), this.expression()]);
    } while (this.take(','));
    this.expect('}');
    return { type: 'context', entries };
  }

  #temporal(): Node {
    this.next();
    const text = this.next();
    return text.type === 'string' ? { type: 'temporal', text: text.text } : this.fail('string', text);
  }

  #word(): Node {
    const phrase = functionNames.find((words) => this.isPhrase(words) && this.is('(', words.length));
    if (phrase) {
      this.at += phrase.length;
      return this.#call(phrase.join(' '));
    }
    const token = this.next();
    if (token.text === 'true' || token.text === 'false') return { type: 'literal', value: token.text === 'true' };
    if (token.text === 'null') return { type: 'literal', value: null };
    if (token.text === 'function') throw new SyntaxIssue('feel.unsupported', token.at, { found: token.text });
    if (KEYWORDS.has(token.text)) return this.fail('value', token);
    if (this.is('(')) throw new SyntaxIssue('feel.unknown-function', token.at, { name: token.text });
    return { type: 'path', parts: [this.#safe(token)] };
  }

  #call(name: string): Node {
    const at = this.peek().at;
    this.expect('(');
    const args: (Node | undefined)[] = [];
    const parameters = parametersOf(name);
    if (!this.take(')')) {
      do {
        const named = this.#argumentName();
        const index = named === undefined ? args.length : parameters.indexOf(named);
        if (index < 0) throw new SyntaxIssue('feel.unknown-parameter', at, { name, parameter: named ?? '' });
        args[index] = this.expression();
      } while (this.take(','));
      this.expect(')');
    }
    const filled = Array.from(args, (arg): Node => arg ?? { type: 'literal', value: null });
    const { min, max } = builtins[name] ?? { min: 0, max: 0 };
    if (filled.length < min || filled.length > max) throw new SyntaxIssue('feel.argument-count', at, { name, found: filled.length, min, max: Math.min(max, 1000) });
    return { type: 'call', name, args: filled };
  }

  /** `start position:` before an argument, words joined by a space. */
  #argumentName(): string | undefined {
    let count = 0;
    while (this.peek(count).type === 'name') count += 1;
    if (count === 0 || !this.is(':', count)) return undefined;
    const words = this.tokens.slice(this.at, this.at + count).map((token) => token.text);
    this.at += count + 1;
    return words.join(' ');
  }

  #name(): string {
    const token = this.next();
    if (token.type !== 'name' || KEYWORDS.has(token.text)) return this.fail('name', token);
    return this.#safe(token);
  }

  #safe(token: Token): string {
    if (isUnsafeName(token.text)) throw new SyntaxIssue('feel.name-refused', token.at, { name: token.text });
    return token.text;
  }

  #deeper<Result>(read: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH * 2) throw new SyntaxIssue('feel.too-deep', this.peek().at, { limit: MAX_DEPTH });
    const result = read();
    this.#depth -= 1;
    return result;
  }
}
