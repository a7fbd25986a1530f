import type { Calendar, WorkingSpan } from '../calendar.js';
import { RequestryError } from '../errors.js';
import { dateToUtc, isoDate, zonedToEpoch } from './zone.js';

const DAY = 86_400_000;
/** A search that meets no working time for five years gives up. */
const LONGEST_GAP = 5 * 366;
/** No date is looked for farther away than this many days. */
const FARTHEST = 100 * 366;

const holidaySets = new WeakMap<readonly string[], ReadonlySet<string>>();

function isHoliday(calendar: Calendar, date: string): boolean {
  const { holidays } = calendar;
  if (!holidays) return false;
  const known = holidaySets.get(holidays);
  if (known) return known.has(date);
  const made = new Set(holidays);
  holidaySets.set(holidays, made);
  return made.has(date);
}

/** Working spans of a local date, in order and without overlaps; empty on a day off. */
export function spansOn(calendar: Calendar, date: string): readonly WorkingSpan[] {
  const own = calendar.shortened && Object.hasOwn(calendar.shortened, date) ? calendar.shortened[date] : undefined;
  if (own) return tidySpans(own);
  if (isHoliday(calendar, date)) return [];
  return tidySpans(calendar.week[weekday(date)] ?? []);
}

/** Monday is 0; 1970-01-01 was a Thursday. */
const weekday = (date: string): number => (((dateToUtc(date) / DAY + 3) % 7) + 7) % 7;

const tidied = new WeakMap<readonly WorkingSpan[], readonly WorkingSpan[]>();

function tidySpans(spans: readonly WorkingSpan[]): readonly WorkingSpan[] {
  const known = tidied.get(spans);
  if (known) return known;
  const tidy = mergeSpans(spans);
  tidied.set(spans, tidy);
  return tidy;
}

function mergeSpans(spans: readonly WorkingSpan[]): readonly WorkingSpan[] {
  const clipped = spans.map(([from, to]): WorkingSpan => [Math.max(0, from), Math.min(1440, to)]).filter(([from, to]) => from < to);
  const merged: WorkingSpan[] = [];
  for (const span of clipped.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && span[0] <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], span[1])];
    else merged.push(span);
  }
  return merged;
}

/** The date so many days later. */
export const shiftDate = (date: string, days: number): string => isoDate(dateToUtc(date) + days * DAY);

/** One working day: its date and spans. */
export interface WorkingDay {
  readonly date: string;
  readonly spans: readonly WorkingSpan[];
}

/** Working days from a date on, forwards (1) or backwards (-1), the date itself included. Throws `INVALID` when there are none within five years. */
export function* workingDays(calendar: Calendar, from: string, direction: 1 | -1): Generator<WorkingDay, never> {
  let gap = 0;
  let date = from;
  for (let passed = 0; passed < FARTHEST; passed += 1) {
    const spans = spansOn(calendar, date);
    gap = spans.length > 0 ? 0 : gap + 1;
    if (gap > LONGEST_GAP) break;
    if (spans.length > 0) yield { date, spans };
    date = shiftDate(date, direction);
  }
  throw new RequestryError('INVALID', `calendar ${calendar.id} has no working time ${direction > 0 ? 'after' : 'before'} ${from}`, {
    issues: [{ code: 'calendar.no-working-time', params: { calendar: calendar.id, from } }],
  });
}

/** A span of a working day as instants. */
export const spanInstants = (calendar: Calendar, date: string, [from, to]: WorkingSpan): readonly [from: number, to: number] => [
  zonedToEpoch(date, from, calendar.zone),
  zonedToEpoch(date, to, calendar.zone),
];
