import type { Binding, Node, Parameter } from './ast.js';
import { SyntaxIssue } from './lexer.js';
import { TypeReader } from './type-reader.js';

/** Words that are never names. */
export const KEYWORDS = new Set(['if', 'then', 'else', 'for', 'in', 'return', 'some', 'every', 'satisfies', 'and', 'or', 'between', 'true', 'false', 'null', 'function']);

/** Reads what begins with a word: `if`, `for`, `some`, `every`, `function`. */
export abstract class StatementReader extends TypeReader {
  /** Names that the expression brings in itself and that may therefore be functions. */
  protected bound: readonly string[] = [];

  abstract expression(): Node;

  protected abstract additive(): Node;

  protected conditional(): Node {
    this.next();
    const condition = this.expression();
    this.expectWord('then');
    const then = this.expression();
    this.expectWord('else');
    return { type: 'if', condition, then, else: this.expression() };
  }

  protected loop(): Node {
    this.next();
    return this.scoped(() => {
      const bindings = this.#bindings();
      this.expectWord('return');
      return { type: 'for', bindings, body: this.expression() };
    });
  }

  protected quantified(): Node {
    const some = this.next().text === 'some';
    return this.scoped(() => {
      const bindings = this.#bindings();
      this.expectWord('satisfies');
      return { type: 'quantified', some, bindings, body: this.expression() };
    });
  }

  #bindings(): Binding[] {
    const bindings: Binding[] = [];
    do {
      const name = this.#name();
      this.expectWord('in');
      const from = this.additive();
      bindings.push(this.take('..') ? { name, from, to: this.additive() } : { name, from });
      this.bound = [...this.bound, name];
    } while (this.take(','));
    return bindings;
  }

  protected definition(): Node {
    this.next();
    this.next();
    const parameters: Parameter[] = [];
    if (!this.take(')')) {
      do {
        const name = this.#name();
        parameters.push(this.take(':') ? { name, type: this.kind() } : { name });
      } while (this.take(','));
      this.expect(')');
    }
    if (this.isWord('external')) throw new SyntaxIssue('feel.unsupported', this.peek().at, { found: 'external' });
    return this.scoped(() => {
      this.bound = [...this.bound, ...parameters.map(({ name }) => name)];
      return { type: 'function', parameters, body: this.expression() };
    });
  }

  protected scoped<Result>(read: () => Result): Result {
    const outer = this.bound;
    const result = read();
    this.bound = outer;
    return result;
  }

  #name(): string {
    const token = this.next();
    if (token.type !== 'name' || KEYWORDS.has(token.text)) return this.fail('name', token);
    return this.safe(token);
  }
}
