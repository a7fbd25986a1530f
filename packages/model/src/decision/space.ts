import { Run } from '../expression/values.js';
import type { FeelValue } from '../expression/values.js';
import { samplesOf } from './axis.js';
import { cutsOf } from './cuts.js';
import type { Cuts } from './cuts.js';
import { readsClock } from './read.js';
import type { Cell, ReadTable } from './read.js';
import { typed } from './typed.js';

/** One input as finitely many parts, with the rules that take each. */
export interface Axis {
  readonly input: string;
  /** A value out of each part; none (`undefined`) when the input is looked at by no rule. */
  readonly samples: readonly (FeelValue | undefined)[];
  /** Rules that take a part, one bit each. A rule that could not be understood takes all. */
  readonly takers: readonly bigint[];
}

/** A table as boxes in a space of finitely many points. */
export interface Space {
  readonly axes: readonly Axis[];
  /** Rules with a cell that can be told only with data, one bit each. */
  readonly unclear: bigint;
  /** Inputs whose values could not be divided. */
  readonly undivided: readonly string[];
}

/** Divides every input at the values that its cells compare with. Columns of the same expression are one input. */
export function spaceOf(read: ReadTable): Space {
  const columns = new Map<string, number[]>();
  for (const [column, { input }] of read.inputs.entries()) {
    const key = input.expression.trim();
    columns.set(key, [...(columns.get(key) ?? []), column]);
  }
  const found = [...columns].map(([input, of]) => axisOf(read, input, of));
  return {
    axes: found.map(({ axis }) => axis),
    unclear: found.reduce((all, { unclear }) => all | unclear, 0n),
    undivided: found.filter(({ divided }) => !divided).map(({ axis }) => axis.input),
  };
}

interface FoundAxis {
  readonly axis: Axis;
  readonly unclear: bigint;
  readonly divided: boolean;
}

function axisOf(read: ReadTable, input: string, columns: readonly number[]): FoundAxis {
  const type = columns.map((column) => read.inputs[column]?.input.type).find((found) => found !== undefined);
  const allowed = columns.map((column) => ({ cell: read.inputs[column]?.allowed, text: read.inputs[column]?.input.values ?? '' }));
  const cuts = new CutList();
  let unclear = 0n;
  for (const { cell, text } of allowed) if (cell) cuts.add(cell, text);
  const allowedClear = cuts.clear;
  for (const [rule, { cells }] of read.rules.entries()) {
    const clear = columns.every((column) => cuts.add(cells[column], read.table.rules[rule]?.when[column] ?? ''));
    if (!clear) unclear |= 1n << BigInt(rule);
  }
  const list = { values: cuts.values.map((value) => typed(value, type)), ordered: cuts.ordered };
  const samples = allowedClear ? samplesOf(list, type, allowed.some(({ cell }) => cell)) : undefined;
  const all = (1n << BigInt(read.rules.length)) - 1n;
  if (!samples) return { axis: { input, samples: [undefined], takers: [all] }, unclear: all, divided: false };
  const possible = samples.filter((sample) => allowed.every(({ cell }) => !cell || fits(cell, sample)));
  if (cuts.values.length === 0 && type === undefined) return { axis: { input, samples: [undefined], takers: [all] }, unclear, divided: true };
  const takers = possible.map((sample) => read.rules.reduce((taken, { cells }, rule) => (columns.every((column) => fits(cells[column], sample)) ? taken | (1n << BigInt(rule)) : taken), unclear));
  return { axis: { input, samples: possible, takers }, unclear, divided: true };
}

function fits(cell: Cell | undefined, sample: FeelValue): boolean {
  const run = new Run(0, 'UTC', 100_000);
  return cell === undefined || cell.tests.any || cell.fits(sample, { run, context: {}, local: undefined }) === true;
}

class CutList {
  readonly values: FeelValue[] = [];
  ordered = false;
  clear = true;

  /** False when the cell could not be understood without data. */
  add(cell: Cell | undefined, text: string): boolean {
    if (!cell || cell.tests.any) return true;
    const cuts: Cuts | undefined = readsClock(text) ? undefined : cutsOf(cell.tests.tests);
    if (!cuts) this.clear = false;
    this.values.push(...(cuts?.values ?? []));
    this.ordered ||= cuts?.ordered ?? false;
    return cuts !== undefined;
  }
}
