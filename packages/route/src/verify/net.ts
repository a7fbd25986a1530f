import type { RouteGraph } from '../graph.js';
import type { RouteNode } from '../route.js';
import { isActivity } from '../support.js';

/** One way a node can go on: flows that lose a token, flows that gain one. */
export interface Move {
  readonly node: string;
  readonly takes: readonly number[];
  readonly gives: readonly number[];
  /** Everything else stops. */
  readonly terminates?: boolean;
  /** A token is gone for good at an end. */
  readonly ends?: boolean;
}

/** What a token on a flow waits for. */
export type Waiting =
  /** It goes on by itself, whatever the others do. */
  | { readonly kind: 'free'; readonly moves: readonly Move[] }
  /** It needs a token on every flow into the node. */
  | { readonly kind: 'all'; readonly join: number }
  /** It needs that no further token can come. */
  | { readonly kind: 'reachable'; readonly join: number };

/** A node that brings flows together by waiting. */
export interface Join {
  readonly node: string;
  readonly into: readonly number[];
  readonly outcomes: readonly (readonly number[])[];
  /** By flow into the join: the flows from which it can be reached without passing the join. */
  readonly ahead: readonly ReadonlySet<number>[];
}

/** Control flow of one level as moves of tokens on numbered flows. */
export interface Net {
  readonly flows: readonly string[];
  readonly targets: readonly string[];
  readonly waiting: readonly Waiting[];
  readonly joins: readonly Join[];
  /** One set of first flows for every start. */
  readonly starts: readonly { readonly node: string; readonly flows: readonly number[] }[];
  /** Flows whose token cannot but stop everything, and may with its next move: until it does, others may go on. */
  readonly last: ReadonlySet<number>;
  /** Upstream first. */
  readonly rank: readonly number[];
  /** Nodes of branches that only report and never come back. */
  readonly aside: ReadonlySet<string>;
}

/**
 * Translates the nodes of a level. Subprocesses count as one step here, whatever they do and however often; they are checked by themselves.
 * Any event on a border may happen. A subprocess that an event starts takes the place of everything or runs beside: neither leads back here.
 */
export function netOf(graph: RouteGraph): Net {
  const ids = [...graph.flows.keys()];
  const index = new Map(ids.map((id, position) => [id, position]));
  const out = (node: string): number[] => graph.outgoing(node).map((flow) => index.get(flow.id) as number);
  const into = (node: string): number[] => graph.incoming(node).map((flow) => index.get(flow.id) as number);
  const aside = asideOf(graph);
  const joins: Join[] = [];
  const joinOf = new Map<string, number>();
  const waiting = ids.map((id, position): Waiting => {
    const node = graph.nodes.get(graph.flows.get(id)?.to ?? '') as RouteNode;
    const several = into(node.id).length > 1;
    if (several && (node.type === 'parallelGateway' || node.type === 'inclusiveGateway')) {
      let join = joinOf.get(node.id);
      if (join === undefined) {
        join = joins.push({ node: node.id, into: into(node.id), outcomes: outcomesOf(graph, node, out), ahead: into(node.id).map((flow) => upstream(graph, ids, index, flow, node.id)) }) - 1;
        joinOf.set(node.id, join);
      }
      return { kind: node.type === 'parallelGateway' ? 'all' : 'reachable', join };
    }
    return { kind: 'free', moves: movesOf(graph, node, position, out, aside) };
  });
  const starts = [...graph.nodes.values()].filter((node) => node.type === 'startEvent').map((node) => ({ node: node.id, flows: out(node.id) }));
  return { flows: ids, targets: ids.map((id) => graph.flows.get(id)?.to ?? ''), waiting, joins, starts, last: lastOf(waiting), rank: rankOf(graph, ids), aside };
}

function movesOf(graph: RouteGraph, node: RouteNode, position: number, out: (node: string) => number[], aside: ReadonlySet<string>): Move[] {
  const takes = [position];
  if (node.type === 'endEvent') {
    const terminates = node.event?.type === 'terminate' || node.event?.type === 'error' || node.event?.type === 'cancel';
    return [{ node: node.id, takes, gives: [], ends: true, terminates }];
  }
  const moves: Move[] = outcomesOf(graph, node, out).map((gives) => ({ node: node.id, takes, gives, ends: gives.length === 0 }));
  for (const event of graph.boundary(node.id)) {
    if (event.interrupting !== false) moves.push({ node: event.id, takes, gives: out(event.id), ends: out(event.id).length === 0 });
    else if (!aside.has(event.id)) moves.push({ node: event.id, takes: [], gives: out(event.id) });
  }
  return moves;
}

function lastOf(waiting: readonly Waiting[]): Set<number> {
  const stops = (flow: number): boolean => movesAt(waiting, flow).some(({ terminates }) => terminates);
  const goesOn = new Set(waiting.flatMap(({ kind }, flow) => (kind === 'free' ? [] : [flow])));
  const lives = ({ gives, terminates }: Move): boolean => !terminates && !gives.some(stops) && (gives.length === 0 || gives.some((given) => goesOn.has(given)));
  for (let before = -1; before < goesOn.size; ) {
    before = goesOn.size;
    waiting.forEach((_, flow) => movesAt(waiting, flow).some(lives) && goesOn.add(flow));
  }
  return new Set(waiting.flatMap((_, flow) => (!goesOn.has(flow) && movesAt(waiting, flow).some(({ gives }) => gives.some(stops)) ? [flow] : [])));
}

function movesAt(waiting: readonly Waiting[], flow: number): readonly Move[] {
  const found = waiting[flow];
  return found?.kind === 'free' ? found.moves : [];
}

/** Every set of flows that the node may go on by, its conditions not looked into. */
function outcomesOf(graph: RouteGraph, node: RouteNode, out: (node: string) => number[]): number[][] {
  const all = out(node.id);
  if (all.length < 2) return [all];
  if (node.type === 'exclusiveGateway' || node.type === 'eventBasedGateway' || node.type === 'complexGateway') return all.map((flow) => [flow]);
  if (node.type === 'parallelGateway') return [all];
  const flows = graph.outgoing(node.id);
  const conditional = flows.flatMap((flow, position) => (flow.condition !== undefined && flow.id !== node.default ? [all[position] as number] : []));
  const otherwise = flows.flatMap((flow, position) => (flow.id === node.default ? [all[position] as number] : []));
  const always = all.filter((flow) => !conditional.includes(flow) && !otherwise.includes(flow));
  if (conditional.length === 0) return isActivity(node.type) || always.length < 2 ? [always.length > 0 ? always : otherwise] : subsets(always);
  const some = subsets(conditional).map((chosen) => [...chosen, ...always]);
  const none = always.length > 0 ? always : otherwise;
  return none.length > 0 ? [...some, none] : some;
}

/** All that are not empty; of many only each alone and all together. */
function subsets(items: readonly number[]): number[][] {
  if (items.length > 8) return [...items.map((item) => [item]), [...items]];
  return Array.from({ length: 2 ** items.length - 1 }, (_, mask) => items.filter((_item, position) => ((mask + 1) >> position) & 1));
}

/** Flows from which a flow can be reached without passing the join. */
function upstream(graph: RouteGraph, ids: readonly string[], index: ReadonlyMap<string, number>, flow: number, join: string): Set<number> {
  const found = new Set([flow]);
  for (const current of found) {
    const from = graph.nodes.get(graph.flows.get(ids[current] as string)?.from ?? '');
    if (!from || from.id === join) continue;
    for (const source of [from.id, ...(from.attachedTo === undefined ? [] : [from.attachedTo])]) {
      for (const before of graph.incoming(source)) found.add(index.get(before.id) as number);
    }
  }
  return found;
}

/** Position of each flow's target in an order that goes with the flows, ways back left aside. */
function rankOf(graph: RouteGraph, ids: readonly string[]): number[] {
  const left: string[] = [];
  const seen = new Set<string>();
  const next = (id: string): string[] => [id, ...graph.boundary(id).map((event) => event.id)].flatMap((from) => graph.outgoing(from).map((flow) => flow.to));
  const starts = [...graph.nodes.values()].filter((node) => node.type === 'startEvent');
  for (const begin of [...starts, ...graph.nodes.values()]) {
    if (seen.has(begin.id)) continue;
    seen.add(begin.id);
    const stack = [{ id: begin.id, rest: next(begin.id) }];
    for (let top = stack[0]; top; top = stack[stack.length - 1]) {
      const to = top.rest.pop();
      if (to === undefined) {
        left.push(top.id);
        stack.pop();
      } else if (!seen.has(to)) {
        seen.add(to);
        stack.push({ id: to, rest: next(to) });
      }
    }
  }
  const position = new Map(left.reverse().map((id, order) => [id, order]));
  return ids.map((id) => position.get(graph.flows.get(id)?.to ?? '') ?? 0);
}

/** Nodes of branches begun beside an open step that end by themselves: nothing of the main way is in them. */
function asideOf(graph: RouteGraph): Set<string> {
  const side = [...graph.nodes.values()].filter((node) => node.type === 'boundaryEvent' && node.interrupting === false);
  const starts = [...graph.nodes.values()].filter((node) => node.type === 'startEvent').map(({ id }) => id);
  const excluded = new Set(side.map(({ id }) => id));
  const main = spread(graph, starts, excluded);
  const aside = new Set<string>();
  for (const event of side) {
    const branch = spread(graph, [event.id], new Set());
    const own = [...branch].filter((id) => !main.has(id));
    const shared = [...branch].filter((id) => main.has(id));
    if (shared.every((id) => graph.nodes.get(id)?.type === 'endEvent')) for (const id of own) aside.add(id);
  }
  return aside;
}

function spread(graph: RouteGraph, from: readonly string[], excluded: ReadonlySet<string>): Set<string> {
  const found = new Set(from);
  for (const id of found) {
    for (const flow of graph.outgoing(id)) found.add(flow.to);
    for (const event of graph.boundary(id)) if (!excluded.has(event.id)) found.add(event.id);
  }
  return found;
}
