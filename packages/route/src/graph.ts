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

/** The route with links drawn as flows, so that a walk along flows misses nothing. The same route when it has none. */
export function withLinks<T extends Pick<Route, 'nodes' | 'flows'>>(route: T): T {
  const flows: RouteFlow[] = [];
  for (const from of route.nodes) {
    const to = from.type === 'intermediateThrowEvent' && from.event?.type === 'link' ? linkTarget(route.nodes, from, from.event.name) : undefined;
    if (to) flows.push({ id: `${from.id}~${to.id}`, from: from.id, to: to.id });
  }
  return flows.length === 0 ? route : { ...route, flows: [...route.flows, ...flows] };
}

const linkTarget = (nodes: readonly RouteNode[], from: RouteNode, name: string): RouteNode | undefined =>
  nodes.find((node) => node.type === 'intermediateCatchEvent' && node.event?.type === 'link' && node.event.name === name && node.parent === from.parent);
