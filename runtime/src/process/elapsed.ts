import { wallClock, wallToEpoch } from '@requestry/model';
import type { Due } from './due.js';

const DAY = 86_400_000;
/** Beyond that there are no dates. */
const farthest = 8.64e15 - 2 * DAY;

const durationParts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * So much later. Years, months, weeks and days go by the calendar on the wall in `zone`: the same time of day, in a shorter month its last day.
 * Hours and less are exact. Undefined for what is no duration or leads out of time.
 */
export function elapsed(duration: string, now: number, zone: string): Due | undefined {
  const parts = durationParts.exec(duration);
  if (!parts) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number, number];
  const day = onCalendar(now, zone, years * 12 + months, weeks * 7 + days);
  const at = day + hours * 3_600_000 + minutes * 60_000 + seconds * 1000;
  if (!(Math.abs(at) <= farthest)) return undefined;
  const due = new Date(at).toISOString();
  return { at: due, trace: { code: 'due.elapsed', params: { duration, due } } };
}

function onCalendar(now: number, zone: string, months: number, days: number): number {
  if (months === 0 && days === 0) return now;
  const wall = wallClock(now, zone);
  const from = new Date(wall);
  const month = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(new Date(month).getUTCFullYear(), new Date(month).getUTCMonth() + 1, 0)).getUTCDate();
  const moved = month + (Math.min(from.getUTCDate(), last) - 1 + days) * DAY + (wall % DAY);
  return Math.abs(moved) <= farthest ? wallToEpoch(moved, zone) : Number.NaN;
}
