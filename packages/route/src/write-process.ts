import { child, isA, list } from './moddle.js';
import type { Moddle, ModdleElement } from './moddle.js';
import { makeLoop } from './read-loop.js';
import { readProcess } from './read-process.js';
import type { Route, RouteFlow, RouteNode } from './route.js';
import { makeEnd, makeFlow, makeMapping, makeStep } from './rq-write.js';
import { setEvent } from './write-event.js';

/** Makes the process say what the route says, touching only what differs. */
export function writeProcess(moddle: Moddle, definitions: ModdleElement, process: ModdleElement, route: Route): void {
  const before = readProcess(process);
  const work: Work = { moddle, definitions, elements: new Map() };
  collect(process, work.elements);
  process.set('name', route.name);
  removeMissing(process, route);
  const nodesBefore = new Map(before.nodes.map((node) => [node.id, node]));
  const flowsBefore = new Map(before.flows.map((flow) => [flow.id, flow]));
  for (const node of route.nodes) placeNode(work, process, node, nodesBefore.get(node.id));
  for (const flow of route.flows) placeFlow(work, process, flow, route, flowsBefore.get(flow.id));
  for (const node of route.nodes) linkNode(work, node);
  for (const lane of laneElements(process)) {
    lane.set('flowNodeRef', list(lane, 'flowNodeRef').filter((node) => work.elements.get(node.id ?? '') === node));
  }
}

interface Work {
  readonly moddle: Moddle;
  readonly definitions: ModdleElement;
  /** Nodes and flows by id. */
  readonly elements: Map<string, ModdleElement>;
}

function collect(container: ModdleElement, elements: Map<string, ModdleElement>): void {
  for (const element of list(container, 'flowElements')) {
    if (element.id) elements.set(element.id, element);
    if (isA(element, 'bpmn:SubProcess')) collect(element, elements);
  }
}

/** Nodes and flows that the route no longer has; data objects and the like stay. */
function removeMissing(process: ModdleElement, route: Route): void {
  const kept = new Set([...route.nodes, ...route.flows].map(({ id }) => id));
  const prune = (container: ModdleElement): void => {
    const elements = list(container, 'flowElements').filter((element) => !isRoutePart(element) || kept.has(element.id ?? ''));
    container.set('flowElements', elements);
    for (const element of elements) if (isA(element, 'bpmn:SubProcess')) prune(element);
  };
  prune(process);
}

const isRoutePart = (element: ModdleElement): boolean => isA(element, 'bpmn:FlowNode') || isA(element, 'bpmn:SequenceFlow');

const same = (left: unknown, right: unknown): boolean => JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
}

function containerOf(work: Work, process: ModdleElement, parent: string | undefined): ModdleElement {
  return (parent === undefined ? undefined : work.elements.get(parent)) ?? process;
}

function putInto(container: ModdleElement, element: ModdleElement): void {
  const holder = element.$parent;
  if (holder === container && list(container, 'flowElements').includes(element)) return;
  if (holder) holder.set('flowElements', list(holder, 'flowElements').filter((other) => other !== element));
  element.$parent = container;
  container.set('flowElements', [...list(container, 'flowElements'), element]);
}

const bpmnType = (type: string): string => `bpmn:${type.charAt(0).toUpperCase()}${type.slice(1)}`;

function placeNode(work: Work, process: ModdleElement, node: RouteNode, before: RouteNode | undefined): void {
  const known = work.elements.get(node.id);
  const element = known?.$type === bpmnType(node.type) ? known : makeNode(work, node, known);
  putInto(containerOf(work, process, node.parent), element);
  if (known === element && before && same(before, node)) return;
  const changed = (key: keyof RouteNode): boolean => known !== element || !same(before?.[key], node[key]);
  if (changed('name')) element.set('name', node.name);
  if (changed('output')) setExtensions(work.moddle, element, 'rq:Output', makeMapping(work.moddle, 'rq:Output', node.output));
  if (changed('input')) setExtensions(work.moddle, element, 'rq:Input', makeMapping(work.moddle, 'rq:Input', node.input));
  if (changed('step')) setExtensions(work.moddle, element, 'rq:Step', node.step ? [makeStep(work.moddle, node.step)] : []);
  if (changed('end')) setExtensions(work.moddle, element, 'rq:End', node.end ? [makeEnd(work.moddle, node.end)] : []);
  if (changed('event')) setEvent(work, element, node);
  if (changed('interrupting') && node.type === 'boundaryEvent') element.set('cancelActivity', node.interrupting === false ? false : undefined);
  if (changed('interrupting') && node.type === 'startEvent') element.set('isInterrupting', node.interrupting === false ? false : undefined);
  if (changed('eventSubProcess') && isA(element, 'bpmn:SubProcess')) element.set('triggeredByEvent', node.eventSubProcess);
  if (changed('calledElement') && node.type === 'callActivity') element.set('calledElement', node.calledElement);
  if (changed('loop') && isA(element, 'bpmn:Activity')) element.set('loopCharacteristics', node.loop && makeLoop(work.moddle, node.loop));
  if (changed('script')) setScript(element, node);
}

/** A new element; when the type changed, what other tools said about the old one goes over. */
function makeNode(work: Work, node: RouteNode, old: ModdleElement | undefined): ModdleElement {
  const element = work.moddle.create(bpmnType(node.type), { id: node.id });
  if (old) {
    Object.assign(element.$attrs, old.$attrs);
    for (const property of ['documentation', 'extensionElements']) {
      const value = old.get(property);
      if (value !== undefined && !(Array.isArray(value) && value.length === 0)) element.set(property, value);
    }
    const parent = old.$parent;
    parent?.set('flowElements', list(parent, 'flowElements').filter((other) => other !== old));
  }
  work.elements.set(node.id, element);
  return element;
}

function setExtensions(moddle: Moddle, element: ModdleElement, type: string, wanted: readonly ModdleElement[]): void {
  const holder = child(element, 'extensionElements');
  const values = [...wanted, ...list(holder, 'values').filter((other) => other.$type !== type)];
  if (values.length === 0) {
    if (holder) element.set('extensionElements', undefined);
    return;
  }
  const next = holder ?? moddle.create('bpmn:ExtensionElements');
  next.set('values', values);
  next.$parent = element;
  for (const item of values) item.$parent = next;
  element.set('extensionElements', next);
}

function setScript(element: ModdleElement, node: RouteNode): void {
  if (node.type === 'scriptTask') {
    element.set('script', node.script?.expression);
    element.set('scriptFormat', node.script?.language);
    element.set('result', node.script?.result);
  }
  if (node.type === 'businessRuleTask') {
    element.set('decision', node.script?.expression);
    element.set('result', node.script?.result);
  }
}

function placeFlow(work: Work, process: ModdleElement, flow: RouteFlow, route: Route, before: RouteFlow | undefined): void {
  const from = work.elements.get(flow.from);
  const to = work.elements.get(flow.to);
  if (!from || !to) return;
  const known = work.elements.get(flow.id);
  const element = known ?? work.moddle.create('bpmn:SequenceFlow', { id: flow.id });
  work.elements.set(flow.id, element);
  putInto(containerOf(work, process, route.nodes.find(({ id }) => id === flow.from)?.parent), element);
  element.set('sourceRef', from);
  element.set('targetRef', to);
  if (before && same(before, flow)) return;
  element.set('name', flow.name);
  if (!same(before?.title, flow.title)) setExtensions(work.moddle, element, 'rq:Flow', flow.title === undefined ? [] : [makeFlow(work.moddle, flow.title)]);
  if (before?.condition !== flow.condition) element.set('conditionExpression', flow.condition === undefined ? undefined : work.moddle.create('bpmn:FormalExpression', { body: flow.condition }));
}

/** References to flows and nodes, set once all of them exist. */
function linkNode(work: Work, node: RouteNode): void {
  const element = work.elements.get(node.id);
  if (!element) return;
  if (isA(element, 'bpmn:Activity') || isA(element, 'bpmn:ExclusiveGateway') || isA(element, 'bpmn:InclusiveGateway') || isA(element, 'bpmn:ComplexGateway')) {
    element.set('default', node.default === undefined ? undefined : work.elements.get(node.default));
  }
  if (node.type === 'boundaryEvent') element.set('attachedToRef', node.attachedTo === undefined ? undefined : work.elements.get(node.attachedTo));
}

function laneElements(process: ModdleElement): ModdleElement[] {
  const lanes: ModdleElement[] = [];
  const walk = (set: ModdleElement | undefined): void => {
    for (const lane of list(set, 'lanes')) {
      lanes.push(lane);
      walk(child(lane, 'childLaneSet'));
    }
  };
  for (const set of list(process, 'laneSets')) walk(set);
  return lanes;
}
