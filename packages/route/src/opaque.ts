import type { RouteGraph } from './graph.js';
import { defined } from './moddle.js';
import { pieceOf } from './pieces.js';
import type { DocOpaque } from './route-doc.js';
import type { Route, RouteFlow } from './route.js';

/** A part of a graph that is entered at one node and left towards one. */
export interface Region {
  /** Index of the entry of the list that the region begins with. */
  readonly from: number;
  readonly entry: string;
  readonly exit: string | undefined;
  readonly ids: readonly string[];
  /** Flows that leave to `exit`. */
  readonly flows: readonly string[];
  readonly arrivals: number;
}

/** What lies before a region: ways from there may enter it. */
export interface Before {
  readonly seen: ReadonlySet<string>;
  readonly jumps: ReadonlySet<string>;
}

/** The smallest region that begins at the last of `entries`, or earlier when ways lead back there. Never beyond `stop`. */
export function regionFrom(graph: RouteGraph, entries: readonly string[], stop: string | undefined, before: Before): Region | undefined {
  for (let from = entries.length - 1; from >= 0; from -= 1) {
    const entry = entries[from] as string;
    const ahead = [...spread(graph, entry, stop === undefined ? new Set() : new Set([stop]))].slice(1, 200);
    for (const exit of [...ahead, ...(stop === undefined ? [] : [stop]), undefined]) {
      if (exit === undefined && stop !== undefined) continue;
      const region = regionTo(graph, from, entry, exit, stop, before);
      if (region) return region;
    }
  }
  return undefined;
}

function regionTo(graph: RouteGraph, from: number, entry: string, exit: string | undefined, stop: string | undefined, before: Before): Region | undefined {
  if (exit !== undefined && graph.nodes.get(exit)?.type === 'boundaryEvent') return undefined;
  const ids = spread(graph, entry, new Set([exit, stop].filter((id) => id !== undefined)), false);
  if (stop !== undefined && stop !== exit && ids.has(stop)) return undefined;
  const flows: string[] = [];
  for (const id of ids) {
    for (const flow of graph.incoming(id)) {
      const known = ids.has(flow.from) || (id === entry && (before.seen.has(flow.from) || before.jumps.has(flow.id)));
      if (!known) return undefined;
    }
    const host = graph.nodes.get(id)?.attachedTo;
    if (host !== undefined && !ids.has(host)) return undefined;
    for (const flow of graph.outgoing(id)) {
      if (flow.to === exit) flows.push(flow.id);
      else if (!ids.has(flow.to)) return undefined;
    }
  }
  if (exit !== undefined && flows.length === 0) return undefined;
  const joining = exit === undefined ? undefined : graph.nodes.get(exit)?.type;
  if (flows.length > 1 && joining !== undefined && /parallel|inclusive|complex/.test(joining)) return undefined;
  return { from, entry, exit, ids: [...ids], flows, arrivals: flows.length };
}

/** Everything that can be reached without passing `borders`; the borders themselves belong to it when `touch`. */
function spread(graph: RouteGraph, entry: string, borders: ReadonlySet<string | undefined>, touch = true): Set<string> {
  const found = new Set([entry]);
  for (const node of found) {
    if (node !== entry && borders.has(node)) continue;
    for (const next of [...graph.outgoing(node).map((flow) => flow.to), ...graph.boundary(node).map(({ id }) => id)]) {
      if (touch || !borders.has(next)) found.add(next);
    }
  }
  return found;
}

/** The entry of the list that stands for the nodes, with all that is inside them. */
export function toOpaque(route: Route, ids: readonly string[], entry: string | undefined, exit: string | undefined, reason: string): DocOpaque {
  const top = new Set(ids);
  const inside = new Set(ids);
  let grown = true;
  while (grown) {
    grown = false;
    for (const node of route.nodes) {
      if (node.parent === undefined || !inside.has(node.parent) || inside.has(node.id)) continue;
      inside.add(node.id);
      grown = true;
    }
  }
  const byId = (left: { readonly id: string }, right: { readonly id: string }): number => (left.id < right.id ? -1 : 1);
  const nodes = route.nodes.filter(({ id }) => inside.has(id)).sort(byId);
  const flows = route.flows
    .filter(({ from, to }) => inside.has(from) && (inside.has(to) || to === exit))
    .map((flow): RouteFlow => (top.has(flow.from) && flow.to === exit ? { ...flow, to: '' } : flow))
    .sort(byId);
  const first = route.nodes.find(({ id }) => id === entry);
  const xml = pieceOf(route.source, [...nodes.filter(({ parent }) => parent === undefined), ...flows.filter(({ from }) => top.has(from))].map(({ id }) => id));
  return defined<DocOpaque>({ kind: 'opaque', id: entry ?? nodes[0]?.id ?? 'rest', name: first?.name ?? '', elements: nodes.length, ids: nodes.map(({ id }) => id), reason, xml, nodes, flows, entry });
}

/** What no way from the start leads to: kept beside the list. */
export function leftOpaque(route: Route, graph: RouteGraph, seen: ReadonlySet<string>): DocOpaque | undefined {
  const ids = [...graph.nodes.keys()].filter((id) => !seen.has(id));
  return ids.length > 0 ? toOpaque(route, ids, undefined, undefined, 'opaque.element') : undefined;
}
