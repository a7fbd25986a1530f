import type { Run } from '../run.js';
import type { CompiledNode, Token } from '../types.js';
import { chooseFlows, type Behaviours, type Enter } from './behaviour.js';

const exclusive: Enter = (run, token, node) => {
  if (node.outgoing.length === 1 && !node.outgoing[0]?.when) return run.take(token, node.outgoing);
  const choice = chooseFlows(run, node, true);
  if (choice.problem !== undefined) return run.raiseIncident(token, choice.problem, choice.trace);
  if (choice.flows.length === 0) return run.raiseIncident(token, 'no-flow', choice.trace);
  run.take(token, choice.flows, choice.trace);
};

/** Waits for one token on each incoming flow, then goes on along all outgoing flows. */
const parallel: Enter = (run, token, node) => {
  const arrived = node.incoming.map((flow) => run.state.tokens.find((other) => other.node === node.id && other.via === flow.id));
  if (arrived.some((other) => other === undefined)) return;
  mergeInto(run, token, arrived.filter((other) => other !== undefined));
  run.take(token, node.outgoing);
};

/** Splits along every flow whose condition holds. Its join is decided when nothing else moves: see `fireInclusiveJoins`. */
const inclusive: Enter = (run, token, node) => {
  if (node.incoming.length <= 1) splitInclusive(run, token, node);
};

function splitInclusive(run: Run, token: Token, node: CompiledNode): void {
  const choice = chooseFlows(run, node, false);
  if (choice.problem !== undefined) return run.raiseIncident(token, choice.problem, choice.trace);
  if (choice.flows.length === 0) return run.raiseIncident(token, 'no-flow', choice.trace);
  run.take(token, choice.flows, choice.trace);
}

function mergeInto(run: Run, kept: Token, arrived: readonly Token[]): void {
  for (const other of arrived) if (other.id !== kept.id) run.consume(other);
}

/**
 * An inclusive join goes on when no token elsewhere can still reach one of its incoming flows that has none yet
 * (BPMN 2.0.2, 13.4.3 "Inclusive Gateway"). Returns whether one did.
 */
export function fireInclusiveJoins(run: Run): boolean {
  for (const node of run.compiled.nodes.values()) {
    if (node.type !== 'inclusiveGateway' || node.incoming.length <= 1) continue;
    const waiting = run.state.tokens.filter((token) => token.node === node.id);
    const first = waiting[0];
    if (!first || someoneStillComes(run, node, waiting)) continue;
    const oneEach = node.incoming.map((flow) => waiting.find((token) => token.via === flow.id)).filter((token) => token !== undefined);
    mergeInto(run, first, oneEach);
    splitInclusive(run, first, node);
    return true;
  }
  return false;
}

function someoneStillComes(run: Run, join: CompiledNode, waiting: readonly Token[]): boolean {
  const missing = join.incoming.filter((flow) => !waiting.some((token) => token.via === flow.id));
  const sources = new Set(missing.flatMap((flow) => [...nodesLeadingTo(run, flow.from, join.id)]));
  return run.state.tokens.some((token) => token.node !== join.id && sources.has(token.node));
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
