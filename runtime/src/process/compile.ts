import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { compileExpression, type CompiledExpression } from '@requestry/model/expression';
import type { Issue } from '@requestry/model';
import { unsupportedIssues, type Route, type RouteNode } from '@requestry/route';
import type { CompiledFlow, CompiledNode, CompiledRoute } from './types.js';

/** Makes a route ready to run, or says per element why it cannot be. */
export function compileRoute(route: Route): { readonly compiled?: CompiledRoute; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [...unsupportedIssues(route)];
  const expression = (text: string, element: string): CompiledExpression => {
    const compiled = compileExpression(text);
    issues.push(...compiled.issues.map((issue) => ({ ...issue, element })));
    return compiled;
  };
  const flows = new Map<string, CompiledFlow>();
  for (const flow of route.flows) {
    flows.set(flow.id, flow.condition === undefined ? flow : { ...flow, when: expression(flow.condition, flow.id) });
  }
  const nodes = new Map<string, CompiledNode>();
  for (const node of route.nodes) nodes.set(node.id, compileNode(route, node, flows, expression));
  const start = route.nodes.find((node) => node.type === 'startEvent' && node.parent === undefined);
  if (!start) issues.push({ code: 'route.no-start' });
  if (!start || issues.some((issue) => issue.severity !== 'warning')) return { issues };
  const steps = route.nodes.filter((node) => node.step).map((node) => node.id);
  return { compiled: { hash: hashOf(route), route, start: start.id, nodes, flows, steps }, issues };
}

function compileNode(
  route: Route,
  node: RouteNode,
  flows: ReadonlyMap<string, CompiledFlow>,
  expression: (text: string, element: string) => CompiledExpression,
): CompiledNode {
  const all = [...flows.values()];
  const expressions: Record<string, CompiledExpression> = {};
  for (const text of expressionsOf(node)) expressions[text] ??= expression(text, node.id);
  return {
    ...node,
    incoming: all.filter((flow) => flow.to === node.id),
    outgoing: all.filter((flow) => flow.from === node.id),
    boundary: route.nodes.filter((other) => other.type === 'boundaryEvent' && other.attachedTo === node.id),
    expressions,
  };
}

/** Texts of the FEEL expressions that a node evaluates itself. */
function expressionsOf(node: RouteNode): readonly string[] {
  const { step, event, script } = node;
  const texts = [
    step?.due,
    ...(step?.skip ?? []),
    ...Object.values(step?.set ?? {}),
    step?.who?.rule === 'feel' ? `=${step.who.expression.replace(/^=/, '')}` : undefined,
    event?.type === 'timer' ? event.value : undefined,
    script && `=${script.expression.replace(/^=/, '')}`,
  ];
  return texts.filter((text): text is string => text?.startsWith('=') ?? false);
}

/** Content hash of the control flow, independent of where things are drawn. */
function hashOf(route: Route): string {
  const { nodes, flows } = route;
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify({ nodes, flows })))).slice(0, 24);
}
