/** Minutes since midnight, local time: `[540, 1080]` is 9:00–18:00. */
export type WorkingSpan = readonly [from: number, to: number];

/** Working days and hours of an organisation or unit. */
export interface Calendar {
  readonly id: string;
  /** IANA zone, for example `Europe/Moscow`. */
  readonly zone: string;
  /** Working spans by ISO weekday, Monday first; an empty list is a day off. */
  readonly week: readonly (readonly WorkingSpan[])[];
  /** Local dates (`2026-01-01`) without work. */
  readonly holidays?: readonly string[];
  /** Local dates with hours of their own, working Saturdays included. */
  readonly shortened?: Readonly<Record<string, readonly WorkingSpan[]>>;
}

export { calendarOf } from './calendar/calendar-of.js';
export { localDate, wallClock, wallToEpoch, zonedToEpoch } from './calendar/zone.js';
export { addWorkingTime, nextWorkingMoment, parseDuration, standardCalendar, subtractWorkingTime, workingMinutesBetween } from './calendar/working-time.js';
export type { WorkingDuration } from './calendar/working-time.js';
