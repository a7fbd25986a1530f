import { beforeAll, describe, expect, it } from 'vitest';
import type { FormDefinition, HistoryEntry } from '@requestry/model';
import { loadTraceWords } from '@requestry/ui';
import { en as common } from '../locales/en.js';
import { en as card } from '../locales/card.en.js';
import { historyLines } from './history-lines.js';
import { decodeMentions, encodeMentions, mentionAt } from './mentions.js';
import { splitForm } from '@requestry/forms/split-form';
import { changedFields, valueText } from './value-text.js';

const en = { ...common, ...card };

beforeAll(() => loadTraceWords('en'));

describe('mentions', () => {
  it('are looked for from the "@" to the caret, over one space', () => {
    expect(mentionAt('Hello @An', 9)).toEqual({ from: 6, query: 'An' });
    expect(mentionAt('@Anna Pet', 9)).toEqual({ from: 0, query: 'Anna Pet' });
    expect(mentionAt('mail@host', 9)).toBeUndefined();
    expect(mentionAt('@Anna Petrova is here', 21)).toBeUndefined();
  });

  it('become ids when stored and names when shown, the longer name first', () => {
    const chosen = new Map([['Anna', 'a'], ['Anna Petrova', 'petrova']]);
    const stored = encodeMentions('@Anna Petrova, and @Anna.', chosen);
    expect(stored).toBe('@petrova, and @a .');
    expect(decodeMentions(stored, { petrova: 'Anna Petrova' })).toEqual([
      { text: '@Anna Petrova', mention: true },
      { text: ', and ', mention: false },
      { text: '@a', mention: false },
      { text: ' .', mention: false },
    ]);
  });

  it('do not take a name from the prototype of an object', () => {
    expect(decodeMentions('@constructor', {})).toEqual([{ text: '@constructor', mention: false }]);
    expect(decodeMentions('@contacts/nina. @anna/x', { 'contacts/nina': 'Nina Rose', anna: 'Anna' })).toEqual([{ text: '@Nina Rose', mention: true }, { text: '.', mention: false }, { text: ' ', mention: false }, { text: '@Anna', mention: true }, { text: '/x', mention: false }]);
  });
});

describe('splitForm', () => {
  const form: FormDefinition = {
    schema: { type: 'object' },
    ui: {
      type: 'Categorization',
      options: { variant: 'stepper' },
      elements: [
        { type: 'Category', label: 'What', elements: [{ type: 'Control', scope: '#/properties/subject' }] },
        { type: 'Category', label: 'Work', elements: [{ type: 'Control', scope: '#/properties/result' }, { type: 'Control', scope: '#/properties/note' }] },
      ],
    },
  };

  it('puts what is filled in now on one page without headings, and the rest under theirs', () => {
    const { editable, readable } = splitForm(form, { '*': 'read', result: 'required' });
    expect(editable?.ui).toEqual({ type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/result' }] });
    expect(readable?.ui).toMatchObject({ type: 'VerticalLayout', elements: [{ type: 'Group', label: 'What' }, { type: 'Group', label: 'Work', elements: [{ scope: '#/properties/note' }] }] });
  });

  it('leaves out the half that is empty', () => {
    expect(splitForm(form, { '*': 'read' }).editable).toBeUndefined();
    expect(splitForm(form, { '*': 'edit' }).readable).toBeUndefined();
  });
});

describe('historyLines', () => {
  const entry = (seq: number, type: string, facts: HistoryEntry['facts'], more: Partial<HistoryEntry> = {}): HistoryEntry => ({ seq, at: '2026-03-02T10:00:00Z', type, facts, prev: '', names: { boris: 'Boris Ivanov' }, ...more });
  const form: FormDefinition = { schema: { type: 'object', properties: { cost: { type: 'number', title: 'Cost' } } }, ui: { type: 'VerticalLayout', elements: [] } };

  it('tells who withdrew or cancelled a request, and that a route ended it by itself', () => {
    const ended = (facts: HistoryEntry['facts']): string | undefined => historyLines([entry(1, 'process-ended', facts, { byName: 'Anna Petrova' })], { t: en, locale: 'en' })[0]?.text;
    expect(ended({ state: 'withdrawn', by: 'anna', reason: 'Not needed' })).toBe('Anna Petrova withdrew the request');
    expect(ended({ state: 'cancelled', by: 'anna', reason: 'A mistake' })).toBe('Anna Petrova cancelled the request');
    expect(ended({ state: 'completed', node: 'end' })).toBe('The request has ended: Completed');
  });

  it('tells the newest first, with what fields were before', () => {
    const lines = historyLines(
      [
        entry(1, 'request-submitted', { data: { cost: 5 } }, { byName: 'Anna Petrova' }),
        entry(2, 'task-completed', { outcome: 'approve', comment: 'Fine', data: { cost: 7 } }, { byName: 'Boris Ivanov', step: 'Head', outcomeTitle: 'Approve' }),
      ],
      { t: en, locale: 'en', form },
    );
    expect(lines.map((line) => line.text)).toEqual(['Boris Ivanov · Head: Approve', 'Anna Petrova submitted the request']);
    expect(lines[0]).toMatchObject({ quote: 'Fine', changes: [{ label: 'Cost', before: '5', after: '7' }] });
    expect(lines[1]?.changes).toEqual([]);
  });

  it('tells records of two directories with the same id by their own titles, in fields and in lines', () => {
    const record = (name: string, directory: string) => ({ type: 'Control' as const, scope: `#/properties/${name}`, options: { rq: { lookup: { directory } } } });
    const ride: FormDefinition = {
      schema: { type: 'object', properties: { town: { type: 'string' }, car: { type: 'string' }, stops: { type: 'array' } } },
      ui: { type: 'VerticalLayout', elements: [record('town', 'towns'), record('car', 'cars'), { type: 'Control', scope: '#/properties/stops', options: { rq: { columns: [{ property: 'at', options: { rq: { lookup: { directory: 'towns' } } } }, { property: 'by', options: { rq: { lookup: { directory: 'cars' } } } }] } } }] },
    };
    const titles = { 'towns/volga': 'Volga town', 'cars/volga': 'Volga car' };
    const [line] = historyLines([entry(1, 'task-completed', { data: { town: 'volga', car: 'volga', stops: [{ at: 'volga', by: 'volga' }] } })], { t: en, locale: 'en', form: ride, titles });
    expect(line?.changes.map(({ after }) => after)).toEqual(['Volga town', 'Volga car', 'Volga town, Volga car']);
  });

  it('says in the line why a step was skipped', () => {
    const [line] = historyLines([entry(1, 'step-skipped', { node: 'head' }, { step: 'Head', trace: { code: 'skip.initiator' } })], { t: en, locale: 'en' });
    expect(line).toMatchObject({ text: 'Head: skipped', reason: 'Skipped: the performer is the initiator.' });
  });

  it('names who was asked', () => {
    const [line] = historyLines([entry(1, 'step-opened', { node: 'head', tasks: [{ id: '1', assignee: 'boris' }] }, { step: 'Head' })], { t: en, locale: 'en' });
    expect(line?.text).toBe('Head: waits for Boris Ivanov');
  });
});

describe('values', () => {
  it.each([
    [{ amount: '118000', currency: 'RUB' }, 'RUB'],
    ['2026-03-14', '14 Mar'],
    [['a', 'b'], 'a and b'],
    [null, ''],
  ])('%j reads as %s', (value, text) => {
    expect(valueText(value, 'en')).toContain(text === 'RUB' ? '118,000' : text);
  });

  it('differ when added, changed or taken away', () => {
    expect(changedFields({ a: 1, b: [1], c: 'x' }, { a: 1, b: [2], d: true })).toEqual({ b: [2], c: null, d: true });
  });
});
