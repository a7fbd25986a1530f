import type { Issue } from '@requestry/model';
import { defined } from '../moddle.js';
import { isFeel } from '../iso.js';
import type { Route, RouteFlow, RouteNode } from '../route.js';

/** How expressions are judged. Without `checkExpression` only their leading `=` is. */
export interface SupportOptions {
  /** Issues of a FEEL text with its leading `=`; their codes are handed on. */
  readonly checkExpression?: (text: string) => readonly Issue[];
}

/** What the checks look at and how they report. */
export interface Check {
  readonly route: Route;
  readonly nodes: ReadonlyMap<string, RouteNode>;
  outgoing(node: string): readonly RouteFlow[];
  incoming(node: string): readonly RouteFlow[];
  /** Nodes directly in a subprocess, or at the top. */
  inside(parent: string | undefined): readonly RouteNode[];
  say(element: string, code: string, params?: Issue['params'], severity?: 'warning'): void;
  /** Reports a text that is no FEEL. `place` tells which one of the element's. */
  feel(element: string, text: string | undefined, place: string): void;
}

/** Collects into `issues`. */
export function checkOf(route: Route, options: SupportOptions, issues: Issue[]): Check {
  const nodes = new Map(route.nodes.map((node) => [node.id, node]));
  const outgoing = groupBy(route.flows, (flow) => flow.from);
  const incoming = groupBy(route.flows, (flow) => flow.to);
  const inside = groupBy(route.nodes, (node) => node.parent ?? '');
  const say: Check['say'] = (element, code, params, severity) =>
    void issues.push(defined<Issue>({ code: `route.${code}`, element, severity, params: { name: nodes.get(element)?.name ?? element, ...params } }));
  const feel: Check['feel'] = (element, text, place) => {
    if (text === undefined) return;
    if (!isFeel(text)) return say(element, 'not-feel', { place, text });
    for (const issue of options.checkExpression?.(text) ?? []) issues.push({ ...issue, element, params: { ...issue.params, place, text } });
  };
  return { route, nodes, outgoing: (node) => outgoing.get(node) ?? [], incoming: (node) => incoming.get(node) ?? [], inside: (parent) => inside.get(parent ?? '') ?? [], say, feel };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
