import fc from 'fast-check';

/** Data that generated expressions read. */
export const context = {
  a: 3,
  b: -2,
  half: 0.5,
  text: 'abc',
  word: 'Бета',
  yes: true,
  no: false,
  nothing: null,
  numbers: [1, 5, 3, 5],
  words: ['b', 'a', 'c'],
  rows: [
    { price: 10, count: 2, name: 'x' },
    { price: 4, count: 1, name: 'y' },
  ],
  deep: { inner: { value: 7 } },
};

/** Types of the data, as for `compileExpression`. */
export const names = {
  a: 'number',
  b: 'number',
  half: 'number',
  text: 'string',
  word: 'string',
  yes: 'boolean',
  no: 'boolean',
  nothing: 'unknown',
  numbers: { list: 'number' },
  words: { list: 'string' },
  rows: { list: { context: { price: 'number', count: 'number', name: 'string' } } },
  deep: { context: { inner: { context: { value: 'number' } } } },
} as const;

export interface Kinds {
  number: string;
  boolean: string;
  text: string;
  numbers: string;
  texts: string;
  date: string;
  moment: string;
  time: string;
  days: string;
  months: string;
  range: string;
  context: string;
}

const shape = { depthSize: 'small', withCrossShrink: true } as const;

/** Expressions by the type of their value, inside what both implementations understand alike. */
export const expressions = fc.letrec<Kinds>((tie) => {
  /** Fills each § of a template with an expression of the kind that stands in its place. */
  const of = (template: string, ...kinds: (keyof Kinds)[]) => {
    const pieces = template.split('§');
    return fc.tuple(...kinds.map((kind) => tie(kind))).map((parts) => pieces.map((piece, index) => piece + (parts[index] ?? '')).join(''));
  };
  const any = (...templates: string[]) => fc.constantFrom(...templates);
  const pick = <T>(values: readonly string[], then: (value: string) => fc.Arbitrary<T>) => fc.constantFrom(...values).chain(then);
  return {
    number: fc.oneof(
      shape,
      any('a', 'b', 'half', 'deep.inner.value', '0', '1', '2', '10', '2.5', 'rows[1].price', 'numbers[2]', 'numbers[-1]', 'rows[-1].count', '0.1', '1000000'),
      pick(['+', '-', '*'], (operator) => of(`(§ ${operator} §)`, 'number', 'number')),
      of('-§', 'number'),
      of('§ / 4', 'number'),
      of('(§) ** 2', 'number'),
      pick(['abs', 'floor', 'ceiling'], (name) => of(`${name}(§)`, 'number')),
      pick(['3', '7', '-4'], (by) => of(`modulo(§, ${by})`, 'number')),
      any('sqrt(16)', 'sqrt(a + 1)', 'exp(0)', 'log(1)'),
      pick(['sum', 'min', 'max', 'count', 'mean', 'product'], (name) => of(`${name}(§)`, 'numbers')),
      of('count(§)', 'texts'),
      of('(if § then § else §)', 'boolean', 'number', 'number'),
      of('string length(§)', 'text'),
      pick(['year', 'month', 'day', 'weekday'], (part) => of(`§.${part}`, 'date')),
      pick(['year', 'month', 'day', 'hour', 'minute', 'second'], (part) => of(`§.${part}`, 'moment')),
      pick(['hour', 'minute', 'second'], (part) => of(`§.${part}`, 'time')),
      pick(['day of year', 'week of year'], (name) => of(`${name}(§)`, 'date')),
      of('{ x: §, y: x + 1 }.y', 'number'),
      of('{ f: function(p, q) p * q }.f(§, §)', 'number', 'number'),
      of('{ f: function(p, q) p - q }.f(q: §, p: §)', 'number', 'number'),
      pick(['start', 'end'], (part) => of(`§.${part}`, 'range')),
      of('get value(§, "k")', 'context'),
      of('§.k', 'context'),
      any('number("12.5", null, null)', 'number(from: "1 234,5", grouping separator: " ", decimal separator: ",")'),
      of('(for i in § return i * 2)[1]', 'numbers'),
    ),
    boolean: fc.oneof(
      shape,
      any('yes', 'no', 'true', 'false'),
      pick(['=', '!=', '<', '<=', '>', '>='], (operator) => of(`§ ${operator} §`, 'number', 'number').map((x) => `(${x})`)),
      pick(['=', '<', '>='], (operator) => of(`(§ ${operator} §)`, 'text', 'text')),
      pick(['=', '<', '>='], (operator) => of(`(§ ${operator} §)`, 'date', 'date')),
      pick(['=', '<', '>='], (operator) => of(`(§ ${operator} §)`, 'moment', 'moment')),
      pick(['=', '<', '>='], (operator) => of(`(§ ${operator} §)`, 'days', 'days')),
      pick(['and', 'or'], (operator) => of(`(§ ${operator} §)`, 'boolean', 'boolean')),
      pick(['and', 'or'], (operator) => of(`(§ ${operator} nothing)`, 'boolean')),
      of('not(§)', 'boolean'),
      pick(['0 and 5', 'b and a', '2 and 2.5', 'half and 100'], (ends) => of(`(§ between ${ends})`, 'number')),
      pick(['[0..5]', '(0..5)', '[1..3)', '(-3..2]', '(1, 3, 7)', '[1, 3]', '(< 2, > 5)', '(> 4)', '([0..2], [4..6])', '(10, < 0, [2..3))'], (test) => of(`(§ in ${test})`, 'number')),
      of('(§ in ("abc", "Ж", "a"))', 'text'),
      of('(§ in [@"2026-01-01"..@"2026-12-31"])', 'date'),
      of('(§ in §)', 'number', 'range'),
      pick(['contains', 'starts with', 'ends with'], (name) => of(`${name}(§, §)`, 'text', 'text')),
      pick(['^a', 'b$', '[a-z]+', '^.$'], (pattern) => of(`matches(§, "${pattern}")`, 'text')),
      of('list contains(§, §)', 'numbers', 'number'),
      pick(['some', 'every'], (word) => of(`(${word} i in § satisfies i != null and i > a)`, 'numbers')),
      pick(['some', 'every'], (word) => of(`(${word} i in §, j in § satisfies i != null and j != null and i + j > 4)`, 'numbers', 'numbers')),
      pick(['odd', 'even'], (name) => of(`${name}(floor(§))`, 'number')),
      pick(['number', 'string', 'boolean', 'list', 'context', 'date'], (kind) => of(`((§) instance of ${kind})`, 'number')),
      of('(§ instance of list)', 'numbers'),
      of('(§ instance of date)', 'date'),
      of('([§, §] = [§, §])', 'number', 'number', 'number', 'number'),
      of('(§ = §)', 'context', 'context'),
      pick(['before', 'after', 'meets', 'met by', 'overlaps'], (name) => of(`${name}(§, §)`, 'range', 'range')),
      pick(['before', 'after'], (name) => pick(['a', '0', '2.5', '5'], (point) => of(`${name}(${point}, §)`, 'range'))),
      of('includes(§, 2.5)', 'range'),
      of('includes(§, a)', 'range'),
      of('includes(§, §)', 'range', 'range'),
      pick(['start included', 'end included'], (part) => of(`§.${part}`, 'range')),
      pick(['all', 'any'], (name) => of(`${name}([§, §])`, 'boolean', 'boolean')),
      of('is(§, §)', 'number', 'number'),
    ),
    text: fc.oneof(
      shape,
      any('text', 'word', '"a"', '""', '"bc"', '"Ж"', 'words[1]', '"say \\"x\\""', '"1\\n2"', '"\\u0416"'),
      of('(§ + §)', 'text', 'text'),
      pick(['upper case', 'lower case'], (name) => of(`${name}(§)`, 'text')),
      pick(['1', '2', '-1', '-2'], (from) => of(`substring("ab" + §, ${from})`, 'text')),
      pick(['1, 1', '1, 2', '2, 1', '2, 2'], (from) => of(`substring(§, ${from})`, 'text')),
      pick(['substring before', 'substring after'], (name) => of(`${name}(§, "b")`, 'text')),
      pick(['"a", "z"', '"[a-c]", "-"', '"(b)", "<$1>"'], (rest) => of(`replace(§, ${rest})`, 'text')),
      of('string join(§, "-")', 'texts'),
      of('string join(list: §, delimiter: ", ")', 'texts'),
      of('string(§)', 'date'),
      of('string(§)', 'boolean'),
      of('string(floor(§))', 'number'),
      pick(['day of week', 'month of year'], (name) => of(`${name}(§)`, 'date')),
      of('(if § then § else §)', 'boolean', 'text', 'text'),
      of('get value({ k: § }, "k")', 'text'),
    ),
    texts: fc.oneof(shape, any('words', 'rows.name', '["x"]', 'rows[price > 5].name', 'split("a;b;;c", ";")'), of('[§, §]', 'text', 'text'), of('(for w in § return w + "!")', 'texts'), of('concatenate(§, §)', 'texts', 'texts'), of('reverse(§)', 'texts'), of('sort(§, function(x, y) x < y)', 'texts')),
    numbers: fc.oneof(
      shape,
      any('numbers', '[1, 2, 3]', 'rows.price', '[a, b]', 'rows[count > 1].price', 'numbers[item > 2]', '(for i in 1..3 return i + a)', '(for i in 3..1 return i)', '(for i in [1..3] return i)', 'rows[name = "x" or price < 5].count'),
      of('[§, §]', 'number', 'number'),
      of('concatenate(§, [§])', 'numbers', 'number'),
      of('(for i in § return i * 2)', 'numbers'),
      of('(for i in §, j in [1, 2] return i + j)', 'numbers'),
      of('(for i in § return §)', 'numbers', 'number'),
      of('§[item > §]', 'numbers', 'number'),
      of('§[item >= 0 and item < §]', 'numbers', 'number'),
      of('reverse(§)', 'numbers'),
      of('distinct values(§)', 'numbers'),
      of('append(§, §)', 'numbers', 'number'),
      of('union(§, §)', 'numbers', 'numbers'),
      of('flatten([§, [[§]]])', 'numbers', 'number'),
      of('sort(§, function(x, y) x < y)', 'numbers'),
      of('sort(list: §, precedes: function(x, y) x > y)', 'numbers'),
      of('index of(§, §)', 'numbers', 'number'),
      of('sublist(§, 1, 2)', 'numbers'),
      of('sublist(§, -1)', 'numbers'),
      of('insert before(concatenate([4], §), 1, §)', 'numbers', 'number'),
      of('remove(concatenate([4], §), 1)', 'numbers'),
      of('list replace(concatenate([4], §), 1, §)', 'numbers', 'number'),
      of('list replace(§, function(item, newItem) item < newItem, §)', 'numbers', 'number'),
      of('sort(mode(§), function(x, y) x < y)', 'numbers'),
    ),
    date: fc.oneof(
      shape,
      any('date("2026-01-31")', '@"2026-02-28"', 'date(2024, 2, 29)', 'date("2025-12-31")', 'date(year: 2026, month: 5, day: 9)'),
      of('(§ + §)', 'date', 'months'),
      of('(§ - §)', 'date', 'months'),
      pick(['P1D', 'P10D', '-P3D', 'P400D'], (by) => of(`(§ + duration("${by}"))`, 'date')),
      of('date(§)', 'moment'),
    ),
    moment: fc.oneof(
      shape,
      any('date and time("2026-03-01T10:00:00Z")', '@"2026-12-31T23:59:59Z"', 'date and time("2024-02-29T00:00:00Z")'),
      of('(§ + §)', 'moment', 'days'),
      of('(§ - §)', 'moment', 'days'),
      pick(['P1M', 'P1Y', '-P2M'], (by) => of(`(§ + duration("${by}"))`, 'moment')),
    ),
    time: fc.oneof(shape, any('time("10:00:00")', '@"23:30:15"', 'time("00:00:00")'), pick(['PT1H', '-PT30M', 'PT23H'], (by) => of(`(§ + duration("${by}"))`, 'time'))),
    days: fc.oneof(shape, any('duration("P1D")', '@"PT2H30M"', 'duration("-PT15M")', 'duration("P2DT3H")'), of('(§ - §)', 'moment', 'moment'), of('(§ - §)', 'date', 'date'), of('(§ + §)', 'days', 'days'), of('abs(§)', 'days')),
    months: fc.oneof(shape, any('duration("P1M")', '@"P1Y2M"', 'duration("-P3M")'), of('(§ + duration("P1Y"))', 'months'), any('years and months duration(date("2025-12-05"), date("2026-02-05"))')),
    range: fc.oneof(shape, any('[1..5]', '(0..3)', '[3..8)', '(5..6]', '[5..5]', '[-2..1]')),
    context: fc.oneof(
      shape,
      any('{ k: 1 }', '{ "k": 2, other: "x" }'),
      of('{ k: § }', 'number'),
      of('context put(§, "n", §)', 'context', 'text').map((text) => text.replace('"n"', '["n"]')),
      of('context merge([§, { k: § }])', 'context', 'number'),
      of('context([{ key: "k", value: § }, { key: "z", value: § }])', 'number', 'text'),
    ),
  };
});
