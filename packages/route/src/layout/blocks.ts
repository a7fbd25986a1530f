import type { RouteGraph } from '../graph.js';
import { isMerge } from '../jumps.js';
import type { DocBranch, DocEntry, DocSplit, DocTask, RouteDoc } from '../route-doc.js';
import type { RouteNode } from '../route.js';
import { layeredBlock } from './layered.js';
import { across, along, moved, sizeOf } from './sizes.js';
import type { Block, Direction, Spot } from './sizes.js';

const gap = { along: 36, across: 44, side: 74 } as const;

/** The route does not follow its list; it has to be placed otherwise. */
export class Unplaceable extends Error {}

/** Sizes of shapes that are larger than their type's: subprocesses with their content. */
export type Sizes = ReadonlyMap<string, { readonly width: number; readonly height: number }>;

/** Places the nodes of a route by its list of steps: one middle line, branches beside each other, ends and rework at the sides. */
export function structuredBlock(doc: RouteDoc, graph: RouteGraph, direction: Direction, sizes: Sizes): Block {
  const placer = new Placer(graph, direction, sizes);
  const rows = new Rows();
  rows.add(placer.single(doc.start.id));
  const first = graph.outgoing(doc.start.id)[0]?.to;
  if (first !== undefined) {
    const at = placer.list(doc.steps, first, rows);
    if (at !== undefined && graph.nodes.get(at)?.type === 'endEvent') rows.add(placer.single(at));
  }
  const left = [...graph.nodes.values()].filter((node) => node.attachedTo === undefined && !placer.placed.has(node.id));
  if (left.length > 0) {
    if (!doc.steps.some((entry) => entry.kind === 'opaque')) throw new Unplaceable();
    rows.add(layeredBlock(graph, left.map(({ id }) => id), direction, sizes));
  }
  return rows.block();
}

/** Blocks one after another on a common middle line. */
class Rows {
  readonly #spots: Spot[] = [];
  #length = 0;
  #before = 0;
  #after = 0;

  add(block: Block, space: number = gap.along): void {
    if (block.spots.length === 0 && block.length === 0) return;
    const u = this.#length === 0 ? 0 : this.#length + space;
    this.#spots.push(...moved(block.spots, u, 0));
    this.#length = u + block.length;
    this.#before = Math.max(this.#before, block.before);
    this.#after = Math.max(this.#after, block.after);
  }

  block(): Block {
    return { spots: this.#spots, length: this.#length, before: this.#before, after: this.#after };
  }
}

class Placer {
  readonly placed = new Set<string>();
  readonly #graph: RouteGraph;
  readonly #direction: Direction;
  readonly #sizes: Sizes;

  constructor(graph: RouteGraph, direction: Direction, sizes: Sizes) {
    this.#graph = graph;
    this.#direction = direction;
    this.#sizes = sizes;
  }

  #node(id: string): RouteNode {
    const node = this.#graph.nodes.get(id);
    if (!node || this.placed.has(id)) throw new Unplaceable();
    this.placed.add(id);
    return node;
  }

  #size(node: RouteNode): { readonly width: number; readonly height: number } {
    return this.#sizes.get(node.id) ?? sizeOf(node);
  }

  single(id: string): Block {
    const node = this.#node(id);
    const size = this.#size(node);
    const half = across(size, this.#direction) / 2;
    return { spots: [{ id, u: along(size, this.#direction) / 2, v: 0, ...size }], length: along(size, this.#direction), before: half, after: half };
  }

  /** Places the entries into `rows` and answers the node that the list leads to; nothing when it leads nowhere. */
  list(steps: readonly DocEntry[], first: string, rows: Rows): string | undefined {
    let at: string | undefined = first;
    for (const entry of steps) {
      if (entry.kind === 'opaque' && entry.entry === undefined) continue;
      if (at === undefined) throw new Unplaceable();
      const wanted = entry.kind === 'opaque' ? (entry.entry ?? entry.id) : entry.id;
      while (at !== wanted) at = this.#pass(at, rows);
      at = this.#entry(entry, at, rows);
    }
    return at;
  }

  /** A merge on the way. */
  #pass(id: string, rows: Rows): string {
    if (!isMerge(this.#graph, id)) throw new Unplaceable();
    rows.add(this.single(id));
    return this.#onward(id);
  }

  #onward(id: string): string {
    const to = this.#graph.outgoing(id)[0]?.to;
    if (to === undefined) throw new Unplaceable();
    return to;
  }

  #entry(entry: DocEntry, at: string, rows: Rows): string | undefined {
    switch (entry.kind) {
      case 'step':
        return this.#task(entry, rows);
      case 'wait':
        rows.add(this.single(at));
        return this.#onward(at);
      case 'opaque': {
        const inside = entry.ids.filter((id) => this.#graph.nodes.has(id));
        rows.add(layeredBlock(this.#graph, inside.filter((id) => this.#graph.nodes.get(id)?.attachedTo === undefined), this.#direction, this.#sizes));
        for (const id of inside) this.placed.add(id);
        const out = inside.flatMap((id) => this.#graph.outgoing(id)).find((flow) => !inside.includes(flow.to));
        return out?.to;
      }
      default:
        return this.#split(entry, rows);
    }
  }

  #task(entry: DocTask, rows: Rows): string {
    const body = new Rows();
    body.add(this.single(entry.id));
    let last = entry.id;
    const size = this.#size(this.#graph.nodes.get(entry.id) as RouteNode);
    let gatewayAt = 0;
    if (Object.keys(entry.targets).length > 0) {
      last = this.#onward(entry.id);
      const before = body.block().length;
      body.add(this.single(last), 28);
      gatewayAt = before + 28 + 18;
    }
    const block = body.block();
    const sides = this.#sides(entry, size, gatewayAt);
    rows.add({
      spots: [...block.spots, ...sides.spots],
      length: Math.max(block.length, sides.length),
      before: Math.max(block.before, sides.before),
      after: Math.max(block.after, sides.after),
    });
    const onward = this.#graph.nodes.get(last)?.default;
    const flow = this.#graph.outgoing(last).find(({ id }) => id === onward) ?? this.#graph.outgoing(last)[0];
    if (!flow) throw new Unplaceable();
    return flow.to;
  }

  /** Ends stand after the middle line, beside what leads to them; rework stands before it, beside its step. */
  #sides(entry: DocTask, size: { readonly width: number; readonly height: number }, gatewayAt: number): Block {
    const vertical = this.#direction === 'vertical';
    const half = across(size, this.#direction) / 2;
    const long = along(size, this.#direction);
    const spots: Spot[] = [];
    let endsTo = 0;
    let reworksTo = 0;
    let before = 0;
    let after = 0;
    const endSpace = vertical ? 58 : 96;
    const put = (target: DocTask['targets'][string] | { readonly to: 'next' }, wanted: number): void => {
      if (target.to === 'end' && !this.placed.has(target.id)) {
        const node = this.#node(target.id);
        const u = Math.max(wanted, endsTo + (endsTo === 0 ? 15 : endSpace - 15));
        const v = half + (vertical ? gap.side : 46) + 15;
        spots.push({ id: node.id, u, v, ...this.#size(node) });
        endsTo = u + 15;
        after = Math.max(after, v + (vertical ? 50 : 34));
      }
      if (target.to === 'rework' && !this.placed.has(target.id)) {
        const node = this.#node(target.id);
        const u = reworksTo === 0 ? long / 2 : reworksTo + 24 + long / 2;
        const v = -(half + (vertical ? 40 : 46) + half);
        spots.push({ id: node.id, u, v, ...this.#size(node) });
        reworksTo = u + long / 2;
        before = Math.max(before, -v + half);
      }
    };
    entry.timers.forEach((timer) => put(timer.target, vertical ? long - 8 : long));
    for (const target of Object.values(entry.targets)) put(target, gatewayAt);
    const ends = endsTo === 0 ? 0 : endsTo + (vertical ? 24 : 30);
    return { spots, length: Math.max(ends, reworksTo), before, after: Math.max(after, half + (entry.timers.length > 0 ? 20 : 0)) };
  }

  #split(entry: DocSplit, rows: Rows): string | undefined {
    rows.add(this.single(entry.id));
    const branches = entry.branches.map((branch) => this.#branch(entry, branch));
    const joins = branches.flatMap(({ to }) => to ?? []);
    const join = joins[0];
    if (joins.some((other) => other !== join)) throw new Unplaceable();
    const spots: Spot[] = [];
    let v = 0;
    let length = 0;
    let before = 0;
    let after = 0;
    branches.forEach(({ block }, index) => {
      if (index > 0) v = after + gap.across + block.before;
      spots.push(...moved(block.spots, 0, v));
      length = Math.max(length, block.length);
      if (index === 0) before = block.before;
      after = Math.max(after, v + block.after);
    });
    rows.add({ spots, length, before, after }, 44);
    if (join === undefined) return undefined;
    const node = this.#graph.nodes.get(join);
    const type = this.#graph.nodes.get(entry.id)?.type;
    if (node?.type !== type || this.#graph.outgoing(join).length !== 1 || this.placed.has(join)) return join;
    rows.add(this.single(join), 30);
    return this.#onward(join);
  }

  #branch(entry: DocSplit, branch: DocBranch): { readonly block: Block; readonly to: string | undefined } {
    const flow = this.#graph.flows.get(branch.id);
    if (!flow) throw new Unplaceable();
    const rows = new Rows();
    let at = this.list(branch.steps, flow.to, rows);
    const type = this.#graph.nodes.get(entry.id)?.type;
    while (at !== undefined && type !== 'exclusiveGateway' && isMerge(this.#graph, at)) at = this.#pass(at, rows);
    if (branch.end) {
      if (at === undefined) throw new Unplaceable();
      if (!this.placed.has(at)) rows.add(this.single(at));
      at = undefined;
    }
    const block = rows.block();
    const room = this.#direction === 'vertical' ? 52 : 22;
    return { block: { ...block, before: Math.max(block.before, 22), after: Math.max(block.after, room) }, to: at };
  }
}
