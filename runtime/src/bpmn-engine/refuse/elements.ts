import type { Issue } from '@requestry/model';
import type { NodeType, RouteNode } from '@requestry/route';
import type { CompiledRoute } from '../../process/types.js';

const known = new Set<NodeType>([
  'startEvent', 'endEvent', 'intermediateCatchEvent', 'boundaryEvent', 'task', 'userTask', 'manualTask', 'serviceTask', 'scriptTask', 'sendTask', 'businessRuleTask',
  'exclusiveGateway', 'parallelGateway', 'inclusiveGateway',
]);

/** Elements that are not handed to bpmn-engine, and inclusive joins, which it does not have. */
export function elementIssues(compiled: CompiledRoute): readonly Issue[] {
  const joins = compiled.inclusiveJoins.map((node): Issue => ({ code: 'bpmn-engine.inclusive-join', element: node.id, params: { name: node.name ?? node.id } }));
  const others = [...compiled.nodes.values()].filter((node) => !isKnown(node));
  return [...others.map((node): Issue => ({ code: 'bpmn-engine.element', element: node.id, params: { name: node.name ?? node.id, type: node.type } })), ...joins];
}

function isKnown({ type, event, loop, parent }: RouteNode): boolean {
  const waits = event === undefined || event.type === 'timer' || (event.type === 'terminate' && type === 'endEvent');
  return known.has(type) && waits && loop === undefined && parent === undefined;
}
