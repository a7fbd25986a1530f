import { RequestryError } from '../errors.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = makeFormatter(zone);
  if (formatters.size >= 200) formatters.clear();
  formatters.set(zone, made);
  return made;
}

function makeFormatter(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    throw new RequestryError('INVALID', `"${zone}" is no time zone, expected an IANA name such as Europe/Moscow`, {
      issues: [{ code: 'calendar.zone', params: { zone } }],
      cause,
    });
  }
}

/** The wall clock of a zone at an instant, written as if it were UTC milliseconds. Throws `INVALID` for an unknown zone or an instant out of range. */
export function wallClock(epochMs: number, zone: string): number {
  if (!Number.isFinite(epochMs) || Math.abs(epochMs) > 8.64e15 - DAY) {
    throw new RequestryError('INVALID', `${epochMs} is no instant`, { issues: [{ code: 'calendar.instant' }] });
  }
  if (zone === 'UTC') return epochMs;
  return epochMs < SINCE ? askClock(epochMs, zone) : epochMs + offsetAt(epochMs, zone);
}

/** Since then clocks are changed at full quarters of an hour only. */
const SINCE = Date.UTC(1973, 0, 1);
const QUARTER = 15 * MINUTE;

const offsets = new Map<string, Map<number, number>>();

/** Milliseconds that a zone's clock is ahead, remembered by quarter of an hour: asking `Intl` is a hundred times slower. */
function offsetAt(epochMs: number, zone: string): number {
  const ofZone = offsets.get(zone) ?? new Map<number, number>();
  const quarter = Math.floor(epochMs / QUARTER);
  const known = ofZone.get(quarter);
  if (known !== undefined) return known;
  const offset = askClock(quarter * QUARTER, zone) - quarter * QUARTER;
  if (ofZone.size >= 2000) ofZone.clear();
  if (offsets.size >= 200) offsets.clear();
  offsets.set(zone, ofZone.set(quarter, offset));
  return offset;
}

function askClock(epochMs: number, zone: string): number {
  const found: Record<string, number> = {};
  for (const part of formatterOf(zone).formatToParts(epochMs)) found[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = found;
  const ms = ((epochMs % 1000) + 1000) % 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) + ms;
}

/** Minutes that the zone's clock is ahead of UTC at an instant. */
export const zoneOffset = (epochMs: number, zone: string): number => (wallClock(epochMs, zone) - epochMs) / MINUTE;

/**
 * The instant at which a zone's clock shows a wall-clock time (given as if it were UTC milliseconds).
 * A time that the clocks skip is moved forward by the gap; of a time that comes twice, the first is taken.
 */
export function wallToEpoch(wallMs: number, zone: string): number {
  const before = zoneOffset(wallMs - DAY, zone);
  const after = zoneOffset(wallMs + DAY, zone);
  const first = wallMs - before * MINUTE;
  if (zoneOffset(first, zone) === before) return first;
  const second = wallMs - after * MINUTE;
  return zoneOffset(second, zone) === after ? second : first;
}

/** The date (`2026-03-29`) that a calendar on the wall shows in `zone` at an instant. */
export const localDate = (epochMs: number, zone: string): string => isoDate(wallClock(epochMs, zone));

/** The instant of a local date and minutes since its midnight; minutes past 1440 run into the following days. Throws `INVALID` for what is no date. */
export const zonedToEpoch = (date: string, minutes: number, zone: string): number => wallToEpoch(dateToUtc(date) + minutes * MINUTE, zone);

const midnights = new Map<string, number>();

/** UTC midnight of an ISO date. Throws `INVALID` for what is no date. */
export function dateToUtc(date: string): number {
  const known = midnights.get(date);
  if (known !== undefined) return known;
  const utc = readDate(date);
  if (midnights.size >= DATES) midnights.clear();
  midnights.set(date, utc);
  return utc;
}

function readDate(date: string): number {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  const utc = found ? Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])) : Number.NaN;
  if (Number.isNaN(utc) || isoDate(utc) !== date) {
    throw new RequestryError('INVALID', `"${date}" is no date, expected YYYY-MM-DD`, { issues: [{ code: 'calendar.date', params: { date } }] });
  }
  return utc;
}

const dates = new Map<number, string>();

/** Dates remembered either way: more than a working calendar looks at in years. */
const DATES = 4000;

/** The ISO date of a wall-clock value. Remembered by day: writing a date costs more than all other arithmetic of a calendar. */
export function isoDate(wallMs: number): string {
  const day = Math.floor(wallMs / DAY);
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(wallMs).toISOString().slice(0, 10);
  if (dates.size >= DATES) dates.clear();
  dates.set(day, date);
  return date;
}
