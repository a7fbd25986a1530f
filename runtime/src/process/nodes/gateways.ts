import type { Run } from '../run.js';
import type { CompiledFlow, CompiledNode, Token } from '../types.js';
import { chooseFlows, type Behaviours, type Enter } from './behaviour.js';

const exclusive: Enter = (run, token, node) => {
  if (node.outgoing.length === 1 && !node.outgoing[0]?.when) return run.take(token, node.outgoing);
  const choice = chooseFlows(run, token, node, true);
  if (choice.problem !== undefined) return run.raiseIncident(token, choice.problem, choice.trace);
  if (choice.flows.length === 0) return run.raiseIncident(token, 'no-flow', choice.trace);
  run.take(token, choice.flows, choice.trace);
};

/** Waits for one token on each incoming flow, then goes on along all outgoing flows. The token that came last need not be one of those. */
const parallel: Enter = (run, { scope }, node) => {
  const here = run.state.tokens.filter((token) => token.node === node.id && token.scope === scope);
  const arrived = node.incoming.map((flow) => here.find((token) => token.via === flow.id)).filter((token) => token !== undefined);
  const first = arrived[0];
  if (!first || arrived.length < node.incoming.length) return;
  mergeInto(run, first, arrived);
  run.take(first, node.outgoing);
};

/** Splits along every flow whose condition holds. Its join is decided when nothing else moves: see `fireInclusiveJoins`. */
const inclusive: Enter = (run, token, node) => {
  if (node.incoming.length <= 1) splitInclusive(run, token, node);
};

function splitInclusive(run: Run, token: Token, node: CompiledNode): void {
  const choice = chooseFlows(run, token, node, false);
  if (choice.problem !== undefined) return run.raiseIncident(token, choice.problem, choice.trace);
  if (choice.flows.length === 0) return run.raiseIncident(token, 'no-flow', choice.trace);
  run.take(token, choice.flows, choice.trace);
}

function mergeInto(run: Run, kept: Token, arrived: readonly Token[]): void {
  for (const other of arrived) if (other.id !== kept.id) run.consume(other);
}

/**
 * An inclusive join goes on when no token elsewhere can still reach one of its incoming flows that has none yet without being able
 * to reach one that has (BPMN 2.0.2, 13.4.3 "Inclusive Gateway"). Returns whether one did; none does in a transition that has used up its budget.
 */
export function fireInclusiveJoins(run: Run): boolean {
  if (run.exhausted) return false;
  for (const node of run.compiled.inclusiveJoins) {
    const here = run.state.tokens.filter((token) => token.node === node.id);
    if (here.length === 0) continue;
    for (const scope of new Set(here.map((token) => token.scope))) {
      const waiting = here.filter((token) => token.scope === scope);
      const first = waiting[0];
      if (!first || someoneStillComes(run, node, waiting)) continue;
      const oneEach = node.incoming.map((flow) => waiting.find((token) => token.via === flow.id)).filter((token) => token !== undefined);
      mergeInto(run, first, oneEach);
      splitInclusive(run, first, node);
      return true;
    }
  }
  return false;
}

/** Whoever may also come by a flow that has its token already is not waited for: it is a later round. Only the scope of the join counts. */
function someoneStillComes(run: Run, join: CompiledNode, waiting: readonly Token[]): boolean {
  const hasToken = (flow: CompiledFlow): boolean => waiting.some((token) => token.via === flow.id);
  const leading = (flows: readonly CompiledFlow[]) => new Set(flows.flatMap((flow) => [...nodesLeadingTo(run, flow.from, join.id)]));
  const missing = leading(join.incoming.filter((flow) => !hasToken(flow)));
  const others = run.inside(waiting[0]?.scope).filter((token) => token.node !== join.id && missing.has(token.node));
  if (others.length === 0) return false;
  const arrived = leading(join.incoming.filter(hasToken));
  return others.some((token) => !arrived.has(token.node));
}

/** Nodes from which `target` can be reached without passing through `except`, `target` included. */
function nodesLeadingTo(run: Run, target: string, except: string): ReadonlySet<string> {
  const reached = new Set<string>([target]);
  const stack = [target];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const node = run.node(at);
    const before = [...node.incoming.map((flow) => flow.from), ...(node.attachedTo !== undefined ? [node.attachedTo] : [])];
    for (const id of before) {
      if (id === except || reached.has(id)) continue;
      reached.add(id);
      stack.push(id);
    }
  }
  return reached;
}

export const gateways: Behaviours = { exclusiveGateway: exclusive, parallelGateway: parallel, inclusiveGateway: inclusive };
