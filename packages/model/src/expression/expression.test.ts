import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@requestry/model';
import { builtinSignatures, checkCondition, compileExpression, expressionType, feelIssueText, typeName } from '@requestry/model/expression';
import type { FeelType } from '@requestry/model/expression';
import { resultTypes } from './result-types.js';
import { context as data, expressions, names as dataNames } from './testing/random-expressions.js';

const context = {
  amount: 1500,
  name: 'Анна',
  empty: null,
  start: '2026-01-30',
  moment: '2026-03-10T10:00:00+03:00',
  unit: { id: 'it', head: { name: 'Boris' } },
  поле: 7,
  lines: [
    { title: 'a', price: 10, count: 2 },
    { title: 'b', price: 20, count: 1, note: 'x' },
  ],
  tags: ['x', 'y', 'x'],
};
const evaluate = (text: string, data: Readonly<Record<string, unknown>> = context) => compileExpression(text).evaluate(data, { now: Date.UTC(2026, 4, 4, 22), zone: 'Europe/Moscow' });

const cases: readonly (readonly [string, Json])[] = [
  ['= 1 + 2 * 3', 7],
  ['0.1 + 0.2', 0.3],
  ['-2 ** 2', 4],
  ['2 ** 3 - 10 / 4', 5.5],
  ['"a" + "б"', 'aб'],
  ['"say \\"hi\\"\\n\\u0041"', 'say "hi"\nA'],
  ['амount', null],
  ['поле + 1', 8],
  ['amount > 1000 and name = "Анна"', true],
  ['unit.head.name', 'Boris'],
  ['amount between 1000 and 2000', true],
  ['amount in [1000..1500)', false],
  ['amount in (1000..1500]', true],
  ['amount in ]1000..1500[', false],
  ['amount in (< 10, > 1400)', true],
  ['amount in (1, 1500)', true],
  ['name in ["Анна", "Борис"]', true],
  ['tags[1]', 'x'],
  ['tags[-1]', 'x'],
  ['tags[5]', null],
  ['tags[item = "x"]', ['x', 'x']],
  ['lines[price > 10].title', ['b']],
  ['sum(lines.price)', 30],
  ['sum(for l in lines return l.price * l.count)', 40],
  ['for i in 1..3, j in [10, 20] return i * j', [10, 20, 20, 40, 30, 60]],
  ['for i in 3..1 return i', [3, 2, 1]],
  ['some l in lines satisfies l.price > 15', true],
  ['every l in lines satisfies l.price > 15', false],
  ['if amount > 1000 then "big" else "small"', 'big'],
  ['null and false', false],
  ['null and true', null],
  ['null or true', true],
  ['not(empty)', null],
  ['not(true)', false],
  ['empty = null', true],
  ['empty != null', false],
  ['nowhere = null', true],
  ['is defined(nowhere)', false],
  ['is defined(empty)', true],
  ['get or else(nowhere, 5)', 5],
  ['get value(unit, "id")', 'it'],
  ['{ a: 1, b: a + 1 }.b', 2],
  ['{ "x y": 1 }', { 'x y': 1 }],
  ['substring("foobar", 3)', 'obar'],
  ['substring("foobar", -2, 1)', 'a'],
  ['substring(string: "foobar", start position: 3, length: 2)', 'ob'],
  ['string length("Привет")', 6],
  ['upper case("абв")', 'АБВ'],
  ['contains("foobar", "ob")', true],
  ['starts with("foobar", "fo")', true],
  ['replace("2026-01", "(\\d+)-(\\d+)", "$2/$1")', '01/2026'],
  ['replace("aaa", "a*?", "b")', 'bababab'],
  ['matches("АБ-12", "^[А-Я]{2}-\\d+$")', true],
  ['split("a;b;;c", ";")', ['a', 'b', '', 'c']],
  ['string join(["a", "b"], ", ")', 'a, b'],
  ['string(1.5)', '1.5'],
  ['trim("  a ")', 'a'],
  ['count(tags)', 3],
  ['min(3, 1, 2)', 1],
  ['max(["a", "c"])', 'c'],
  ['mean([1, 2, 3])', 2],
  ['list contains(tags, "y")', true],
  ['distinct values(tags)', ['x', 'y']],
  ['flatten([1, [2, [3]]])', [1, 2, 3]],
  ['sort([3, 1, 2])', [1, 2, 3]],
  ['reverse([1, 2])', [2, 1]],
  ['index of(tags, "x")', [1, 3]],
  ['append([1], 2, 3)', [1, 2, 3]],
  ['concatenate([1], [2, 3])', [1, 2, 3]],
  ['all([true, false])', false],
  ['any([false, true])', true],
  ['floor(1.7) + ceiling(1.2)', 3],
  ['round(2.5)', 2],
  ['round half up(1.005, 2)', 1.01],
  ['decimal(1.115, 2)', 1.12],
  ['modulo(-12, 5)', 3],
  ['odd(3) and even(4)', true],
  ['number("1 234,5", " ", ",")', 1234.5],
  ['@"2026-01-31" + duration("P1M")', '2026-02-28'],
  ['date(start) + duration("P3D")', '2026-02-02'],
  ['date("2026-03-01") - date("2026-02-01")', 'P28D'],
  ['(date("2026-03-01") - date("2026-02-01")).days', 28],
  ['date(start) < @"2026-02-01"', true],
  ['start < @"2026-02-01"', true],
  ['start = date("2026-01-30")', true],
  ['@"2026-02-01" in [date(start)..date("2026-03-01")]', true],
  ['start in [@"2026-01-01"..@"2026-01-31"]', true],
  ['date and time(moment).hour', 10],
  ['date and time(moment) + duration("PT2H30M")', '2026-03-10T12:30:00+03:00'],
  ['date("2026-05-04").weekday', 1],
  ['day of week(date("2026-05-04"))', 'Monday'],
  ['today()', '2026-05-05'],
  ['now()', '2026-05-05T01:00:00+03:00'],
  ['time("10:30") < @"11:00:00"', true],
  ['years and months duration(date("2025-01-15"), date("2026-03-14"))', 'P1Y1M'],
  ['duration("P1D") * 2 = duration("PT48H")', true],
  ['@"P1Y2M".months', 2],
  ['5 instance of number', true],
  ['@"2026-01-01" instance of date', true],
  ['[1, 2] = [1, 2]', true],
  ['string([1, "a", { b: "c d" }])', '[1, "a", {b: "c d"}]'],
  ['-5 instance of number', null],
  ['(-5) instance of number', true],
  ['[1, 2] instance of list<number>', true],
  ['[1, "a"] instance of list<number>', false],
  ['unit instance of context<id: string>', true],
  ['[1..2] instance of range<number>', true],
  ['null instance of Null', true],
  ['(function(x) x) instance of function<number> -> number', true],
  ['{ double: function(x) x * 2, y: double(4) }.y', 8],
  ['(function(a, b) a - b)(b: 1, a: 3)', 2],
  ['{ f: function(x: number) x }.f("a")', null],
  ['sort([3, 1, 2], function(a, b) a > b)', [3, 2, 1]],
  ['list replace([1, 5, 9], function(item, newItem) item < newItem, 6)', [6, 6, 9]],
  ['list replace([1, 2], -1, 9)', [1, 9]],
  ['for i in 1..4 return if i = 1 then 1 else partial[-1] * i', [1, 2, 6, 24]],
  ['for i in (1..4) return i', [2, 3]],
  ['for d in @"2026-02-27"..@"2026-03-01" return d.day', [27, 28, 1]],
  ['5 in (? > 3 and ? < 10)', true],
  ['amount in (? > 3, 5)', true],
  ['{ my own key: 1 }', { 'my own key': 1 }],
  ['context put({ a: { b: 1 } }, ["a", "b"], 2)', { a: { b: 2 } }],
  ['context put(context: { a: 1 }, key: "b", value: 2)', { a: 1, b: 2 }],
  ['context merge([{ a: 1, b: 1 }, { b: 2 }])', { a: 1, b: 2 }],
  ['context([{ key: "a", value: 1 }, { key: "a", value: 2 }])', null],
  ['mode([6, 3, 9, 6, 6, 9, 9])', [6, 9]],
  ['is(@"10:00:00Z", @"13:00:00+03:00")', false],
  ['@"10:00:00Z" = @"13:00:00+03:00"', true],
  ['abs(@"-P2M")', 'P2M'],
  ['date(year: 2026, month: 2, day: 3)', '2026-02-03'],
  ['time(hour: 1, minute: 2, second: 3)', '01:02:03'],
  ['date and time(date: @"2026-01-01", time: @"10:00:00")', '2026-01-01T10:00:00'],
  ['[1..5).end', 5],
  ['[1..5).end included', false],
  ['before(1, (1..5])', true],
  ['after([5..8], [1..5))', true],
  ['meets([1..5], [5..8])', true],
  ['met by([5..8], [1..5])', true],
  ['overlaps([1..5], (5..8])', false],
  ['overlaps before([1..5], [3..8])', true],
  ['overlaps before([1..5], [1..8])', false],
  ['overlaps before([1..5], (1..5])', true],
  ['overlaps before([1..5), (1..5])', true],
  ['overlaps after([3..8], [1..5])', true],
  ['overlaps after((1..5], [1..5))', true],
  ['finishes(10, [1..10])', true],
  ['finishes(10, [1..10))', false],
  ['finishes([5..10], [1..10])', true],
  ['finished by([1..10], 10)', true],
  ['includes([1..10], [4..6])', true],
  ['includes([1..10), 10)', false],
  ['during([1..10), [1..10])', true],
  ['starts(1, [1..10])', true],
  ['starts((1..5], [1..5])', false],
  ['started by([1..10], [1..5))', true],
  ['coincides([1..5], [1..5])', true],
  ['coincides([1..5], [1..5))', false],
  ['overlaps([@"2026-01-01"..@"2026-01-31"], [@"2026-01-31"..@"2026-02-28"])', true],
  ['before("a", 1)', null],
  ['// note\n 1 /* two */ + 1', 2],
];

describe('FEEL', () => {
  it.each(cases)('%s', (text, value) => {
    expect(evaluate(text).value).toEqual(value);
  });

  it('names a missing variable and does not call the comparison false', () => {
    const result = evaluate('nowhere > 5');
    expect(result).toMatchObject({ value: null, issues: [{ code: 'feel.missing', params: { name: 'nowhere' } }] });
    expect(evaluate('unit.nothing = 1')).toMatchObject({ value: null, issues: [{ params: { name: 'unit.nothing' } }] });
    expect(evaluate('lines[prise > 1]').issues).toMatchObject([{ code: 'feel.missing', params: { name: 'prise' } }]);
  });

  it('takes a column that only some lines have as empty', () => {
    expect(evaluate('lines[note = "x"].title')).toMatchObject({ value: ['b'], issues: [] });
    expect(evaluate('lines.note')).toMatchObject({ value: [null, 'x'], issues: [] });
  });

  it('tells where in the text something went wrong', () => {
    expect(evaluate('1 + nowhere').issues).toMatchObject([{ code: 'feel.missing', params: { name: 'nowhere', position: 4 } }]);
    expect(evaluate('=amount + "a"').issues).toMatchObject([{ code: 'feel.type', params: { operation: '+', position: 8 } }]);
  });

  it('takes names of several words that it is told of', () => {
    const expression = compileExpression('Invoice Amount * 2 + rate', { names: { 'Invoice Amount': 'number' } });
    expect(expression.evaluate({ 'Invoice Amount': 4, rate: 1 }).value).toBe(9);
    expect(expression.names).toEqual(['Invoice Amount', 'rate']);
  });

  it('keeps names of functions, tests and results to itself', () => {
    expect(compileExpression('(function(x) x + y)(1) in (? > z) and count(for i in a return partial) > 0').names).toEqual(['y', 'z', 'a']);
  });

  it('does not look at what short-circuits', () => {
    expect(evaluate('is defined(nowhere) and nowhere > 5')).toMatchObject({ value: false, issues: [] });
  });

  it('tells which names an expression uses, and which it has read', () => {
    const expression = compileExpression('if amount > 10 then unit.head.name else other');
    expect([...expression.names].sort()).toEqual(['amount', 'other', 'unit', 'unit.head.name']);
    const { used, trace } = expression.evaluate(context);
    expect(used).toEqual(['amount', 'unit.head.name']);
    expect(trace).toEqual({
      code: 'feel.value',
      params: { expression: 'if amount > 10 then unit.head.name else other', value: 'Boris' },
      because: [
        { code: 'feel.name', params: { name: 'amount', value: 1500 } },
        { code: 'feel.name', params: { name: 'unit.head.name', value: 'Boris' } },
      ],
    });
  });

  it('does not list names that the expression binds itself', () => {
    expect(compileExpression('for x in lines return x.price + rate').names).toEqual(['lines', 'rate']);
  });

  it('keeps long values out of the trace', () => {
    const { trace } = compileExpression('count(rows)').evaluate({ rows: Array.from({ length: 1000 }, () => 1) });
    expect(trace.because).toEqual([{ code: 'feel.name', params: { name: 'rows', value: { count: 1000 } } }]);
  });
});

describe('a wrong expression', () => {
  it.each([
    ['=amount >', 'feel.syntax', { position: 9, found: '', wanted: 'value' }],
    ['=1 2', 'feel.syntax', { position: 3, found: '2', wanted: 'operator' }],
    ['=foo(1)', 'feel.unknown-function', { position: 1, name: 'foo' }],
    ['="abc', 'feel.string-open', { position: 1 }],
    ['=a # b', 'feel.character', { position: 3, found: '#' }],
    ['=', 'feel.empty', undefined],
    ['=contains("a")', 'feel.argument-count', { name: 'contains', found: 1, min: 2, max: 2 }],
    ['=substring(text: "a", start position: 1)', 'feel.unknown-parameter', { parameter: 'text' }],
    ['=a.__proto__', 'feel.name-refused', { name: '__proto__' }],
    ['=if a then b', 'feel.syntax', { found: '', wanted: 'else' }],
  ])('%s says what is wrong and where', (text, code, params) => {
    const expression = compileExpression(text);
    expect(expression.issues).toMatchObject([{ code, ...(params ? { params } : {}) }]);
    expect(expression.evaluate({})).toMatchObject({ value: null, issues: [{ code }] });
  });

  it('has words in both languages', () => {
    const [issue] = compileExpression('=amount >').issues;
    expect(issue && feelIssueText(issue, 'ru')).toBe('Символ 9: выражение оборвано, ожидается значение');
    expect(issue && feelIssueText(issue, 'en')).toBe('Character 9: the expression ends too early, expected a value');
    expect(feelIssueText({ code: 'feel.argument-count', params: { name: 'sum', found: 2, min: 1, max: 1000 } }, 'ru')).toBe('Функции «sum» передано 2 аргумента, ожидается 1 или больше');
  });
});

describe('hostile input', () => {
  const codes = (text: string, data: Readonly<Record<string, unknown>> = {}): readonly string[] => evaluate(text, data).issues.map((issue) => issue.code);

  it.each([
    ['a loop that does not end soon', 'for i in 1..100000000 return i'],
    ['loops in loops', 'count(for a in 1..1000, b in 1..1000, c in 1..1000 return 1)'],
    ['a text that doubles', '{ a: "xxxxxxxxxxxxxxxx", b: a+a+a+a+a+a+a+a, c: b+b+b+b+b+b+b+b, d: c+c+c+c+c+c+c+c, e: d+d+d+d+d+d+d+d, f: e+e+e+e+e+e+e+e, g: f+f+f+f+f+f+f+f }.g'],
    ['a list shared many times', `{ l0: [1, 1], ${Array.from({ length: 30 }, (_, i) => `l${i + 1}: [l${i}, l${i}, l${i}]`).join(', ')} }`],
    ['functions that call one another for ever', '{ f: function(g) g(g) }.f(function(g) g(g))'],
    ['a sort by a slow function', 'count(sort(for i in 1..5000 return -i, function(a, b) count(for j in 1..50 return j) > a))'],
    ['results that look at all results before them', 'for i in 1..100000 return count(partial)'],
    ['a slow pattern', 'count(for i in 1..1000 return matches(text, "(a|b|ab)*(c|d)*(a+)+$"))'],
  ])('stops %s', (_, text) => {
    expect(codes(text, { text: 'ab'.repeat(2000) })).toContain('feel.too-long');
  });

  it('refuses depth and length', () => {
    expect(codes('('.repeat(5000) + '1')).toEqual(['feel.too-deep']);
    expect(codes('-'.repeat(5000) + '1')).toEqual(['feel.too-deep']);
    expect(codes('[1]' + '[1]'.repeat(2000))).toEqual(['feel.too-deep']);
    expect(codes(`1${'+1'.repeat(6000)}`)).toEqual(['feel.too-large']);
  });

  it('takes a long flat sum', () => {
    expect(evaluate(`1${'+1'.repeat(4000)}`).value).toBe(4001);
  });

  it('never reaches a prototype', () => {
    const data = JSON.parse('{ "__proto__": { "admin": true }, "o": { "a": 1 } }') as Record<string, unknown>;
    for (const text of ['toString', 'o.toString', 'o.hasOwnProperty', 'valueOf', 'get value(o, "toString")', 'get value(o, "constructor")', 'get value(o, "__proto__")']) {
      expect(evaluate(text, data).value, text).toBeNull();
    }
    for (const text of ['context put({}, "__proto__", { admin: true })', 'context merge([o, data])', 'context([{ key: "constructor", value: 1 }])']) {
      const made = evaluate(text, { data, o: {} }).value as Record<string, unknown> | null;
      expect(Object.getPrototypeOf(made ?? {}), text).toBe(Object.prototype);
      expect(Object.keys(made ?? {}).filter((key) => key === '__proto__' || key === 'constructor'), text).toEqual([]);
    }
    expect(codes('function(__proto__) 1')).toEqual(['feel.name-refused']);
    expect(codes('{ f: 1 }.constructor(1)')).toEqual(['feel.name-refused']);
    expect(codes('constructor')).toEqual(['feel.name-refused']);
    expect(codes('{ __proto__: { admin: true } }')).toEqual(['feel.name-refused']);
    expect(codes('o["constructor"]', data)).toEqual([]);
  });

  it('answers any text without throwing', () => {
    for (const text of ['', '=', '(((', ']', '..', '1..2', '@', '@1', '@"x"', 'in', 'for', 'a.', 'not(', '?', '{', '{a', '{a:', 'function(x) x', '\u0000', '💥', '1e999']) {
      expect(() => evaluate(text), text).not.toThrow();
    }
  });

  it('answers any row of words without throwing', () => {
    const words = ['a', 'lines', 'item', '1', '0', '"x"', '(', ')', '[', ']', '{', '}', '..', '.', ',', ':', '+', '-', '*', '/', '**', '=', '<', 'in', 'between', 'and', 'or', 'if', 'then', 'else', 'for', 'return', 'some', 'satisfies', 'sum(', 'date(', 'not(', 'string join(', 'null', 'true', '@', '?', 'instance of', 'number', 'constructor', 'function(x)', 'x', 'partial', 'list<', 'context put(', 'sort(', 'before(', 'every', '@"2026-01-01"'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), (row) => {
        const { issues, evaluate: run } = compileExpression(row.join(' '));
        const result = run({ a: 1, lines: [{ a: 2 }] });
        return issues.length === 0 || (result.value === null && result.issues.length > 0);
      }),
      { numRuns: 3000 },
    );
  });

  it('refuses a zone that does not exist by an issue', () => {
    expect(compileExpression('now()').evaluate({}, { zone: 'Mars/Base' }).issues).toMatchObject([{ code: 'calendar.zone' }]);
  });
});

describe('the type of the result', () => {
  const names = { amount: 'number', start: 'date', lines: { list: { context: { price: 'number' } } }, who: 'unknown' } as const;
  it.each([
    ['amount > 5', 'boolean'],
    ['amount + 1', 'number'],
    ['start + duration("P1D")', 'date'],
    ['start + @"P1D"', 'date'],
    ['start - start', 'days and time duration'],
    ['start.year', 'number'],
    ['lines.price', 'list<number>'],
    ['lines[price > 1]', 'list<context<price: number>>'],
    ['lines[1].price', 'number'],
    ['sum(lines.price)', 'number'],
    ['for l in lines return l.price * 2', 'list<number>'],
    ['if who then "a" else null', 'string'],
    ['if who then "a" else 1', 'Any'],
    ['who', 'Any'],
    ['{ a: 1, b: a > 0 }.b', 'boolean'],
    ['sort(["b"])', 'list<string>'],
    ['[1..5]', 'range<number>'],
    ['today()', 'date'],
    ['amount >', 'Any'],
  ])('of %s is %s', (text, type) => {
    expect(typeName(expressionType(text, { names }))).toBe(type);
  });

  it('is known for every function', () => {
    for (const { name } of builtinSignatures()) expect(resultTypes[name], name).toBeDefined();
    expect(Object.keys(resultTypes).sort()).toEqual(builtinSignatures().map(({ name }) => name).sort());
  });

  it('tells that a condition must be yes or no', () => {
    expect(checkCondition('=amount > 5', { names })).toEqual([]);
    expect(checkCondition('=who', { names })).toEqual([]);
    const [issue] = checkCondition('=lines.price', { names });
    expect(issue && feelIssueText(issue, 'ru')).toBe('Условие должно быть «да» или «нет», а здесь список');
    expect(issue && feelIssueText(issue, 'en')).toBe('A condition must be yes or no; this gives list<number>');
  });

  it('is that of the value, on generated expressions', () => {
    const fits = (type: FeelType, value: Json): boolean => {
      if (value === null || type === 'unknown') return true;
      if (typeof type === 'object' && 'list' in type) return Array.isArray(value) && value.every((item: Json) => fits(type.list, item));
      if (typeof type === 'object') return 'range' in type ? typeof value === 'string' : typeof value === 'object' && !Array.isArray(value);
      return type === 'number' || type === 'boolean' ? typeof value === type : typeof value === 'string';
    };
    const any = fc.oneof(...Object.values(expressions));
    fc.assert(fc.property(any, (text) => fits(expressionType(text, { names: dataNames }), compileExpression(text).evaluate(data).value)), { numRuns: 2000 });
  });
});
