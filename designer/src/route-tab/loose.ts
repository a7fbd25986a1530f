import type { StepType } from '@requestry/model';
import type { DocEntry, Route, RouteDoc, RouteFlow, RouteNode } from '@requestry/route';
import { findBranch, findEntry, findTask } from './doc-edits.js';
import { compact } from './doc-edits.js';

const guessed: Readonly<Record<string, StepType>> = { serviceTask: 'action', scriptTask: 'action', businessRuleTask: 'action', sendTask: 'notification', receiveTask: 'wait', callActivity: 'subroute' };

/**
 * The list with one element of the diagram added that the list itself cannot show, so that the panel can edit it:
 * a task, or a conditional flow out of a fork. Nothing for other elements and for those that the list shows.
 */
export function looseDoc(doc: RouteDoc, route: Route, id: string): RouteDoc | undefined {
  if (findEntry(doc, id)?.entry.kind !== undefined && findEntry(doc, id)?.entry.kind !== 'opaque') return undefined;
  if (findBranch(doc, id)) return undefined;
  const node = route.nodes.find((each) => each.id === id);
  const entry = node ? looseTask(node) : looseFlow(route, id);
  return entry && { ...doc, steps: [...doc.steps.filter((each) => each.id !== id), entry] };
}

function looseTask(node: RouteNode): DocEntry | undefined {
  if (!/[tT]ask$|^callActivity$/.test(node.type)) return undefined;
  return { kind: 'step', id: node.id, name: node.name ?? '', settings: node.step ?? { type: guessed[node.type] ?? 'execution' }, targets: {}, timers: [], ...(node.calledElement === undefined ? {} : { calledElement: node.calledElement }) };
}

function looseFlow(route: Route, id: string): DocEntry | undefined {
  const flow = route.flows.find((each) => each.id === id);
  const fork = flow && route.nodes.find((each) => each.id === flow.from);
  if (!flow || !fork || (fork.type !== 'exclusiveGateway' && fork.type !== 'inclusiveGateway')) return undefined;
  const ways = route.flows.filter((each) => each.from === fork.id);
  if (ways.length < 2) return undefined;
  const branches = ways.map((way) => compact({ id: way.id, name: way.name, title: way.title, condition: way.id === fork.default ? undefined : (way.condition ?? '=true'), steps: [] }));
  return { kind: fork.type === 'exclusiveGateway' ? 'choice' : 'inclusive', id: `${fork.id} `, name: fork.name ?? '', branches };
}

/** The route with the settings that the panel gave the element. */
export function applyLoose(route: Route, id: string, doc: RouteDoc): Route {
  const task = findTask(doc, id);
  if (task) return { ...route, nodes: route.nodes.map((node) => (node.id === id ? compact({ ...node, name: task.name || undefined, step: task.settings, calledElement: task.calledElement }) : node)) };
  const found = findBranch(doc, id);
  if (!found) return route;
  const otherwise = found.split.branches.find((branch) => branch.condition === undefined)?.id;
  const fork = route.flows.find((flow) => flow.id === id)?.from;
  const flows = route.flows.map((flow): RouteFlow => {
    const branch = found.split.branches.find((each) => each.id === flow.id);
    return branch ? compact({ ...flow, name: branch.name, title: branch.title, condition: branch.condition }) : flow;
  });
  return { ...route, flows, nodes: route.nodes.map((node) => (node.id === fork ? compact({ ...node, default: otherwise }) : node)) };
}
