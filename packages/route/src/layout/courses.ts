import type { RouteGraph } from '../graph.js';
import type { RouteNode } from '../route.js';
import { labelSize } from './labels.js';
import type { Plan, PlanList, Pocket } from './plan.js';
import type { Side } from './drafts.js';
import type { Course } from './sides.js';
import { across, along, sizeOf } from './sizes.js';
import type { Direction, Size, Sizes } from './sizes.js';

/** How a step on a way stands: beside the step it comes from and leads back to · at the row it comes from · along the lane · below or above the event of the step that it leads back to. */
export type Standing = 'beside' | 'row' | 'lane' | 'event';

type Extent = Size & { readonly long: number; readonly half: number };

/** Everything that has to be known of a route while it is placed. */
export class Surroundings {
  readonly graph: RouteGraph;
  readonly direction: Direction;
  readonly courses: readonly Course[];
  readonly #sizes: Sizes;
  readonly #extents = new Map<string, Extent>();
  readonly #from = new Map<string, Course[]>();
  readonly #to = new Map<string, Course[]>();
  readonly #pockets = new Map<string, Pocket[]>();
  readonly #before = new Map<string, string>();
  readonly #endRoom = new Map<string, number>();

  constructor(plan: Plan, graph: RouteGraph, courses: readonly Course[], direction: Direction, sizes: Sizes) {
    this.graph = graph;
    this.direction = direction;
    this.courses = courses;
    this.#sizes = sizes;
    for (const course of courses) {
      push(this.#from, course.way.from, course);
      if (course.clear && !course.toStop) push(this.#to, course.way.to, course);
    }
    for (const pocket of plan.pockets) push(this.#pockets, pocket.from, pocket);
    this.#collect(plan.top);
  }

  #collect(list: PlanList): void {
    const lined = list.items.flatMap((item) => (item.kind === 'node' ? [item.id] : []));
    const room = Math.max(0, ...lined.flatMap((id) => this.pockets(id).map(({ flow }) => this.label(flow).wide)));
    for (const id of lined) this.#endRoom.set(id, room);
    list.items.forEach((item, index) => {
      const previous = list.items[index - 1];
      if (item.kind === 'node' && previous?.kind === 'node') this.#before.set(item.id, previous.id);
      if (item.kind === 'split') for (const branch of item.branches) this.#collect(branch.list);
    });
  }

  /** Extent along and half the extent across. */
  size(id: string): Extent {
    const known = this.#extents.get(id);
    if (known) return known;
    const size = this.#sizes.get(id) ?? sizeOf(this.graph.nodes.get(id) as RouteNode);
    const extent = { width: size.width, height: size.height, long: along(size, this.direction), half: across(size, this.direction) / 2 };
    this.#extents.set(id, extent);
    return extent;
  }

  from = (id: string): readonly Course[] => this.#from.get(id) ?? [];
  to = (id: string, side: Side): readonly Course[] => (this.#to.get(id) ?? []).filter((course) => (course.around === undefined) === (course.homeSide === side));
  pockets = (id: string): readonly Pocket[] => this.#pockets.get(id) ?? [];

  /** From the border of a gateway to where names are clear of the steps before and after it. */
  readonly besideSteps = 16;

  /** Room across that the names of flows to ends need, the same for all ends beside a list. */
  endRoom = (id: string): number => this.#endRoom.get(id) ?? 0;

  /** Room along and across that the name of a flow needs. */
  label(flow: string): { readonly long: number; readonly wide: number } {
    const name = this.graph.flows.get(flow)?.name;
    return name ? this.#turned(labelSize(name)) : { long: 0, wide: 0 };
  }

  /** Room along and across that the name of an event needs below it. */
  nameOf(id: string): { readonly long: number; readonly wide: number } {
    const name = this.graph.nodes.get(id)?.name;
    return name ? this.#turned(labelSize(name)) : { long: 0, wide: 0 };
  }

  #turned({ width, height }: Size): { readonly long: number; readonly wide: number } {
    return this.direction === 'vertical' ? { long: height, wide: width } : { long: width, wide: height };
  }

  /** Ends stand after the line, unless only the other side is free of ways. */
  pocketSide(id: string): Side {
    const taken = (side: Side): boolean => this.from(id).some((course) => course.side === side);
    return taken('after') && !taken('before') ? 'before' : 'after';
  }

  standing({ way, host, side, clear, toStop }: Course): Standing {
    if (host !== undefined && (!clear || way.to === host)) return 'event';
    if (host !== undefined) return 'lane';
    const alone = this.from(way.from).filter((other) => other.side === side).length === 1 && !(this.pockets(way.from).length > 0 && this.pocketSide(way.from) === side);
    if (!alone && clear) return 'lane';
    const near = clear && !toStop && this.#before.get(way.from) === way.to && this.to(way.to, side).length === 1;
    const quiet = near && this.graph.boundary(way.to).every((event) => this.eventSide(event.id) !== side);
    return quiet ? 'beside' : 'row';
  }

  /** The side of its step that an event sits on. */
  eventSide(id: string): Side {
    return this.from(id)[0]?.side ?? 'after';
  }

  /** Flows that begin a branch use both sides of a split, so what else leads to it comes along the line. */
  isSplit(id: string): boolean {
    return /Gateway$/.test(this.graph.nodes.get(id)?.type ?? '') && this.graph.outgoing(id).length - this.from(id).length - this.pockets(id).length > 1;
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
