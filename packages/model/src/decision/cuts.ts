import type { Node, Test } from '../expression/ast.js';
import { compileNode } from '../expression/compile.js';
import { guarded } from '../expression/expression.js';
import { namesOf } from '../expression/names.js';
import { FeelRange, isContext, isList, Run } from '../expression/values.js';
import type { FeelValue } from '../expression/values.js';

/** Values at which a cell may change its mind. `ordered`: it asks for more or less, not only for the same. */
export interface Cuts {
  readonly values: readonly FeelValue[];
  readonly ordered: boolean;
}

/** The value of an expression that reads no names; `undefined` when it does, or goes wrong. */
export function constantOf(node: Node): FeelValue | undefined {
  if (namesOf(node).length > 0) return undefined;
  const run = new Run(0, 'UTC', 2000);
  const value = guarded(run, () => compileNode(node)({ run, context: {}, local: undefined }));
  return run.issues.length > 0 ? undefined : value;
}

/** What the tests of a cell compare with; `undefined` when that cannot be told without data. */
export function cutsOf(tests: readonly Test[]): Cuts | undefined {
  return all(tests.map(({ operator, value }) => {
    if (operator === undefined) return namesOf(value).length > 0 ? conditionCuts(value) : valueCuts(value);
    return withOrder(valueCuts(value), operator !== '=' && operator !== '!=');
  }));
}

function valueCuts(node: Node): Cuts | undefined {
  const value = constantOf(node);
  return value === undefined ? undefined : cutsOfValue(value);
}

function cutsOfValue(value: FeelValue): Cuts | undefined {
  if (isList(value)) return all(value.map(cutsOfValue));
  if (value instanceof FeelRange) return { values: [value.from, value.to].filter((end) => end !== null), ordered: true };
  return isContext(value) ? undefined : { values: [value], ordered: false };
}

/** A condition on `?` made of comparisons with fixed values. */
function conditionCuts(node: Node): Cuts | undefined {
  if (node.type === 'logic') return all(node.of.map(conditionCuts));
  if (node.type === 'call' && node.name === 'not' && node.args[0]) return conditionCuts(node.args[0]);
  if (node.type === 'between' && isAsked(node.of)) return all([withOrder(valueCuts(node.from), true), withOrder(valueCuts(node.to), true)]);
  if (node.type === 'in' && isAsked(node.of)) return cutsOf(node.tests);
  if (node.type !== 'compare') return undefined;
  const other = isAsked(node.left) ? node.right : isAsked(node.right) ? node.left : undefined;
  return other && withOrder(valueCuts(other), node.operator !== '=' && node.operator !== '!=');
}

const isAsked = (node: Node): boolean => node.type === 'path' && node.parts.length === 1 && node.parts[0] === '?';

const withOrder = (cuts: Cuts | undefined, ordered: boolean): Cuts | undefined => cuts && { ...cuts, ordered: cuts.ordered || ordered };

function all(parts: readonly (Cuts | undefined)[]): Cuts | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  return { values: known.flatMap(({ values }) => values), ordered: known.some(({ ordered }) => ordered) };
}
