import type { Issue } from '@requestry/model';
import type { NodeType, Route, RouteNode } from './route.js';
import { checkEvent, checkSubProcess } from './support/events.js';
import { checkEventGateway, checkFlows } from './support/flows.js';
import { checkOf } from './support/say.js';
import type { Check, SupportOptions } from './support/say.js';
import { checkSettings } from './support/settings.js';

export type { SupportOptions } from './support/say.js';

/** Elements that the native engine executes. */
export const executedElements: ReadonlySet<NodeType> = new Set<NodeType>([
  'startEvent', 'endEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'boundaryEvent',
  'task', 'userTask', 'manualTask', 'serviceTask', 'scriptTask', 'businessRuleTask', 'sendTask', 'receiveTask',
  'exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'eventBasedGateway', 'subProcess', 'callActivity',
]);
const activities = /[tT]ask$|^subProcess$|^transaction$|^adHocSubProcess$|^callActivity$/;

/** The node is work: a task, a subprocess, a call. */
export const isActivity = (type: NodeType): boolean => activities.test(type);

/** What the native engine would not execute, element by element. Errors stop publishing; nothing of this appears at run time. */
export function unsupportedIssues(route: Route, options: SupportOptions = {}): Issue[] {
  const issues: Issue[] = [];
  const check = checkOf(route, options, issues);
  for (const node of route.nodes) {
    checkNode(node, check);
    checkSettings(node, check);
    checkFlows(node, check);
  }
  checkStarts(check);
  return issues;
}

function checkNode(node: RouteNode, check: Check): void {
  const { say } = check;
  if (!executedElements.has(node.type)) return say(node.id, 'unsupported-element', { type: node.type });
  checkEvent(node, check);
  checkSubProcess(node, check);
  checkEventGateway(node, check);
  if ((node.type === 'task' || node.type === 'userTask') && !node.step) say(node.id, 'task-without-step');
  if ((node.type === 'serviceTask' && !node.step) || (node.type === 'sendTask' && !node.step && !node.event)) say(node.id, 'nothing-to-do', {}, 'warning');
  if (node.type === 'scriptTask' && !node.script) say(node.id, 'script-empty');
  if (node.type === 'businessRuleTask' && !node.script) say(node.id, 'decision-empty');
  if (node.type === 'callActivity' && !node.calledElement) say(node.id, 'call-without-route');
}

/** Requests start when they are submitted, once. */
function checkStarts({ inside, say }: Check): void {
  const starts = inside(undefined).filter((node) => node.type === 'startEvent');
  for (const { id, event } of starts) if (event && (event.type === 'timer' || event.type === 'message' || event.type === 'signal')) say(id, 'start-event', {}, 'warning');
  for (const { id } of starts.slice(1)) say(id, 'several-starts');
}
