import type { Org } from '@requestry/model';
import type { RouteGraph } from '../graph.js';
import { graphOf, withLinks } from '../graph.js';
import { defined } from '../moddle.js';
import type { Route, RouteNode } from '../route.js';
import { isActivity } from '../support.js';
import { explore } from './explore.js';
import type { Exploration, Witness } from './explore.js';
import type { Finding, RouteFix } from './finding.js';
import { applyFix } from './fix.js';
import { netOf } from './net.js';
import type { Net } from './net.js';
import { peopleFindings } from './people.js';
import { namesOf, words } from './words.js';
import type { Names } from './words.js';

/** How far to look, and against which organisation. */
export interface VerifyOptions {
  /** Default 50 000. */
  readonly maxStates?: number;
  /** Rules of assignment are checked against it. */
  readonly org?: Org;
}

/** The proof or what is wrong. `complete` is false when not all states were looked at: then no findings is no proof. */
export interface Verification {
  readonly complete: boolean;
  readonly states: number;
  readonly findings: readonly Finding[];
}

/**
 * Looks at every state a route can be in, conditions taken either way, and tells what can go wrong: with the way to it,
 * a sentence for people and, where one is known, a repair. Subprocesses are checked by themselves.
 */
export function verifyRoute(route: Route, options: VerifyOptions = {}): Verification {
  const names = namesOf(withLinks(route));
  const maxStates = options.maxStates ?? 50_000;
  const flow = verifyFlow(route, names, maxStates);
  const findings = flow.findings.map((finding) => withFix(route, finding, flow.findings, maxStates));
  return { ...flow, findings: [...findings, ...peopleFindings(route, names, options.org)] };
}

function verifyFlow(drawn: Route, names: Names, maxStates: number): Verification {
  const route = withLinks(drawn);
  const levels = [undefined, ...route.nodes.filter((node) => /subProcess|transaction/i.test(node.type) && node.type !== 'adHocSubProcess').map(({ id }) => id)];
  const idle = automaticNodes(route);
  const parts = levels.map((parent) => verifyLevel(graphOf(route, parent), parent, idle, names, maxStates));
  return { complete: parts.every(({ complete }) => complete), states: parts.reduce((sum, { states }) => sum + states, 0), findings: parts.flatMap(({ findings }) => findings) };
}

function verifyLevel(graph: RouteGraph, parent: string | undefined, automatic: ReadonlySet<string>, names: Names, maxStates: number): Verification {
  const nodes = [...graph.nodes.values()];
  if (parent !== undefined && nodes.length === 0) return { complete: true, states: 0, findings: [] };
  const net = netOf(graph);
  const findings: Finding[] = structureFindings(nodes, graph, parent, net.aside, names);
  if (net.starts.length === 0) return { complete: true, states: 0, findings };
  const exploration = explore(net, maxStates);
  findings.push(...exploration.witnesses.map((witness) => flowFinding(witness, graph, names)));
  const pruned = exploration.witnesses.some(({ kind }) => kind === 'unsafe' || kind === 'livelock');
  const certainly = exploration.complete && !pruned ? exploration : { ...exploration, complete: false };
  findings.push(...deadFindings(graph, net, certainly, names));
  if (exploration.complete || pruned) findings.push(...spinningFindings(graph, automatic, findings, names));
  return { complete: exploration.complete || pruned, states: exploration.states, findings };
}

function structureFindings(nodes: readonly RouteNode[], graph: RouteGraph, parent: string | undefined, aside: ReadonlySet<string>, names: Names): Finding[] {
  const findings: Finding[] = [];
  const place = parent === undefined ? [] : [parent];
  if (!nodes.some(({ type }) => type === 'startEvent')) findings.push({ code: 'missing-start', severity: 'error', elements: place, message: words.missingStart });
  if (!nodes.some(({ type }) => type === 'endEvent')) findings.push({ code: 'missing-end', severity: 'error', elements: place, message: words.missingEnd });
  for (const node of nodes) {
    const ends = node.type === 'endEvent' || graph.outgoing(node.id).length > 0 || node.eventSubProcess || node.event?.type === 'compensation';
    if (!ends) findings.push({ code: 'missing-end', severity: aside.has(node.id) ? 'warning' : 'error', elements: [node.id], message: words.danglingEnd(names, node.id), fix: { kind: 'add-end', after: node.id } });
  }
  return findings;
}

function flowFinding(witness: Witness, graph: RouteGraph, names: Names): Finding {
  const counterexample = witness.path;
  switch (witness.kind) {
    case 'deadlock': {
      const [wait] = witness.waits ?? [];
      const message = witness.waits?.length === 1 && wait ? words.deadlock(names, wait.node, wait.missing) : words.standstill(names, witness.at);
      return { code: 'deadlock', severity: 'error', elements: [...witness.at, ...(witness.waits ?? []).flatMap(({ missing }) => missing)], counterexample, message };
    }
    case 'unsafe': {
      const flow = graph.flows.get(witness.at[0] ?? '');
      const node = flow?.to ?? '';
      return { code: 'unsafe', severity: 'error', elements: [node, ...witness.at, flow?.from ?? ''], counterexample, message: words.unsafe(names, nextStep(graph, node)) };
    }
    case 'improper-completion':
      return { code: 'improper-completion', severity: 'error', elements: witness.at, counterexample, message: words.improper(names, witness.at[0] ?? '') };
    case 'livelock':
      return { code: 'livelock', severity: 'error', elements: witness.at, counterexample, message: words.endless(names, witness.at) };
  }
}

/** The first node behind gateways, which people know by name. */
function nextStep(graph: RouteGraph, from: string): string {
  const seen = new Set<string>();
  let at = from;
  while (!seen.has(at) && /Gateway$/.test(graph.nodes.get(at)?.type ?? '') && !graph.nodes.get(at)?.name && graph.outgoing(at).length === 1) {
    seen.add(at);
    at = graph.outgoing(at)[0]?.to ?? at;
  }
  return at;
}

/** Nodes without any way from a start; with a complete search also those that never act. Only the first of each stretch is named. */
function deadFindings(graph: RouteGraph, net: Net, exploration: Exploration, names: Names): Finding[] {
  const reached = new Set(net.starts.map(({ node }) => node));
  for (const id of reached) {
    for (const flow of graph.outgoing(id)) reached.add(flow.to);
    for (const event of graph.boundary(id)) reached.add(event.id);
  }
  const dead = new Set<string>();
  for (const node of graph.nodes.values()) {
    if (node.eventSubProcess || node.type === 'startEvent' || net.aside.has(node.id)) continue;
    if (node.event?.type === 'compensation' || [...graph.boundary(node.id)].some((event) => event.event?.type === 'compensation')) continue;
    if (!reached.has(node.id) || (exploration.complete && !exploration.fired.has(node.id))) dead.add(node.id);
  }
  const stuck = exploration.witnesses.some(({ kind }) => kind === 'deadlock');
  const told = [...dead].filter((id) => !(stuck && reached.has(id)));
  return heads(graph, told, dead).map((id): Finding => ({ code: 'dead-step', severity: 'error', elements: [id], message: words.dead(names, id), fix: { kind: 'remove', nodes: stretch(graph, id, dead) } }));
}

/** Where stretches begin: nodes that nothing dead leads to, and one of every circle that leads to itself only. */
function heads(graph: RouteGraph, told: readonly string[], dead: ReadonlySet<string>): string[] {
  const led = (id: string): boolean => dead.has(graph.nodes.get(id)?.attachedTo ?? '') || graph.incoming(id).some((flow) => dead.has(flow.from) && flow.from !== id);
  const found: string[] = [];
  const covered = new Set<string>();
  for (const id of [...told.filter((one) => !led(one)), ...told]) {
    if (covered.has(id)) continue;
    found.push(id);
    for (const other of stretch(graph, id, dead)) covered.add(other);
  }
  return found;
}

function stretch(graph: RouteGraph, from: string, dead: ReadonlySet<string>): string[] {
  const found = new Set([from]);
  for (const id of found) {
    for (const event of graph.boundary(id)) found.add(event.id);
    for (const flow of graph.outgoing(id)) if (dead.has(flow.to)) found.add(flow.to);
  }
  return [...found];
}

/** Circles that only gateways and machines are on. Where nothing on the way can change data, it is certain; else a warning. */
function spinningFindings(graph: RouteGraph, automatic: ReadonlySet<string>, known: readonly Finding[], names: Names): Finding[] {
  if (known.some(({ code }) => code === 'livelock')) return [];
  const here = new Set([...graph.nodes.keys()].filter((id) => automatic.has(id)));
  return circlesOf(graph, here).map((circle): Finding => {
    const changes = circle.some((id) => isActivity(graph.nodes.get(id)?.type ?? 'task'));
    return { code: 'livelock', severity: changes ? 'warning' : 'error', elements: circle, message: words.spinning(names, circle) };
  });
}

/** Nodes that need neither a person nor time; a subprocess when nothing inside does. */
function automaticNodes(route: Route): ReadonlySet<string> {
  const inside = new Map<string, RouteNode[]>();
  for (const node of route.nodes) if (node.parent !== undefined) inside.set(node.parent, [...(inside.get(node.parent) ?? []), node]);
  const automatic = new Set(route.nodes.filter(isAutomatic).map(({ id }) => id));
  const passes = (node: RouteNode): boolean => automatic.has(node.id) || node.eventSubProcess === true || /^(?:startEvent|endEvent|boundaryEvent)$/.test(node.type);
  const subprocesses = route.nodes.filter((node) => node.type === 'subProcess' && !node.eventSubProcess);
  for (let before = -1; before < automatic.size; ) {
    before = automatic.size;
    for (const { id } of subprocesses) if ((inside.get(id) ?? []).every(passes)) automatic.add(id);
  }
  return automatic;
}

function isAutomatic(node: RouteNode): boolean {
  if (/Gateway$/.test(node.type)) return node.type !== 'eventBasedGateway';
  if (node.type === 'intermediateThrowEvent' || (node.type === 'intermediateCatchEvent' && node.event?.type === 'link')) return true;
  return (node.type === 'serviceTask' || node.type === 'scriptTask' || node.type === 'sendTask' || node.type === 'businessRuleTask') && node.step?.type !== 'wait';
}

/** Sets of nodes that lead to each other (Tarjan, without recursion). */
function circlesOf(graph: RouteGraph, inside: ReadonlySet<string>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const next = (id: string): string[] => graph.outgoing(id).map((flow) => flow.to).filter((to) => inside.has(to));
  for (const begin of inside) {
    if (order.has(begin)) continue;
    const stack: { readonly id: string; readonly rest: string[] }[] = [];
    const enter = (id: string): void => {
      order.set(id, order.size);
      low.set(id, order.get(id) as number);
      open.push(id);
      stack.push({ id, rest: next(id) });
    };
    enter(begin);
    for (let top = stack[0]; top; top = stack[stack.length - 1]) {
      const to = top.rest.pop();
      if (to !== undefined) {
        if (!order.has(to)) enter(to);
        else if (open.includes(to)) low.set(top.id, Math.min(low.get(top.id) as number, order.get(to) as number));
        continue;
      }
      stack.pop();
      const below = stack[stack.length - 1];
      if (below) low.set(below.id, Math.min(low.get(below.id) as number, low.get(top.id) as number));
      if (low.get(top.id) !== order.get(top.id)) continue;
      const circle = open.splice(open.indexOf(top.id));
      if (circle.length > 1 || next(top.id).includes(top.id)) circles.push(circle);
    }
  }
  return circles;
}

/** Tries repairs and keeps the first after which this finding is gone and there are fewer errors. */
function withFix(route: Route, finding: Finding, all: readonly Finding[], maxStates: number): Finding {
  if (finding.fix || finding.severity !== 'error' || all.length > 20 || route.nodes.length > 400) return finding;
  const errors = all.filter(({ severity }) => severity === 'error').length;
  const names: Names = (id) => id;
  const fix = fixesFor(route, finding).find((candidate) => {
    const { complete, findings } = verifyFlow(applyFix(route, candidate), names, Math.min(maxStates, 5_000));
    const left = findings.filter(({ severity }) => severity === 'error');
    return complete && left.length < errors && !left.some(({ code, elements }) => code === finding.code && elements[0] === finding.elements[0]);
  });
  return defined({ ...finding, fix });
}

function fixesFor(route: Route, finding: Finding): RouteFix[] {
  const [place = ''] = finding.elements;
  const node = route.nodes.find(({ id }) => id === place);
  const into = route.flows.filter(({ to }) => to === place);
  const fixes: RouteFix[] = [];
  if (finding.code === 'deadlock' && node) {
    for (let one = 0; one < into.length && into.length > 2 && into.length < 8; one += 1) {
      for (let other = one + 1; other < into.length; other += 1) fixes.push({ kind: 'insert-merge', node: place, flows: [into[one]?.id ?? '', into[other]?.id ?? ''] });
    }
    fixes.push({ kind: 'change-type', node: place, to: 'exclusiveGateway' }, { kind: 'change-type', node: place, to: 'inclusiveGateway' });
  }
  if (finding.code === 'unsafe' || finding.code === 'improper-completion') {
    for (const id of finding.elements) {
      if (route.nodes.find((other) => other.id === id)?.type === 'exclusiveGateway') fixes.push({ kind: 'change-type', node: id, to: 'parallelGateway' }, { kind: 'change-type', node: id, to: 'inclusiveGateway' });
    }
    for (const id of finding.counterexample ?? []) {
      const passed = route.nodes.find((other) => other.id === id);
      const several = route.flows.filter(({ to }) => to === id).length > 1;
      if (passed?.type === 'exclusiveGateway' && several) fixes.push({ kind: 'change-type', node: id, to: 'parallelGateway' }, { kind: 'change-type', node: id, to: 'inclusiveGateway' });
    }
    if (node?.type === 'endEvent') fixes.push({ kind: 'make-terminate', node: place });
  }
  return fixes.slice(0, 24);
}
