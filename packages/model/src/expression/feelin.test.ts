import fc from 'fast-check';
import { evaluate } from 'feelin';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '@requestry/model/expression';

/** Data that generated expressions read. */
const context = {
  a: 3,
  b: -2,
  half: 0.5,
  text: 'abc',
  word: 'Бета',
  yes: true,
  no: false,
  numbers: [1, 5, 3, 5],
  words: ['b', 'a', 'c'],
  rows: [
    { price: 10, count: 2, name: 'x' },
    { price: 4, count: 1, name: 'y' },
  ],
  deep: { inner: { value: 7 } },
};

const expressions = fc.letrec<{ number: string; boolean: string; text: string; numbers: string; date: string }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', 'half', 'deep.inner.value', '0', '1', '2', '10', '2.5', 'rows[1].price', 'numbers[2]', 'numbers[-1]'),
    fc.tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number')).map(([x, operator, y]) => `(${x} ${operator} ${y})`),
    tie('number').map((x) => `-${x}`),
    tie('number').map((x) => `${x} / 4`),
    fc.tuple(fc.constantFrom('abs', 'floor', 'ceiling'), tie('number')).map(([name, x]) => `${name}(${x})`),
    fc.tuple(tie('number'), fc.constantFrom('3', '7', '-4')).map(([x, y]) => `modulo(${x}, ${y})`),
    fc.tuple(fc.constantFrom('sum', 'min', 'max', 'count'), tie('numbers')).map(([name, x]) => `${name}(${x})`),
    fc.tuple(tie('boolean'), tie('number'), tie('number')).map(([c, x, y]) => `if ${c} then ${x} else ${y}`).map((x) => `(${x})`),
    tie('text').map((x) => `string length(${x})`),
    fc.tuple(tie('date'), fc.constantFrom('year', 'month', 'day', 'weekday')).map(([d, part]) => `${d}.${part}`),
  ),
  boolean: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('yes', 'no', 'true', 'false'),
    fc.tuple(tie('number'), fc.constantFrom('=', '!=', '<', '<=', '>', '>='), tie('number')).map(([x, operator, y]) => `${x} ${operator} ${y}`),
    fc.tuple(tie('text'), fc.constantFrom('=', '<', '>='), tie('text')).map(([x, operator, y]) => `${x} ${operator} ${y}`),
    fc.tuple(tie('date'), fc.constantFrom('=', '<', '>='), tie('date')).map(([x, operator, y]) => `${x} ${operator} ${y}`),
    fc.tuple(tie('boolean'), fc.constantFrom('and', 'or'), tie('boolean')).map(([x, operator, y]) => `(${x}) ${operator} (${y})`),
    tie('boolean').map((x) => `not(${x})`),
    // Bounds in order only: DMN calls `5 between 9 and 1` false, feelin turns the bounds round.
    fc.tuple(tie('number'), tie('number'), tie('number')).map(([x, y, z]) => `${x} between min(${y}, ${z}) and max(${y}, ${z})`),
    fc.tuple(tie('number'), fc.constantFrom('[0..5]', '(0..5)', '[1..3)', '(-3..2]', '(1, 3, 7)', '[1, 3]', '(< 2, > 5)', '(> 4)')).map(([x, test]) => `${x} in ${test}`),
    fc.tuple(fc.constantFrom('contains', 'starts with', 'ends with'), tie('text'), tie('text')).map(([name, x, y]) => `${name}(${x}, ${y})`),
    fc.tuple(tie('numbers'), tie('number')).map(([x, y]) => `list contains(${x}, ${y})`),
    fc.tuple(fc.constantFrom('some', 'every'), tie('numbers'), tie('number')).map(([q, x, y]) => `${q} i in ${x} satisfies i > ${y}`).map((x) => `(${x})`),
  ),
  text: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('text', 'word', '"a"', '""', '"bc"', '"Ж"', 'words[1]'),
    fc.tuple(tie('text'), tie('text')).map(([x, y]) => `${x} + ${y}`).map((x) => `(${x})`),
    fc.tuple(fc.constantFrom('upper case', 'lower case'), tie('text')).map(([name, x]) => `${name}(${x})`),
    fc.tuple(tie('text'), fc.constantFrom('1', '2', '-1', '-2')).map(([x, y]) => `substring(${x}, ${y})`),
    fc.tuple(tie('text'), fc.constantFrom('1', '2'), fc.constantFrom('1', '2')).map(([x, y, z]) => `substring(${x}, ${y}, ${z})`),
    fc.constant('string join(words, "-")'),
    tie('date').map((x) => `string(${x})`),
  ),
  numbers: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('numbers', '[1, 2, 3]', 'rows.price', '[a, b]', 'rows[count > 1].price'),
    fc.tuple(tie('number'), tie('number')).map(([x, y]) => `[${x}, ${y}]`),
    fc.tuple(tie('numbers'), tie('number')).map(([x, y]) => `concatenate(${x}, [${y}])`),
    tie('numbers').map((x) => `(for i in ${x} return i * 2)`),
    fc.constant('(for i in 1..3 return i + a)'),
    tie('numbers').map((x) => `reverse(${x})`),
    tie('numbers').map((x) => `distinct values(${x})`),
    fc.tuple(tie('numbers'), tie('number')).map(([x, y]) => `append(${x}, ${y})`),
  ),
  date: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('date("2026-01-31")', '@"2026-02-28"', 'date(2024, 2, 29)', 'date("2025-12-31")'),
    fc.tuple(tie('date'), fc.constantFrom('P1D', 'P10D', '-P3D', 'P1M', 'P1Y')).map(([d, by]) => `(${d} + duration("${by}"))`),
    fc.tuple(tie('date'), fc.constantFrom('P1D', 'P2M')).map(([d, by]) => `(${d} - duration("${by}"))`),
  ),
}));

/** Equal but for binary noise in fractions, which only one of the two cuts. */
function alike(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'number') return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left), Math.abs(right));
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((item, index) => alike(item, right[index]));
  return Object.is(left ?? null, right ?? null);
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown;

describe('the subset against feelin', () => {
  it.each(['number', 'boolean', 'text', 'numbers', 'date'] as const)('agrees on expressions that give a %s', { timeout: 120_000 }, (kind) => {
    const differences: string[] = [];
    fc.assert(
      fc.property(expressions[kind], (expression) => {
        const ours = compileExpression(expression).evaluate(context);
        const { value } = evaluate(expression, context);
        if (!alike(ours.value, plain(value))) differences.push(`${expression}: ${JSON.stringify(ours.value)} and ${JSON.stringify(plain(value))}`);
        return true;
      }),
      { numRuns: 500 },
    );
    expect(differences).toEqual([]);
  });
});
