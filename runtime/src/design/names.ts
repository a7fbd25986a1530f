import { compileExpression } from '@requestry/model/expression';
import type { Issue, Kind } from '@requestry/model';
import type { Route } from '@requestry/route';
import { decisionNames } from './decisions.js';

/** Names that expressions of a route may use besides the form's fields. */
const known: ReadonlySet<string> = new Set(['today', 'now', 'request', 'initiator', 'steps', 'data', 'unit']);

/** Expressions that use a name which neither the form nor the route gives: they could never be decided. */
export function unknownNames(kind: Kind, route: Route): readonly Issue[] {
  const fields = new Set(Object.keys(kind.form.schema.properties ?? {}));
  const steps = new Set(route.nodes.map((node) => node.id));
  const results = new Set(route.nodes.map((node) => node.script?.result).filter((name) => name !== undefined));
  const unknown = (element: string, text: string, path: string): readonly Issue[] => {
    const [root = '', second] = path.split('.');
    if (root === 'steps' && second !== undefined && !steps.has(second)) return [{ code: 'expression.unknown-step', element, params: { name: second, expression: text } }];
    if (known.has(root) || fields.has(root) || results.has(root)) return [];
    return [{ code: 'expression.unknown-name', element, params: { name: root, expression: text } }];
  };
  return [
    ...expressionsOf(route).flatMap(({ element, text }) => compileExpression(text).names.flatMap((path) => unknown(element, text, path))),
    ...decisionNames(kind, route).flatMap(({ element, table, name }) => unknown(element, table, name)),
  ];
}

function expressionsOf(route: Route): readonly { readonly element: string; readonly text: string }[] {
  const found = route.flows.flatMap((flow) => (flow.condition === undefined ? [] : [{ element: flow.id, text: flow.condition }]));
  for (const { id, step } of route.nodes) {
    const texts = [step?.due, ...(step?.skip ?? []), ...Object.values(step?.set ?? {}), step?.who?.rule === 'feel' ? `=${step.who.expression}` : undefined];
    found.push(...texts.filter((text): text is string => text?.startsWith('=') ?? false).map((text) => ({ element: id, text })));
  }
  return found;
}
