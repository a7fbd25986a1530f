import { define } from './builtin.js';
import type { Builtin } from './builtin.js';
import { dateTimeAt, FeelDate, FeelDateTime, FeelDays, FeelMonths, FeelTime, inRange, makeDate, parseDate, parseDateTime, parseFeelDuration, parseTime } from './temporal.js';
import type { FeelValue, Run } from './values.js';

const DAY = 86_400_000;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const dayOf = (wall: number): number => Math.floor(wall / DAY) * DAY;

/** What a text or value means as a date; a date and time gives its day. */
export function toDate(value: FeelValue): FeelDate | null {
  if (value instanceof FeelDate) return value;
  if (value instanceof FeelDateTime) return new FeelDate(dayOf(value.wall));
  if (typeof value !== 'string') return null;
  const found = parseDate(value) ?? parseDateTime(value);
  return found instanceof FeelDateTime ? new FeelDate(dayOf(found.wall)) : (found ?? null);
}

function date(run: Run, [year = null, month, day]: readonly FeelValue[]): FeelValue {
  run.spend(6);
  if (month === undefined) return toDate(year) ?? unreadable(run, 'date', year);
  const numbers = [year, month, day ?? null];
  if (!numbers.every((part) => typeof part === 'number')) return run.reportTypes('date', ...numbers);
  const [y = 0, m = 0, d = 0] = numbers as number[];
  return makeDate(y, m, d) ?? null;
}

function unreadable(run: Run, operation: string, value: FeelValue): null {
  if (typeof value !== 'string') return run.reportTypes(operation, value);
  return run.report({ code: 'feel.unreadable', severity: 'warning', params: { operation, found: value.slice(0, 100) } });
}

function time(run: Run, [hour = null, minute, second = 0, offset]: readonly FeelValue[]): FeelValue {
  if (minute === undefined) return timeFrom(hour) ?? unreadable(run, 'time', hour);
  if (typeof hour !== 'number' || typeof minute !== 'number' || typeof second !== 'number') return run.reportTypes('time', hour, minute, second);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second >= 60) return null;
  return new FeelTime(((hour * 60 + minute) * 60 + second) * 1000, offset instanceof FeelDays ? offset.ms / 60_000 : undefined);
}

function timeFrom(value: FeelValue): FeelTime | null {
  if (value instanceof FeelTime) return value;
  if (value instanceof FeelDateTime) return new FeelTime(value.wall, value.offset);
  if (value instanceof FeelDate) return new FeelTime(0, 0);
  return typeof value === 'string' ? (parseTime(value) ?? null) : null;
}

function dateTime(run: Run, [from = null, clock]: readonly FeelValue[]): FeelValue {
  if (typeof from === 'string' && from.includes('@')) run.spend(200);
  if (clock === undefined) return dateTimeFrom(from) ?? unreadable(run, 'date and time', from);
  const day = toDate(from);
  const ofDay = timeFrom(clock);
  return day && ofDay ? new FeelDateTime(day.wall + ofDay.ms, ofDay.offset) : run.reportTypes('date and time', from, clock);
}

function dateTimeFrom(value: FeelValue): FeelDateTime | null {
  if (value instanceof FeelDateTime) return value;
  if (value instanceof FeelDate) return new FeelDateTime(value.wall);
  return typeof value === 'string' ? (parseDateTime(value) ?? null) : null;
}

function duration(run: Run, [from = null]: readonly FeelValue[]): FeelValue {
  run.spend(6);
  if (from instanceof FeelDays || from instanceof FeelMonths) return from;
  return (typeof from === 'string' ? parseFeelDuration(from) : undefined) ?? unreadable(run, 'duration', from);
}

/** Whole months between two days; a month counts when its day is reached. */
function monthsBetween(run: Run, [first = null, second = null]: readonly FeelValue[]): FeelValue {
  run.spend(6);
  const [from, to] = [toDate(first), toDate(second)];
  if (!from || !to) return run.reportTypes('years and months duration', first, second);
  const [earlier, later] = from.wall <= to.wall ? [new Date(from.wall), new Date(to.wall)] : [new Date(to.wall), new Date(from.wall)];
  const months = (later.getUTCFullYear() - earlier.getUTCFullYear()) * 12 + later.getUTCMonth() - earlier.getUTCMonth() - (later.getUTCDate() < earlier.getUTCDate() ? 1 : 0);
  return new FeelMonths(from.wall <= to.wall || months === 0 ? months : -months);
}

/** Zones are slow to look up. */
function present(run: Run): FeelDateTime {
  run.spend(120);
  return dateTimeAt(run.now, run.zone);
}

const ofDate = (name: string, call: (date: Date) => FeelValue): Builtin =>
  define('date', (run, [value = null]) => {
    run.spend(6);
    const found = toDate(value);
    return found ? call(new Date(found.wall)) : run.reportTypes(name, value);
  });

const dayOfYear = (at: Date): number => Math.round((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / DAY) + 1;

/** ISO week: the one that holds the year's first Thursday is the first. */
function weekOfYear(at: Date): number {
  const thursday = new Date(at.getTime() + (4 - (at.getUTCDay() || 7)) * DAY);
  return Math.ceil(dayOfYear(thursday) / 7);
}

function lastDayOfMonth(at: Date): FeelValue {
  const wall = inRange(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0));
  return wall === undefined ? null : new FeelDate(wall);
}

/** Dates, times and durations. `today` and `now` read the clock and zone given to the evaluation. */
export const temporalFunctions: Readonly<Record<string, Builtin>> = {
  date: define('from|year, month?, day?', date),
  time: define('from|hour, minute?, second?, offset?', time),
  'date and time': define('from|date, time?', dateTime),
  duration: define('from', duration),
  'years and months duration': define('from, to', monthsBetween),
  today: define('', (run) => new FeelDate(dayOf(present(run).wall))),
  now: define('', present),
  'day of week': ofDate('day of week', (at) => WEEKDAYS[at.getUTCDay()] ?? null),
  'day of year': ofDate('day of year', dayOfYear),
  'week of year': ofDate('week of year', weekOfYear),
  'month of year': ofDate('month of year', (at) => MONTHS[at.getUTCMonth()] ?? null),
  'last day of month': ofDate('last day of month', lastDayOfMonth),
};
