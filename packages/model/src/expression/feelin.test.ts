import fc from 'fast-check';
import { evaluate } from 'feelin';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '@requestry/model/expression';
import { context, expressions } from './testing/random-expressions.js';
import type { Kinds } from './testing/random-expressions.js';

/** Equal but for binary noise in fractions, which only one of the two cuts. */
function alike(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'number') return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left), Math.abs(right));
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return Object.is(left ?? null, right ?? null);
  const keys = Object.keys(left);
  return Array.isArray(left) === Array.isArray(right) && keys.length === Object.keys(right).length && keys.every((key) => alike(left[key as never], right[key as never]));
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown;

const theirs = (expression: string): unknown => {
  try {
    return evaluate(expression, context).value;
  } catch (error) {
    return String(error);
  }
};

const RUNS: Readonly<Record<keyof Kinds, number>> = { number: 1000, boolean: 1200, text: 600, texts: 300, numbers: 900, date: 400, moment: 250, time: 100, days: 300, months: 200, range: 20, context: 300 };

describe('the language against feelin', () => {
  it.each(Object.keys(RUNS) as (keyof Kinds)[])('agrees on expressions that give a %s', { timeout: 120_000 }, (kind) => {
    const differences: string[] = [];
    const wanted = kind === 'range' ? expressions.range.map((range) => `${range}.start`) : expressions[kind];
    fc.assert(
      fc.property(wanted, (expression) => {
        const ours = compileExpression(expression).evaluate(context);
        const value = theirs(expression);
        if (!alike(ours.value, plain(value))) differences.push(`${expression}: ${JSON.stringify(ours.value)} and ${JSON.stringify(plain(value))}`);
        return true;
      }),
      { numRuns: RUNS[kind] },
    );
    expect(differences.sort((a, b) => a.length - b.length).slice(0, 12)).toEqual([]);
  });
});
