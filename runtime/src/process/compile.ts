import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { compileExpression, type CompiledExpression } from '@requestry/model/expression';
import { parseDuration, type Issue } from '@requestry/model';
import { unsupportedIssues, withLinks, type Route, type RouteFlow, type RouteNode } from '@requestry/route';
import { wholeRoute, type PlacedNode } from './called.js';
import { compileDecisions } from './decisions.js';
import { feelTextsOf } from './feel-texts.js';
import type { CompiledFlow, CompiledNode, CompiledRoute, CompileOptions } from './types.js';

/** Makes a route ready to run, together with the routes it calls, or says per element why it cannot be. */
export function compileRoute(route: Route, options: CompileOptions = {}): { readonly compiled?: CompiledRoute; readonly issues: readonly Issue[] } {
  const issues: Issue[] = unsupportedIssues(route, { checkExpression: (text) => compileExpression(text).issues });
  const whole = wholeRoute(route, options);
  issues.push(...whole.issues);
  const named = new Set(issues.map(({ element }) => element));
  const expression = (text: string, element: string): CompiledExpression => {
    const compiled = compileExpression(text);
    if (!named.has(element)) issues.push(...compiled.issues.map((issue) => ({ ...issue, element })));
    return compiled;
  };
  const routeNodes = whole.nodes.map(({ node }) => node);
  const flows = compileFlows(withLinks({ nodes: routeNodes, flows: whole.flows }).flows, expression);
  const nodes = compileNodes(whole.nodes, flows, expression);
  issues.push(...routeNodes.filter(hasNoLength).map(({ id }) => ({ code: 'route.duration-invalid', element: id })));
  const decisions = compileDecisions(routeNodes, options);
  issues.push(...decisions.issues);
  const start = route.nodes.find((node) => node.type === 'startEvent' && node.parent === undefined);
  if (!start) issues.push({ code: 'route.no-start' });
  if (!start || issues.some((issue) => issue.severity !== 'warning')) return { issues };
  const all = [...nodes.values()];
  const compiled: CompiledRoute = {
    hash: hashOf(routeNodes, whole.flows, decisions.compiled),
    route: routeNodes.length === route.nodes.length ? route : { ...route, nodes: routeNodes, flows: whole.flows },
    start: start.id,
    nodes,
    flows,
    steps: routeNodes.filter((node) => node.step).map((node) => node.id),
    decisions: decisions.compiled,
    inclusiveJoins: all.filter((node) => node.type === 'inclusiveGateway' && node.incoming.length > 1),
    eventStarts: eventStartsOf(all, nodes),
    watchful: routeNodes.some(({ event }) => event?.type === 'condition'),
    listening: routeNodes.some(({ event }) => event?.type === 'message' || event?.type === 'signal'),
  };
  return { compiled, issues };
}

function compileFlows(flows: readonly RouteFlow[], expression: (text: string, element: string) => CompiledExpression): ReadonlyMap<string, CompiledFlow> {
  return new Map(flows.map((flow) => [flow.id, flow.condition === undefined ? flow : { ...flow, when: expression(flow.condition, flow.id) }]));
}

function compileNodes(placed: readonly PlacedNode[], flows: ReadonlyMap<string, CompiledFlow>, expression: (text: string, element: string) => CompiledExpression): ReadonlyMap<string, CompiledNode> {
  const incoming = groupBy([...flows.values()], (flow) => flow.to);
  const outgoing = groupBy([...flows.values()], (flow) => flow.from);
  const boundary = groupBy(placed.filter(({ node }) => node.type === 'boundaryEvent'), ({ node }) => node.attachedTo);
  const begins = new Map(placed.filter(({ node }) => node.type === 'startEvent').map(({ node }) => [node.parent, node.id]));
  const nodes = new Map<string, CompiledNode>();
  for (const { node, space } of placed) {
    const begin = begins.get(node.id);
    nodes.set(node.id, {
      ...node,
      incoming: incoming.get(node.id) ?? [],
      outgoing: outgoing.get(node.id) ?? [],
      boundary: boundary.get(node.id)?.map((event) => event.node) ?? [],
      expressions: Object.fromEntries(feelTextsOf(node).map((text) => [text, expression(text, node.id)])),
      ...(space !== undefined ? { space } : {}),
      ...(begin !== undefined ? { begin } : {}),
    });
  }
  return nodes;
}

function eventStartsOf(all: readonly CompiledNode[], nodes: ReadonlyMap<string, CompiledNode>): CompiledRoute['eventStarts'] {
  const starts = all.filter((node) => node.type === 'startEvent' && node.parent !== undefined && nodes.get(node.parent)?.eventSubProcess);
  return groupBy(starts, (start) => nodes.get(start.parent ?? '')?.parent ?? '') as CompiledRoute['eventStarts'];
}

function groupBy<T>(items: readonly T[], key: (item: T) => string | undefined): ReadonlyMap<string | undefined, readonly T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** A due time or working timer of a length that working time does not know, such as a month. */
function hasNoLength({ step, event }: RouteNode): boolean {
  const timer = event?.type === 'timer' && event.working && event.kind !== 'date' ? event.value : undefined;
  const alarms = [...(step?.reminders ?? []).map(({ before }) => before), ...(step?.escalations ?? []).map(({ after }) => after)];
  const texts = [step?.due, step?.estimate, ...alarms, timer?.startsWith('R') ? timer.split('/').at(-1) : timer];
  return texts.some((text) => text !== undefined && !text.startsWith('=') && !parseDuration(text));
}

/** Content hash of the control flow and the tables it decides by, independent of where things are drawn. */
function hashOf(nodes: readonly RouteNode[], flows: readonly RouteFlow[], decisions: CompiledRoute['decisions']): string {
  const tables = [...decisions.values()].map(({ table }) => table);
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify({ nodes, flows, ...(tables.length > 0 ? { tables } : {}) })))).slice(0, 24);
}
