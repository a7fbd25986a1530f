import { endOf, guessedSettings, nodeTypeOf, ownName } from './doc-words.js';
import type { RouteGraph } from './graph.js';
import { graphOf } from './graph.js';
import type { Exits, Jumps } from './jumps.js';
import { findJumps, isMerge } from './jumps.js';
import { defined } from './moddle.js';
import { leftOpaque, regionFrom, toOpaque } from './opaque.js';
import type { DocBranch, DocEntry, DocSplit, DocTask, DocTimer, OutcomeTarget, RouteDoc } from './route-doc.js';
import type { Route, RouteFlow, RouteNode } from './route.js';
import { isActivity } from './support.js';

/**
 * The route as a list of steps. Never fails: what a list cannot show becomes one opaque entry, in the worst case
 * everything between start and end. Merges are passed over; a choice whose other ways all end needs no join.
 */
export function toRouteDoc(route: Route): RouteDoc {
  const graph = graphOf(route);
  const start = [...graph.nodes.values()].find((node) => node.type === 'startEvent');
  if (!start || graph.nodes.size > 3000) return wholeOpaque(route, graph, start);
  const refused = new Set<string>();
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const doc = new Reader(route, graph, start, refused).read();
    if (doc) return doc;
  }
  return wholeOpaque(route, graph, start);
}

/** Start, one entry that holds everything else, and an end that nothing leads to. */
function wholeOpaque(route: Route, graph: RouteGraph, start: RouteNode | undefined): RouteDoc {
  const first = start && graph.outgoing(start.id);
  const entry = first?.length === 1 ? first[0]?.to : undefined;
  const ids = [...graph.nodes.keys()].filter((id) => id !== start?.id);
  const steps = ids.length > 0 ? [toOpaque(route, ids, entry, undefined, start ? 'opaque.unstructured' : 'opaque.start')] : [];
  return { id: route.id, name: route.name ?? '', start: startOf(start), steps, end: { id: freeId(route, 'end'), end: { state: 'completed' } } };
}

const startOf = (start: RouteNode | undefined): RouteDoc['start'] => defined({ id: start?.id ?? 'start', name: start?.name, event: start?.event });

function freeId(route: Route, wanted: string): string {
  const taken = new Set(route.nodes.map(({ id }) => id));
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}_${number}`;
  return id;
}

/** The part of a route at hand cannot be shown as a list. */
class Unstructured extends Error {}

/** Where a list stops, and what surrounds it. */
interface Context {
  readonly stop: string | undefined;
  readonly parallel: boolean;
  /** Lists around this one; jumps may go to their entries. */
  readonly lists: readonly number[];
}

/** A list that was read: its entries and how it is left. */
interface ReadList {
  readonly steps: readonly DocEntry[];
  /** Flows that arrive at `stop`. */
  readonly arrivals: number;
  readonly end?: RouteNode;
}

interface Jump {
  readonly step: string;
  readonly to: string;
  readonly lists: readonly number[];
}

class Reader {
  readonly #route: Route;
  readonly #graph: RouteGraph;
  readonly #start: RouteNode;
  readonly #refused: Set<string>;
  readonly #jumps: Jumps;
  readonly #seen = new Set<string>();
  /** Entry by the node that leads into it, with its list. */
  readonly #entered = new Map<string, { readonly id: string; readonly list: number }>();
  readonly #wanted: Jump[] = [];
  #lists = 0;
  #work = 0;

  constructor(route: Route, graph: RouteGraph, start: RouteNode, refused: Set<string>) {
    this.#route = route;
    this.#graph = graph;
    this.#start = start;
    this.#refused = refused;
    this.#jumps = findJumps(graph, start.id, refused);
  }

  /** The list, or nothing when a step was refused and reading has to start over. */
  read(): RouteDoc | undefined {
    const [first, ...more] = this.#graph.outgoing(this.#start.id);
    if (!first || more.length > 0 || this.#graph.incoming(this.#start.id).length > 0) return wholeOpaque(this.#route, this.#graph, this.#start);
    this.#seen.add(this.#start.id);
    const list = this.#tryList(first.to, { stop: undefined, parallel: false, lists: [] });
    if (!list || this.#leaks()) return wholeOpaque(this.#route, this.#graph, this.#start);
    const astray = this.#wanted.find((jump) => !this.#lands(jump));
    if (astray) {
      this.#refused.add(astray.step);
      return undefined;
    }
    const rest = leftOpaque(this.#route, this.#graph, this.#seen);
    const steps = this.#resolve(rest ? [...list.steps, rest] : list.steps);
    const end = list.end ? mainEnd(list.end) : { id: freeId(this.#route, 'end'), end: { state: 'completed' as const } };
    return { id: this.#route.id, name: this.#route.name ?? '', start: startOf(this.#start), steps, end };
  }

  #tryList(first: string, context: Context): ReadList | undefined {
    try {
      return this.#list(first, 1, context);
    } catch (error) {
      if (error instanceof Unstructured) return undefined;
      throw error;
    }
  }

  /** Something outside the list leads into it. */
  #leaks(): boolean {
    return [...this.#graph.flows.values()].some((flow) => !this.#seen.has(flow.from) && this.#seen.has(flow.to));
  }

  #lands(jump: Jump): boolean {
    const target = this.#entered.get(jump.to) ?? this.#entered.get(this.#jumps.land(jump.to));
    return target !== undefined && jump.lists.includes(target.list);
  }

  #list(first: string, arriving: number, outer: Context): ReadList {
    const list = (this.#lists += 1);
    const context: Context = { ...outer, lists: [...outer.lists, list] };
    const steps: DocEntry[] = [];
    const entries: string[] = [];
    let at = first;
    let arrivals = arriving;
    while (at !== context.stop) {
      const node = this.#graph.nodes.get(at);
      if (!node || (this.#work += 1) > 1000 + 20 * this.#graph.nodes.size) throw new Unstructured();
      const mark = { seen: this.#seen.size, wanted: this.#wanted.length };
      try {
        if (node.type === 'endEvent') return { steps, arrivals: 0, end: this.#listEnd(node, context) };
        if (isMerge(this.#graph, at)) {
          this.#visit(at, arrivals);
          at = this.#graph.outgoing(at)[0]?.to ?? '';
          arrivals = 1;
          continue;
        }
        this.#visit(at, arrivals);
        const read = this.#entry(node, context);
        this.#entered.set(at, { id: at, list });
        entries.push(at);
        steps.push(read.entry);
        if (read.next === undefined) return { steps, arrivals: 0, end: undefined };
        at = read.next;
        arrivals = read.arrivals;
      } catch (error) {
        if (!(error instanceof Unstructured)) throw error;
        for (const id of [...this.#seen].slice(mark.seen)) this.#seen.delete(id);
        this.#wanted.length = mark.wanted;
        const region = regionFrom(this.#graph, [...entries, at], context.stop, { seen: this.#seen, jumps: this.#jumps.flows });
        if (!region) throw error;
        for (const id of entries.splice(region.from)) this.#entered.delete(id);
        steps.splice(region.from);
        steps.push(toOpaque(this.#route, region.ids, region.entry, region.exit, 'opaque.unstructured'));
        entries.push(region.entry);
        for (const id of region.ids) this.#seen.add(id);
        this.#wanted.splice(0, this.#wanted.length, ...this.#wanted.filter((jump) => !region.ids.includes(jump.step)));
        this.#entered.set(region.entry, { id: region.entry, list });
        if (region.exit === undefined) return { steps, arrivals: 0 };
        at = region.exit;
        arrivals = region.arrivals - region.flows.filter((flow) => this.#jumps.flows.has(flow)).length;
      }
    }
    return { steps, arrivals };
  }

  /** Every way into a node has to be one that the list shows. */
  #visit(id: string, arrivals: number): void {
    const ways = this.#graph.incoming(id).filter((flow) => !this.#jumps.flows.has(flow.id)).length;
    if (this.#seen.has(id) || ways !== arrivals) throw new Unstructured();
    this.#seen.add(id);
  }

  #listEnd(node: RouteNode, context: Context): RouteNode {
    const main = context.lists.length === 1 && node.event !== undefined && context.stop === undefined;
    if (!main && !this.#isEnd(node, context.parallel)) throw new Unstructured();
    this.#seen.add(node.id);
    return node;
  }

  /** Inside a split an end has to stop everything, or it would end one branch only. */
  #isEnd(node: RouteNode, parallel: boolean): boolean {
    if (node.type !== 'endEvent') return false;
    return parallel ? node.event?.type === 'terminate' : node.event === undefined || node.event.type === 'terminate';
  }

  #entry(node: RouteNode, context: Context): { entry: DocEntry; next: string | undefined; arrivals: number } {
    if (isActivity(node.type)) return this.#task(node, context);
    if (node.type === 'intermediateCatchEvent') return this.#wait(node);
    if (node.type === 'exclusiveGateway' || node.type === 'parallelGateway' || node.type === 'inclusiveGateway') return this.#split(node, context);
    throw new Unstructured();
  }

  #wait(node: RouteNode): { entry: DocEntry; next: string; arrivals: number } {
    const [flow, ...more] = this.#graph.outgoing(node.id);
    if (!flow || more.length > 0 || !node.event || node.event.type === 'link' || node.step) throw new Unstructured();
    return { entry: { kind: 'wait', id: node.id, name: node.name ?? '', event: node.event }, next: flow.to, arrivals: 1 };
  }

  #task(node: RouteNode, context: Context): { entry: DocTask; next: string; arrivals: number } {
    if (/subProcess|transaction/i.test(node.type) || node.event) throw new Unstructured();
    const exits = this.#jumps.exits.get(node.id) ?? { outcomes: [], timers: [] };
    if (exits.timers.length !== this.#graph.boundary(node.id).length) throw new Unstructured();
    const onward = exits.gateway ?? node.id;
    if (exits.gateway !== undefined) this.#visit(exits.gateway, 1);
    const normal = this.#graph.outgoing(onward).filter((flow) => !this.#jumps.flows.has(flow.id));
    const [flow, ...more] = normal;
    if (!flow || more.length > 0 || flow.condition !== undefined) throw new Unstructured();
    const targets = exits.outcomes.map(({ outcome, flow: way }) => [outcome, this.#target(node, way, context)] as const);
    const timers = exits.timers.map((timer) => this.#timer(node, timer, flow, context));
    const bare = node.step === undefined;
    const settings = node.step ?? guessedSettings(node.type);
    const entry: DocTask = defined({
      kind: 'step' as const,
      id: node.id,
      name: node.name ?? '',
      settings,
      targets: Object.fromEntries(targets),
      timers,
      node: node.type === nodeTypeOf(settings.type) ? undefined : node.type,
      bare: bare ? (true as const) : undefined,
      script: node.script,
      loop: node.loop,
      calledElement: node.calledElement,
      input: node.input,
      output: node.output,
    });
    return { entry, next: flow.to, arrivals: 1 };
  }

  #timer(node: RouteNode, { event, flow }: Exits['timers'][number], normal: RouteFlow, context: Context): DocTimer {
    this.#seen.add(event.id);
    const onward = flow.to === normal.to || this.#jumps.land(flow.to) === this.#jumps.land(normal.to);
    const interrupting = event.interrupting !== false;
    const target = onward ? ({ to: 'next' } as const) : this.#target(node, flow, { ...context, parallel: context.parallel || !interrupting });
    if (event.event?.type !== 'timer') throw new Unstructured();
    return defined({ id: event.id, name: event.name, event: event.event, interrupting, target });
  }

  #target(node: RouteNode, flow: RouteFlow, context: Context): OutcomeTarget {
    const target = this.#graph.nodes.get(flow.to);
    if (!target) throw new Unstructured();
    if (target.type === 'endEvent') {
      if (!this.#isEnd(target, context.parallel)) throw new Unstructured();
      this.#seen.add(target.id);
      return { to: 'end', id: target.id, end: endOf(target) };
    }
    const back = this.#jumps.reworks.get(target.id);
    if (!back) {
      this.#wanted.push({ step: node.id, to: flow.to, lists: context.lists });
      return { to: 'step', step: flow.to };
    }
    this.#seen.add(target.id);
    this.#wanted.push({ step: node.id, to: back.to, lists: context.lists });
    const settings = target.step ?? guessedSettings(target.type);
    const title = settings.title ?? target.name;
    return { to: 'rework', id: target.id, rework: title === undefined ? settings : { ...settings, title }, backTo: back.to };
  }

  /** Replaces the nodes that jumps lead to by the entries they stand for. */
  #resolve(steps: readonly DocEntry[]): DocEntry[] {
    const entryAt = (node: string): string => (this.#entered.get(node) ?? this.#entered.get(this.#jumps.land(node)))?.id ?? node;
    const target = <T extends DocTimer['target']>(step: string, to: T): T => {
      if (to.to === 'step') return { ...to, step: entryAt(to.step) };
      if (to.to !== 'rework' || to.backTo === undefined) return to;
      const { backTo, ...rest } = to;
      return (entryAt(backTo) === step ? rest : { ...rest, backTo: entryAt(backTo) }) as T;
    };
    const resolve = (entry: DocEntry): DocEntry => {
      if (entry.kind === 'step') {
        const targets = Object.fromEntries(Object.entries(entry.targets).map(([outcome, to]) => [outcome, target(entry.id, to)]));
        return { ...entry, targets, timers: entry.timers.map((timer) => ({ ...timer, target: target(entry.id, timer.target) })) };
      }
      if (entry.kind === 'wait' || entry.kind === 'opaque') return entry;
      return { ...entry, branches: entry.branches.map((branch) => ({ ...branch, steps: branch.steps.map(resolve) })) };
    };
    return steps.map(resolve);
  }

  #split(node: RouteNode, context: Context): { entry: DocSplit; next: string | undefined; arrivals: number } {
    const kind = node.type === 'exclusiveGateway' ? 'choice' : node.type === 'parallelGateway' ? 'parallel' : 'inclusive';
    const flows = this.#graph.outgoing(node.id);
    if (flows.length < 2 && !this.#graph.nodes.has(`${node.id}_join`)) throw new Unstructured();
    const join = this.#joinOf(node, flows, context.stop);
    const inner: Context = { stop: join ?? context.stop, parallel: context.parallel || kind !== 'choice', lists: context.lists };
    if (join === undefined) return this.#openChoice(node, kind, flows, inner, context);
    let arrivals = 0;
    const branches = flows.map((flow) => {
      const read = this.#list(flow.to, 1, inner);
      arrivals += read.arrivals;
      if (!read.end && read.arrivals === 0) throw new Unstructured();
      return branchOf(node, flow, read.steps, read.end);
    });
    const entry: DocSplit = { kind, id: node.id, name: node.name ?? '', branches };
    const joinNode = this.#graph.nodes.get(join);
    const own = joinNode?.type === node.type && this.#graph.outgoing(join).length === 1 && join !== context.stop;
    if (!own) {
      if (kind !== 'choice') throw new Unstructured();
      return { entry, next: join, arrivals };
    }
    this.#visit(join, arrivals);
    const [onward] = this.#graph.outgoing(join);
    if (!onward || onward.condition !== undefined) throw new Unstructured();
    return { entry, next: onward.to, arrivals: 1 };
  }

  /** A choice without a join: at most one way goes on, and the list goes on along it. */
  #openChoice(node: RouteNode, kind: DocSplit['kind'], flows: readonly RouteFlow[], inner: Context, context: Context): { entry: DocSplit; next: string | undefined; arrivals: number } {
    if (kind !== 'choice') throw new Unstructured();
    const onward = this.#onward(flows, context.stop);
    const branches = flows.map((flow) => {
      if (flow === onward) return branchOf(node, flow, [], undefined);
      const read = this.#list(flow.to, 1, inner);
      if (!read.end) throw new Unstructured();
      return branchOf(node, flow, read.steps, read.end);
    });
    return { entry: { kind, id: node.id, name: node.name ?? '', branches }, next: onward.to, arrivals: 1 };
  }

  /** The way that reaches where the list stops, else the longest, the default on equal terms. */
  #onward(flows: readonly RouteFlow[], stop: string | undefined): RouteFlow {
    const sized = flows.map((flow) => ({ flow, ahead: this.#ahead(flow.to, undefined) }));
    const reaching = stop === undefined ? [] : sized.filter(({ ahead }) => ahead.has(stop));
    const best = (reaching.length > 0 ? reaching : sized).reduce((left, right) => (right.ahead.size > left.ahead.size ? right : left));
    return best.flow;
  }

  #ahead(from: string, stop: string | undefined): Set<string> {
    const found = new Set([from]);
    for (const node of found) {
      if (node === stop) continue;
      for (const flow of this.#graph.outgoing(node)) if (!this.#jumps.flows.has(flow.id)) found.add(flow.to);
    }
    return found;
  }

  /** Where the branches come together: the gateway named after the split, else the first node that two of them reach. */
  #joinOf(node: RouteNode, flows: readonly RouteFlow[], stop: string | undefined): string | undefined {
    const ahead = flows.map((flow) => this.#ahead(flow.to, stop));
    const named = this.#graph.nodes.get(`${node.id}_join`);
    if (named?.type === node.type && ahead.some((nodes) => nodes.has(named.id))) return named.id;
    const shared = new Set<string>();
    for (const id of ahead.flatMap((nodes) => [...nodes])) {
      if (ahead.filter((nodes) => nodes.has(id)).length > 1 && this.#graph.nodes.get(id)?.type !== 'endEvent') shared.add(id);
    }
    const before = [...shared].filter((id) => ![...shared].some((other) => other !== id && this.#ahead(other, stop).has(id)));
    return before.length === 1 ? before[0] : undefined;
  }
}

function branchOf(node: RouteNode, flow: RouteFlow, steps: readonly DocEntry[], end: RouteNode | undefined): DocBranch {
  return defined<DocBranch>({
    id: flow.id,
    name: ownName(flow.name, flow.title),
    title: flow.title,
    condition: flow.id === node.default ? undefined : flow.condition,
    steps,
    end: end && { id: end.id, end: endOf(end) },
  });
}

function mainEnd(node: RouteNode): RouteDoc['end'] {
  const end = node.end ?? { state: 'completed' as const };
  const event = node.event?.type === 'terminate' ? undefined : node.event;
  return defined({ id: node.id, end, name: ownName(node.name, end.title), event });
}
