import type { Json } from '../json.js';
import type { CompareOperator, Node } from './ast.js';
import { compileExpression, parseExpression } from './expression.js';

/** A comparison that decides a condition: were `name` on the other side of `value`, the answer would change. */
export interface TurningPoint {
  readonly name: string;
  readonly operator: CompareOperator;
  readonly value: Json;
}

const MIRRORED: Readonly<Record<CompareOperator, CompareOperator>> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/**
 * The comparison of a name with a literal that decides a condition in this context. Of an `and` it is the only part that is false (or,
 * when all are true, none unless there is but one), of an `or` the only part that is true. `undefined` when no single one decides.
 */
export function turningPoint(text: string, context: Readonly<Record<string, unknown>>): TurningPoint | undefined {
  const parsed = parseExpression(text);
  return 'node' in parsed ? decidingIn(parsed.node, text, context) : undefined;
}

function decidingIn(node: Node, text: string, context: Readonly<Record<string, unknown>>): TurningPoint | undefined {
  if (node.type === 'compare') return simple(node);
  if (node.type !== 'logic') return undefined;
  const wanted = node.operator === 'or';
  const deciding = node.of.filter((part) => truth(part, context) === wanted);
  return deciding.length === 1 && deciding[0] ? decidingIn(deciding[0], text, context) : undefined;
}

function simple(node: Extract<Node, { type: 'compare' }>): TurningPoint | undefined {
  if (node.left.type === 'path' && isLiteral(node.right)) return { name: node.left.parts.join('.'), operator: node.operator, value: literal(node.right) };
  if (node.right.type === 'path' && isLiteral(node.left)) return { name: node.right.parts.join('.'), operator: MIRRORED[node.operator], value: literal(node.left) };
  return undefined;
}

const isLiteral = (node: Node): boolean => node.type === 'literal' || node.type === 'temporal' || (node.type === 'negate' && node.of.type === 'literal');

function literal(node: Node): Json {
  if (node.type === 'literal') return node.value;
  if (node.type === 'temporal') return node.text;
  return node.type === 'negate' && node.of.type === 'literal' && typeof node.of.value === 'number' ? -node.of.value : null;
}

function truth(node: Node, context: Readonly<Record<string, unknown>>): boolean | undefined {
  if (node.type === 'logic') {
    const parts = node.of.map((part) => truth(part, context));
    return node.operator === 'and' ? parts.every((part) => part === true) : parts.some((part) => part === true);
  }
  const comparison = node.type === 'compare' ? simple(node) : undefined;
  if (!comparison) return undefined;
  return compileExpression(`${comparison.name} ${comparison.operator} ${JSON.stringify(comparison.value)}`).evaluate(context).value === true;
}
