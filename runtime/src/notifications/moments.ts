import { localDate, nextWorkingMoment, wallClock, zonedToEpoch, type Calendar, type Digest, type QuietHours } from '@requestry/model';

const hour = 3_600_000;
const day = 24 * hour;

/** When what happens at `now` may leave: at once, or when the quiet hours are over. */
export function afterQuiet(quiet: QuietHours | undefined, calendar: Calendar, now: number): number {
  if (!quiet) return now;
  const { from, to } = quiet;
  const wall = wallClock(now, calendar.zone);
  const at = Math.floor((wall % day) / hour);
  const isQuiet = from < to ? at >= from && at < to : at >= from || at < to;
  if (!isQuiet) return now;
  const date = at < to ? localDate(now, calendar.zone) : shifted(localDate(now, calendar.zone), 1);
  return Math.max(now, zonedToEpoch(date, to * 60, calendar.zone));
}

/** The end of the digest's period in which `now` lies: the next time that it leaves, later than `now`. */
export function digestAfter(digest: Exclude<Digest, { readonly every: 'event' }>, calendar: Calendar, now: number): number {
  const minutes = digest.hour * 60;
  const today = localDate(now, calendar.zone);
  let date = digest.every === 'day' ? today : mondayOf(today);
  for (;;) {
    const working = workingDateFrom(calendar, date);
    const at = zonedToEpoch(working, minutes, calendar.zone);
    if (at > now) return at;
    date = digest.every === 'day' ? shifted(working, 1) : shifted(mondayOf(working), 7);
  }
}

/** The date itself when work goes on then, else the next one; any date for a calendar without working time. */
function workingDateFrom(calendar: Calendar, date: string): string {
  try {
    return localDate(nextWorkingMoment(calendar, zonedToEpoch(date, 0, calendar.zone)), calendar.zone);
  } catch {
    return date;
  }
}

const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`);

const shifted = (date: string, days: number): string => new Date(utc(date) + days * day).toISOString().slice(0, 10);

const mondayOf = (date: string): string => shifted(date, -((new Date(utc(date)).getUTCDay() + 6) % 7));
