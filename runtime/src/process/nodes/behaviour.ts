import type { NodeType } from '@requestry/route';
import type { Run } from '../run.js';
import type { CompiledFlow, CompiledNode, Token } from '../types.js';
import { evaluate, expressionContext } from '../context.js';
import type { Trace } from '@requestry/model';

/** What happens when a token enters a node. It leaves at once, rests there, or is spent. */
export type Enter = (run: Run, token: Token, node: CompiledNode) => void;

export type Behaviours = Partial<Readonly<Record<NodeType, Enter>>>;

/** A flow that a condition chose, with the reason; `problem` when an expression could not be evaluated. */
export interface Choice {
  readonly flows: readonly CompiledFlow[];
  readonly trace: Trace;
  readonly problem?: string;
}

/** Flows whose condition holds, in the route's order; the first only with `single`. The default flow when none does. */
export function chooseFlows(run: Run, token: Token, node: CompiledNode, single: boolean): Choice {
  const world = run.worldAt(token);
  const context = expressionContext(run.compiled, run.state, world);
  const chosen: CompiledFlow[] = [];
  const because: Trace[] = [];
  for (const flow of node.outgoing) {
    if (flow.id === node.default || !flow.when) continue;
    const result = evaluate(flow.when, context, world);
    if (result.problem !== undefined) return { flows: [], trace: conditionTrace(node, flow, result.trace), problem: result.problem };
    because.push(conditionTrace(node, flow, result.trace));
    if (result.value === true) chosen.push(flow);
    if (single && chosen.length > 0) break;
  }
  const free = node.outgoing.filter((flow) => !flow.when && flow.id !== node.default);
  if (single && chosen.length === 0 && free[0]) chosen.push(free[0]);
  if (!single) chosen.push(...free);
  if (chosen.length > 0) return { flows: chosen, trace: because.at(-1) ?? { code: 'branch.only', params: { gateway: node.id } } };
  const fallback = node.outgoing.filter((flow) => flow.id === node.default);
  return { flows: fallback, trace: { code: 'branch.default', params: { gateway: node.id, flow: node.default ?? null }, because } };
}

/** Why a flow was looked at: its expression with the values in it. */
export const conditionTrace = (node: CompiledNode, flow: CompiledFlow, value: Trace): Trace => ({
  code: 'branch.condition',
  params: { gateway: node.id, flow: flow.id, expression: flow.condition ?? '' },
  because: [value],
});

/** Leaves an activity or event: along every flow that applies. */
export function leave(run: Run, token: Token, node: CompiledNode): void {
  const simple = node.outgoing.every((flow) => !flow.when && flow.id !== node.default);
  if (simple) return run.take(token, node.outgoing);
  const choice = chooseFlows(run, token, node, false);
  if (choice.problem !== undefined) return run.raiseIncident(token, choice.problem, choice.trace, 'leave');
  if (choice.flows.length === 0) return run.raiseIncident(token, 'no-flow', choice.trace, 'leave');
  run.take(token, choice.flows, choice.trace);
}
