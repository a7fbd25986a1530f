import type { Issue } from '@requestry/model';
import type { CompiledNode, CompiledRoute } from '../../process/types.js';
import { choicesOf, flowsBehind, reachedFrom, stopsOf, type Choice } from './choices.js';

/**
 * Parallel joins that a choice leads astray. For bpmn-engine a discard that comes to a join counts as the arrival of that branch, and one
 * that comes to an activity at work goes on when the activity is done. That is harmless where the discard passes a whole parallel block
 * while nobody is inside. Otherwise the join goes on while a branch is still open, or the process never ends.
 */
export function joinIssues(compiled: CompiledRoute): readonly Issue[] {
  const joins = [...compiled.nodes.values()].filter(({ type, incoming }) => type === 'parallelGateway' && incoming.length > 1);
  if (joins.length === 0) return [];
  const choices = choicesOf(compiled);
  return joins.flatMap((join) => {
    const wrong = choices.find((choice) => passesHalf(compiled, join, choice) || followsInto(compiled, join, choice));
    return wrong ? [issueOf(join, wrong)] : [];
  });
}

function issueOf(join: CompiledNode, { at }: Choice): Issue {
  const code = at.boundary.length > 0 ? 'bpmn-engine.timer-before-join' : 'bpmn-engine.choice-before-join';
  return { code, element: join.id, params: { name: join.name ?? join.id, choice: at.name ?? at.id } };
}

/** A way that is not taken leads to some of the join's flows only: the choice is made between split and join. */
function passesHalf(compiled: CompiledRoute, join: CompiledNode, { at, ways }: Choice): boolean {
  return ways.some(({ flow }) => {
    const reached = reachedFrom(compiled, flow, at);
    const touched = join.incoming.filter(({ id }) => reached.has(id)).length;
    return touched > 0 && touched < join.incoming.length;
  });
}

/** After a way was taken, the discard along another one comes to where the token rests by now, before the join. */
function followsInto(compiled: CompiledRoute, join: CompiledNode, { at, ways }: Choice): boolean {
  const leads = (node: string): boolean => flowsBehind(compiled, node).some((flow) => [...reachedFrom(compiled, flow, at)].some((id) => compiled.flows.get(id)?.to === join.id));
  return ways.some(({ flow, later }) => {
    if (later.length === 0) return false;
    const stops = [...stopsOf(compiled, flow)].filter(leads);
    return later.some((other) => [...reachedFrom(compiled, other, at)].some((id) => stops.includes(compiled.flows.get(id)?.to ?? '')));
  });
}
