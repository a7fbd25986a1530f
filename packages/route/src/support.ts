import type { Issue } from '@requestry/model';
import { outcomesOf } from '@requestry/model';
import { defined } from './moddle.js';
import { isDate, isDuration, isFeel, isRepetition } from './iso.js';
import type { NodeType, Route, RouteFlow, RouteNode } from './route.js';

/** How expressions are judged. Without `checkExpression` only their leading `=` is. */
export interface SupportOptions {
  /** Issues of a FEEL text with its leading `=`; their codes are handed on. */
  readonly checkExpression?: (text: string) => readonly Issue[];
}

type Say = (element: string, code: string, params?: Issue['params'], severity?: 'warning') => void;

const executed = new Set<NodeType>([
  'startEvent', 'endEvent', 'intermediateCatchEvent', 'boundaryEvent', 'userTask', 'manualTask', 'serviceTask', 'scriptTask', 'sendTask',
  'exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'task',
  'businessRuleTask',
]);
const activities = /[tT]ask$|^subProcess$|^transaction$|^adHocSubProcess$|^callActivity$/;

/** The node is work: a task, a subprocess, a call. */
export const isActivity = (type: NodeType): boolean => activities.test(type);

/** What the native engine would not execute, element by element. Errors stop publishing; nothing of this appears at run time. */
export function unsupportedIssues(route: Route, options: SupportOptions = {}): Issue[] {
  const issues: Issue[] = [];
  const names = new Map(route.nodes.map((node) => [node.id, node.name ?? node.id]));
  const say: Say = (element, code, params, severity) =>
    void issues.push(defined<Issue>({ code: `route.${code}`, element, severity, params: { name: names.get(element) ?? element, ...params } }));
  const feel = (element: string, text: string | undefined, place: string): void => {
    if (text === undefined) return;
    if (!isFeel(text)) return say(element, 'not-feel', { place, text });
    for (const issue of options.checkExpression?.(text) ?? []) issues.push({ ...issue, element, params: { ...issue.params, place, text } });
  };
  const outgoing = groupBy(route.flows, (flow) => flow.from);
  for (const node of route.nodes) {
    checkNode(node, say);
    checkTimer(node, say, feel);
    checkSettings(node, route, say, feel);
    checkFlows(node, outgoing.get(node.id) ?? [], say, feel);
  }
  const starts = route.nodes.filter((node) => node.type === 'startEvent' && node.parent === undefined);
  for (const start of starts.slice(1)) say(start.id, 'several-starts');
  return issues;
}

function groupBy(flows: readonly RouteFlow[], key: (flow: RouteFlow) => string): Map<string, RouteFlow[]> {
  const groups = new Map<string, RouteFlow[]>();
  for (const flow of flows) {
    const group = groups.get(key(flow));
    if (group) group.push(flow);
    else groups.set(key(flow), [flow]);
  }
  return groups;
}

function checkNode(node: RouteNode, say: Say): void {
  if (!executed.has(node.type)) return say(node.id, 'unsupported-element', { type: node.type });
  if (node.loop) say(node.id, 'unsupported-loop');
  if (!isEventExecuted(node)) say(node.id, 'unsupported-event', { event: node.event?.type ?? 'none' });
  if (node.type === 'startEvent' && node.event?.type === 'timer') say(node.id, 'start-timer', {}, 'warning');
  if ((node.type === 'task' || node.type === 'userTask') && !node.step) say(node.id, 'task-without-step');
  if ((node.type === 'serviceTask' || node.type === 'sendTask') && !node.step) say(node.id, 'nothing-to-do', {}, 'warning');
  if (node.type === 'scriptTask' && !node.script) say(node.id, 'script-empty');
  if (node.type === 'businessRuleTask' && !node.script) say(node.id, 'decision-empty');
}

function isEventExecuted(node: RouteNode): boolean {
  const type = node.event?.type;
  switch (node.type) {
    case 'startEvent':
      return type === undefined || type === 'timer';
    case 'endEvent':
      return type === undefined || type === 'terminate';
    case 'intermediateCatchEvent':
    case 'boundaryEvent':
      return type === 'timer';
    default:
      return true;
  }
}

function checkTimer(node: RouteNode, say: Say, feel: (element: string, text: string, place: string) => void): void {
  if (node.event?.type !== 'timer') return;
  const { kind, value } = node.event;
  if (value.startsWith('=')) return feel(node.id, value, 'timer');
  const valid = { duration: isDuration, date: isDate, cycle: isRepetition }[kind](value);
  if (!valid) say(node.id, 'timer-invalid', { value });
}

function checkSettings(node: RouteNode, route: Route, say: Say, feel: (element: string, text: string | undefined, place: string) => void): void {
  if (node.type === 'scriptTask' && node.script) feel(node.id, node.script.expression, 'script');
  const step = node.step;
  if (!step) return;
  if (step.due?.startsWith('=')) feel(node.id, step.due, 'due');
  else if (step.due !== undefined && !isDuration(step.due)) say(node.id, 'duration-invalid', { value: step.due });
  const durations = [step.estimate, ...(step.reminders ?? []).map(({ before }) => before), ...(step.escalations ?? []).map(({ after }) => after)];
  for (const value of durations) if (value !== undefined && !isDuration(value)) say(node.id, 'duration-invalid', { value });
  for (const skip of step.skip ?? []) if (skip.startsWith('=')) feel(node.id, skip, 'skip');
  for (const expression of Object.values(step.set ?? {})) feel(node.id, expression, 'set');
  for (const who of [step.who, ...(step.escalations ?? []).map(({ to }) => to)]) {
    if (who?.rule === 'feel') feel(node.id, who.expression, 'who');
    if (who?.rule === 'performer' && !route.nodes.some(({ id, step: other }) => id === who.step && other)) say(node.id, 'performer-unknown', { step: who.step });
  }
  if (step.mode?.kind === 'quorum' && !(step.mode.quorum !== undefined && step.mode.quorum > 0)) say(node.id, 'quorum-missing');
  const ids = outcomesOf(step).map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) say(node.id, 'outcome-twice', { outcome: twice });
}

function checkFlows(node: RouteNode, flows: readonly RouteFlow[], say: Say, feel: (element: string, text: string | undefined, place: string) => void): void {
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
  if (node.type === 'parallelGateway') {
    for (const flow of conditional) say(flow.id, 'condition-ignored', {}, 'warning');
    return;
  }
  for (const flow of conditional) say(flow.id, 'conditional-flow');
  if (plain.length > 1) say(node.id, 'implicit-split', {}, 'warning');
}
