import type { CompileOptions } from '../expression/expression.js';
import { phrasesOf } from '../expression/expression.js';
import { equal, Run, toJson } from '../expression/values.js';
import type { FeelValue } from '../expression/values.js';
import type { Json } from '../json.js';
import { common, Effort, TooMuch, uncovered } from './cover.js';
import type { Point } from './cover.js';
import { compareRanks } from './hit.js';
import { readTable } from './read.js';
import type { ReadTable } from './read.js';
import { spaceOf } from './space.js';
import type { Space } from './space.js';
import type { DecisionTable } from './table.js';
import { fixedOutputs } from './fixed-outputs.js';

/** Values of the inputs by their expressions. Inputs on which nothing depends are left out. */
export type DecisionExample = Readonly<Record<string, Json>>;

/**
 * What a check found. `decision.gap`: no rule matches the example, so that there is no value (a warning, since that may be meant) · `decision.overlap`: rules that may not match together do ·
 * `decision.masked`: rules before (`F`) or above (`P`) take everything the rule asks for · `decision.never`: nothing can fit the rule ·
 * `decision.not-checked`: not everything was looked at, so that finding nothing else means nothing.
 */
export interface DecisionFinding {
  readonly code: 'decision.gap' | 'decision.overlap' | 'decision.masked' | 'decision.never' | 'decision.not-checked';
  readonly severity: 'error' | 'warning';
  /** Indexes from 0. */
  readonly rules: readonly number[];
  readonly example?: DecisionExample;
  readonly params: Readonly<Record<string, Json>>;
}

export interface CheckOptions extends CompileOptions {
  /** Steps of the search; 200 000 when absent. */
  readonly maxWork?: number;
}

const MAX_FINDINGS = 20;

/**
 * Gaps, overlaps and masked rules. Exact for numbers, dates, times, durations, booleans and texts that are compared for equality;
 * a gap or overlap that is reported is one for sure. A table with issues has no findings: it is not understood at all.
 */
export function checkDecision(table: DecisionTable, options: CheckOptions = {}): readonly DecisionFinding[] {
  const { read } = readTable(table, phrasesOf(options));
  if (!read) return [];
  const checker = new Checker(read, spaceOf(read), new Effort(options.maxWork ?? 200_000));
  checker.check();
  return checker.findings;
}

class Checker {
  readonly findings: DecisionFinding[] = [];
  readonly #read: ReadTable;
  readonly #space: Space;
  readonly #effort: Effort;
  readonly #all: bigint;

  constructor(read: ReadTable, space: Space, effort: Effort) {
    this.#read = read;
    this.#space = space;
    this.#effort = effort;
    this.#all = (1n << BigInt(read.rules.length)) - 1n;
  }

  check(): void {
    const { unclear, undivided } = this.#space;
    const { hitPolicy } = this.#read.table;
    if (unclear !== 0n) this.#add('decision.not-checked', 'warning', this.#indexes(unclear), undefined, { reason: undivided.length > 0 ? 'input' : 'cell', inputs: undivided });
    try {
      this.#never();
      if (this.#wantsAll()) this.#gaps();
      if (hitPolicy === 'U' || hitPolicy === 'A') this.#overlaps();
      if (hitPolicy === 'F' || hitPolicy === 'P') this.#masked();
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      this.#add('decision.not-checked', 'warning', [], undefined, { reason: 'work', inputs: [] });
    }
  }

  /** Collecting tables may find nothing, and a default speaks for the rest. */
  #wantsAll(): boolean {
    const { hitPolicy } = this.#read.table;
    return !hitPolicy.startsWith('C') && hitPolicy !== 'R' && this.#read.outputs.every(({ otherwise }) => !otherwise);
  }

  #never(): void {
    const taken = this.#space.axes.reduce((all, { takers }) => all & takers.reduce((some, part) => some | part, 0n), this.#all);
    for (const rule of this.#indexes(this.#all & ~taken)) this.#add('decision.never', 'warning', [rule]);
  }

  #gaps(): void {
    const points = uncovered({ axes: this.#space.axes, among: this.#all, limit: MAX_FINDINGS }, this.#effort);
    for (const point of points) this.#add('decision.gap', 'warning', [], point);
  }

  #overlaps(): void {
    const clear = this.#indexes(this.#all & ~this.#space.unclear);
    const outputs = this.#read.table.hitPolicy === 'A' ? fixedOutputs(this.#read) : undefined;
    let count = 0;
    for (const [index, first] of clear.entries()) {
      for (const second of clear.slice(index + 1)) {
        const point = common(this.#space.axes, first, second, this.#effort);
        if (!point || (outputs && this.#agree(outputs, first, second))) continue;
        const sure = !outputs || (outputs[first] && outputs[second]);
        this.#add('decision.overlap', sure ? 'error' : 'warning', [first, second], point);
        count += 1;
        if (count >= MAX_FINDINGS) return;
      }
    }
  }

  #agree(outputs: readonly (readonly FeelValue[] | undefined)[], first: number, second: number): boolean {
    const [left, right] = [outputs[first], outputs[second]];
    const texts = (rule: number): string => JSON.stringify(this.#read.table.rules[rule]?.then.map((text) => text.trim()));
    if (!left || !right) return texts(first) === texts(second);
    const run = new Run(0, 'UTC', 10_000);
    return left.every((value, column) => equal(value, right[column] ?? null, run) === true);
  }

  #masked(): void {
    const { unclear, axes } = this.#space;
    for (const rule of this.#indexes(this.#all)) {
      const stronger = this.#stronger(rule) & ~unclear;
      if (stronger === 0n) continue;
      const within = 1n << BigInt(rule);
      if (axes.some(({ takers }) => takers.every((taken) => (taken & within) === 0n))) continue;
      const left = uncovered({ axes, among: stronger, within, limit: 1 }, this.#effort);
      if (left.length === 0) this.#add('decision.masked', 'warning', [rule], axes.map(({ takers }) => takers.findIndex((taken) => (taken & within) !== 0n)));
    }
  }

  /** Rules that win over a rule when both match. */
  #stronger(rule: number): bigint {
    if (this.#read.table.hitPolicy === 'F') return (1n << BigInt(rule)) - 1n;
    const ranks = this.#ranks();
    const own = ranks[rule];
    if (!own) return 0n;
    return ranks.reduce((all, rank, other) => (rank && compareRanks(rank, own) < 0 ? all | (1n << BigInt(other)) : all), 0n);
  }

  #ranked: readonly (readonly number[] | undefined)[] | undefined;

  #ranks(): readonly (readonly number[] | undefined)[] {
    const run = new Run(0, 'UTC', 1_000_000);
    const order = this.#read.outputs.map((output) => output.order.map((value) => value({ run, context: {}, local: undefined })));
    const place = (value: FeelValue, column: number): number => {
      const found = (order[column] ?? []).findIndex((other) => equal(other, value, run) === true);
      return found < 0 ? (order[column] ?? []).length : found;
    };
    return (this.#ranked ??= fixedOutputs(this.#read).map((values) => values?.map(place)));
  }

  #indexes(rules: bigint): readonly number[] {
    return this.#read.rules.flatMap((_, rule) => ((rules >> BigInt(rule)) & 1n ? [rule] : []));
  }

  #add(code: DecisionFinding['code'], severity: DecisionFinding['severity'], rules: readonly number[], point?: Point, params: DecisionFinding['params'] = {}): void {
    const example = point && this.#exampleAt(point);
    this.findings.push({ code, severity, rules, ...(example ? { example } : {}), params: { rules: rules.map((rule) => rule + 1).join(', '), ...params } });
  }

  #exampleAt(point: Point): DecisionExample {
    const run = new Run(0, 'UTC', 10_000);
    const known = this.#space.axes.flatMap(({ input, samples }, axis) => {
      const sample = samples[point[axis] ?? 0];
      return sample === undefined ? [] : [[input, toJson(sample, run)] as const];
    });
    return Object.fromEntries(known);
  }
}
