import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { compileExpression, type CompiledExpression } from '@requestry/model/expression';
import { parseDuration, type Issue } from '@requestry/model';
import { unsupportedIssues, type Route, type RouteNode } from '@requestry/route';
import { compileDecisions } from './decisions.js';
import type { CompiledFlow, CompiledNode, CompiledRoute, CompileOptions } from './types.js';

/** Makes a route ready to run, or says per element why it cannot be. */
export function compileRoute(route: Route, options: CompileOptions = {}): { readonly compiled?: CompiledRoute; readonly issues: readonly Issue[] } {
  const issues: Issue[] = unsupportedIssues(route, { checkExpression: (text) => compileExpression(text).issues });
  const named = new Set(issues.map(({ element }) => element));
  const expression = (text: string, element: string): CompiledExpression => {
    const compiled = compileExpression(text);
    if (!named.has(element)) issues.push(...compiled.issues.map((issue) => ({ ...issue, element })));
    return compiled;
  };
  const flows = new Map<string, CompiledFlow>();
  for (const flow of route.flows) {
    flows.set(flow.id, flow.condition === undefined ? flow : { ...flow, when: expression(flow.condition, flow.id) });
  }
  const incoming = groupBy([...flows.values()], (flow) => flow.to);
  const outgoing = groupBy([...flows.values()], (flow) => flow.from);
  const boundary = groupBy(route.nodes.filter(({ type }) => type === 'boundaryEvent'), (node) => node.attachedTo);
  const nodes = new Map<string, CompiledNode>();
  for (const node of route.nodes) {
    nodes.set(node.id, {
      ...node,
      incoming: incoming.get(node.id) ?? [],
      outgoing: outgoing.get(node.id) ?? [],
      boundary: boundary.get(node.id) ?? [],
      expressions: expressionsOf(node, expression),
    });
  }
  issues.push(...route.nodes.filter(hasNoLength).map(({ id }) => ({ code: 'route.duration-invalid', element: id })));
  const decisions = compileDecisions(route.nodes, options);
  issues.push(...decisions.issues);
  const start = route.nodes.find((node) => node.type === 'startEvent' && node.parent === undefined);
  if (!start) issues.push({ code: 'route.no-start' });
  if (!start || issues.some((issue) => issue.severity !== 'warning')) return { issues };
  const steps = route.nodes.filter((node) => node.step).map((node) => node.id);
  const inclusiveJoins = [...nodes.values()].filter((node) => node.type === 'inclusiveGateway' && node.incoming.length > 1);
  return { compiled: { hash: hashOf(route, decisions.compiled), route, start: start.id, nodes, flows, steps, decisions: decisions.compiled, inclusiveJoins }, issues };
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
  const texts = [step?.due, step?.estimate, event?.type === 'timer' && event.kind === 'duration' && event.working ? event.value : undefined];
  return texts.some((text) => text !== undefined && !text.startsWith('=') && !parseDuration(text));
}

/** The FEEL expressions that a node evaluates itself, by their text. */
function expressionsOf(node: RouteNode, compile: (text: string, element: string) => CompiledExpression): Readonly<Record<string, CompiledExpression>> {
  return Object.fromEntries(feelTextsOf(node).map((text) => [text, compile(text, node.id)]));
}

function feelTextsOf(node: RouteNode): readonly string[] {
  const { step, event, script } = node;
  const texts = [
    step?.due,
    ...(step?.skip ?? []),
    ...Object.values(step?.set ?? {}),
    step?.who?.rule === 'feel' ? `=${step.who.expression.replace(/^=/, '')}` : undefined,
    event?.type === 'timer' ? event.value : undefined,
    node.type !== 'businessRuleTask' && script && `=${script.expression.replace(/^=/, '')}`,
  ];
  return texts.filter((text): text is string => typeof text === 'string' && text.startsWith('='));
}

/** Content hash of the control flow and the tables it decides by, independent of where things are drawn. */
function hashOf({ nodes, flows }: Route, decisions: CompiledRoute['decisions']): string {
  const tables = [...decisions.values()].map(({ table }) => table);
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify({ nodes, flows, ...(tables.length > 0 ? { tables } : {}) })))).slice(0, 24);
}
