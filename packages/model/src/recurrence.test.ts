import { nextOccurrence, occurrences, standardCalendar, type RecurrenceRule } from '@requestry/model';
import { describe, expect, it } from 'vitest';

const berlin = { ...standardCalendar('Europe/Berlin'), holidays: ['2026-04-03', '2026-04-06', '2026-05-01'] };

function first(rule: RecurrenceRule, count = 4): readonly string[] {
  const found: string[] = [];
  for (const { at } of occurrences(rule, berlin)) if (found.push(at) >= count) break;
  return found;
}

describe('occurrences', () => {
  it('keeps the time of day when clocks change', () =>
    expect(first({ every: 'week', from: '2026-03-20', time: '08:30' }, 3)).toEqual(['2026-03-20T07:30:00.000Z', '2026-03-27T07:30:00.000Z', '2026-04-07T06:30:00.000Z']));

  it.each([
    ['the next working day', 'next', ['2026-04-02', '2026-04-07', '2026-04-08', '2026-04-09']],
    ['the previous working day', 'previous', ['2026-04-02', '2026-04-07', '2026-04-08', '2026-04-09']],
    ['the same day', 'same', ['2026-04-02', '2026-04-03', '2026-04-04', '2026-04-05']],
    ['no day', 'skip', ['2026-04-02', '2026-04-07', '2026-04-08', '2026-04-09']],
  ] as const)('moves days off to %s, days that meet are one', (_, onDayOff, wanted) => expect(first({ every: 'day', from: '2026-04-02', onDayOff }).map((at) => at.slice(0, 10))).toEqual(wanted));

  it('takes several weekdays of every second week', () =>
    expect(first({ every: 'week', interval: 2, weekdays: [1, 4], from: '2026-03-04', onDayOff: 'same' }, 5).map((at) => at.slice(0, 10))).toEqual(['2026-03-05', '2026-03-16', '2026-03-19', '2026-03-30', '2026-04-02']));

  it('takes the last day of shorter months, leap years included', () =>
    expect(first({ every: 'month', monthDay: 31, from: '2027-12-01', onDayOff: 'same' }, 4).map((at) => at.slice(0, 10))).toEqual(['2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31']));

  it('moves a month’s day to the working day before', () => expect(first({ every: 'month', monthDay: 1, from: '2026-05-01', onDayOff: 'previous' }, 2).map((at) => at.slice(0, 10))).toEqual(['2026-04-30', '2026-06-01']));

  it('ends by date and by count', () => {
    expect(first({ every: 'day', interval: 3, from: '2026-06-01', until: '2026-06-08' }).length).toBe(3);
    expect([...occurrences({ every: 'day', from: '2026-06-01', count: 2 }, berlin)].map(({ n }) => n)).toEqual([1, 2]);
    expect(nextOccurrence({ every: 'day', from: '2026-06-01', count: 2 }, berlin, '2026-06-02T07:00:00.000Z')).toBeUndefined();
  });

  it('goes on for years', () => expect(nextOccurrence({ every: 'month', interval: 3, from: '2026-01-15' }, berlin, '2049-12-31T00:00:00.000Z')?.at).toBe('2050-01-17T08:00:00.000Z'));

  it('ends where a calendar knows no work', () => expect([...occurrences({ every: 'month', from: '2026-01-01' }, { id: 'never', zone: 'UTC', week: [] })]).toEqual([]));
});
