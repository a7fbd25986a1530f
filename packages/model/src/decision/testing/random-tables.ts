import fc from 'fast-check';
import type { Json } from '../../json.js';
import type { DecisionTable, HitPolicy } from '../table.js';
import { hitPolicies } from '../table.js';

/** A cell with what it means, written down twice. */
export interface RandomCell {
  readonly text: string;
  readonly fits: (value: Json) => boolean;
}

export interface RandomRule {
  readonly cells: readonly RandomCell[];
  readonly then: number;
}

export interface RandomTable {
  readonly table: DecisionTable;
  readonly rules: readonly RandomRule[];
  readonly policy: HitPolicy;
}

export const days = ['2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'];
const isDay = (value: Json): value is string => typeof value === 'string';
const anything: RandomCell = { text: '-', fits: () => true };

const whole = fc.integer({ min: 0, max: 4 });
const number: fc.Arbitrary<RandomCell> = fc.oneof(
  fc.constant(anything),
  whole.map((n): RandomCell => ({ text: String(n), fits: (value) => value === n })),
  fc.tuple(fc.constantFrom('<', '<=', '>', '>='), whole).map(([operator, n]): RandomCell => ({ text: `${operator} ${n}`, fits: (value) => ordered(operator, Number(value), n) })),
  fc.tuple(whole, whole, fc.boolean(), fc.boolean()).map(([from, to, open, shut]): RandomCell => ({
    text: `${open ? '(' : '['}${from}..${to}${shut ? ')' : ']'}`,
    fits: (value) => ordered(open ? '>' : '>=', Number(value), from) && ordered(shut ? '<' : '<=', Number(value), to),
  })),
  fc.tuple(whole, whole).map(([first, second]): RandomCell => ({ text: `${first}, > ${second}`, fits: (value) => value === first || Number(value) > second })),
  whole.map((n): RandomCell => ({ text: `not(${n})`, fits: (value) => value !== n })),
  fc.tuple(whole, whole).map(([first, second]): RandomCell => ({ text: `? > ${first} and ? != ${second}`, fits: (value) => Number(value) > first && value !== second })),
);

function ordered(operator: string, left: number, right: number): boolean {
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

const text: fc.Arbitrary<RandomCell> = fc.oneof(
  fc.constant(anything),
  fc.subarray(['a', 'b', 'c'], { minLength: 1 }).map((list): RandomCell => ({ text: list.map((item) => `"${item}"`).join(', '), fits: (value) => list.includes(String(value)) })),
  fc.subarray(['a', 'b', 'c'], { minLength: 1 }).map((list): RandomCell => ({ text: `not(${list.map((item) => `"${item}"`).join(', ')})`, fits: (value) => !list.includes(String(value)) })),
);

const yesNo: fc.Arbitrary<RandomCell> = fc.constantFrom<RandomCell>(anything, { text: 'true', fits: (value) => value === true }, { text: 'false', fits: (value) => value === false });

const day: fc.Arbitrary<RandomCell> = fc.oneof(
  fc.constant(anything),
  fc.tuple(fc.constantFrom('<', '>', '<=', '>='), fc.constantFrom(...days)).map(([operator, at]): RandomCell => ({ text: `${operator} date("${at}")`, fits: (value) => isDay(value) && ordered(operator, Date.parse(value), Date.parse(at)) })),
  fc.tuple(fc.constantFrom(...days), fc.constantFrom(...days)).map(([from, to]): RandomCell => ({ text: `(@"${from}"..@"${to}")`, fits: (value) => isDay(value) && value > from && value < to })),
);

/** Values of each input that tell apart everything cells can ask. */
export const grid: readonly (readonly Json[])[] = [
  [-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5],
  ['a', 'b', 'c', 'another'],
  [true, false],
  ['2026-02-25', ...days, '2026-03-03'],
];

export const inputs = ['n', 's', 'b', 'd'] as const;

export const points: readonly (readonly Json[])[] = grid.reduce<readonly (readonly Json[])[]>((all, values) => all.flatMap((point) => values.map((value) => [...point, value])), [[]]);

export const contextOf = (point: readonly Json[]): Record<string, Json> => Object.fromEntries(inputs.map((name, index) => [name, point[index] ?? null]));

const rule = fc.record({ cells: fc.tuple(number, text, yesNo, day), then: fc.integer({ min: 1, max: 4 }) });

export const randomTable: fc.Arbitrary<RandomTable> = fc.record({ rules: fc.array(rule, { minLength: 1, maxLength: 7 }), policy: fc.constantFrom(...hitPolicies) }).map(({ rules, policy }) => ({
  rules,
  policy,
  table: {
    id: 'random',
    hitPolicy: policy,
    inputs: [{ expression: 'n', type: 'number' }, { expression: 's', type: 'string' }, { expression: 'b', type: 'boolean' }, { expression: 'd', type: 'date' }],
    outputs: [{ type: 'number', values: '3, 1, 4, 2' }],
    rules: rules.map(({ cells, then }) => ({ when: cells.map(({ text: cell }) => cell), then: [String(then)] })),
  },
}));

/** Rules that match a point, by their index. */
export const matching = (rules: readonly RandomRule[], point: readonly Json[]): readonly number[] =>
  rules.flatMap(({ cells }, index) => (cells.every((cell, column) => cell.fits(point[column] ?? null)) ? [index] : []));
