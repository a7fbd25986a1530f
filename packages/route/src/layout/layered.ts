import type { RouteGraph } from '../graph.js';
import { across, along, sizeOf } from './sizes.js';
import type { Direction, Sizes } from './sizes.js';
import { Sketch } from './sketch.js';

/** Places any nodes in layers, ways back left aside. Works for every graph. */
export function layeredSketch(graph: RouteGraph, ids: readonly string[], direction: Direction, sizes: Sizes): Sketch {
  const layers = layersOf(graph, ids);
  const sketch = new Sketch(direction);
  const place = new Map<string, number>();
  let length = 0;
  for (const layer of layers) {
    const ordered = layer
      .map((id, index) => ({ id, wanted: wantedPlace(graph, id, place) ?? index * 10 }))
      .sort((left, right) => left.wanted - right.wanted);
    const measured = ordered.map(({ id }) => {
      const node = graph.nodes.get(id);
      return { id, size: sizes.get(id) ?? (node ? sizeOf(node) : { width: 120, height: 64 }) };
    });
    const total = measured.reduce((sum, { size }) => sum + across(size, direction), 0) + 60 * (measured.length - 1);
    const thick = Math.max(...measured.map(({ size }) => along(size, direction)));
    const u = (length === 0 ? 0 : length + 56) + thick / 2;
    let v = -total / 2;
    for (const { id, size } of measured) {
      const half = across(size, direction) / 2;
      sketch.put({ id, u, v: v + half, width: size.width, height: size.height });
      place.set(id, v + half);
      v += 2 * half + 60;
    }
    length = u + thick / 2;
  }
  sketch.length = length;
  return sketch;
}

function wantedPlace(graph: RouteGraph, id: string, place: ReadonlyMap<string, number>): number | undefined {
  const known = sourcesOf(graph, id).flatMap((from) => place.get(from) ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Where ways into the node come from; a way out of an event on a border comes from its activity. */
const sourcesOf = (graph: RouteGraph, id: string): string[] => graph.incoming(id).map((flow) => graph.nodes.get(flow.from)?.attachedTo ?? flow.from);

/** Longest way from a beginning, ways that close a circle left out. */
function layersOf(graph: RouteGraph, ids: readonly string[]): string[][] {
  const inside = new Set(ids);
  const order = topological(graph, ids, inside);
  const rank = new Map(order.map((id, index) => [id, index]));
  const depth = new Map<string, number>();
  for (const id of order) {
    const before = sourcesOf(graph, id).filter((from) => inside.has(from) && (rank.get(from) ?? 0) < (rank.get(id) ?? 0));
    depth.set(id, Math.max(0, ...before.map((from) => (depth.get(from) ?? 0) + 1)));
  }
  const layers: string[][] = [];
  for (const id of order) (layers[depth.get(id) ?? 0] ??= []).push(id);
  return layers.filter((layer) => layer.length > 0);
}

/** Reverse order of leaving in a depth-first walk, without recursion. */
function topological(graph: RouteGraph, ids: readonly string[], inside: ReadonlySet<string>): string[] {
  const left: string[] = [];
  const seen = new Set<string>();
  const begins = [...ids].sort((a, b) => beginning(graph, a, inside) - beginning(graph, b, inside));
  for (const begin of begins) {
    if (seen.has(begin)) continue;
    seen.add(begin);
    const stack = [{ id: begin, next: nextOf(graph, begin, inside) }];
    for (let top = stack[0]; top; top = stack[stack.length - 1]) {
      const id = top.next.pop();
      if (id === undefined) {
        left.push(top.id);
        stack.pop();
      } else if (!seen.has(id)) {
        seen.add(id);
        stack.push({ id, next: nextOf(graph, id, inside) });
      }
    }
  }
  return left.reverse();
}

/** Beginnings first: nothing inside leads to them. */
const beginning = (graph: RouteGraph, id: string, inside: ReadonlySet<string>): number => (sourcesOf(graph, id).some((from) => inside.has(from)) ? (sourcesOf(graph, id).every((from) => inside.has(from)) ? 2 : 1) : 0);

const nextOf = (graph: RouteGraph, id: string, inside: ReadonlySet<string>): string[] =>
  [id, ...graph.boundary(id).map((event) => event.id)].flatMap((from) => graph.outgoing(from).map((flow) => flow.to)).filter((to) => inside.has(to)).reverse();
