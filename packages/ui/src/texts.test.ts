import { readFileSync } from 'node:fs';
import { RequestryError } from '@requestry/model';
import { describe, expect, it } from 'vitest';
import { errorText } from './error-text.js';
import { formatDate, formatMoney, formatSize, formatWhen } from './format.js';
import { followingTokens, tokenDefaults } from './theme/tokens.js';
import type { traceLines} from './trace-text.js';
import { loadTraceWords, registerTraceWords, traceText } from './trace-text.js';
import { workingTimeText } from './working-time.js';

await Promise.all([loadTraceWords('en'), loadTraceWords('ru')]);

const now = new Date('2026-03-10T12:00:00Z');

describe('formatWhen', () => {
  it.each([
    ['2026-03-10T11:55:00Z', '5 minutes ago'],
    ['2026-03-10T15:00:00Z', 'today, 18:00'],
    ['2026-03-11T15:00:00Z', 'tomorrow, 18:00'],
    ['2026-03-11', 'tomorrow'],
    ['2026-03-20', '20 Mar'],
    ['2024-03-20', '20 Mar 2024'],
    ['nonsense', 'nonsense'],
  ])('tells %s as "%s"', (iso, text) => {
    expect(formatWhen(iso, 'en', 'Europe/Moscow', now).text).toBe(text);
  });

  it('keeps the day of a date in every zone', () => {
    expect(formatDate('2026-03-20', 'ru', { zone: 'America/Los_Angeles', now })).toBe('20 мар.');
  });

  it('survives an unknown zone', () => {
    expect(formatWhen('2026-03-10T11:55:00Z', 'en', 'Mars/Olympus', now).text).toBe('5 minutes ago');
  });
});

it('keeps every digit of an amount of money', () => {
  expect(formatMoney({ amount: '12345678901234567.89', currency: 'RUB' }, 'en').replace(/\D/g, '')).toBe('1234567890123456789');
});

it('tells sizes of files', () => {
  expect(formatSize(1_500_000, 'en')).toBe('1.5 MB');
});

describe('errorText', () => {
  it('says who was first and when', () => {
    const error = new RequestryError('CONFLICT', 'm', { params: { by: 'Orlova I.', at: '2026-03-10T11:55:00Z' } });
    expect(errorText(error, 'ru')).toContain('Orlova I.');
  });

  it('says why something is forbidden', () => {
    expect(errorText(new RequestryError('FORBIDDEN', 'm', { params: { reason: 'may.initiator-only' } }), 'en')).toBe('You may not do this. Only the initiator can do this.');
  });

  it('speaks of the connection when a part of the page could not be fetched without one', () => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
    Object.defineProperty(globalThis, 'navigator', { value: { onLine: false }, configurable: true });
    try {
      expect(errorText(new TypeError('Failed to fetch dynamically imported module: /chunks/a.js'), 'en')).toContain('Check the connection');
    } finally {
      if (before) Object.defineProperty(globalThis, 'navigator', before);
      else Reflect.deleteProperty(globalThis, 'navigator');
    }
  });

  it('has a general sentence for what nobody expected', () => {
    expect(errorText(new TypeError('x is undefined'), 'en')).toBe('Something went wrong. Try again.');
    expect(errorText(undefined, 'ru')).not.toBe('');
  });
});

describe('traceText', () => {
  it.each([
    ['en', 'The file “a.txt” is of another sort; allowed: pictures, PDF and .dwg.', 'The file “a.txt” is of another sort.'],
    ['ru', 'Файл «a.txt» другого типа; допустимы: изображения, PDF и .dwg.', 'Файл «a.txt» другого типа.'],
  ] as const)('names sorts of files in words, as forms do (%s)', (locale, told, bare) => {
    const refusal = (accept?: readonly string[]) => new RequestryError('INVALID', 'm', { issues: [{ code: 'file.wrong-type', path: '/content', params: { name: 'a.txt', ...(accept ? { accept } : {}) } }] });
    expect(errorText(refusal(['image/*', 'application/pdf', '.dwg']), locale)).toBe(told);
    for (const none of [[], undefined]) expect(errorText(refusal(none), locale)).toBe(bare);
    expect(errorText(refusal(['constructor', '__proto__']), locale)).toMatch(/constructor.*__proto__\.$/);
  });

  const names = { it: 'Head of IT', belova: 'Belova M.', sokolov: 'Sokolov A.' };

  it('tells ids by name and reasons below a reason', () => {
    const trace = { code: 'who.role', params: { role: 'it', person: 'sokolov' }, because: [{ code: 'who.substituted', params: { absent: 'belova', substitute: 'sokolov', until: '2026-03-14' } }] };
    expect(traceText(trace, 'en', names)).toMatch(/^By role: Head of IT — Sokolov A\. Belova M\. is away until 14 Mar/);
    expect(traceText(trace, 'ru', names)).toContain('Belova M. отсутствует до 14 мар');
  });

  it('tells which rule of a decision table chose, and by what', () => {
    const trace = { code: 'who.table', params: { decision: 'approvers', rule: 3, conditions: ['amount > 100000', 'unit = "IT"'], person: 'sokolov' } };
    expect(traceText(trace, 'en', names)).toBe('By the table “approvers”, rule 3: amount > 100000 and unit = "IT" — Sokolov A.');
    expect(traceText(trace, 'ru', names)).toBe('По таблице «approvers», правило 3: amount > 100000 и unit = "IT" — Sokolov A.');
  });

  it('stands an unknown code for itself, and takes words of a host', () => {
    expect(traceText({ code: 'host.rule' }, 'en')).toBe('host.rule.');
    registerTraceWords({ en: { 'host.rule': (p) => `by the shop ${p.text('shop')}` } });
    expect(traceText({ code: 'host.rule', params: { shop: 'north' } }, 'en')).toBe('By the shop north.');
  });

  it('does not take names from the prototype of its tables', () => {
    expect(traceText({ code: 'constructor' }, 'en')).toBe('constructor.');
    expect(traceText({ code: 'who.person', params: { person: '__proto__' } }, 'en', {})).toBe('The step names __proto__.');
  });

  it('stops at a depth nobody reads', () => {
    let trace: Parameters<typeof traceLines>[0] = { code: 'deep' };
    for (let level = 0; level < 5_000; level += 1) trace = { code: 'deep', because: [trace] };
    expect(traceText(trace, 'en').length).toBeLessThan(200);
  });
});

it.each([
  ['P2D', '2 рабочих дня'],
  ['P1D', '1 рабочий день'],
  ['PT5H', '5 рабочих часов'],
  ['P1DT4H', '1 рабочий день 4 рабочих часа'],
  ['soon', 'soon'],
])('tells working time %s in Russian', (duration, text) => {
  expect(workingTimeText(duration, 'ru')).toBe(text);
});

describe('theme files', () => {
  it.each(['tokens', 'light', 'dark'])('%s.css sets known tokens only', (name) => {
    const css = readFileSync(new URL(`./theme/${name}.css`, import.meta.url), 'utf8');
    const set = [...css.matchAll(/(--rq-[\w-]+):/g)].map((found) => found[1]);
    expect(set.length).toBeGreaterThan(10);
    for (const token of set) expect({ ...tokenDefaults, ...followingTokens }).toHaveProperty(token ?? '');
  });
});
