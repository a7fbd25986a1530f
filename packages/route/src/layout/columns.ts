import type { Surroundings } from './courses.js';
import type { PlanBranch, PlanList } from './plan.js';
import type { Side } from './drafts.js';
import { sideAt } from './sides.js';
import type { Sketch } from './sketch.js';

/** Where a branch stands: across, and how much later than its split it begins. */
export interface Column {
  readonly branch: PlanBranch;
  readonly v: number;
  readonly delay: number;
}

const gap = { shapes: 44, lanes: 26, delay: 20 } as const;

interface Measured {
  readonly branch: PlanBranch;
  readonly empty: boolean;
  readonly length: number;
  readonly before: number;
  readonly after: number;
}

/** Puts branches beside each other: in their order, but those with ways out of the split outermost, and evenly to both sides of the line. */
export function columnsOf(around: Surroundings, branches: readonly PlanBranch[], sketchOf: (branch: PlanBranch) => Sketch): Column[] {
  const ordered = order(around, branches).map((branch) => measure(around, branch, sketchOf(branch)));
  const places = spread(ordered);
  const delays = delaysOf(around, ordered);
  return ordered.map(({ branch }, index) => ({ branch, v: places[index] as number, delay: delays[index] as number }));
}

function measure(around: Surroundings, branch: PlanBranch, sketch: Sketch): Measured {
  const empty = branch.list.items.length === 0;
  const name = around.label(branch.flow).wide;
  const vertical = around.direction === 'vertical';
  const before = Math.max(empty ? 8 : 18, vertical ? 0 : name + 4, sketch.extent('before'));
  const after = Math.max(empty ? 8 : 18, vertical && name > 0 ? name + 8 : 0, sketch.extent('after'));
  return { branch, empty, length: sketch.length, before, after };
}

const leaves = (around: Surroundings, list: PlanList, side: Side): boolean => around.courses.some((course) => course.clear && course.leaves.includes(list) && sideAt(course, list) === side);

function order(around: Surroundings, branches: readonly PlanBranch[]): PlanBranch[] {
  const outermost = (side: Side): PlanBranch[] => {
    const out = branches.filter(({ list }) => leaves(around, list, side));
    const depth = ({ list }: PlanBranch): number => Math.min(...around.courses.filter((course) => course.leaves.includes(list)).map(({ outer }) => outer));
    return [...out.filter(({ joins }) => !joins).sort((one, other) => depth(one) - depth(other)), ...out.filter(({ joins }) => joins)];
  };
  const before = outermost('before');
  const after = outermost('after').filter((branch) => !before.includes(branch)).reverse();
  return [...before, ...branches.filter((branch) => !before.includes(branch) && !after.includes(branch)), ...after];
}

/** Ways out of a branch pass below the branches that stand further out, which all end. */
function delaysOf(around: Surroundings, ordered: readonly Measured[]): number[] {
  const delays = ordered.map(() => 0);
  const indexes = ordered.map((_, index) => index);
  for (const [side, walk] of [['before', indexes], ['after', [...indexes].reverse()]] as const) {
    let end = 0;
    for (const index of walk) {
      const { branch, length } = ordered[index] as Measured;
      if (end > 0 && leaves(around, branch.list, side)) delays[index] = Math.max(delays[index] as number, end + gap.delay);
      end = Math.max(end, (delays[index] as number) + length);
    }
  }
  return delays;
}

/** The line goes through the middle branch, or between the two middle ones. */
function spread(columns: readonly Measured[]): number[] {
  const apart = columns.slice(1).map((column, index) => {
    const previous = columns[index] as Measured;
    return Math.ceil(previous.after + column.before + (previous.empty || column.empty ? gap.lanes : gap.shapes));
  });
  const places = [0];
  for (const distance of apart) places.push((places.at(-1) as number) + distance);
  const zero = middleOf(columns, places);
  return places.map((place) => place - zero);
}

function middleOf(columns: readonly Measured[], places: readonly number[]): number {
  const indexes = columns.map((_, index) => index);
  const joining = indexes.filter((index) => columns[index]?.branch.joins && !columns[index]?.empty);
  const straight = indexes.filter((index) => columns[index]?.branch.joins && columns[index]?.empty);
  const chosen = joining.length > 0 ? joining : straight.length > 0 ? straight.slice(0, 1) : indexes;
  const low = chosen[Math.floor((chosen.length - 1) / 2)] as number;
  const high = chosen[Math.ceil((chosen.length - 1) / 2)] as number;
  const between = straight.find((index) => low < index && index < high);
  if (between !== undefined) return places[between] as number;
  const middle = Math.round(((places[low] as number) + (places[high] as number)) / 2);
  return places.find((place) => Math.abs(place - middle) < gap.lanes) ?? middle;
}
