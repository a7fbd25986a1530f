import type { Calendar, WorkingSpan } from '../calendar.js';
import { RequestryError } from '../errors.js';
import { shiftDate, spanInstants, spansOn, workingDays } from './working-days.js';
import { dateToUtc, isoDate, localDate, wallClock, zonedToEpoch, zoneOffset } from './zone.js';

const MINUTE = 60_000;
const WEEK_DAYS = 5;

/** Working days and working minutes. */
export interface WorkingDuration {
  readonly days: number;
  readonly minutes: number;
}

const DURATION = /^P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?)?$/;

/** Reads an ISO duration of working time: `P2D`, `PT4H30M`, `P1DT2H`, `P1W` (five working days). `undefined` for anything else: months and years have no working length. */
export function parseDuration(iso: string): WorkingDuration | undefined {
  const found = DURATION.exec(iso);
  if (!found || iso.endsWith('P') || iso.endsWith('T')) return undefined;
  const [weeks, days, hours, minutes] = [1, 2, 3, 4].map((part) => Number(found[part] ?? 0)) as [number, number, number, number];
  return { days: weeks * WEEK_DAYS + days, minutes: hours * 60 + minutes };
}

function durationOf(iso: string): WorkingDuration {
  const duration = parseDuration(iso);
  if (duration) return duration;
  throw new RequestryError('INVALID', `"${iso}" is no working duration, expected one such as P2D or PT4H`, {
    issues: [{ code: 'calendar.duration', params: { duration: iso } }],
  });
}

/**
 * The instant that lies so much working time after another.
 * `P2D` is the second working day after, at the same time of day moved into working hours; what begins on a day off counts from the end of the
 * working day before it. `PT4H` runs through working hours only. Throws `INVALID` for a wrong duration and for a calendar without working time.
 */
export function addWorkingTime(calendar: Calendar, from: number, duration: string): number {
  const { days, minutes } = durationOf(duration);
  const start = days > 0 ? forwardDays(calendar, from, days) : from;
  return minutes > 0 || days === 0 ? forwardMinutes(calendar, start, minutes) : start;
}

/** The instant that lies so much working time before another; the mirror of `addWorkingTime`. */
export function subtractWorkingTime(calendar: Calendar, from: number, duration: string): number {
  const { days, minutes } = durationOf(duration);
  const start = days > 0 ? backwardDays(calendar, from, days) : from;
  return minutes > 0 || days === 0 ? backwardMinutes(calendar, start, minutes) : start;
}

interface LocalMoment {
  readonly date: string;
  readonly minute: number;
}

function localMoment(calendar: Calendar, at: number): LocalMoment {
  const wall = wallClock(at, calendar.zone);
  const date = isoDate(wall);
  return { date, minute: (wall - dateToUtc(date)) / MINUTE };
}

function forwardDays(calendar: Calendar, from: number, days: number): number {
  const { date, minute } = localMoment(calendar, from);
  const timeOfDay = spansOn(calendar, date).length > 0 ? minute : 1440;
  const day = nthWorkingDay(calendar, shiftDate(date, 1), 1, days);
  return zonedToEpoch(day.date, clampForward(day.spans, timeOfDay), calendar.zone);
}

function backwardDays(calendar: Calendar, from: number, days: number): number {
  const { date, minute } = localMoment(calendar, from);
  const timeOfDay = spansOn(calendar, date).length > 0 ? minute : 0;
  const day = nthWorkingDay(calendar, shiftDate(date, -1), -1, days);
  return zonedToEpoch(day.date, clampBackward(day.spans, timeOfDay), calendar.zone);
}

function nthWorkingDay(calendar: Calendar, from: string, direction: 1 | -1, count: number) {
  const days = workingDays(calendar, from, direction);
  let day = days.next().value;
  for (let left = count - 1; left > 0; left -= 1) day = days.next().value;
  return day;
}

function clampForward(spans: readonly WorkingSpan[], minute: number): number {
  for (const [from, to] of spans) if (minute <= to) return Math.max(from, minute);
  return spans.at(-1)?.[1] ?? minute;
}

function clampBackward(spans: readonly WorkingSpan[], minute: number): number {
  for (const [from, to] of spans.toReversed()) if (minute >= from) return Math.min(to, minute);
  return spans[0]?.[0] ?? minute;
}

function forwardMinutes(calendar: Calendar, from: number, minutes: number): number {
  let left = minutes * MINUTE;
  for (const day of workingDays(calendar, localDate(from, calendar.zone), 1)) {
    for (const span of day.spans) {
      const [opens, closes] = spanInstants(calendar, day.date, span);
      const start = Math.max(opens, from);
      if (start >= closes) continue;
      if (left <= closes - start) return start + left;
      left -= closes - start;
    }
  }
  return from;
}

function backwardMinutes(calendar: Calendar, from: number, minutes: number): number {
  let left = minutes * MINUTE;
  for (const day of workingDays(calendar, localDate(from, calendar.zone), -1)) {
    for (const span of day.spans.toReversed()) {
      const [opens, closes] = spanInstants(calendar, day.date, span);
      const end = Math.min(closes, from);
      if (end <= opens) continue;
      if (left <= end - opens) return end - left;
      left -= end - opens;
    }
  }
  return from;
}

/** The instant itself when work goes on then, else the next one at which work begins. Throws `INVALID` for a calendar without working time. */
export const nextWorkingMoment = (calendar: Calendar, from: number): number => forwardMinutes(calendar, from, 0);

/** Working minutes from one instant to another; negative when the second comes first. */
export function workingMinutesBetween(calendar: Calendar, from: number, to: number): number {
  if (to < from) return -workingMinutesBetween(calendar, to, from);
  const last = localDate(to, calendar.zone);
  const first = localDate(from, calendar.zone);
  if (first === last) return minutesWithin(calendar, first, from, to);
  let total = minutesWithin(calendar, first, from, to) + minutesWithin(calendar, last, from, to);
  for (let date = shiftDate(first, 1); date < last; date = shiftDate(date, 1)) total += minutesOfDay(calendar, date);
  return total;
}

function minutesWithin(calendar: Calendar, date: string, from: number, to: number): number {
  let total = 0;
  for (const span of spansOn(calendar, date)) {
    const [opens, closes] = spanInstants(calendar, date, span);
    total += Math.max(0, Math.min(closes, to) - Math.max(opens, from));
  }
  return total / MINUTE;
}

/** A whole day; only one on which the clocks change has to be looked at by instants. */
function minutesOfDay(calendar: Calendar, date: string): number {
  const spans = spansOn(calendar, date);
  if (spans.length === 0) return 0;
  const noon = dateToUtc(date) + 720 * MINUTE;
  const steady = zoneOffset(noon - 1440 * MINUTE, calendar.zone) === zoneOffset(noon + 1440 * MINUTE, calendar.zone);
  return steady ? spans.reduce((sum, [from, to]) => sum + to - from, 0) : minutesWithin(calendar, date, -8e15, 8e15);
}

/** Monday to Friday, 9:00–18:00 with an hour of lunch at 13:00, no holidays. */
export function standardCalendar(zone: string): Calendar {
  const day: readonly WorkingSpan[] = [
    [540, 780],
    [840, 1080],
  ];
  return { id: 'standard', zone, week: [day, day, day, day, day, [], []] };
}
