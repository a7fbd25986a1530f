import type { Route, RouteFlow, RouteNode } from './route.js';

/** The nodes of one level of a route with their flows, for walking. */
export interface RouteGraph {
  readonly nodes: ReadonlyMap<string, RouteNode>;
  readonly flows: ReadonlyMap<string, RouteFlow>;
  readonly outgoing: (node: string) => readonly RouteFlow[];
  readonly incoming: (node: string) => readonly RouteFlow[];
  /** Events on the border of an activity. */
  readonly boundary: (node: string) => readonly RouteNode[];
}

const none: readonly never[] = [];

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** Indexes the nodes whose subprocess is `parent` (the top level when absent). */
export function graphOf(route: Pick<Route, 'nodes' | 'flows'>, parent?: string): RouteGraph {
  const nodes = new Map(route.nodes.filter((node) => node.parent === parent).map((node) => [node.id, node]));
  const flows = new Map<string, RouteFlow>();
  const outgoing = new Map<string, RouteFlow[]>();
  const incoming = new Map<string, RouteFlow[]>();
  const boundary = new Map<string, RouteNode[]>();
  for (const flow of route.flows) {
    if (!nodes.has(flow.from) || !nodes.has(flow.to)) continue;
    flows.set(flow.id, flow);
    push(outgoing, flow.from, flow);
    push(incoming, flow.to, flow);
  }
  for (const node of nodes.values()) if (node.attachedTo !== undefined) push(boundary, node.attachedTo, node);
  return {
    nodes,
    flows,
    outgoing: (node) => outgoing.get(node) ?? none,
    incoming: (node) => incoming.get(node) ?? none,
    boundary: (node) => boundary.get(node) ?? none,
  };
}
