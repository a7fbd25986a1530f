import { readdirSync, readFileSync } from 'node:fs';
import { registerIssueText } from '@requestry/model';
import { systemIssueText } from '@requestry/runtime';
import { describe, expect, it } from 'vitest';

/** Codes of issues that the sources of the register name. */
function codesHere(): readonly string[] {
  const sources = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const codes = sources.flatMap((name) => [...readFileSync(`${import.meta.dirname}/${name}`, 'utf8').matchAll(/code: '([a-z.-]+)'/g)].map((match) => match[1] ?? ''));
  return [...new Set(codes)].sort();
}

describe('what the register refuses', () => {
  it('has words in both languages', () => {
    const codes = codesHere();
    expect(codes).toEqual(expect.arrayContaining(['kind.filterable-hidden', 'page.cursor', 'register.too-wide', 'view.too-many']));
    const params = { found: 'city', limit: 12, for: 'stage', possible: [], orders: ['submittedAt', 'field:city'], narrow: [] };
    for (const code of codes) {
      expect(registerIssueText({ code, params }, 'en'), code).toMatch(/^[A-Z“][\x20-\x7e“”]+$/);
      expect(registerIssueText({ code, params }, 'ru'), code).toMatch(/^[А-ЯЁ«][^A-Z]+$/);
      expect(systemIssueText({ code, params }, 'ru'), code).not.toBe(code);
    }
  });

  it('names the orders that would do', () => {
    expect(registerIssueText({ code: 'register.too-wide', params: { orders: ['submittedAt', 'due', 'field:city'] } }, 'en')).toMatch(/by submission, due moment, field “city”$/);
  });
});
