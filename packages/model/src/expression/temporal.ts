import { isoDate, wallClock, wallToEpoch } from '../calendar/zone.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** A day without a time; `wall` is its midnight as if in UTC. */
export class FeelDate {
  readonly wall: number;
  constructor(wall: number) {
    this.wall = wall;
  }
}

/** A time of day in milliseconds, with the offset of its clock in minutes when it names one. */
export class FeelTime {
  readonly ms: number;
  readonly offset: number | undefined;
  constructor(ms: number, offset?: number) {
    this.ms = ((ms % DAY) + DAY) % DAY;
    this.offset = offset;
  }
}

/** A wall clock (`wall`, as if in UTC) with its offset in minutes; without an offset it is read in the zone of the evaluation. */
export class FeelDateTime {
  readonly wall: number;
  readonly offset: number | undefined;
  constructor(wall: number, offset?: number) {
    this.wall = wall;
    this.offset = offset;
  }
}

/** Years and months. */
export class FeelMonths {
  readonly months: number;
  constructor(months: number) {
    this.months = months;
  }
}

/** Days and time, in milliseconds. */
export class FeelDays {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}

export type Temporal = FeelDate | FeelTime | FeelDateTime | FeelMonths | FeelDays;

/** The value is a date, time or duration. */
export const isTemporal = (value: unknown): value is Temporal =>
  value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDateTime || value instanceof FeelMonths || value instanceof FeelDays;

/** The moment of a date and time; one without an offset is read in `zone`. */
export const instantOf = (value: FeelDateTime, zone: string): number =>
  value.offset === undefined ? wallToEpoch(value.wall, zone) : value.wall - value.offset * MINUTE;

/** The date and time of an instant on the clocks of `zone`. */
export function dateTimeAt(epochMs: number, zone: string): FeelDateTime {
  const wall = wallClock(epochMs, zone);
  return new FeelDateTime(wall, (wall - epochMs) / MINUTE);
}

/** A date, refused (`undefined`) when the month has no such day. */
export function makeDate(year: number, month: number, day: number): FeelDate | undefined {
  if (![year, month, day].every(Number.isInteger) || year < 1 || year > 9999) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? new FeelDate(date.getTime()) : undefined;
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?(?:@([A-Za-z0-9_+\-/]+))?$/;
const DURATION = /^(-)?P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})D)?(T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d{1,9}))?S)?)?$/;

/** Reads `2026-01-31`. */
export function parseDate(text: string): FeelDate | undefined {
  const found = DATE.exec(text);
  return found ? makeDate(Number(found[1]), Number(found[2]), Number(found[3])) : undefined;
}

/** Reads `10:30`, `10:30:00.5`, `10:30:00+03:00`, `10:30:00Z`. */
export function parseTime(text: string): FeelTime | undefined {
  const found = TIME.exec(text);
  return found && !found[6] ? timeOf(found) : undefined;
}

function timeOf(found: RegExpExecArray): FeelTime | undefined {
  const [hours, minutes, seconds] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const fraction = Math.trunc(Number(`0.${found[4] ?? '0'}`) * 1000);
  return new FeelTime(((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction, offsetOf(found[5]));
}

function offsetOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6));
  return text.startsWith('-') ? -minutes : minutes;
}

/** Reads a date, `T` and a time; `@Europe/Moscow` at the end names the clock. A date alone is its midnight. */
export function parseDateTime(text: string): FeelDateTime | undefined {
  const at = text.indexOf('T');
  const date = parseDate(at < 0 ? text : text.slice(0, at));
  if (!date || at < 0) return date && new FeelDateTime(date.wall);
  const found = TIME.exec(text.slice(at + 1));
  const time = found ? timeOf(found) : undefined;
  if (!found || !time) return undefined;
  const wall = date.wall + time.ms;
  return found[6] ? inZone(wall, found[6]) : new FeelDateTime(wall, time.offset);
}

function inZone(wall: number, zone: string): FeelDateTime | undefined {
  try {
    return new FeelDateTime(wall, (wall - wallToEpoch(wall, zone)) / MINUTE);
  } catch {
    return undefined;
  }
}

/** Reads `P1Y2M` or `P2DT3H30M`; the two sorts do not mix. */
export function parseFeelDuration(text: string): FeelMonths | FeelDays | undefined {
  const found = DURATION.exec(text);
  if (!found || text.endsWith('P') || text.endsWith('T')) return undefined;
  const part = (index: number): number => Number(found[index] ?? 0);
  const sign = found[1] ? -1 : 1;
  const daysPresent = found[4] !== undefined || found[5] !== undefined;
  if (found[2] !== undefined || found[3] !== undefined) return daysPresent ? undefined : new FeelMonths(sign * (part(2) * 12 + part(3)));
  const seconds = ((part(4) * 24 + part(6)) * 60 + part(7)) * 60 + part(8);
  return new FeelDays(sign * (seconds * 1000 + Math.trunc(Number(`0.${found[9] ?? '0'}`) * 1000)));
}

/** Reads whichever sort of date, time or duration the text is. */
export const parseTemporal = (text: string): Temporal | undefined =>
  parseDate(text) ?? parseTime(text) ?? (text.includes('T') && !text.includes('P') ? parseDateTime(text) : parseFeelDuration(text));

/** The ISO text of a value. */
export function formatTemporal(value: Temporal): string {
  if (value instanceof FeelDate) return isoDate(value.wall);
  if (value instanceof FeelTime) return formatTime(value.ms) + formatOffset(value.offset);
  if (value instanceof FeelDateTime) return `${isoDate(value.wall)}T${formatTime(((value.wall % DAY) + DAY) % DAY)}${formatOffset(value.offset)}`;
  return value instanceof FeelMonths ? formatMonths(value.months) : formatDays(value.ms);
}

const two = (value: number): string => String(value).padStart(2, '0');

function formatTime(ms: number): string {
  const fraction = Math.round(ms % 1000);
  const seconds = Math.floor(ms / 1000);
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return fraction === 0 ? text : `${text}.${String(fraction).padStart(3, '0')}`;
}

function formatOffset(offset: number | undefined): string {
  if (offset === undefined) return '';
  if (offset === 0) return 'Z';
  const minutes = Math.abs(Math.round(offset));
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function formatMonths(months: number): string {
  const total = Math.abs(months);
  const years = Math.floor(total / 12);
  const text = `${years ? `${years}Y` : ''}${total % 12 || years === 0 ? `${total % 12}M` : ''}`;
  return `${months < 0 ? '-' : ''}P${text}`;
}

function formatDays(ms: number): string {
  const total = Math.abs(ms) / 1000;
  const days = Math.floor(total / 86_400);
  const hours = Math.floor(total / 3600) % 24;
  const minutes = Math.floor(total / 60) % 60;
  const seconds = Math.round((total % 60) * 1000) / 1000;
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`;
  if (days === 0 && time === '') return 'PT0S';
  return `${ms < 0 ? '-' : ''}P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}

/** Moves a day by months; the 31st becomes the last day of a shorter month. */
export function addMonths(wall: number, months: number): number | undefined {
  const date = new Date(wall);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(date);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(day, last.getUTCDate()));
  return inRange(date.getTime());
}

/** The value when it lies in the years 1…9999. */
export const inRange = (wall: number): number | undefined => (wall >= -62_135_596_800_000 && wall <= 253_402_300_799_999 ? wall : undefined);

/** `.year`, `.hour`, `.days`… of a value; `undefined` when it has no such property. */
export function temporalProperty(value: Temporal, name: string): number | string | FeelDays | null | undefined {
  if (value instanceof FeelMonths) return monthsProperty(value.months, name);
  if (value instanceof FeelDays) return daysProperty(value.ms, name);
  const date = value instanceof FeelTime ? undefined : new Date(value.wall);
  const ms = value instanceof FeelTime ? value.ms : value instanceof FeelDateTime ? ((value.wall % DAY) + DAY) % DAY : undefined;
  if (name === 'time offset' && ms !== undefined) return offsetProperty(value as FeelTime | FeelDateTime);
  return (date && dateProperty(date, name)) ?? (ms === undefined ? undefined : clockProperty(ms, name));
}

function offsetProperty(value: FeelTime | FeelDateTime): FeelDays | null {
  return value.offset === undefined ? null : new FeelDays(value.offset * MINUTE);
}

function dateProperty(date: Date, name: string): number | undefined {
  if (name === 'year') return date.getUTCFullYear();
  if (name === 'month') return date.getUTCMonth() + 1;
  if (name === 'day') return date.getUTCDate();
  return name === 'weekday' ? date.getUTCDay() || 7 : undefined;
}

function clockProperty(ms: number, name: string): number | undefined {
  if (name === 'hour') return Math.floor(ms / 3_600_000);
  if (name === 'minute') return Math.floor(ms / MINUTE) % 60;
  return name === 'second' ? Math.floor(ms / 1000) % 60 : undefined;
}

function monthsProperty(months: number, name: string): number | undefined {
  if (name === 'years') return Math.trunc(months / 12);
  return name === 'months' ? months % 12 : undefined;
}

function daysProperty(ms: number, name: string): number | undefined {
  if (name === 'days') return Math.trunc(ms / DAY);
  if (name === 'hours') return Math.trunc(ms / 3_600_000) % 24;
  if (name === 'minutes') return Math.trunc(ms / MINUTE) % 60;
  return name === 'seconds' ? (ms / 1000) % 60 : undefined;
}
