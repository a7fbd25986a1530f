import type { Argument, ArithmeticOperator, CompareOperator, Node, Operand, Test, Tests } from './ast.js';
import { builtins } from './builtins.js';
import { builtinCall } from './builtin-call.js';
import { SyntaxIssue, tokenize } from './lexer.js';
import type { Token } from './lexer.js';
import { KEYWORDS, StatementReader } from './statement-reader.js';

const MAX_DEPTH = 64;
const CONTINUING = new Set(['and', 'or', 'then', 'else', 'return', 'satisfies', 'in', 'between']);
const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>=']);
const PROPERTIES = [['time', 'offset'], ['start', 'included'], ['end', 'included']];

const longestFirst = (names: readonly string[]): string[][] => names.map((name) => name.split(' ')).sort((a, b) => b.length - a.length);

/** Names of several words, longest first: `date and time` is found before `date`. */
const functionNames = longestFirst(Object.keys(builtins));

/** Reads an expression. `names` may hold spaces; those of one word need not be told. Throws `SyntaxIssue` at the first thing that is not understood. */
export function parse(source: string, names: readonly string[] = []): Node {
  const parser = new Parser(source, names);
  const node = parser.expression();
  parser.finish();
  return node;
}

/** Reads a cell of a decision table: `-`, tests separated by commas, or `not(…)` around them. */
export function parseTests(source: string, names: readonly string[] = []): Tests {
  const parser = new Parser(source, names);
  const tests = parser.cell();
  parser.finish();
  return tests;
}

class Parser extends StatementReader {
  #depth = 0;
  readonly #phrases: readonly string[][];

  constructor(source: string, names: readonly string[]) {
    super(tokenize(source));
    this.#phrases = longestFirst(names.filter((name) => name.includes(' ')));
  }

  finish(): void {
    if (this.peek().type !== 'end') this.fail('operator');
  }

  cell(): Tests {
    if (this.is('-') && this.peek(1).type === 'end') {
      this.next();
      return { negated: false, any: true, tests: [] };
    }
    const start = this.at;
    if (this.takeWord('not') && this.take('(')) {
      const tests = this.#testList();
      this.expect(')');
      if (this.peek().type === 'end') return { negated: true, any: false, tests };
      this.at = start;
    }
    this.at = start;
    return { negated: false, any: false, tests: this.#testList() };
  }

  override expression(): Node {
    return this.#deeper(() => {
      if (this.isWord('if')) return this.conditional();
      if (this.isWord('for')) return this.loop();
      if ((this.isWord('some') || this.isWord('every')) && this.peek(1).type === 'name') return this.quantified();
      if (this.isWord('function') && this.is('(', 1)) return this.definition();
      return this.#disjunction();
    });
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
    let left = this.additive();
    for (let count = 0; ; count += 1) {
      const compared = this.#compared(left);
      if (!compared) return left;
      if (count > MAX_DEPTH) throw new SyntaxIssue('feel.too-deep', this.peek().at, { limit: MAX_DEPTH });
      left = compared;
    }
  }

  #compared(left: Node): Node | undefined {
    const { at } = this.peek();
    const operator = this.#operator();
    if (operator) return { type: 'compare', operator, left, right: this.additive(), at };
    if (this.takeWord('between')) {
      const from = this.additive();
      this.expectWord('and');
      return { type: 'between', of: left, from, to: this.additive(), at };
    }
    return this.takeWord('in') ? { type: 'in', of: left, tests: this.#tests(), at } : undefined;
  }

  #operator(): CompareOperator | undefined {
    const { type, text } = this.peek();
    return type === 'symbol' && COMPARISONS.has(text) ? (this.next().text as CompareOperator) : undefined;
  }

  #tests(): Test[] {
    if (!this.is('(')) return [this.#test()];
    const start = this.at;
    this.next();
    const tests = [this.#test(true)];
    if (this.is('..')) {
      this.at = start;
      return [{ value: this.additive() }];
    }
    while (this.take(',')) tests.push(this.#test(true));
    this.expect(')');
    return tests;
  }

  #testList(): Test[] {
    const tests = [this.#test(true)];
    while (this.take(',')) tests.push(this.#test(true));
    return tests;
  }

  #test(inside = false): Test {
    const operator = this.#operator();
    if (operator) return { operator, value: this.additive() };
    return { value: inside ? this.expression() : this.additive() };
  }

  protected override additive(): Node {
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
    const rest: Operand[] = [];
    for (;;) {
      const { at } = this.peek();
      const operator = operators.find((symbol) => this.take(symbol));
      if (!operator) return rest.length === 0 ? first : { type: 'arithmetic', first, rest };
      rest.push({ operator, value: operand(), at });
    }
  }

  #unary(): Node {
    const { at } = this.peek();
    if (!this.take('-')) return this.#postfix();
    return this.#deeper(() => ({ type: 'negate', of: this.#unary(), at }));
  }

  #postfix(): Node {
    let node = this.#primary();
    for (let suffixes = 0; ; suffixes += 1) {
      const longer = this.#suffix(node);
      if (!longer) return node;
      if (suffixes > MAX_DEPTH) throw new SyntaxIssue('feel.too-deep', this.peek().at, { limit: MAX_DEPTH });
      node = longer;
    }
  }

  /** `instance of` binds closer than arithmetic: `-x instance of number` negates what `x instance of number` gives. */
  #suffix(node: Node): Node | undefined {
    const { at } = this.peek();
    if (this.isPhrase(['instance', 'of'])) {
      this.at += 2;
      return { type: 'instance', of: node, kind: this.kind() };
    }
    if (this.take('.')) return this.#property(node);
    if (this.#startsFilter()) {
      this.next();
      const by = this.expression();
      this.expect(']');
      return { type: 'filter', of: node, by };
    }
    const callable = node.type === 'property' || node.type === 'invoke' || node.type === 'function' || node.type === 'filter' || (node.type === 'path' && this.bound.includes(node.parts[0] ?? ''));
    return callable && this.is('(') ? { type: 'invoke', of: node, args: this.#arguments(), at } : undefined;
  }

  /** `[` opens a filter unless nothing that could be one follows: then it is the open end of a range, as in `]1..5[`. */
  #startsFilter(): boolean {
    if (!this.is('[')) return false;
    const next = this.peek(1);
    if (next.type === 'symbol') return ['(', '[', '{', '-', '@', '?'].includes(next.text);
    return next.type !== 'end' && !(next.type === 'name' && CONTINUING.has(next.text));
  }

  #property(of: Node): Node {
    const { at } = this.peek();
    const name = this.#propertyName();
    return of.type === 'path' ? { ...of, parts: [...of.parts, name] } : { type: 'property', of, name, at };
  }

  #propertyName(): string {
    const phrase = PROPERTIES.find((words) => this.isPhrase(words));
    if (phrase) {
      this.at += phrase.length;
      return phrase.join(' ');
    }
    const token = this.next();
    return token.type === 'name' ? this.safe(token) : this.fail('name', token);
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
        return this.#range(this.additive(), false);
      case '{':
        return this.#context();
      case '@':
        return this.#temporal();
      case '?':
        this.next();
        return { type: 'path', parts: ['?'], at: token.at };
      default:
        return this.fail('value');
    }
  }

  #parenthesis(): Node {
    this.next();
    const inner = this.expression();
    if (this.is('..')) return this.#range(inner, false);
    this.expect(')');
    return this.is('(') && inner.type === 'function' ? { type: 'invoke', of: inner, at: this.peek().at, args: this.#arguments() } : inner;
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
    const to = this.additive();
    const end = this.next();
    if (end.type !== 'symbol' || ![']', ')', '['].includes(end.text)) return this.fail('range-end', end);
    return { type: 'range', from, to, fromClosed, toClosed: end.text === ']' };
  }

  #context(): Node {
    this.next();
    const entries: [string, Node][] = [];
    if (this.take('}')) return { type: 'context', entries };
    return this.scoped(() => {
      do {
        const key = this.words(':') ?? this.safe(this.next());
        this.expect(':');
        entries.push([key, this.expression()]);
        this.bound = [...this.bound, key];
      } while (this.take(','));
      this.expect('}');
      return { type: 'context', entries };
    });
  }

  #temporal(): Node {
    this.next();
    const text = this.next();
    return text.type === 'string' ? { type: 'temporal', text: text.text, at: text.at } : this.fail('string', text);
  }

  #word(): Node {
    const { at } = this.peek();
    const phrase = functionNames.find((words) => this.isPhrase(words) && this.is('(', words.length));
    if (phrase) {
      this.at += phrase.length;
      return builtinCall(phrase.join(' '), this.#arguments(), at);
    }
    const known = this.#phrases.find((words) => this.isPhrase(words));
    if (known) {
      this.at += known.length;
      return { type: 'path', parts: [known.join(' ')], at };
    }
    const token = this.next();
    if (token.text === 'true' || token.text === 'false') return { type: 'literal', value: token.text === 'true' };
    if (token.text === 'null') return { type: 'literal', value: null };
    if (KEYWORDS.has(token.text)) return this.fail('value', token);
    if (this.is('(') && !this.bound.includes(token.text)) throw new SyntaxIssue('feel.unknown-function', at, { name: token.text });
    return { type: 'path', parts: [this.safe(token)], at };
  }

  #arguments(): Argument[] {
    this.expect('(');
    const args: Argument[] = [];
    if (this.take(')')) return args;
    do {
      const name = this.words(':');
      if (name !== undefined) this.next();
      const value = this.expression();
      args.push(name === undefined ? { value } : { name, value });
    } while (this.take(','));
    this.expect(')');
    return args;
  }

  #deeper<Result>(read: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH * 2) throw new SyntaxIssue('feel.too-deep', this.peek().at, { limit: MAX_DEPTH });
    const result = read();
    this.#depth -= 1;
    return result;
  }
}
