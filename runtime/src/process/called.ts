import { compileExpression } from '@requestry/model/expression';
import { unsupportedIssues, type Route, type RouteFlow, type RouteNode } from '@requestry/route';
import type { Issue } from '@requestry/model';
import type { CompileOptions } from './types.js';

/** Most elements of a route with everything that it calls. */
const limit = 20_000;

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
 * that has errors, or too many elements in all are issues of the call.
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
      if (called === undefined || issues.length > 0) continue;
      const found = routes?.(called);
      const params = { name: node.name ?? node.id, called, max: limit };
      const say = (code: string): void => void issues.push({ code: `route.${code}`, element: `${part.space}${node.id}`, params });
      if (!found) say('call-unknown');
      else if (part.around.includes(called) || found === route) say('call-recursive');
      else if (hasErrors(found, faulty)) say('call-invalid');
      else if (nodes.length + found.nodes.length > limit) say('call-too-large');
      else parts.push({ route: found, space: `${part.space}${node.id}/`, call: `${part.space}${node.id}`, around: [...part.around, called] });
    }
  }
  return { nodes, flows, issues };
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
    ...(step ? { step: { ...step, ...(who ? { who } : {}) } } : {}),
  };
}

const placedFlow = (flow: RouteFlow, space: string): RouteFlow => ({ ...flow, id: `${space}${flow.id}`, from: `${space}${flow.from}`, to: `${space}${flow.to}` });
