export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What an expression says. Chains are flat, so that a long sum is not deep. */
export type Node =
  | { readonly type: 'literal'; readonly value: string | number | boolean | null }
  | { readonly type: 'temporal'; readonly text: string }
  | { readonly type: 'path'; readonly parts: readonly string[] }
  | { readonly type: 'property'; readonly of: Node; readonly name: string }
  | { readonly type: 'filter'; readonly of: Node; readonly by: Node }
  | { readonly type: 'list'; readonly items: readonly Node[] }
  | { readonly type: 'context'; readonly entries: readonly (readonly [key: string, value: Node])[] }
  | RangeNode
  | { readonly type: 'negate'; readonly of: Node }
  | { readonly type: 'arithmetic'; readonly first: Node; readonly rest: readonly (readonly [ArithmeticOperator, Node])[] }
  | { readonly type: 'logic'; readonly operator: 'and' | 'or'; readonly of: readonly Node[] }
  | { readonly type: 'compare'; readonly operator: CompareOperator; readonly left: Node; readonly right: Node }
  | { readonly type: 'between'; readonly of: Node; readonly from: Node; readonly to: Node }
  | { readonly type: 'in'; readonly of: Node; readonly tests: readonly Test[] }
  | { readonly type: 'instance'; readonly of: Node; readonly kind: string }
  | { readonly type: 'if'; readonly condition: Node; readonly then: Node; readonly else: Node }
  | { readonly type: 'for'; readonly bindings: readonly Binding[]; readonly body: Node }
  | { readonly type: 'quantified'; readonly some: boolean; readonly bindings: readonly Binding[]; readonly body: Node }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Node[] };

export interface RangeNode {
  readonly type: 'range';
  readonly from: Node;
  readonly to: Node;
  readonly fromClosed: boolean;
  readonly toClosed: boolean;
}

/** One alternative of `in`: a comparison with the tested value, or a value, list or range that holds it. */
export type Test = { readonly operator: CompareOperator; readonly value: Node } | { readonly value: Node; readonly operator?: undefined };

/** `name in list` or `name in from..to` of `for`, `some`, `every`. */
export interface Binding {
  readonly name: string;
  readonly from: Node;
  /** Present when the binding counts. */
  readonly to?: Node;
}
