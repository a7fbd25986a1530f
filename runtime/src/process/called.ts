import { compileExpression } from '@requestry/model/expression';
import { unsupportedIssues, type Route, type RouteFlow, type RouteNode } from '@requestry/route';
import type { Issue } from '@requestry/model';
import type { CompileOptions } from './types.js';

/** Most elements of a route with everything that it calls, and how deep calls may be nested. */
const limits = { elements: 20_000, depth: 32 };

/** A node and what the ids of its route begin with. */
export interface PlacedNode {
  readonly node: RouteNode;
  readonly space?: string;
}

/** A route with the routes it calls put in as subprocesses. */
export interface WholeRoute {
  readonly nodes: readonly PlacedNode[];
  readonly flows: readonly RouteFlow[];
  readonly issues: readonly Issue[];
}

interface Part {
  readonly route: Route;
  readonly space: string;
  /** The call that this part is inside of. */
  readonly call?: string;
  /** Names of the routes around. */
  readonly around: readonly string[];
}

/**
 * Puts called routes inside their calls, ids with the call's id and a slash before them. A route that calls itself, one that is not there,
 * that has errors, is nested too deep, or makes too many elements are issues of the call; then nothing is put in.
 */
export function wholeRoute(route: Route, { routes }: CompileOptions): WholeRoute {
  const nodes: PlacedNode[] = [];
  const flows: RouteFlow[] = [];
  const issues: Issue[] = [];
  const parts: Part[] = [{ route, space: '', around: [] }];
  const faulty = new Map<Route, boolean>();
  for (const part of parts) {
    for (const node of part.route.nodes) nodes.push(part.space === '' ? { node } : { node: placedNode(node, part), space: part.space });
    for (const flow of part.route.flows) flows.push(part.space === '' ? flow : placedFlow(flow, part.space));
    for (const node of part.route.nodes) {
      const called = node.type === 'callActivity' ? node.calledElement : undefined;
      if (called === undefined) continue;
      const found = routes?.(called);
      const call = `${part.space}${node.id}`;
      const problem = found ? problemOf(found, called, part, route, nodes.length, faulty) : 'call-unknown';
      if (problem) issues.push({ code: `route.${problem}`, element: call, params: { name: node.name ?? node.id, called, max: problem === 'call-too-deep' ? limits.depth : limits.elements } });
      else if (found) parts.push({ route: found, space: `${call}/`, call, around: [...part.around, called] });
    }
    if (issues.length > 0) return { nodes: route.nodes.map((node) => ({ node })), flows: route.flows, issues };
  }
  return { nodes, flows, issues };
}

/** Why the route cannot be put in. */
function problemOf(found: Route, called: string, { around }: Part, top: Route, elements: number, faulty: Map<Route, boolean>): string | undefined {
  if (around.includes(called) || found === top) return 'call-recursive';
  if (hasErrors(found, faulty)) return 'call-invalid';
  if (elements + found.nodes.length > limits.elements) return 'call-too-large';
  return around.length >= limits.depth ? 'call-too-deep' : undefined;
}

function hasErrors(route: Route, known: Map<Route, boolean>): boolean {
  const before = known.get(route);
  if (before !== undefined) return before;
  const issues = unsupportedIssues(route, { checkExpression: (text) => compileExpression(text).issues });
  const starts = route.nodes.filter((node) => node.type === 'startEvent' && node.parent === undefined);
  const faulty = starts.length !== 1 || issues.some(({ severity }) => severity !== 'warning');
  known.set(route, faulty);
  return faulty;
}

function placedNode(node: RouteNode, { space, call }: Part): RouteNode {
  const placed = (id: string): string => `${space}${id}`;
  const { step } = node;
  const parent = node.parent === undefined ? call : placed(node.parent);
  const who = step?.who?.rule === 'performer' ? { ...step.who, step: placed(step.who.step) } : step?.who;
  return {
    ...node,
    id: placed(node.id),
    ...(parent !== undefined ? { parent } : {}),
    ...(node.attachedTo !== undefined ? { attachedTo: placed(node.attachedTo) } : {}),
    ...(node.default !== undefined ? { default: placed(node.default) } : {}),
    ...(step ? { step: { ...step, ...(who ? { who } : {}), ...(step.notPerformerOf ? { notPerformerOf: step.notPerformerOf.map(placed) } : {}) } } : {}),
  };
}

const placedFlow = (flow: RouteFlow, space: string): RouteFlow => ({ ...flow, id: `${space}${flow.id}`, from: `${space}${flow.from}`, to: `${space}${flow.to}` });
