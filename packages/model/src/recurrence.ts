import type { Calendar } from './calendar.js';
import { shiftDate, spansOn } from './calendar/working-days.js';
import { dateToUtc, isoDate, zonedToEpoch } from './calendar/zone.js';

/** How often a recurring request is submitted, in the working calendar and zone of its initiator. */
export interface RecurrenceRule {
  readonly every: 'day' | 'week' | 'month';
  /** Every so many days, weeks or months, 1…366. Default 1. */
  readonly interval?: number;
  /** `week`: ISO weekdays, Monday is 1. That of `from` when absent. */
  readonly weekdays?: readonly number[];
  /** `month`: day 1…31, in a shorter month its last. That of `from` when absent. */
  readonly monthDay?: number;
  /** Local time, `HH:MM`. Default `09:00`. */
  readonly time?: string;
  /** Local date from which on. */
  readonly from: string;
  /** Last local date, included. Without it and `count`, until somebody stops it. */
  readonly until?: string;
  /** So many times at most. */
  readonly count?: number;
  /** When the date is a day off: the `next` working day (the default), the `previous` one, the `same` day nevertheless, or not at all (`skip`). */
  readonly onDayOff?: 'next' | 'previous' | 'same' | 'skip';
}

/** One time of a recurring request. */
export interface Occurrence {
  /** Counted from 1. */
  readonly n: number;
  /** ISO instant. */
  readonly at: string;
}

/** Dates looked at for the occurrences of a rule: some fifty years of days. */
const mostDates = 20_000;

/** Farthest that a date is moved off days without work. */
const farthestMove = 60;

/** The times of a rule, in order. Dates that days off move together are one. */
export function* occurrences(rule: RecurrenceRule, calendar: Calendar): Generator<Occurrence, void> {
  const [hours = 9, minutes = 0] = (rule.time ?? '09:00').split(':').map(Number);
  let last = '';
  let n = 0;
  for (const date of dates(rule)) {
    if (rule.until !== undefined && date > rule.until) return;
    const day = working(date, rule.onDayOff ?? 'next', calendar);
    if (day === undefined || day <= last) continue;
    last = day;
    n += 1;
    if (rule.count !== undefined && n > rule.count) return;
    yield { n, at: new Date(zonedToEpoch(day, hours * 60 + minutes, calendar.zone)).toISOString() };
  }
}

/** The first time of a rule after an instant; nothing when there is none. */
export function nextOccurrence(rule: RecurrenceRule, calendar: Calendar, after: string): Occurrence | undefined {
  for (const occurrence of occurrences(rule, calendar)) if (occurrence.at > after) return occurrence;
  return undefined;
}

/** Dates that the rule names, whether or not somebody works then. */
function* dates(rule: RecurrenceRule): Generator<string, void> {
  const { every, interval = 1, from } = rule;
  if (every === 'month') return yield* monthDates(rule);
  const weekdays = every === 'week' ? (rule.weekdays ?? [weekdayOf(from)]) : undefined;
  const monday = shiftDate(from, 1 - weekdayOf(from));
  for (let passed = 0; passed < mostDates; passed += 1) {
    const date = shiftDate(from, passed);
    if (!weekdays) {
      if (passed % interval === 0) yield date;
      continue;
    }
    const week = Math.floor((dateToUtc(date) - dateToUtc(monday)) / (7 * 86_400_000));
    if (week % interval === 0 && weekdays.includes(weekdayOf(date))) yield date;
  }
}

function* monthDates({ from, interval = 1, monthDay = Number(from.slice(8, 10)) }: RecurrenceRule): Generator<string, void> {
  const [year = 1970, month = 1] = from.split('-').map(Number);
  for (let passed = 0; passed * 31 < mostDates; passed += 1) {
    const first = Date.UTC(year, month - 1 + passed * interval, 1);
    const length = new Date(Date.UTC(year, month + passed * interval, 0)).getUTCDate();
    const date = isoDate(first + (Math.min(monthDay, length) - 1) * 86_400_000);
    if (date >= from) yield date;
  }
}

/** Monday is 1. */
const weekdayOf = (date: string): number => new Date(dateToUtc(date)).getUTCDay() || 7;

function working(date: string, onDayOff: NonNullable<RecurrenceRule['onDayOff']>, calendar: Calendar): string | undefined {
  if (onDayOff === 'same' || spansOn(calendar, date).length > 0) return date;
  if (onDayOff === 'skip') return undefined;
  const direction = onDayOff === 'next' ? 1 : -1;
  for (let moved = 1; moved <= farthestMove; moved += 1) {
    const day = shiftDate(date, direction * moved);
    if (spansOn(calendar, day).length > 0) return day;
  }
  return undefined;
}
