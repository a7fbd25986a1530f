import { arithmetic } from '../expression/arithmetic.js';
import { compare, equal } from '../expression/values.js';
import type { FeelContext, FeelValue, Run } from '../expression/values.js';
import type { ReadOutput } from './read.js';
import type { HitPolicy } from './table.js';

/** A rule that matched, with a value per output. */
export interface Hit {
  readonly rule: number;
  readonly values: readonly FeelValue[];
}

/** What counts of the hits, and which rules decided. */
export interface Outcome {
  readonly value: FeelValue;
  readonly rules: readonly number[];
}

type Judge = (hits: readonly Hit[], outputs: readonly ReadOutput[], run: Run, order: readonly (readonly FeelValue[])[]) => Outcome;

const numbers = (hits: readonly Hit[]): readonly number[] => hits.map(({ rule }) => rule);
const list = (hits: readonly Hit[]): string => hits.map(({ rule }) => rule + 1).join(', ');

/** One output is its value, several are a context. */
function whole({ values }: Hit, outputs: readonly ReadOutput[]): FeelValue {
  if (outputs.length === 1) return values[0] ?? null;
  return Object.fromEntries(outputs.map(({ output }, index) => [output.name ?? '', values[index] ?? null])) as FeelContext;
}

const one = (hit: Hit | undefined, outputs: readonly ReadOutput[]): Outcome => ({ value: hit ? whole(hit, outputs) : null, rules: hit ? [hit.rule] : [] });

const unique: Judge = (hits, outputs, run) => {
  if (hits.length < 2) return one(hits[0], outputs);
  run.report({ code: 'decision.not-unique', params: { rules: list(hits) } });
  return { value: null, rules: numbers(hits) };
};

const any: Judge = (hits, outputs, run) => {
  const [first, ...rest] = hits.map((hit) => whole(hit, outputs));
  if (rest.every((value) => equal(value, first ?? null, run) === true)) return { value: first ?? null, rules: numbers(hits) };
  run.report({ code: 'decision.disagreement', params: { rules: list(hits) } });
  return { value: null, rules: numbers(hits) };
};

const priority: Judge = (hits, outputs, run, order) => {
  const ranks = new Map(hits.map((hit) => [hit, hit.values.map((value, column) => rankOf(value, order[column] ?? [], run))]));
  const [best] = [...hits].sort((left, right) => compareRanks(ranks.get(left) ?? [], ranks.get(right) ?? []));
  return one(best, outputs);
};

/** The place of a value among the output's values; one that is not there comes last. */
function rankOf(value: FeelValue, order: readonly FeelValue[], run: Run): number {
  const place = order.findIndex((other) => equal(other, value, run) === true);
  return place < 0 ? order.length : place;
}

/** Columns from the left. */
export function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [column, rank] of left.entries()) if (rank !== right[column]) return rank - (right[column] ?? 0);
  return 0;
}

const collect: Judge = (hits, outputs) => ({ value: hits.map((hit) => whole(hit, outputs)), rules: numbers(hits) });

/** Reckons each output by itself. */
const reckoned =
  (reckon: (values: readonly FeelValue[], run: Run) => FeelValue): Judge =>
  (hits, outputs, run) => ({
    value: hits.length === 0 ? null : whole({ rule: 0, values: outputs.map((_, column) => reckon(hits.map(({ values }) => values[column] ?? null), run)) }, outputs),
    rules: numbers(hits),
  });

const best = (sign: number) => (values: readonly FeelValue[], run: Run): FeelValue =>
  values.reduce((found, value) => ((compare(value, found, run) ?? 0) * sign > 0 ? value : found));

/** Hit policies, each with its way to come from hits to a value. */
export const judges: Readonly<Record<HitPolicy, Judge>> = {
  U: unique,
  A: any,
  P: priority,
  F: (hits, outputs) => one(hits[0], outputs),
  R: collect,
  C: collect,
  'C+': reckoned((values, run) => values.reduce((sum, value) => arithmetic('+', sum, value, run))),
  'C#': (hits) => ({ value: hits.length, rules: numbers(hits) }),
  'C<': reckoned(best(-1)),
  'C>': reckoned(best(1)),
};
