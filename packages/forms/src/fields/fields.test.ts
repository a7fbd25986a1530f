import { describe, expect, it } from 'vitest';
import type { JsonSchema, UiControl } from '@requestry/model';
import { fieldFor, isInn } from '../index.js';
import { paletteFields } from '../palette.js';
import { readDay, readTime, joinMoment, splitMoment } from '../inputs/dates.js';
import { readNumber } from '../inputs/numbers.js';
import { checkDialect } from '../core/index.browser.js';
import { idProblem, idSorts } from './checked-id/ids.js';
import type { IdSortName } from './checked-id/ids.js';
import { fieldText, fieldTraits } from '../testing/describe-field.js';
import type { FieldCase } from '../testing/describe-field.js';

const values: Readonly<Record<string, Pick<FieldCase, 'value' | 'text'>>> = {
  text: { value: 'Printer', text: 'Printer' },
  'long-text': { value: 'a\nb', text: 'a\nb' },
  number: { value: 1234.5, text: '1,234.5' },
  integer: { value: 12, text: '12' },
  money: { value: { amount: '118000.50', currency: 'EUR' }, text: '€118,000.50' },
  quantity: { value: 3, text: '3\u00a0pcs' },
  boolean: { value: true, text: 'Yes' },
  choice: { value: 'a', text: 'First option' },
  'multi-choice': { value: ['a', 'b'], text: 'First option and Second option' },
  date: { value: '2026-03-14', text: '14 Mar 2026' },
  'date-time': { value: '2026-03-14T10:00:00+03:00', text: /14 Mar 2026/ },
  time: { value: '09:05', text: '09:05' },
  period: { value: { from: '2026-03-14', to: '2026-03-20' }, text: '14 Mar 2026 – 20 Mar 2026' },
  person: { value: ['orlova', 'belova'], text: 'title of orlova and title of belova' },
  unit: { value: 'it', text: 'title of it' },
  record: { value: 'e1', text: 'title of e1' },
  'tree-record': { value: 'e1', text: 'title of e1' },
  lines: { value: [{ name: 'Cartridge', quantity: 2 }], text: 'Cartridge · 2' },
  email: { value: 'a@b.ru', text: 'a@b.ru' },
  phone: { value: '+7 495 000-00-00', text: '+7 495 000-00-00' },
  'rich-text': { value: '# Plan\n**Bold** and [a link](https://a.b)', text: 'Plan\nBold and a link' },
  signature: { value: { strokes: '1,2 3,4' }, text: 'Signed' },
  'checked-id': { value: '770701001', text: '770701001' },
  inn: { value: '7707083893', text: '7707083893' },
  address: { value: 'Main street 1', text: 'Main street 1' },
  consent: { value: true, text: 'Yes' },
  rating: { value: 4, text: '4 of 5' },
  computed: { value: 10.5, text: '10.5' },
  file: { value: [{ name: 'scan.pdf', size: 1_200_000 }], text: 'scan.pdf (1.2 MB)' },
};

describe.each(paletteFields().map((type) => [type.type, type] as const))('field %s', (name, type) => {
  const found = values[name];
  it('has a value to be tried with', () => expect(found).toBeDefined());
  for (const trait of fieldTraits({ type, ...(found ?? { value: undefined, text: '' }) })) it(trait.name, trait.check);

  it('brings a schema and an options schema of the form dialect', () => {
    expect(checkDialect(type.schema).filter((issue) => issue.severity !== 'warning')).toEqual([]);
    expect(checkDialect(type.optionsSchema ?? { type: 'object' }).filter((issue) => issue.severity !== 'warning')).toEqual([]);
  });

  it('is found again from its own schema and options', () => {
    const control: UiControl = { type: 'Control', scope: '#/properties/value', options: type.options };
    expect(fieldFor(type.schema, control)?.type).toBe(name);
  });
});

it.each<[JsonSchema, string]>([
  [{ type: 'string' }, 'text'],
  [{ type: 'string', maxLength: 1000 }, 'long-text'],
  [{ type: 'string', format: 'date' }, 'date'],
  [{ type: 'string', enum: ['x'] }, 'choice'],
  [{ oneOf: [{ const: 1, title: 'One' }] }, 'choice'],
  [{ type: 'array', items: { type: 'object', properties: {} } }, 'lines'],
  [{ type: 'boolean', const: true }, 'consent'],
])('draws %j as %s', (schema, type) => {
  expect(fieldFor(schema, { type: 'Control', scope: '#/properties/a' })?.type).toBe(type);
});

it.each([
  ['7707083893', true],
  ['7707083894', false],
  ['500100732259', true],
  ['500100732258', false],
  ['770708389', false],
])('finds the check digits of INN %s right: %s', (inn, right) => {
  expect(isInn(inn)).toBe(right);
});

it.each<[IdSortName, string, string | undefined, 'length' | 'digits' | undefined]>([
  ['kpp', '770701001', undefined, undefined],
  ['kpp', '77070100', undefined, 'length'],
  ['ogrn', '1027700132195', undefined, undefined],
  ['ogrn', '1027700132196', undefined, 'digits'],
  ['ogrn', '304500116000157', undefined, undefined],
  ['ogrn', '304500116000158', undefined, 'digits'],
  ['snils', '11223344595', undefined, undefined],
  ['snils', '11223344596', undefined, 'digits'],
  ['bik', '044525225', undefined, undefined],
  ['bik', '144525225', undefined, 'length'],
  ['account', '40702810438000060473', '044525225', undefined],
  ['account', '40702810438000060474', '044525225', 'digits'],
  ['account', '30101810400000000225', '044525225', undefined],
  ['account', '40702810438000060474', undefined, undefined],
])('finds of %s %s (bank %s): %s', (sort, id, bik, problem) => {
  expect(idProblem(id, idSorts[sort], bik)).toBe(problem);
});

it('asks for a period that does not run backwards', () => {
  const period = paletteFields().find((type) => type.type === 'period');
  expect(period?.check?.({ from: '2026-03-02', to: '2026-03-01' }, fieldText(period), {})).toContain('ends before');
  expect(period?.check?.({ from: '2026-03-01', to: '2026-03-01' }, fieldText(period), {})).toBeUndefined();
});

it.each([
  ['1 234,5', 1234.5],
  ['1,234.5', 1234.5],
  ['−5', -5],
  ['', undefined],
  ['twelve', 'twelve'],
  ['1e5', '1e5'],
])('reads the number %j', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

it.each([
  ['14.03.2026', '2026-03-14'],
  ['14/3/26', '2026-03-14'],
  ['14 03', '2025-03-14'],
  ['2026-3-14', '2026-03-14'],
  ['30.02.2026', '30.02.2026'],
  ['soon', 'soon'],
  ['', undefined],
])('reads the day %j', (text, value) => {
  expect(readDay(text, new Date(2025, 5, 1))).toBe(value);
});

it.each([
  ['9', '09:00'],
  ['905', '09:05'],
  ['9:05', '09:05'],
  ['24:00', '24:00'],
])('reads the time %j', (text, value) => {
  expect(readTime(text)).toBe(value);
});

it('splits and joins a moment without losing it', () => {
  const moment = joinMoment('2026-03-14', '09:05');
  expect(splitMoment(moment)).toEqual({ day: '2026-03-14', time: '09:05' });
  expect(joinMoment('', '')).toBeUndefined();
  expect(joinMoment('14.', '09:05')).toBe('14.T09:05');
});
