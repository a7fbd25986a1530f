import type { LocalizedText, RoutePicture } from '@requestry/model';
import { layoutRoute } from './layout/layout.js';
import { defined } from './moddle.js';
import type { Route, RouteNode } from './route.js';

/** What people need to see a route: shapes, flows and their names. A route without a picture is laid out from top to bottom. */
export function routePicture(route: Route): RoutePicture {
  const drawn = route.nodes.length > 0 && Object.keys(route.diagram.shapes).length === 0 ? layoutRoute(route, { direction: 'vertical' }) : route;
  const { shapes, edges } = drawn.diagram;
  const nodes = route.nodes.flatMap((node) => {
    const shape = shapes[node.id];
    return shape ? [defined({ id: node.id, type: node.type as string, step: node.step?.type as string | undefined, title: nodeTitle(node), bounds: shape.bounds, label: shape.label })] : [];
  });
  const ways = route.flows.flatMap((flow) => {
    const edge = edges[flow.id];
    return edge ? [defined({ id: flow.id, title: flow.title ?? flow.name, waypoints: edge.waypoints, label: edge.label })] : [];
  });
  return { nodes, edges: ways };
}

/** Usual names of a start: BPMN keeps one language only, these are told in both. */
const startTitles: readonly LocalizedText[] = [
  { ru: 'Подана', en: 'Submitted' },
  { ru: 'Начало', en: 'Start' },
];

/** What a node is called, in as many languages as are known. */
export function nodeTitle(node: RouteNode): LocalizedText {
  const own = node.step?.title ?? node.end?.title;
  if (own !== undefined) return own;
  return node.type === 'startEvent' ? startTitle(node.name) : (node.name ?? '');
}

/** What the start is called; a usual name is told in both languages. */
export const startTitle = (name: string | undefined): LocalizedText => startTitles.find((title) => typeof title === 'object' && Object.values(title).includes(name?.trim() ?? '')) ?? name ?? '';
