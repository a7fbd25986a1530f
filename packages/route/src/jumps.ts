import { readOutcomeCondition } from './doc-words.js';
import type { RouteGraph } from './graph.js';
import { isActivity } from './support.js';
import type { RouteFlow, RouteNode } from './route.js';

/** How a step is left otherwise than by going on: by an outcome, by a timer. */
export interface Exits {
  /** The gateway behind the step that sorts its outcomes. */
  readonly gateway?: string;
  readonly outcomes: readonly { readonly outcome: string; readonly flow: RouteFlow }[];
  readonly timers: readonly { readonly event: RouteNode; readonly flow: RouteFlow }[];
}

/** Ways that leave the order of the list: back, ahead, to an end. What remains without them is the list's skeleton. */
export interface Jumps {
  readonly flows: ReadonlySet<string>;
  readonly exits: ReadonlyMap<string, Exits>;
  /** Rework steps on the way back, with the flow that leads back. */
  readonly reworks: ReadonlyMap<string, RouteFlow>;
  /** Nodes reached from the start by the skeleton. */
  readonly reached: ReadonlySet<string>;
  /** The node that a flow leads to, merges passed over. */
  readonly land: (node: string) => string;
}

/** Finds the jumps. A step none of whose targets is on the skeleton is treated as an ordinary choice. */
export function findJumps(graph: RouteGraph, start: string, refused: ReadonlySet<string>): Jumps {
  const candidates = new Map<string, Exits>();
  for (const node of graph.nodes.values()) {
    if (!isActivity(node.type) || refused.has(node.id)) continue;
    const exits = exitsOf(graph, node);
    if (exits.outcomes.length > 0 || exits.timers.length > 0) candidates.set(node.id, exits);
  }
  for (;;) {
    const jumps = settle(graph, start, candidates);
    const lost = [...candidates].find(([step, { gateway, outcomes, timers }]) => {
      const normal = graph.outgoing(gateway ?? step).find((flow) => !jumps.flows.has(flow.id));
      const onward = ({ flow }: Exits['timers'][number]): boolean => normal !== undefined && jumps.land(flow.to) === jumps.land(normal.to);
      return outcomes.some(({ flow }) => !isTarget(graph, jumps, flow)) || timers.some((timer) => !onward(timer) && !isTarget(graph, jumps, timer.flow));
    });
    if (!lost) return jumps;
    candidates.delete(lost[0]);
  }
}

function exitsOf(graph: RouteGraph, node: RouteNode): Exits {
  const timers = graph.boundary(node.id).flatMap((event) => {
    const flows = graph.outgoing(event.id);
    const [flow] = flows;
    return event.event?.type === 'timer' && flow && flows.length === 1 && flow.condition === undefined ? [{ event, flow }] : [];
  });
  const [only, ...more] = graph.outgoing(node.id);
  const gateway = only && more.length === 0 ? graph.nodes.get(only.to) : undefined;
  const outcomes = gateway?.type === 'exclusiveGateway' ? outcomesAt(graph, node.id, gateway) : undefined;
  return outcomes && gateway ? { gateway: gateway.id, outcomes, timers } : { outcomes: [], timers };
}

/** The sorted outcomes when the gateway does nothing but sort the outcomes of this step. */
function outcomesAt(graph: RouteGraph, step: string, gateway: RouteNode): Exits['outcomes'] | undefined {
  if (graph.incoming(gateway.id).length !== 1 || gateway.default === undefined || !graph.flows.has(gateway.default)) return undefined;
  const outcomes: { outcome: string; flow: RouteFlow }[] = [];
  for (const flow of graph.outgoing(gateway.id)) {
    if (flow.id === gateway.default) continue;
    const outcome = flow.condition === undefined ? undefined : readOutcomeCondition(flow.condition, step);
    if (outcome === undefined || outcomes.some((other) => other.outcome === outcome)) return undefined;
    outcomes.push({ outcome, flow });
  }
  return outcomes.length > 0 ? outcomes : undefined;
}

function settle(graph: RouteGraph, start: string, candidates: ReadonlyMap<string, Exits>): Jumps {
  const flows = new Set<string>();
  for (const { outcomes, timers } of candidates.values()) for (const { flow } of [...outcomes, ...timers]) flows.add(flow.id);
  const reworks = new Map<string, RouteFlow>();
  for (const node of graph.nodes.values()) {
    const [back, ...more] = graph.outgoing(node.id);
    const incoming = graph.incoming(node.id);
    const isRework = node.type === 'userTask' && (node.step?.type === 'rework' || node.step?.type === 'clarification');
    if (!isRework || !back || more.length > 0 || back.condition !== undefined || graph.boundary(node.id).length > 0 || node.loop) continue;
    if (incoming.length > 0 && incoming.every((flow) => flows.has(flow.id))) reworks.set(node.id, back);
  }
  for (const back of reworks.values()) flows.add(back.id);
  const reached = reachable(graph, start, flows, candidates);
  const land = (node: string): string => {
    const seen = new Set<string>();
    let at = node;
    while (isMerge(graph, at) && !seen.has(at)) {
      seen.add(at);
      at = graph.outgoing(at)[0]?.to ?? at;
    }
    return at;
  };
  return { flows, exits: candidates, reworks, reached, land };
}

/** Everything the skeleton leads to, events on borders that are no recognised timers included. */
function reachable(graph: RouteGraph, start: string, jumps: ReadonlySet<string>, exits: ReadonlyMap<string, Exits>): Set<string> {
  const reached = new Set([start]);
  for (const node of reached) {
    for (const flow of graph.outgoing(node)) if (!jumps.has(flow.id)) reached.add(flow.to);
    const known = exits.get(node)?.timers.map(({ event }) => event.id) ?? [];
    for (const event of graph.boundary(node)) if (!known.includes(event.id)) reached.add(event.id);
  }
  return reached;
}

/** An exclusive gateway that only brings ways together. */
export function isMerge(graph: RouteGraph, id: string): boolean {
  const node = graph.nodes.get(id);
  const outgoing = graph.outgoing(id);
  return node?.type === 'exclusiveGateway' && outgoing.length === 1 && outgoing[0]?.condition === undefined;
}

function isTarget(graph: RouteGraph, jumps: Jumps, flow: RouteFlow): boolean {
  const target = graph.nodes.get(flow.to);
  if (!target) return false;
  if (target.type === 'endEvent') return target.event === undefined || target.event.type === 'terminate';
  const back = jumps.reworks.get(target.id);
  return jumps.reached.has(back ? back.to : target.id);
}
