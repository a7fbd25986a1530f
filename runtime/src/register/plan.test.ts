import { describe, expect, it } from 'vitest';
import { exactSource, plan, type Known, type Source } from './plan.js';
import type { Wanted, WantedOrder } from './wanted.js';

const newest: WantedOrder = { by: 'submittedAt', desc: true };
const everything: Known = { sight: 'everything', kinds: ['a', 'b'] };
const anna: Known = { sight: { people: ['anna'], kinds: ['b'] }, kinds: ['a', 'b'] };

/** Indexes with how many ranges of each, and what is left to look up. */
function shown(source: Source | undefined): string {
  if (!source) return 'nothing';
  const indexes = [...new Set(source.ranges.map(({ index }) => index))].map((index) => `${source.ranges.filter((range) => range.index === index).length} ${index}`);
  return [indexes.join(' + '), ...(source.recheck.length > 0 ? [`recheck ${source.recheck.join()}`] : [])].join(', ');
}

const walks: readonly (readonly [what: string, wanted: Wanted, walk: string, known?: Known, order?: WantedOrder])[] = [
  ['everything', {}, '1 requests'],
  ['one state', { states: ['active'] }, '1 requests-state'],
  ['kind and state', { kinds: ['a'], states: ['active'] }, '1 requests-kind'],
  ['kind and two states', { kinds: ['a'], states: ['active', 'postponed'] }, '2 requests-kind'],
  ['kind in any state', { kinds: ['a'] }, '7 requests-kind'],
  ['kind, state and field', { kinds: ['a'], states: ['active'], fields: [{ name: 'city', values: ['x'] }] }, '1 requests-field'],
  ['two fields', { kinds: ['a'], states: ['active'], fields: [{ name: 'city', values: ['x'] }, { name: 'urgent', values: [true] }] }, '1 requests-field, recheck fields'],
  ['mine and state', { initiator: 'anna', states: ['active'] }, '1 requests-by'],
  ['performer', { performer: 'anna' }, '1 requests-performer'],
  ['performer and open states', { performer: 'anna', states: ['active', 'postponed'] }, '1 requests-performer'],
  ['performer and kind', { performer: 'anna', kinds: ['a'] }, '1 requests-performer-kind'],
  ['stage of open requests', { kinds: ['a'], stage: 's', states: ['active', 'postponed'] }, '2 requests-stage'],
  ['unit, kind and state', { units: ['u'], kinds: ['a'], states: ['active'] }, '1 requests-unit, recheck kinds'],
  ['two units', { units: ['u', 'v'], states: ['active'] }, '2 requests-unit'],
  ['a flag', { flag: { person: 'anna', flag: 'reviewed' }, kinds: ['a'] }, '1 request-flags, recheck kinds'],
  ['a period', { submitted: { from: 1, to: 2 } }, '1 requests'],
  ['what anna sees', {}, '7 requests-seen + 7 requests-kind', anna],
  ['what anna sees of a kind', { kinds: ['a'], states: ['active'] }, '1 requests-seen, recheck kinds', anna],
  ['a kind that anna sees all of', { kinds: ['b'], states: ['active'] }, '1 requests-kind', anna],
  ['her own', { initiator: 'anna', states: ['active'] }, '1 requests-by', anna],
  ['what somebody else began, as she sees it', { initiator: 'boris', states: ['active'] }, '1 requests-seen + 1 requests-kind, recheck initiator', anna],
  ['by due', { kinds: ['a'] }, '1 requests-due', everything, { by: 'due', desc: false }],
  ['all by due', {}, '2 requests-due', everything, { by: 'due', desc: false }],
  ['overdue by due', { kinds: ['a'], states: ['active', 'postponed'], due: { to: 9 } }, '1 requests-due, recheck states', everything, { by: 'due', desc: false }],
  ['by number', { kinds: ['a'], states: ['active'] }, '1 requests-number, recheck states', everything, { by: 'number', desc: false }],
  ['beginning of a number', { number: 'x-' }, '2 requests-number', everything, { by: 'number', desc: false }],
  ['by a field', { kinds: ['a'] }, '1 requests-field', everything, { by: 'field', field: 'amount', desc: true }],
  ['range of a field', { kinds: ['a'], fields: [{ name: 'amount', from: 1 }] }, '1 requests-field', everything, { by: 'field', field: 'amount', desc: true }],
];

describe('the plan of a question to the register (X-04)', () => {
  for (const [what, wanted, walk, known = everything, order = newest] of walks) it(`walks ${walk} for ${what}`, () => expect(shown(plan(wanted, order, known).walk)).toBe(walk));

  it('collects and sorts what is small where no entries are in the order that is asked for', () => {
    const collect = (wanted: Wanted, order: WantedOrder, known = everything) => {
      const { walk, collect: sources } = plan(wanted, order, known);
      return [shown(walk), shown(sources[0])];
    };
    expect(collect({ units: ['u'], states: ['active'] }, { by: 'title', desc: false })).toEqual(['nothing', '1 requests-unit']);
    expect(collect({ kinds: ['a'], fields: [{ name: 'amount', from: 1, to: 2 }] }, newest)).toEqual(['nothing', '1 requests-field']);
    expect(collect({ due: { to: 9 } }, newest)).toEqual(['nothing', '2 requests-due']);
    expect(collect({}, { by: 'number', desc: false }, anna)).toEqual(['nothing', '7 requests-seen + 7 requests-kind']);
  });

  it('never walks all requests to look for few: it names the orders and filters that would do', () => {
    const { walk, issue } = plan({ closed: { from: 1 }, number: 'x' }, newest, everything);
    expect(walk).toBeUndefined();
    expect(issue).toMatchObject({ code: 'register.too-wide', params: { found: 'submittedAt', orders: ['submittedAt', 'closedAt', 'number'] } });
    expect(plan({}, { by: 'due', desc: false }, { sight: 'everything', kinds: Array.from({ length: 65 }, (_, i) => `k${i}`) }).walk, 'too many ranges').toBeUndefined();
  });

  it('counts rows alone only where they are exactly what is wanted and seen', () => {
    expect(shown(exactSource({ kinds: ['a'], stage: 's', states: ['active'] }, everything))).toBe('1 requests-stage');
    expect(shown(exactSource({ units: ['u'], kinds: ['a'] }, everything))).toBe('nothing');
    expect(shown(exactSource({ states: ['active'] }, anna))).toBe('nothing');
    expect(shown(exactSource({ initiator: 'anna', states: ['active'] }, anna))).toBe('1 requests-by');
    expect(shown(exactSource({ text: { words: ['x'], tokens: ['x'], beginning: 'x' } }, everything))).toBe('nothing');
  });
});
