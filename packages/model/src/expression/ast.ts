import type { FeelType } from './types.js';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What an expression says. Chains are flat, so that a long sum is not deep. `at` is a place in the text, counted from 0. */
export type Node =
  | { readonly type: 'literal'; readonly value: string | number | boolean | null }
  | { readonly type: 'temporal'; readonly text: string; readonly at: number }
  | { readonly type: 'path'; readonly parts: readonly string[]; readonly at: number }
  | { readonly type: 'property'; readonly of: Node; readonly name: string; readonly at: number }
  | { readonly type: 'filter'; readonly of: Node; readonly by: Node }
  | { readonly type: 'list'; readonly items: readonly Node[] }
  | { readonly type: 'context'; readonly entries: readonly (readonly [key: string, value: Node])[] }
  | RangeNode
  | { readonly type: 'negate'; readonly of: Node; readonly at: number }
  | { readonly type: 'arithmetic'; readonly first: Node; readonly rest: readonly Operand[] }
  | { readonly type: 'logic'; readonly operator: 'and' | 'or'; readonly of: readonly Node[] }
  | { readonly type: 'compare'; readonly operator: CompareOperator; readonly left: Node; readonly right: Node; readonly at: number }
  | { readonly type: 'between'; readonly of: Node; readonly from: Node; readonly to: Node; readonly at: number }
  | { readonly type: 'in'; readonly of: Node; readonly tests: readonly Test[]; readonly at: number }
  | { readonly type: 'instance'; readonly of: Node; readonly kind: FeelType }
  | { readonly type: 'if'; readonly condition: Node; readonly then: Node; readonly else: Node }
  | { readonly type: 'for'; readonly bindings: readonly Binding[]; readonly body: Node }
  | { readonly type: 'quantified'; readonly some: boolean; readonly bindings: readonly Binding[]; readonly body: Node }
  | { readonly type: 'function'; readonly parameters: readonly Parameter[]; readonly body: Node }
  /** A function of the language. */
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Node[]; readonly at: number }
  /** A function that the expression itself defines. */
  | { readonly type: 'invoke'; readonly of: Node; readonly args: readonly Argument[]; readonly at: number };

export interface RangeNode {
  readonly type: 'range';
  readonly from: Node;
  readonly to: Node;
  readonly fromClosed: boolean;
  readonly toClosed: boolean;
}

/** What follows an operator in a chain. */
export interface Operand {
  readonly operator: ArithmeticOperator;
  readonly value: Node;
  readonly at: number;
}

/** One alternative of `in`: a comparison with the tested value, or a value, list or range that holds it. */
export type Test = { readonly operator: CompareOperator; readonly value: Node } | { readonly value: Node; readonly operator?: undefined };

/** The tests of one cell of a decision table, separated by commas; `-` has none and always fits. */
export interface Tests {
  readonly negated: boolean;
  readonly any: boolean;
  readonly tests: readonly Test[];
}

/** `name in list` or `name in from..to` of `for`, `some`, `every`. */
export interface Binding {
  readonly name: string;
  readonly from: Node;
  /** Present when the binding counts. */
  readonly to?: Node;
}

export interface Parameter {
  readonly name: string;
  /** A value of another type is not accepted: the call gives null. */
  readonly type?: FeelType;
}

export interface Argument {
  readonly name?: string;
  readonly value: Node;
}
