import { defined } from '../moddle.js';
import type { Route, RouteFlow, RouteNode } from '../route.js';
import type { RouteFix } from './finding.js';

/** The route repaired. A fix about an element that is gone changes nothing. New elements are not drawn yet: lay out or place them. */
export function applyFix(route: Route, fix: RouteFix): Route {
  switch (fix.kind) {
    case 'change-type':
      return changeNode(route, fix.node, (node) => defined({ ...node, type: fix.to, default: fix.to === 'parallelGateway' ? undefined : node.default }));
    case 'make-terminate':
      return changeNode(route, fix.node, (node) => ({ ...node, event: { type: 'terminate' } }));
    case 'skip-initiator':
      return changeNode(route, fix.node, (node) => (node.step ? { ...node, step: { ...node.step, skip: [...(node.step.skip ?? []), 'initiator'] } } : node));
    case 'insert-merge':
      return insertMerge(route, fix.node, fix.flows);
    case 'add-end':
      return addEnd(route, fix.after);
    case 'remove':
      return removeNodes(route, new Set(fix.nodes));
  }
}

const changeNode = (route: Route, id: string, change: (node: RouteNode) => RouteNode): Route => ({
  ...route,
  nodes: route.nodes.map((node) => (node.id === id ? change(node) : node)),
});

function freeId(route: Route, wanted: string): string {
  const taken = new Set([...route.nodes, ...route.flows].map(({ id }) => id));
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}_${number}`;
  return id;
}

function insertMerge(route: Route, target: string, flows: readonly string[]): Route {
  const node = route.nodes.find(({ id }) => id === target);
  if (!node) return route;
  const id = freeId(route, `${target}_merge`);
  const merge = defined<RouteNode>({ id, type: 'exclusiveGateway', parent: node.parent });
  const onward: RouteFlow = { id: freeId(route, `${id}_flow`), from: id, to: target };
  const redirected = route.flows.map((flow) => (flow.to === target && flows.includes(flow.id) ? { ...flow, to: id } : flow));
  return redraw({ ...route, nodes: [...route.nodes, merge], flows: [...redirected, onward] }, flows, id);
}

function addEnd(route: Route, after: string): Route {
  const node = route.nodes.find(({ id }) => id === after);
  if (!node) return route;
  const id = freeId(route, `${after}_end`);
  const end = defined<RouteNode>({ id, type: 'endEvent', parent: node.parent, end: { state: 'completed' } });
  return redraw({ ...route, nodes: [...route.nodes, end], flows: [...route.flows, { id: freeId(route, `${after}_end_flow`), from: after, to: id }] }, [], id);
}

function removeNodes(route: Route, gone: ReadonlySet<string>): Route {
  const nodes = route.nodes.filter(({ id, parent, attachedTo }) => !gone.has(id) && !gone.has(parent ?? '') && !gone.has(attachedTo ?? ''));
  const left = new Set(nodes.map(({ id }) => id));
  const flows = route.flows.filter(({ from, to }) => left.has(from) && left.has(to));
  const kept = new Set([...nodes, ...flows].map(({ id }) => id));
  const removed = new Set([...route.nodes, ...route.flows].map(({ id }) => id).filter((id) => !kept.has(id)));
  const keep = <T>(figures: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(figures).filter(([id]) => !removed.has(id)));
  return { ...route, nodes, flows, diagram: { shapes: keep(route.diagram.shapes), edges: keep(route.diagram.edges) } };
}

/** Draws what is new near what it belongs to, so that the rest of the picture may stay. */
function redraw(route: Route, moved: readonly string[], added: string): Route {
  const { shapes, edges } = route.diagram;
  if (Object.keys(shapes).length === 0) return route;
  const touching = route.flows.filter(({ from, to }) => from === added || to === added);
  const neighbour = shapes[touching.find(({ from }) => from === added)?.to ?? '']?.bounds ?? shapes[touching[0]?.from ?? '']?.bounds;
  if (!neighbour) return route;
  const size = route.nodes.find(({ id }) => id === added)?.type === 'endEvent' ? 30 : 36;
  const bounds = { x: neighbour.x + neighbour.width / 2 - size / 2 - 70, y: neighbour.y + neighbour.height / 2 - size / 2, width: size, height: size };
  const all = { ...shapes, [added]: { bounds } };
  const drawn = { ...edges };
  for (const flow of route.flows) {
    if (!moved.includes(flow.id) && flow.from !== added && flow.to !== added) continue;
    const [a, b] = [all[flow.from]?.bounds, all[flow.to]?.bounds];
    if (!a || !b) continue;
    const from = { x: a.x + a.width / 2, y: a.y + a.height / 2 };
    const to = { x: b.x + b.width / 2, y: b.y + b.height / 2 };
    drawn[flow.id] = { waypoints: from.x === to.x || from.y === to.y ? [from, to] : [from, { x: from.x, y: to.y }, to] };
  }
  return { ...route, diagram: { shapes: all, edges: drawn } };
}
