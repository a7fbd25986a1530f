import type { Issue } from '@requestry/model';
import { child, defined, extension, extensions, isA, list, plainType, text } from './moddle.js';
import type { ModdleElement } from './moddle.js';
import { readEvent, readTaskMessage } from './read-event.js';
import { readLoop } from './read-loop.js';
import { readEnd, readMapping, readStep, readTitle } from './rq-read.js';
import type { Lane, NodeType, RouteFlow, RouteNode } from './route.js';

const nodeTypes = new Set<string>([
  'startEvent', 'endEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'boundaryEvent',
  'task', 'userTask', 'manualTask', 'serviceTask', 'scriptTask', 'businessRuleTask', 'sendTask', 'receiveTask',
  'exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'eventBasedGateway', 'complexGateway',
  'subProcess', 'transaction', 'adHocSubProcess', 'callActivity',
]);

/** Control flow of a process as plain data, with what could not be read. */
export interface ReadProcess {
  readonly nodes: readonly RouteNode[];
  readonly flows: readonly RouteFlow[];
  readonly lanes: readonly Lane[];
  readonly issues: readonly Issue[];
}

/** Reads nodes, flows and lanes of a process and the subprocesses in it. */
export function readProcess(process: ModdleElement): ReadProcess {
  const nodes: RouteNode[] = [];
  const flows: RouteFlow[] = [];
  const issues: Issue[] = [];
  const walk = (container: ModdleElement, parent: string | undefined): void => {
    for (const element of list(container, 'flowElements')) {
      if (isA(element, 'bpmn:SequenceFlow')) readFlow(element, flows, issues);
      else if (isA(element, 'bpmn:FlowNode')) {
        const node = readNode(element, parent, issues);
        if (node) nodes.push(node);
        if (isA(element, 'bpmn:SubProcess')) walk(element, element.id);
      }
      noteForeign(element, issues);
    }
  };
  walk(process, undefined);
  noteForeign(process, issues);
  checkPlaces(nodes, flows, issues);
  return { nodes, flows, lanes: readLanes(process), issues };
}

function readNode(element: ModdleElement, parent: string | undefined, issues: Issue[]): RouteNode | undefined {
  const type = plainType(element.$type);
  const id = element.id;
  if (!id) {
    issues.push({ code: 'route.element-without-id', params: { type } });
    return undefined;
  }
  if (!nodeTypes.has(type)) {
    issues.push({ code: 'route.unknown-element', element: id, params: { type } });
    return undefined;
  }
  const report = (code: string, params?: Issue['params']): void => void issues.push(defined({ code, element: id, params }));
  const step = extension(element, 'rq:Step');
  const end = extension(element, 'rq:End');
  const definitions = list(element, 'eventDefinitions');
  if (definitions.length > 1) report('route.several-event-definitions');
  return defined<RouteNode>({
    id,
    type: type as NodeType,
    name: text(element, 'name'),
    step: step && readStep(step, report),
    end: end && readEnd(end, report),
    event: definitions[0] ? readEvent(definitions[0], report) : readTaskMessage(element, type),
    attachedTo: type === 'boundaryEvent' ? child(element, 'attachedToRef')?.id : undefined,
    interrupting: interrupting(element, type),
    default: child(element, 'default')?.id,
    parent,
    eventSubProcess: isA(element, 'bpmn:SubProcess') && element.get('triggeredByEvent') === true ? true : undefined,
    loop: readLoop(child(element, 'loopCharacteristics')),
    calledElement: type === 'callActivity' ? text(element, 'calledElement') : undefined,
    input: readMapping(extensions(element, 'rq:Input')),
    output: readMapping(extensions(element, 'rq:Output')),
    script: readScript(element, type),
  });
}

/** Only what differs from the rule: boundary events interrupt unless they say otherwise. */
function interrupting(element: ModdleElement, type: string): boolean | undefined {
  if (type === 'boundaryEvent') return element.get('cancelActivity') === false ? false : undefined;
  if (type === 'startEvent') return element.get('isInterrupting') === false ? false : undefined;
  return undefined;
}

function readScript(element: ModdleElement, type: string): RouteNode['script'] {
  if (type === 'scriptTask') {
    const expression = text(element, 'script');
    return expression === undefined ? undefined : defined({ expression, result: text(element, 'result'), language: text(element, 'scriptFormat') });
  }
  if (type !== 'businessRuleTask') return undefined;
  const decision = text(element, 'decision');
  return decision === undefined ? undefined : defined({ expression: decision, result: text(element, 'result') });
}

function readFlow(element: ModdleElement, flows: RouteFlow[], issues: Issue[]): void {
  const from = child(element, 'sourceRef')?.id;
  const to = child(element, 'targetRef')?.id;
  if (!element.id || !from || !to) {
    issues.push(defined({ code: 'route.flow-without-ends', element: element.id }));
    return;
  }
  const title = extension(element, 'rq:Flow');
  const condition = text(child(element, 'conditionExpression'), 'body')?.trim();
  flows.push(defined<RouteFlow>({ id: element.id, from, to, name: text(element, 'name'), title: readTitle(title), condition: condition || undefined }));
}

function readLanes(process: ModdleElement): Lane[] {
  const lanes: Lane[] = [];
  const walk = (set: ModdleElement | undefined): void => {
    for (const lane of list(set, 'lanes')) {
      if (lane.id) lanes.push(defined({ id: lane.id, name: text(lane, 'name'), nodes: list(lane, 'flowNodeRef').flatMap((node) => node.id ?? []) }));
      walk(child(lane, 'childLaneSet'));
    }
  };
  for (const set of list(process, 'laneSets')) walk(set);
  return lanes;
}

/** Names attributes and extension elements of other tools: kept, but without effect here. */
function noteForeign(element: ModdleElement, issues: Issue[]): void {
  const attributes = Object.keys(element.$attrs).filter((name) => name.includes(':') && !name.startsWith('xmlns') && !name.startsWith('xsi:'));
  const elements = list(child(element, 'extensionElements'), 'values').map((value) => value.$type).filter((type) => !type.startsWith('rq:'));
  const names = [...new Set([...attributes, ...elements])];
  if (names.length > 0) issues.push(defined({ code: 'route.foreign', element: element.id, severity: 'warning' as const, params: { names: names.join(', ') } }));
}

/** Boundary events sit on an activity beside them; flows stay within their subprocess. */
function checkPlaces(nodes: readonly RouteNode[], flows: readonly RouteFlow[], issues: Issue[]): void {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) {
    if (node.type !== 'boundaryEvent') continue;
    const host = node.attachedTo === undefined ? undefined : byId.get(node.attachedTo);
    if (!host || host.parent !== node.parent || !/Task$|^task$|[pP]rocess$|^transaction$|^callActivity$/.test(host.type)) issues.push({ code: 'route.boundary-without-activity', element: node.id });
  }
  for (const flow of flows) {
    const from = byId.get(flow.from);
    const to = byId.get(flow.to);
    if (!from || !to) issues.push({ code: 'route.flow-without-ends', element: flow.id });
    else if (from.parent !== to.parent) issues.push({ code: 'route.flow-crosses-subprocess', element: flow.id });
  }
}
