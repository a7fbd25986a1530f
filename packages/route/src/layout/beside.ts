import type { Surroundings } from './courses.js';
import { Unplaceable } from './plan.js';
import { leadsBack } from './drafts.js';
import type { Side } from './drafts.js';
import type { Course } from './sides.js';
import type { Sketch, Place } from './sketch.js';
import { signOf } from './sketch.js';

/** Room beside a shape that it needs for what leads there or away, relative to its middle. */
export interface Claim {
  readonly side: Side;
  readonly from: number;
  readonly to: number;
}

/** What stands beside a shape: the room it needs, and how to draw it once the place of the shape is known. */
export interface Beside {
  readonly claims: readonly Claim[];
  draw(sketch: Sketch, u: number): void;
}

const line = 8;
/** From the border of a shape to where ways that come along the line turn into it. */
export const turnIn = 16;
/** From the corner of a step to an event near it, along and across. */
const inset = { vertical: { along: 8, across: 32 }, horizontal: { along: 32, across: 12 } } as const;
/** Where events may be on the border of a step: at its corners, then on its edges. */
const borders = [['after', 1], ['after', -1], ['before', 1], ['before', -1], ['after', 2], ['before', 2], ['after', -2], ['before', -2]] as const;

/** Everything beside one shape of a list. */
export function besideOf(around: Surroundings, id: string): Beside {
  const claims: Claim[] = [];
  const drawings: ((sketch: Sketch, u: number) => void)[] = [];
  const size = around.size(id);
  for (const side of ['before', 'after'] as const) {
    if (around.to(id, side).length === 0) continue;
    claims.push(around.isSplit(id) ? { side, from: -size.long / 2 - turnIn - line, to: -size.long / 2 } : { side, from: -line, to: line });
  }
  for (const event of eventsOf(around, id)) {
    const beyond = claims.filter(({ side }) => side === event.side).map(({ from, to }) => (event.u < 0 ? -from : to) + line + 6);
    const out = event.onEdge ? { ...event.out, u: Math.sign(event.u) * Math.max(Math.abs(event.out.u), ...beyond) } : event.out;
    const stack = new Stack(around, event.id, event.side, out);
    const rows = [event.u - 15, event.u + 15, out.u - line, out.u + line];
    claims.push({ side: event.side, from: Math.min(...rows), to: Math.max(...rows) }, ...stack.claims(), ...around.from(event.id).flatMap((course) => standingClaims(around, course, out.u)));
    drawings.push((sketch, u) => {
      const sign = signOf(event.side);
      sketch.put({ id: event.id, u: u + event.u, v: sign * event.v, width: 30, height: 30 });
      const lead = [...(event.onEdge ? [{ u: u + event.u + Math.sign(event.u) * 15, v: sign * event.v }] : []), { u: u + out.u, v: sign * out.v }];
      for (const flow of around.graph.outgoing(event.id)) sketch.leads.set(flow.id, lead);
      stack.draw(sketch, u);
    });
  }
  for (const side of ['before', 'after'] as const) {
    const stack = new Stack(around, id, side, { u: 0, v: size.half });
    claims.push(...stack.claims(), ...around.from(id).filter((course) => course.side === side).flatMap((course) => standingClaims(around, course, 0)));
    drawings.push((sketch, u) => stack.draw(sketch, u));
  }
  return { claims, draw: (sketch, u) => drawings.forEach((draw) => draw(sketch, u)) };
}

/** An event on the border of a step, relative to its middle, and where flows from it begin to run across. */
interface BorderEvent {
  readonly id: string;
  readonly side: Side;
  readonly u: number;
  readonly v: number;
  readonly out: Place;
  readonly onEdge: boolean;
}

function eventsOf(around: Surroundings, id: string): BorderEvent[] {
  const known = around.graph.boundary(id).map((event) => ({ id: event.id, course: around.from(event.id)[0] }));
  const events = [...known].sort((one, other) => Number(other.course?.clear ?? false) - Number(one.course?.clear ?? false));
  const free: (typeof borders)[number][] = [...borders];
  const placed = events.map((event) => {
    const { side, slot } = event.course ?? {};
    const place = free.find((border) => border[0] === side && border[1] === slot) ?? free.find((border) => border[0] === side) ?? free[0];
    if (!place) throw new Unplaceable();
    free.splice(free.indexOf(place), 1);
    return { id: event.id, side: place[0], ...placeAt(around, id, place[1]) };
  });
  return [...placed.filter(({ onEdge }) => !onEdge), ...placed.filter(({ onEdge }) => onEdge)];
}

function placeAt(around: Surroundings, id: string, slot: number): Pick<BorderEvent, 'u' | 'v' | 'out' | 'onEdge'> {
  const { long, half } = around.size(id);
  const { along, across } = inset[around.direction];
  const u = Math.sign(slot) * (long / 2 - along);
  if (Math.abs(slot) === 1) return { u, v: half, out: { u, v: half + 15 }, onEdge: false };
  const edge = Math.sign(slot) * (long / 2);
  return { u: edge, v: half - across, out: { u: edge + Math.sign(slot) * 24, v: half - across }, onEdge: true };
}

/** Room for a way, with the step on it, where it leaves a shape of a list. */
function standingClaims(around: Surroundings, course: Course, row: number): Claim[] {
  const { side, way, clear } = course;
  const plain = clear ? [{ side, from: row - line, to: row + line }] : [];
  if (!way.via) return plain;
  const { long } = around.size(way.via.id);
  switch (around.standing(course)) {
    case 'row':
      return [{ side, from: row - long / 2 - 4, to: row + long / 2 + 4 }];
    case 'lane':
      return [leadsBack(course) ? { side, from: row - long - 2 * laneGap, to: row + line } : { side, from: row - line, to: row + long + 2 * laneGap }];
    default:
      return plain;
  }
}

/** Clear of the shapes that follow on the line, with room for a flow. */
const beyond = 60 + 2 * turnIn;
/** Between a row and a step that stands on the lane that begins there. */
export const laneGap = 20;

/** Shapes that belong to one shape only, below each other: ends, steps on ways whose place does not depend on a lane. */
class Stack {
  readonly #around: Surroundings;
  readonly #side: Side;
  readonly #out: Place;
  readonly #members: { readonly id: string; readonly flow: string; readonly u: number; readonly v: number; readonly bottom: number; readonly drawn: boolean; readonly across: boolean }[] = [];

  constructor(around: Surroundings, from: string, side: Side, out: Place) {
    this.#around = around;
    this.#side = side;
    this.#out = out;
    const courses = around.from(from).filter((course) => course.side === side);
    const isEvent = around.graph.nodes.get(from)?.attachedTo !== undefined;
    const ends = isEvent || around.pocketSide(from) === side ? around.pockets(from) : [];
    let trunk = courses.some(({ clear }) => clear);
    const label = ends.length === 0 ? 0 : around.endRoom(from) + (around.direction === 'horizontal' && !isEvent && around.endRoom(from) > 0 ? around.besideSteps : 0);
    const several = ends.length + courses.length > 1;
    const inner = Math.max(out.v + Math.max(30, label + 14), several ? beyond : 0);
    for (const course of courses) {
      if (!course.way.via || (course.clear && around.standing(course) !== 'event')) continue;
      const { id, flow } = { id: course.way.via.id, flow: course.way.flow };
      const size = around.size(id);
      const way = Math.sign(out.u);
      const u = course.clear || isEvent ? out.u + way * (laneGap + size.long / 2) : this.#next(trunk, size.long / 2);
      this.#members.push({ id, flow, u, v: inner + size.half, bottom: u + size.long / 2, drawn: course.clear, across: true });
      trunk = true;
    }
    for (const { id, flow } of ends) {
      const size = around.size(id);
      const name = around.nameOf(id);
      const room = around.direction === 'vertical' ? size.long / 2 + (name.long > 0 ? name.long + 6 : 0) : Math.max(size.long, name.long) / 2;
      const u = this.#next(trunk, around.direction === 'vertical' ? size.long / 2 : room);
      this.#members.push({ id, flow, u, v: inner + size.half, bottom: u + room, drawn: true, across: false });
      trunk = true;
    }
  }

  /** The row of the next member: that of the shape while nothing else needs it. */
  #next(trunk: boolean, half: number): number {
    const last = this.#members.at(-1);
    if (last) return last.bottom + 10 + half;
    return trunk ? this.#out.u + line + 6 + half : this.#out.u;
  }

  claims(): Claim[] {
    return this.#members.map(({ id, u, bottom }) => {
      const { long } = this.#around.size(id);
      const name = this.#around.direction === 'vertical' ? 0 : this.#around.nameOf(id).long / 2;
      return { side: this.#side, from: u - Math.max(long / 2, /Event$/.test(this.#around.graph.nodes.get(id)?.type ?? '') ? name : 0) - 2, to: bottom + 2 };
    });
  }

  draw(sketch: Sketch, at: number): void {
    const sign = signOf(this.#side);
    for (const { id, flow, u, v, bottom, drawn, across } of this.#members) {
      const { width, height, long, half } = this.#around.size(id);
      sketch.put({ id, u: at + u, v: sign * v, width, height });
      if (!across) sketch.take({ fromU: at + u - long / 2, toU: at + bottom, fromV: sign * v - this.#nameHalf(id), toV: sign * v + this.#nameHalf(id) });
      if (!drawn) continue;
      const lead = sketch.leads.get(flow) ?? [{ u: at + this.#out.u, v: sign * this.#out.v }];
      const row = lead.at(-1) as Place;
      const places: Place[] = [...lead];
      if (across) places.push({ u: row.u, v: sign * v }, { u: at + u - Math.sign(u - this.#out.u) * (long / 2), v: sign * v });
      else if (u === this.#out.u) places.push({ u: row.u, v: sign * (v - half) });
      else places.push({ u: row.u, v: sign * (v - half - turnIn) }, { u: at + u, v: sign * (v - half - turnIn) }, { u: at + u, v: sign * (v - half) });
      sketch.wire(flow, places);
    }
  }

  #nameHalf(id: string): number {
    const { wide } = this.#around.nameOf(id);
    return this.#around.direction === 'vertical' ? Math.max(15, wide / 2) : 15 + wide;
  }
}
