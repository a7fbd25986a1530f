import type { RouteGraph } from '../graph.js';
import { isMerge } from '../jumps.js';
import type { DocBranch, DocEntry, DocSplit, DocTask, RouteDoc } from '../route-doc.js';

/** The route does not follow its list; it has to be placed otherwise. */
export class Unplaceable extends Error {}

/** A shape on the line of its list, with the flow to what follows. */
export interface PlanNode {
  readonly kind: 'node';
  readonly id: string;
  readonly onward?: string;
}

/** A gateway with its branches. What follows in the list brings them together. */
export interface PlanSplit {
  readonly kind: 'split';
  readonly id: string;
  readonly branches: readonly PlanBranch[];
}

/** Shapes in no order that a list knows. */
export interface PlanPart {
  readonly kind: 'part';
  readonly ids: readonly string[];
}

export type PlanItem = PlanNode | PlanSplit | PlanPart;

/** One branch, begun by a flow. Without items the flow leads straight on. */
export interface PlanBranch {
  readonly flow: string;
  readonly list: PlanList;
  /** It leads on instead of ending. */
  readonly joins: boolean;
}

/** Shapes one after another along a line. */
export interface PlanList {
  readonly items: PlanItem[];
  /** The shape that the list leads to; nothing when it only ends. */
  stop?: string;
  /** The list and the split that this is a branch of. */
  readonly within?: { readonly list: PlanList; readonly split: string };
}

/** A flow, or two with a step between them, that leaves the order of the list. */
export interface Way {
  readonly flow: string;
  /** A shape of a list, or an event on its border. */
  readonly from: string;
  readonly to: string;
  /** A step on the way, and the flow from there. */
  readonly via?: { readonly id: string; readonly flow: string };
}

/** An end beside the line. */
export interface Pocket {
  readonly flow: string;
  readonly from: string;
  readonly id: string;
}

/** The structure that a picture of the route follows. Flows that are in none of its parts have to find their way by themselves. */
export interface Plan {
  readonly top: PlanList;
  readonly ways: readonly Way[];
  readonly pockets: readonly Pocket[];
  /** Shapes that nothing of the plan leads to. */
  readonly rest: readonly string[];
}

/** What the list of steps says about the order of shapes, found again in the graph. */
export function planOf(doc: RouteDoc, graph: RouteGraph): Plan {
  return new Planner(graph).plan(doc);
}

class Planner {
  readonly #graph: RouteGraph;
  readonly #placed = new Set<string>();
  readonly #inPart = new Set<string>();
  readonly #drawn = new Set<string>();

  constructor(graph: RouteGraph) {
    this.#graph = graph;
  }

  plan(doc: RouteDoc): Plan {
    const top: PlanList = { items: [] };
    this.#node(doc.start.id, top);
    const first = this.#graph.outgoing(doc.start.id)[0]?.to;
    const at = first === undefined ? undefined : this.#list(doc.steps, first, top);
    if (at !== undefined && this.#graph.nodes.get(at)?.type === 'endEvent') this.#node(at, top);
    const { ways, pockets } = this.#beside();
    const rest = [...this.#graph.nodes.values()].filter((node) => node.attachedTo === undefined && !this.#placed.has(node.id)).map(({ id }) => id);
    if (rest.length > 0 && !doc.steps.some((entry) => entry.kind === 'opaque')) throw new Unplaceable();
    return { top, ways, pockets, rest };
  }

  #claim(id: string): void {
    if (!this.#graph.nodes.has(id) || this.#placed.has(id)) throw new Unplaceable();
    this.#placed.add(id);
  }

  /** Puts a shape into the list and answers what its flow leads to. */
  #node(id: string, list: PlanList): string | undefined {
    this.#claim(id);
    const wanted = this.#graph.nodes.get(id)?.default;
    const flows = this.#graph.outgoing(id);
    const onward = flows.find((flow) => flow.id === wanted) ?? flows[0];
    if (onward) this.#drawn.add(onward.id);
    list.items.push(onward ? { kind: 'node', id, onward: onward.id } : { kind: 'node', id });
    return onward?.to;
  }

  /** Places the entries and answers the shape that the list leads to; nothing when it leads nowhere. */
  #list(steps: readonly DocEntry[], first: string, list: PlanList): string | undefined {
    let at: string | undefined = first;
    for (const entry of steps) {
      if (entry.kind === 'opaque' && entry.entry === undefined) continue;
      const wanted = entry.kind === 'opaque' ? (entry.entry ?? entry.id) : entry.id;
      while (at !== wanted) at = this.#merge(at, list);
      at = this.#entry(entry, at, list);
    }
    return at;
  }

  #merge(id: string | undefined, list: PlanList): string | undefined {
    if (id === undefined || !isMerge(this.#graph, id)) throw new Unplaceable();
    return this.#node(id, list);
  }

  #entry(entry: DocEntry, at: string, list: PlanList): string | undefined {
    switch (entry.kind) {
      case 'step':
        return this.#task(entry, list);
      case 'wait':
        return this.#node(at, list);
      case 'opaque':
        return this.#part([at, ...entry.ids.filter((id) => id !== at && this.#graph.nodes.has(id))], list);
      default:
        return this.#split(entry, list);
    }
  }

  #task(entry: DocTask, list: PlanList): string | undefined {
    const next = this.#node(entry.id, list);
    return Object.keys(entry.targets).length > 0 && next !== undefined ? this.#node(next, list) : next;
  }

  /** The first of the shapes is where the part is entered. */
  #part(ids: readonly string[], list: PlanList): string | undefined {
    const free = ids.filter((id) => this.#graph.nodes.get(id)?.attachedTo === undefined);
    const line = this.#line(free);
    if (line) return line.map((id) => this.#node(id, list)).at(-1);
    const choice = this.#choice(free, list);
    if (choice) {
      list.items.push(choice);
      return choice.branches[0]?.list.stop;
    }
    for (const id of ids) this.#claim(id);
    for (const id of ids) this.#inPart.add(id);
    list.items.push({ kind: 'part', ids: free });
    return ids.flatMap((id) => this.#graph.outgoing(id)).find((flow) => !ids.includes(flow.to))?.to;
  }

  /** The line of a part that is no more than shapes in a row, with a step for each of some events on their borders. */
  #line(ids: readonly string[]): readonly string[] | undefined {
    const row: string[] = [];
    for (let at = ids[0]; at !== undefined && ids.includes(at) && !row.includes(at); at = this.#graph.outgoing(at)[0]?.to) row.push(at);
    const events = new Set(row.flatMap((id) => this.#graph.boundary(id).map((event) => event.id)));
    const straight = row.every((id) => this.#graph.outgoing(id).length <= 1);
    const others = ids.filter((id) => !row.includes(id));
    const beside = others.every((id) => {
      const [into, ...more] = this.#graph.incoming(id);
      return into && more.length === 0 && events.has(into.from) && this.#graph.outgoing(id).length <= 1 && this.#graph.boundary(id).length === 0;
    });
    return straight && beside ? row : undefined;
  }

  /** A part that is no more than a gateway with straight ways to one place, such as a choice by events. */
  #choice([first, ...others]: readonly string[], around: PlanList): PlanSplit | undefined {
    if (first === undefined || others.length === 0) return undefined;
    const stops = new Set<string>();
    const chains = this.#graph.outgoing(first).map((flow) => {
      const ids: string[] = [];
      let at = flow.to;
      while (others.includes(at) && !ids.includes(at) && this.#graph.incoming(at).length === 1 && this.#graph.outgoing(at).length === 1) {
        ids.push(at);
        at = this.#graph.outgoing(at)[0]?.to ?? '';
      }
      stops.add(at);
      return { flow: flow.id, ids };
    });
    const [stop] = stops;
    if (stop === undefined || stops.size > 1 || stop === first || others.includes(stop) || chains.flatMap(({ ids }) => ids).length !== others.length) return undefined;
    this.#claim(first);
    const branches = chains.map(({ flow, ids }): PlanBranch => {
      this.#drawn.add(flow);
      const list: PlanList = { items: [], stop, within: { list: around, split: first } };
      for (const id of ids) this.#node(id, list);
      return { flow, list, joins: true };
    });
    return { kind: 'split', id: first, branches };
  }

  #split(entry: DocSplit, list: PlanList): string | undefined {
    const before = new Set(this.#placed);
    this.#claim(entry.id);
    const read = entry.branches.map((branch) => this.#branch(entry, branch, list));
    const stops = new Set(read.flatMap(({ list: { stop } }) => stop ?? []));
    if (stops.size > 1) throw new Unplaceable();
    list.items.push({ kind: 'split', id: entry.id, branches: read });
    const [stop] = stops;
    if (stop === undefined) return undefined;
    return this.#isOwn(stop, entry.id, before) ? this.#node(stop, list) : stop;
  }

  /** Whether a gateway brings together the branches of this split only, ways back from behind it left aside. */
  #isOwn(stop: string, split: string, before: ReadonlySet<string>): boolean {
    if (this.#graph.nodes.get(stop)?.type !== this.#graph.nodes.get(split)?.type || this.#graph.outgoing(stop).length !== 1 || this.#placed.has(stop)) return false;
    const behind = new Set([stop]);
    for (const id of behind) {
      for (const from of [id, ...this.#graph.boundary(id).map((event) => event.id)]) for (const { to } of this.#graph.outgoing(from)) if (!this.#placed.has(to)) behind.add(to);
    }
    return this.#graph.incoming(stop).every((flow) => {
      const from = this.#graph.nodes.get(flow.from)?.attachedTo ?? flow.from;
      return behind.has(from) || (this.#placed.has(from) && !before.has(from));
    });
  }

  #branch(entry: DocSplit, branch: DocBranch, around: PlanList): PlanBranch {
    const flow = this.#graph.flows.get(branch.id);
    if (!flow) throw new Unplaceable();
    this.#drawn.add(flow.id);
    const list: PlanList = { items: [], within: { list: around, split: entry.id } };
    let at = this.#list(branch.steps, flow.to, list);
    const strict = this.#graph.nodes.get(entry.id)?.type !== 'exclusiveGateway';
    while (at !== undefined && strict && isMerge(this.#graph, at)) at = this.#merge(at, list);
    if (branch.end) {
      if (at === undefined) throw new Unplaceable();
      if (!this.#placed.has(at)) this.#node(at, list);
      at = undefined;
    }
    if (at !== undefined) list.stop = at;
    return { flow: flow.id, list, joins: at !== undefined };
  }

  /** Everything that leaves the order of the lists. */
  #beside(): Pick<Plan, 'ways' | 'pockets'> {
    const ways: Way[] = [];
    const pockets: Pocket[] = [];
    const lined = new Set([...this.#placed].filter((id) => !this.#inPart.has(id)));
    for (const { id: flow, from, to } of this.#graph.flows.values()) {
      if (this.#drawn.has(flow) || !lined.has(this.#graph.nodes.get(from)?.attachedTo ?? from)) continue;
      if (lined.has(to)) ways.push({ flow, from, to });
      else if (!this.#placed.has(to)) {
        const [onward] = this.#graph.outgoing(to);
        if (onward && this.#graph.outgoing(to).length === 1 && lined.has(onward.to) && this.#graph.boundary(to).length === 0) {
          ways.push({ flow, from, to: onward.to, via: { id: to, flow: onward.id } });
          this.#placed.add(to);
        } else if (!onward && this.#graph.boundary(to).length === 0) {
          pockets.push({ flow, from, id: to });
          this.#placed.add(to);
        }
      }
    }
    return { ways, pockets };
  }
}
