import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@requestry/model';
import { checkDecision, compileDecision, conditionsOf, decisionIssueText } from '@requestry/model/decision';
import type { DecisionFinding, DecisionTable, HitPolicy } from '@requestry/model/decision';
import { contextOf, matching, points, randomTable } from './testing/random-tables.js';
import type { RandomTable } from './testing/random-tables.js';

/** A table over `amount` and `unit` with one output. Each line: amount | unit | output. */
function table(hitPolicy: HitPolicy, lines: string, more: Partial<DecisionTable> = {}): DecisionTable {
  const rules = lines.trim().split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return {
    id: 'approver',
    hitPolicy,
    inputs: [{ expression: 'amount', type: 'number' }, { expression: 'unit', type: 'string', values: '"IT", "HR"' }],
    outputs: [{ values: '"head", "director", "none"' }],
    rules: rules.map(([amount = '', unit = '', then = '']) => ({ when: [amount, unit], then: [then] })),
    ...more,
  };
}

const ask = (of: DecisionTable, amount: Json, unit: Json = 'IT') => compileDecision(of).evaluate({ amount, unit });

describe('a decision table', () => {
  const approver = table('U', `
    <= 1000 | - | "head"
    > 1000 | "IT" | "director"
    > 1000 | "HR" | "head"`);

  it('gives the value of the rule that matches, and says why', () => {
    const result = ask(approver, 5000);
    expect(result).toMatchObject({ value: 'director', matched: [1], used: ['amount', 'unit'], issues: [] });
    expect(result.trace).toEqual({
      code: 'decision.value',
      params: { decision: 'approver', value: 'director', rules: [2] },
      because: [
        { code: 'decision.rule', params: { rule: 2, conditions: ['amount > 1000', 'unit = "IT"'] } },
        { code: 'decision.input', params: { input: 'amount', value: 5000 } },
        { code: 'decision.input', params: { input: 'unit', value: 'IT' } },
      ],
    });
  });

  it.each<[HitPolicy, Json]>([
    ['F', 5], ['P', 3], ['R', [5, 3, 9]], ['C', [5, 3, 9]], ['C+', 17], ['C#', 3], ['C<', 3], ['C>', 9],
  ])('with hit policy %s gives %j', (policy, value) => {
    const several = table(policy, '> 1 | - | 5\n> 2 | - | 3\n> 3 | - | 9', { outputs: [{ values: '3, 5' }] });
    expect(ask(several, 10)).toMatchObject({ value, issues: [] });
  });

  it('names rules that match together where only one may', () => {
    const result = ask(table('U', '> 1 | - | "head"\n> 2 | - | "head"'), 10);
    expect(result).toMatchObject({ value: null, matched: [0, 1], issues: [{ code: 'decision.not-unique', params: { rules: '1, 2' } }] });
  });

  it('names rules that must agree and do not', () => {
    const lines = '> 1 | - | "head"\n> 2 | - | "head"\n> 3 | - | "director"';
    expect(ask(table('A', lines), 3)).toMatchObject({ value: 'head', matched: [0, 1], issues: [] });
    expect(ask(table('A', lines), 4)).toMatchObject({ value: null, issues: [{ code: 'decision.disagreement', params: { rules: '1, 2, 3' } }] });
  });

  it('gives the default, or null with a word, when nothing matches', () => {
    expect(ask(table('U', '> 1 | - | "head"'), 0)).toMatchObject({ value: null, matched: [], issues: [{ code: 'decision.no-rule', severity: 'warning' }] });
    expect(ask(table('U', '> 1 | - | "head"', { outputs: [{ default: '"none"' }] }), 0)).toMatchObject({ value: 'none', matched: [], issues: [] });
    expect(ask(table('C', '> 1 | - | "head"'), 0)).toMatchObject({ value: [], issues: [] });
    expect(ask(table('C#', '> 1 | - | "head"'), 0)).toMatchObject({ value: 0, issues: [] });
  });

  it('gives an object of several outputs', () => {
    const two = { ...approver, outputs: [{ name: 'who' }, { name: 'days' }], rules: [{ when: ['-', '-'], then: ['"head"', 'amount / 1000'] }] };
    expect(ask(two, 5000).value).toEqual({ who: 'head', days: 5 });
  });

  it('reads dates as its columns say', () => {
    const dated: DecisionTable = { id: 'd', hitPolicy: 'U', inputs: [{ expression: 'start', type: 'date' }], outputs: [{}], rules: [{ when: ['[date("2026-01-01")..date("2026-12-31")]'], then: ['start'] }] };
    expect(compileDecision(dated).evaluate({ start: '2026-05-01' })).toMatchObject({ value: '2026-05-01', issues: [] });
  });

  it('names a variable that is missing and a value that may not come', () => {
    expect(compileDecision(approver).evaluate({ amount: 5 }).issues).toMatchObject([{ code: 'feel.missing', params: { name: 'unit' } }]);
    expect(ask(approver, 5, 'XX').issues).toMatchObject([{ code: 'decision.value-refused', params: { input: 'unit', found: 'XX' } }]);
  });

  it('says which cell is wrong', () => {
    const wrong = { ...approver, rules: [{ when: ['> ', '-'], then: ['foo(1)'] }, { when: ['-'], then: ['1'] }] };
    expect(compileDecision(wrong).issues).toMatchObject([{ code: 'decision.cells', path: '/rules/1' }]);
    const cells = { ...wrong, rules: wrong.rules.slice(0, 1) };
    expect(compileDecision(cells).issues).toMatchObject([{ code: 'feel.syntax', path: '/rules/0/when/0' }, { code: 'feel.unknown-function', path: '/rules/0/then/0' }]);
    expect(compileDecision(cells).evaluate({})).toMatchObject({ value: null, issues: [{}, {}] });
    expect(compileDecision({ ...approver, outputs: [] }).issues).toMatchObject([{ code: 'decision.no-output' }, {}, {}, {}]);
  });

  it('stops a calculation that takes too long, and never reaches a prototype', () => {
    const slow = { ...approver, inputs: approver.inputs.map((input) => ({ ...input, expression: 'count(for i in 1..10000000 return i)' })) };
    expect(ask(slow, 1).issues).toMatchObject([{ code: 'feel.too-long' }]);
    expect(compileDecision({ ...approver, outputs: [{ name: '__proto__' }, { name: 'b' }], rules: [{ when: ['-', '-'], then: ['{ admin: true }', '1'] }] }).evaluate({ amount: 1, unit: 'IT' }).value).toEqual({ b: 1 });
  });

  it('takes names of several words that it is told of', () => {
    const dmn: DecisionTable = { id: 'd', hitPolicy: 'A', inputs: [{ expression: 'Invoice Amount' }], outputs: [{}], rules: [{ when: ['> 1'], then: ['Invoice Amount * 2'] }, { when: ['> 2'], then: ['Invoice Amount + 3'] }] };
    const names = { 'Invoice Amount': 'number' } as const;
    expect(compileDecision(dmn, { names }).evaluate({ 'Invoice Amount': 3 })).toMatchObject({ value: 6, issues: [] });
    expect(checkDecision(dmn, { names })).toMatchObject([{ code: 'decision.gap' }, { code: 'decision.overlap', severity: 'warning', rules: [0, 1] }]);
  });

  it('answers any cells without throwing', () => {
    const words = ['-', '5', '"a"', '<', '>=', '[', ']', '(', ')', '..', ',', 'not(', '?', 'and', '=', '@"2026-01-01"', 'null', 'true', 'n', 'today()', 'function(x) x', 'for i in 1..99999999 return i', '__proto__'];
    const cell = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((row) => row.join(' '));
    fc.assert(
      fc.property(cell, cell, cell, cell, fc.constantFrom<HitPolicy>('U', 'A', 'P', 'F', 'C+', 'C<'), (first, second, third, values, policy) => {
        const wild: DecisionTable = { id: 'w', hitPolicy: policy, inputs: [{ expression: 'n', values }], outputs: [{ values: second }], rules: [{ when: [first], then: ['1'] }, { when: [second], then: [third] }] };
        const decision = compileDecision(wild);
        const result = decision.evaluate({ n: 5 });
        checkDecision(wild);
        return decision.issues.length === 0 || (result.value === null && result.issues.length > 0);
      }),
      { numRuns: 3000 },
    );
  });

  it('tells the conditions of a rule in words of the language', () => {
    const of = (amount: string, unit: string): readonly string[] => conditionsOf(approver, { when: [amount, unit], then: [] });
    expect(of('[1..5]', '"a", "b"')).toEqual(['amount in [1..5]', 'unit in ("a", "b")']);
    expect(of('not(5)', 'not("a", "b")')).toEqual(['not(amount = 5)', 'not(unit in ("a", "b"))']);
    expect(of('? > 5 and ? < 9', '')).toEqual(['amount > 5 and amount < 9']);
  });

  it('gives what its rules say, on random tables', () => {
    fc.assert(
      fc.property(randomTable, fc.constantFrom(...points), (random, point) => {
        const { value, issues } = compileDecision(random.table).evaluate(contextOf(point));
        expect({ value, wrong: issues.some(({ severity }) => severity !== 'warning') }).toEqual(expected(random, point));
      }),
      { numRuns: 2000 },
    );
  });
});

/** The hit policies, spelt out once more. */
function expected({ rules, policy }: RandomTable, point: readonly Json[]): { value: Json; wrong: boolean } {
  const hits = matching(rules, point).map((index) => rules[index]?.then ?? 0);
  const fine = (value: Json | undefined) => ({ value: value ?? null, wrong: false });
  if (policy === 'C' || policy === 'R') return fine(hits);
  if (policy === 'C#') return fine(hits.length);
  if (hits.length === 0) return fine(null);
  if (policy === 'C+') return fine(hits.reduce((sum, hit) => sum + hit, 0));
  if (policy === 'C<') return fine(Math.min(...hits));
  if (policy === 'C>') return fine(Math.max(...hits));
  if (policy === 'F') return fine(hits[0]);
  if (policy === 'P') return fine([3, 1, 4, 2].find((value) => hits.includes(value)));
  const agree = policy === 'A' ? new Set(hits).size === 1 : hits.length === 1;
  return agree ? fine(hits[0]) : { value: null, wrong: true };
}

describe('the check of a table', () => {
  const codes = (findings: readonly DecisionFinding[]) => findings.map(({ code, rules }) => [code, ...rules]);

  it('finds nothing in a table that is whole', () => {
    expect(checkDecision(table('U', '<= 10 | - | 1\n> 10 | "IT" | 2\n> 10 | "HR" | 3'))).toEqual([]);
  });

  it('finds a gap with an example', () => {
    const findings = checkDecision(table('U', '< 10 | - | 1\n> 10 | "IT" | 2\n> 10 | "HR" | 3'));
    expect(findings).toMatchObject([{ code: 'decision.gap', severity: 'warning', rules: [], example: { amount: 10, unit: 'IT' } }]);
    expect(findings[0] && decisionIssueText(findings[0], 'ru')).toBe('Ни одно правило не подходит, когда amount = 10 и unit = "IT"');
  });

  it('finds an overlap with an example', () => {
    const findings = checkDecision(table('U', '<= 10 | - | 1\n>= 10 | - | 2'));
    expect(findings).toMatchObject([{ code: 'decision.overlap', rules: [0, 1], example: { amount: 10, unit: 'IT' } }]);
    expect(findings[0] && decisionIssueText(findings[0], 'en')).toBe('Rules 1, 2 match together when amount = 10 and unit = "IT"');
  });

  it('knows that there is a number between any two, but no day between neighbours', () => {
    const days = (cells: readonly string[]): DecisionTable => ({ id: 'd', hitPolicy: 'U', inputs: [{ expression: 'd', type: 'date' }], outputs: [{}], rules: cells.map((cell) => ({ when: [cell], then: ['1'] })) });
    expect(checkDecision(days(['<= @"2026-02-28"', '>= @"2026-03-01"']))).toEqual([]);
    expect(checkDecision(days(['<= @"2026-02-27"', '>= @"2026-03-01"']))).toMatchObject([{ code: 'decision.gap', example: { d: '2026-02-28' } }]);
    expect(checkDecision(table('U', '<= 1 | - | 1\n>= 2 | - | 1'))).toMatchObject([{ code: 'decision.gap', example: { amount: 1.5 } }]);
  });

  it('finds rules that never decide', () => {
    expect(codes(checkDecision(table('F', '> 10 | - | 1\n> 20 | "IT" | 2\n- | - | 3')))).toEqual([['decision.masked', 1]]);
    expect(codes(checkDecision(table('P', '> 20 | "IT" | "none"\n> 10 | - | "head"\n- | - | "director"')))).toEqual([['decision.masked', 0]]);
    expect(codes(checkDecision(table('C', '[5..1] | - | 1\n- | "XX" | 2')))).toEqual([['decision.never', 0], ['decision.never', 1]]);
  });

  it('takes a default for the rest and collecting for granted', () => {
    expect(checkDecision(table('U', '> 10 | - | 1', { outputs: [{ default: '0' }] }))).toEqual([]);
    expect(checkDecision(table('C', '> 10 | - | 1\n> 5 | - | 2'))).toEqual([]);
  });

  it('asks the agreeing rules only for agreement', () => {
    expect(codes(checkDecision(table('A', '> 10 | - | "a"\n<= 20 | - | "a"')))).toEqual([]);
    expect(codes(checkDecision(table('A', '> 10 | - | "a"\n<= 20 | - | "b"')))).toEqual([['decision.overlap', 0, 1]]);
  });

  it('takes two columns of one expression as one input', () => {
    const twice = table('U', '>= 1 | < 5 | 1\n< 1 | - | 2\n- | >= 5 | 3', { inputs: [{ expression: 'amount' }, { expression: 'amount' }] });
    expect(codes(checkDecision(twice))).toEqual([]);
  });

  it('says that it has not looked at everything', () => {
    expect(codes(checkDecision(table('U', '> limit | - | 1\n<= 10 | - | 2')))).toEqual([['decision.not-checked', 0]]);
    expect(codes(checkDecision(table('U', '- | starts with(?, "I") | 1\n- | not("IT") | 2')))).toEqual([['decision.not-checked', 0]]);
    expect(codes(checkDecision(table('U', '< today().day | - | 1')))).toContainEqual(['decision.not-checked', 0]);
    const [finding] = checkDecision(table('U', '<= 10 | - | 1\n> 10 | - | 2'), { maxWork: 1 });
    expect(finding).toMatchObject({ code: 'decision.not-checked', params: { reason: 'work' } });
    expect(finding && decisionIssueText(finding, 'ru')).toBe('Проверено не всё: таблица слишком велика');
  });

  it('ends soon on a large table', () => {
    const inputs = Array.from({ length: 12 }, (_, index) => ({ expression: `x${index}`, type: 'number' as const }));
    const rules = Array.from({ length: 400 }, (_, rule) => ({ when: inputs.map((_input, index) => `[${(rule * 7 + index * 3) % 50}..${(rule * 7 + index * 3) % 50 + 20}]`), then: ['1'] }));
    const findings = checkDecision({ id: 'large', hitPolicy: 'U', inputs, outputs: [{}], rules });
    expect(findings.length).toBeGreaterThan(0);
  });

  it('finds what looking at every value finds', () => {
    fc.assert(
      fc.property(randomTable, ({ table: random, rules, policy }) => {
        const findings = checkDecision(random);
        const all = points.map((point) => matching(rules, point));
        const found = (code: string) => findings.filter((finding) => finding.code === code);
        const wanted = { gap: !['C', 'R', 'C+', 'C#', 'C<', 'C>'].includes(policy) && all.some((hits) => hits.length === 0), ...pairsAndMasked(policy, rules, all) };
        expect(found('decision.gap').length > 0).toBe(wanted.gap);
        expect(found('decision.overlap').map((finding) => finding.rules.join())).toEqual(wanted.pairs);
        expect(found('decision.masked').map((finding) => finding.rules.join())).toEqual(wanted.masked);
        expect(found('decision.never').map((finding) => finding.rules.join())).toEqual(rules.flatMap((_, rule) => (all.some((hits) => hits.includes(rule)) ? [] : [String(rule)])));
        expect(found('decision.not-checked')).toEqual([]);
        for (const { code, rules: named, example } of findings) {
          if (!example) continue;
          const hits = matching(rules, ['n', 's', 'b', 'd'].map((name) => example[name] ?? null));
          if (code === 'decision.gap') expect(hits).toEqual([]);
          else expect(hits).toEqual(expect.arrayContaining([...named]));
        }
      }),
      { numRuns: 500 },
    );
  });
});

function pairsAndMasked(policy: HitPolicy, rules: RandomTable['rules'], all: readonly (readonly number[])[]): { pairs: string[]; masked: string[] } {
  const indexes = rules.map((_, index) => index);
  const together = (first: number, second: number): boolean => all.some((hits) => hits.includes(first) && hits.includes(second));
  const differs = (first: number, second: number): boolean => policy === 'U' || (policy === 'A' && rules[first]?.then !== rules[second]?.then);
  const pairs = indexes.flatMap((first) => indexes.slice(first + 1).filter((second) => differs(first, second) && together(first, second)).map((second) => `${first},${second}`));
  const rank = (rule: number): number => [3, 1, 4, 2].indexOf(rules[rule]?.then ?? 0);
  const stronger = (rule: number, other: number): boolean => (policy === 'F' ? other < rule : policy === 'P' && rank(other) < rank(rule));
  const masked = indexes.filter((rule) => {
    const own = all.filter((hits) => hits.includes(rule));
    return own.length > 0 && own.every((hits) => hits.some((other) => stronger(rule, other)));
  });
  return { pairs: pairs.slice(0, 20), masked: masked.map(String) };
}
