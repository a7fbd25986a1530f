import type { CompiledFlow, CompiledNode, CompiledRoute } from '../../process/types.js';

/** Flows of which at least one is not taken when the node is left. Along that one bpmn-engine sends a discard, through everything behind it. */
export interface Choice {
  readonly at: CompiledNode;
  readonly ways: readonly Way[];
}

export interface Way {
  readonly flow: CompiledFlow;
  /** Ways of the same choice along which a discard follows after this one was taken; along the others it goes ahead and does no harm. */
  readonly later: readonly CompiledFlow[];
}

/** Gateways with several ways out, and activities with events on their border: either they are done or interrupted. */
export function choicesOf(compiled: CompiledRoute): readonly Choice[] {
  return [...compiled.nodes.values()].map((at) => choiceAt(compiled, at)).filter(({ ways }) => ways.length > 1);
}

function choiceAt(compiled: CompiledRoute, at: CompiledNode): Choice {
  const border = at.boundary.flatMap(({ id }) => compiled.nodes.get(id)?.outgoing ?? []);
  if (border.length > 0) {
    const done = at.outgoing.map((flow) => ({ flow, later: border }));
    return { at, ways: [...done, ...border.map((flow) => ({ flow, later: border.filter((other) => other !== flow) }))] };
  }
  if (at.type !== 'exclusiveGateway' && at.type !== 'inclusiveGateway') return { at, ways: [] };
  const asked = [...at.outgoing].sort((a, b) => Number(a.id === at.default) - Number(b.id === at.default));
  return { at, ways: asked.map((flow, index) => ({ flow, later: asked.slice(index + 1) })) };
}

/** Flows that a discard comes to from a node: those out of it and out of the events on its border. */
export function flowsBehind(compiled: CompiledRoute, id: string): readonly CompiledFlow[] {
  const node = compiled.nodes.get(id);
  return node ? [...node.outgoing, ...node.boundary.flatMap((event) => compiled.nodes.get(event.id)?.outgoing ?? [])] : [];
}

/** Ids of the flows from this one on, as far as one can go without coming back to where the choice was made. */
export function reachedFrom(compiled: CompiledRoute, first: CompiledFlow, at: CompiledNode): ReadonlySet<string> {
  const reached = new Set([first.id]);
  for (const id of reached) {
    const to = compiled.flows.get(id)?.to;
    if (to === undefined || to === at.id) continue;
    for (const flow of flowsBehind(compiled, to)) reached.add(flow.id);
  }
  return reached;
}

/** Where a token that takes the flow rests first: everything that is no gateway. */
export function stopsOf(compiled: CompiledRoute, first: CompiledFlow): ReadonlySet<string> {
  const passed = new Set([first.to]);
  for (const id of passed) if (isGateway(compiled, id)) for (const { to } of compiled.nodes.get(id)?.outgoing ?? []) passed.add(to);
  return new Set([...passed].filter((id) => !isGateway(compiled, id)));
}

const isGateway = (compiled: CompiledRoute, id: string): boolean => compiled.nodes.get(id)?.type.endsWith('Gateway') ?? false;
