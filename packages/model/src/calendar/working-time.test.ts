import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingTime, calendarOf, localDate, nextWorkingMoment, parseDuration, RequestryError, standardCalendar, subtractWorkingTime, workingMinutesBetween, zonedToEpoch } from '@requestry/model';
import type { Calendar } from '@requestry/model';

const moscow = standardCalendar('Europe/Moscow');
const office: Calendar = { ...moscow, holidays: ['2026-05-01', '2026-05-11'], shortened: { '2026-05-08': [[540, 780]], '2026-05-16': [[600, 900]] } };
const at = (text: string): number => Date.parse(`${text}:00+03:00`);
const text = (instant: number): string => new Date(instant + 3 * 3_600_000).toISOString().slice(0, 16);

describe('local dates', () => {
  it('depend on the zone', () => {
    const instant = Date.UTC(2026, 0, 1, 22);
    expect(localDate(instant, 'Europe/Moscow')).toBe('2026-01-02');
    expect(localDate(instant, 'America/New_York')).toBe('2026-01-01');
    expect(localDate(Date.UTC(2026, 0, 1, 11), 'Pacific/Kiritimati')).toBe('2026-01-02');
  });

  it('become instants and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 1439 }), fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'), (day, minute, zone) => {
        const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
        const instant = zonedToEpoch(date, minute, zone);
        const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(instant);
        const wanted = `${date} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        // A wall-clock time that the clocks skip shows as a later one.
        return shown === wanted || shown > wanted;
      }),
    );
  });

  it('move a skipped time forward and take the first of a repeated one', () => {
    expect(new Date(zonedToEpoch('2026-03-29', 150, 'Europe/Berlin')).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(new Date(zonedToEpoch('2026-10-25', 150, 'Europe/Berlin')).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it.each(['2026-02-30', '26-1-1', '', '2026-13-01'])('refuse "%s"', (date) => {
    expect(() => zonedToEpoch(date, 0, 'UTC')).toThrow(RequestryError);
  });

  it('refuse a zone that does not exist', () => {
    expect(() => localDate(0, 'Mars/Base')).toThrow(expect.objectContaining({ code: 'INVALID', issues: [{ code: 'calendar.zone', params: { zone: 'Mars/Base' } }] }) as Error);
  });
});

describe('parseDuration', () => {
  it.each([
    ['P2D', { days: 2, minutes: 0 }],
    ['PT4H30M', { days: 0, minutes: 270 }],
    ['P1DT2H', { days: 1, minutes: 120 }],
    ['P1W', { days: 5, minutes: 0 }],
    ['PT0M', { days: 0, minutes: 0 }],
    ['P', undefined],
    ['PT', undefined],
    ['P1M', undefined],
    ['2D', undefined],
    ['-P1D', undefined],
    ['P1.5D', undefined],
  ])('%s', (iso, wanted) => {
    expect(parseDuration(iso)).toEqual(wanted);
  });
});

describe('addWorkingTime', () => {
  it.each([
    ['2026-05-05T10:00', 'PT4H', '2026-05-05T15:00', 'over lunch'],
    ['2026-05-05T16:00', 'PT4H', '2026-05-06T11:00', 'into the next morning'],
    ['2026-05-05T13:30', 'PT1H', '2026-05-05T15:00', 'from lunch'],
    ['2026-05-05T09:00', 'PT8H', '2026-05-05T18:00', 'to the very end of the day'],
    ['2026-04-30T17:00', 'PT2H', '2026-05-04T10:00', 'over a holiday and a weekend'],
    ['2026-05-08T12:00', 'PT2H', '2026-05-12T10:00', 'on a shortened day'],
    ['2026-05-05T10:00', 'P1D', '2026-05-06T10:00', 'to the same time next day'],
    ['2026-05-05T10:00', 'P3D', '2026-05-08T10:00', 'within the week'],
    ['2026-05-05T16:00', 'P3D', '2026-05-08T13:00', 'to a shortened day'],
    ['2026-04-30T10:00', 'P1D', '2026-05-04T10:00', 'over a holiday'],
    ['2026-05-05T20:00', 'P1D', '2026-05-06T18:00', 'from after hours'],
    ['2026-05-05T07:00', 'P1D', '2026-05-06T09:00', 'from before hours'],
    ['2026-05-03T11:00', 'P1D', '2026-05-04T18:00', 'from a Sunday'],
    ['2026-05-05T13:30', 'P1D', '2026-05-06T14:00', 'from lunch'],
    ['2026-05-15T17:00', 'PT2H', '2026-05-16T11:00', 'into a working Saturday'],
    ['2026-05-05T10:00', 'P1DT4H', '2026-05-06T15:00', 'days and hours'],
    ['2026-05-03T11:00', 'PT0M', '2026-05-04T09:00', 'nothing moves into working hours'],
    ['2026-05-05T10:00', 'P1W', '2026-05-13T10:00', 'a week'],
  ])('%s and %s is %s (%s)', (from, duration, wanted) => {
    expect(text(addWorkingTime(office, at(from), duration))).toBe(wanted);
  });

  it('keeps the time of day when the clocks change', () => {
    const berlin = standardCalendar('Europe/Berlin');
    const friday = zonedToEpoch('2026-03-27', 600, 'Europe/Berlin');
    expect(addWorkingTime(berlin, friday, 'P1D')).toBe(zonedToEpoch('2026-03-30', 600, 'Europe/Berlin'));
    expect(addWorkingTime(berlin, friday, 'PT8H')).toBe(zonedToEpoch('2026-03-30', 600, 'Europe/Berlin'));
  });

  it('counts real hours on the night when the clocks change', () => {
    const always: Calendar = { id: 'always', zone: 'Europe/Berlin', week: Array.from({ length: 7 }, () => [[0, 1440]] as const) };
    const evening = zonedToEpoch('2026-03-28', 1320, 'Europe/Berlin');
    expect(addWorkingTime(always, evening, 'PT12H') - evening).toBe(12 * 3_600_000);
    expect(workingMinutesBetween(always, zonedToEpoch('2026-03-28', 0, 'Europe/Berlin'), zonedToEpoch('2026-03-31', 0, 'Europe/Berlin'))).toBe(71 * 60);
  });

  it('gives up on a calendar without working time, and on a wrong duration', () => {
    const never: Calendar = { id: 'never', zone: 'UTC', week: [] };
    const code = (name: string): Error => expect.objectContaining({ code: 'INVALID', issues: [expect.objectContaining({ code: name })] }) as Error;
    expect(() => addWorkingTime(never, 0, 'PT1H')).toThrow(code('calendar.no-working-time'));
    expect(() => subtractWorkingTime(never, 0, 'P1D')).toThrow(code('calendar.no-working-time'));
    expect(() => nextWorkingMoment(never, 0)).toThrow(code('calendar.no-working-time'));
    expect(() => addWorkingTime(moscow, 0, 'P1M')).toThrow(code('calendar.duration'));
    expect(() => addWorkingTime(moscow, 0, 'P99999D')).toThrow(code('calendar.no-working-time'));
  });
});

describe('subtractWorkingTime', () => {
  it.each([
    ['2026-05-05T15:00', 'PT4H', '2026-05-05T10:00'],
    ['2026-05-06T11:00', 'PT4H', '2026-05-05T16:00'],
    ['2026-05-04T10:00', 'P1D', '2026-04-30T10:00'],
    ['2026-05-03T11:00', 'P1D', '2026-04-30T09:00'],
    ['2026-05-05T13:30', 'PT1H', '2026-05-05T12:00'],
  ])('%s less %s is %s', (from, duration, wanted) => {
    expect(text(subtractWorkingTime(office, at(from), duration))).toBe(wanted);
  });
});

describe('workingMinutesBetween', () => {
  it('counts working hours only', () => {
    expect(workingMinutesBetween(office, at('2026-04-30T17:00'), at('2026-05-04T10:00'))).toBe(120);
    expect(workingMinutesBetween(office, at('2026-05-04T10:00'), at('2026-04-30T17:00'))).toBe(-120);
    expect(workingMinutesBetween(office, at('2026-05-02T10:00'), at('2026-05-03T10:00'))).toBe(0);
    expect(workingMinutesBetween(office, at('2026-05-04T00:00'), at('2026-05-11T00:00'))).toBe(4 * 480 + 240);
  });

  it('measures what addWorkingTime adds, in any zone', () => {
    const zones = ['Europe/Moscow', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'];
    fc.assert(
      fc.property(fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }), fc.integer({ min: 1, max: 3000 }), fc.constantFrom(...zones), (second, minutes, zone) => {
        const calendar = { ...standardCalendar(zone), holidays: ['2026-01-01'], shortened: { '2026-12-31': [[540, 700]] as const } };
        const end = addWorkingTime(calendar, second * 1000, `PT${minutes}M`);
        expect(workingMinutesBetween(calendar, second * 1000, end)).toBeCloseTo(minutes, 6);
        expect(workingMinutesBetween(calendar, subtractWorkingTime(calendar, end, `PT${minutes}M`), end)).toBeCloseTo(minutes, 6);
      }),
      { numRuns: 150 },
    );
  });

  it('takes overlapping, reversed and oversized spans as they can be meant', () => {
    const odd: Calendar = { ...moscow, week: [[[600, 720], [540, 660], [900, 800], [1300, 2000]], [], [], [], [], [], []] };
    expect(workingMinutesBetween(odd, at('2026-05-04T00:00'), at('2026-05-05T00:00'))).toBe(180 + 140);
  });
});

describe('calendarOf', () => {
  const far = { ...standardCalendar('Asia/Vladivostok'), id: 'far' };
  const own = standardCalendar('Europe/Moscow');
  const units = [
    { id: 'firm', title: 'Firm' },
    { id: 'port', title: 'Port', parent: 'firm', calendar: 'far' },
    { id: 'crane', title: 'Crane', parent: 'port' },
    { id: 'lost', title: 'Lost', parent: 'crane', calendar: 'none' },
    { id: 'ring', title: 'Ring', parent: 'ring' },
  ];

  it.each([
    ['its own', 'port', 'far'],
    ['that of the unit above', 'crane', 'far'],
    ['that of the unit above when its own does not exist', 'lost', 'far'],
    ['the first when no unit above has one', 'firm', 'standard'],
    ['the first for a unit that is above itself', 'ring', 'standard'],
    ['the first for nobody’s unit', undefined, 'standard'],
  ])('is %s', (_, unit, wanted) => expect(calendarOf(unit, { units }, [own, far])?.id).toBe(wanted));

  it('is none when there are none', () => expect(calendarOf('port', { units }, [])).toBeUndefined());
});
