import { laneGap, turnIn } from './beside.js';
import type { Surroundings } from './courses.js';
import type { Side } from './drafts.js';
import { endsOf } from './rules.js';
import type { Course } from './sides.js';
import { signOf } from './sketch.js';
import type { Place, Sketch } from './sketch.js';
import type { Spot } from './sizes.js';

/** A flow on its way down to what follows, with the places that it has passed. */
export interface Tail {
  readonly flow: string;
  readonly places: readonly Place[];
}

const apart = 16;

/**
 * Draws the ways along the sides of a list, each outside of everything that it goes past, those within others first.
 * Answers what is left of ways that go on to where the list leads.
 */
export function drawLanes(around: Surroundings, sketch: Sketch, courses: readonly Course[]): Tail[] {
  const plain = courses.filter((course) => course.around === undefined).sort((one, other) => spanOf(one) - spanOf(other));
  const outer = courses.filter((course) => course.around !== undefined).sort((one, other) => outwards(one) * (endsOf(one)[0] - endsOf(other)[0] || endsOf(one)[1] - endsOf(other)[1]));
  const tails = plain.flatMap((course) => drawLane(around, sketch, course) ?? []);
  for (const course of outer) drawAround(around, sketch, course);
  return tails;
}

/** Ways around the beginning of a route lie within those that begin further on, ways around the end of a branch the other way round. */
const outwards = ({ home }: Course): number => (home.within === undefined ? 1 : -1);
const spanOf = ({ outer, end }: Course): number => Math.abs(outer - end);

/** Leads ways around the end of a branch, from where they go on outside of it. */
export function drawTips(around: Surroundings, sketch: Sketch, courses: readonly Course[]): void {
  for (const course of [...courses].sort((one, other) => other.begin - one.begin)) {
    const row = sketch.length + apart;
    const { flow, places } = leave(around, sketch, course, { side: course.side, target: row });
    const lead = [...places, { u: row, v: places.at(-1)?.v ?? 0 }];
    sketch.leads.set(flow, lead);
    sketch.takeLine(lead);
    sketch.length = row;
  }
}

function drawLane(around: Surroundings, sketch: Sketch, course: Course): Tail | undefined {
  const { way, homeSide: side, toStop } = course;
  if (way.via && around.standing(course) === 'beside') {
    drawBeside(around, sketch, course);
    return undefined;
  }
  const arrival = toStop ? undefined : arrivalAt(around, sketch, way.to, side);
  const target = arrival?.[0]?.u ?? sketch.length;
  const left = leave(around, sketch, course, { side, target });
  const lane = left.places.at(-1)?.v ?? 0;
  if (arrival) sketch.wire(left.flow, [...left.places, { u: target, v: lane }, ...arrival]);
  else sketch.takeLine([...left.places, { u: target, v: lane }]);
  return arrival ? undefined : left;
}

/** Along one side, around the beginning of the route or the end of a branch, and along the other side. */
function drawAround(around: Surroundings, sketch: Sketch, course: Course): void {
  const far: Side = course.homeSide === 'before' ? 'after' : 'before';
  const isBranch = course.home.within !== undefined;
  const row = isBranch ? sketch.length + apart : sketch.start() - apart;
  const arrival = arrivalAt(around, sketch, course.way.to, far);
  const target = arrival[0]?.u ?? 0;
  const { flow, places } = leave(around, sketch, course, { side: course.homeSide, target: row });
  const lane = signOf(far) * (sketch.reach(far, Math.min(row, target - apart / 2), Math.max(row, target + apart / 2)) + apart);
  sketch.wire(flow, [...places, { u: row, v: places.at(-1)?.v ?? 0 }, { u: row, v: lane }, { u: target, v: lane }, ...arrival]);
  if (isBranch) sketch.length = row;
}

/** How a way comes in from a side: level, or along the line where a split needs its sides for its branches. */
function arrivalAt(around: Surroundings, sketch: Sketch, id: string, side: Side): Place[] {
  const { u, v } = sketch.spots.get(id) as Spot;
  const { long, half } = around.size(id);
  const row = u - long / 2 - turnIn;
  return around.isSplit(id) ? [{ u: row, v }, { u: u - long / 2, v }] : [{ u, v: v + signOf(side) * half }];
}

/** Draws a way out to its lane, with the step that stands on it. Answers the flow that goes on from there. */
function leave(around: Surroundings, sketch: Sketch, course: Course, { side, target }: { readonly side: Side; readonly target: number }): Tail {
  const { way } = course;
  const sign = signOf(side);
  const standing = way.via && around.standing(course);
  const passed = course.tip === undefined || !way.via ? undefined : sketch.leads.get(way.via.flow);
  const begins = way.via && standing === 'event' ? way.via.id : way.from;
  const flow = begins === way.from ? way.flow : (way.via?.flow ?? way.flow);
  const { u, v } = sketch.spots.get(begins) as Spot;
  const lead = passed ?? sketch.leads.get(flow) ?? [{ u, v: v + sign * around.size(begins).half }];
  const { u: row, v: port } = lead.at(-1) as Place;
  const outward = (rows: readonly number[], half: number, label: number): number =>
    sign * Math.max(sketch.reach(side, Math.min(...rows) - apart / 2, Math.max(...rows) + apart / 2) + apart + half, sign * port + label + 12);
  if (passed || !way.via || standing === 'event') {
    const label = way.via ? 0 : around.label(way.flow).wide;
    return { flow: way.via?.flow ?? way.flow, places: [...lead, { u: row, v: outward([row, target], 0, label) }] };
  }
  const { width, height, long, half } = around.size(way.via.id);
  const heading = target < row ? -1 : 1;
  const level = standing === 'row';
  const stands = level ? row : row + heading * (laneGap + long / 2);
  const lane = outward([row, target, stands - long / 2, stands + long / 2], half, around.label(way.flow).wide + (level ? half : 0));
  sketch.put({ id: way.via.id, u: stands, v: lane, width, height });
  sketch.wire(way.flow, level ? [...lead, { u: row, v: lane - sign * half }] : [...lead, { u: row, v: lane }, { u: stands - heading * (long / 2), v: lane }]);
  return { flow: way.via.flow, places: [{ u: stands + heading * (long / 2), v: lane }] };
}

/** A step that leads straight back to the step beside it. */
function drawBeside(around: Surroundings, sketch: Sketch, { way, side }: Course): void {
  if (!way.via) return;
  const from = sketch.spots.get(way.from) as Spot;
  const to = sketch.spots.get(way.to) as Spot;
  const sign = signOf(side);
  const { width, height, long, half } = around.size(way.via.id);
  const border = to.v + sign * around.size(way.to).half;
  const v = sign * Math.max(sign * border + 40 + half, sketch.reach(side, to.u - long / 2 - apart, from.u + apart) + apart + half);
  sketch.put({ id: way.via.id, u: to.u, v, width, height });
  sketch.wire(way.flow, [{ u: from.u, v: from.v + sign * around.size(way.from).half }, { u: from.u, v }, { u: to.u + long / 2, v }]);
  sketch.wire(way.via.flow, [{ u: to.u, v: v - sign * half }, { u: to.u, v: border }]);
}
