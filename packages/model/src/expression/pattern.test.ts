import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '@requestry/model/expression';

const piece = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\s', '-', 'я', '\\.', '[а-я]', '\\u0061', '\\b'),
    fc.tuple(tie('node'), tie('node')).map(([x, y]) => x + y),
    fc.tuple(tie('node'), tie('node')).map(([x, y]) => `(${x}|${y})`),
    fc.tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,}', '*?', '+?', '??')).map(([x, y]) => `(?:${x})${y}`),
    tie('node').map((x) => `^${x}`),
    tie('node').map((x) => `${x}$`),
  ),
})).node;
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' ', '-', '.', 'я', '💥', '\n'), maxLength: 12 });

describe('patterns', () => {
  it('find what regular expressions find', () => {
    fc.assert(
      fc.property(piece, text, (source, subject) => {
        const native = new RegExp(source, 'u').exec(subject);
        const found = compilePattern(source)?.find(subject);
        expect(found?.from).toBe(native?.index);
        // Where a round of a loop can be empty the two may stop at different places: backtracking refuses such a round.
        const loops = source.match(/\)[*+?{]/g)?.length ?? 0;
        const mayBeEmpty = /[\^$*?{]/.test(source.slice(0, source.lastIndexOf(')')));
        if (loops === 0 || (loops === 1 && !mayBeEmpty)) expect(found?.groups[0]).toBe(native?.[0]);
      }),
      { numRuns: 3000 },
    );
  });

  it('give their groups', () => {
    expect(compilePattern('(\\d+)-(?<month>\\d+)(x)?')?.find('от 2026-05')).toEqual({ from: 3, to: 10, groups: ['2026-05', '2026', '05', undefined] });
  });

  it.each(['(a', 'a)', '*', 'a**', '[b-a]', '(?=a)', '(?!a)', '(?<=a)', '(a)\\1', '\\k<a>', 'a{3,1}', '(?:'.repeat(100), '((((a{99}){99}){99}){99})', 'a'.repeat(2000)])('refuse %s', (source) => {
    expect(compilePattern(source)).toBeUndefined();
  });

  it.each(['(a+)+$', '(a|a)*$', '(a|ab|b)*c', '^(\\w+\\s?)*$', '(.*)*x'])('do work that grows with the text, not faster: %s', (source) => {
    const work = (length: number): number => {
      let spent = 0;
      compilePattern(source)?.find(`${'a'.repeat(length)}!`, 0, (units) => (spent += units));
      return spent;
    };
    expect(work(2000)).toBeLessThan(work(1000) * 2.2);
  });

  it('ignore case when asked', () => {
    expect(compilePattern('^привет$', { ignoreCase: true })?.test('ПРИВЕТ')).toBe(true);
  });
});
