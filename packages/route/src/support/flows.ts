import type { RouteNode } from '../route.js';
import type { Check } from './say.js';

/** Conditions and ways out of a node. */
export function checkFlows(node: RouteNode, check: Check): void {
  const { say, feel } = check;
  const flows = check.outgoing(node.id);
  for (const flow of flows) if (flow.condition !== undefined) feel(flow.id, flow.condition, 'condition');
  const plain = flows.filter((flow) => flow.condition === undefined && flow.id !== node.default);
  const conditional = flows.filter((flow) => flow.condition !== undefined);
  for (const flow of conditional) if (flow.id === node.default) say(flow.id, 'condition-on-default', {}, 'warning');
  if (node.type === 'exclusiveGateway') {
    if (flows.length > 1 && plain.length > 0) say(node.id, 'choice-ambiguous', { flows: plain.map(({ id }) => id).join(', ') });
    else if (flows.length > 0 && plain.length === 0 && node.default === undefined) say(node.id, 'choice-without-default', {}, 'warning');
    return;
  }
  if (node.type === 'inclusiveGateway') {
    if (flows.length > 0 && plain.length === 0 && node.default === undefined) say(node.id, 'choice-without-default', {}, 'warning');
    return;
  }
  if (node.type === 'parallelGateway' || node.type === 'eventBasedGateway') {
    for (const flow of conditional) say(flow.id, 'condition-ignored', {}, 'warning');
    return;
  }
  for (const flow of conditional) say(flow.id, 'conditional-flow');
  if (plain.length > 1) say(node.id, 'implicit-split', {}, 'warning');
}

/** After a choice by events come events to wait for, each with this one way in; of tasks only such as nothing else happens to. */
export function checkEventGateway(node: RouteNode, check: Check): void {
  if (node.type !== 'eventBasedGateway') return;
  const targets = check.outgoing(node.id).map((flow) => check.nodes.get(flow.to));
  if (targets.length === 0) check.say(node.id, 'event-gateway-target', { target: '' });
  for (const target of targets) {
    const waits = target && (target.type === 'intermediateCatchEvent' || target.type === 'receiveTask') && target.event && target.event.type !== 'link';
    const more = target && (target.loop ?? check.inside(target.parent).some(({ attachedTo }) => attachedTo === target.id));
    if (!waits || more || check.incoming(target.id).length > 1) check.say(node.id, 'event-gateway-target', { target: target?.name ?? target?.id ?? '' });
  }
}
