import { nextWorkingMoment, type Calendar, type Issue, type WorkingSpan } from '@requestry/model';

type Say = (ru: string, en: string) => void;

/** What is wrong with a calendar: an unknown zone, hours that no day has, dates that are none, no working time at all. */
export function calendarIssues(calendar: Calendar): readonly Issue[] {
  const issues: Issue[] = [];
  const say = (code: string): Say => (ru, en) => void issues.push({ code, params: { calendar: calendar.id, message: { ru: `Календарь «${calendar.id}»: ${ru}`, en: `Calendar “${calendar.id}”: ${en}` } } });
  if (!isZone(calendar.zone)) say('calendar.zone')(`часового пояса «${calendar.zone}» нет`, `there is no time zone “${calendar.zone}”`);
  if (calendar.week.length !== 7) say('calendar.week')('в неделе должно быть семь дней', 'a week has to have seven days');
  if (![...calendar.week, ...Object.values(calendar.shortened ?? {})].every((spans) => spans.every(isSpan))) say('calendar.hours')('часы работы — это минуты суток от 0 до 1440, начало раньше окончания', 'working hours are minutes of the day from 0 to 1440, the beginning before the end');
  const wrong = [...(calendar.holidays ?? []), ...Object.keys(calendar.shortened ?? {})].find((date) => !isDate(date));
  if (wrong !== undefined) say('calendar.date')(`«${wrong}» — не дата`, `“${wrong}” is no date`);
  if (issues.length === 0 && !hasWork(calendar)) say('calendar.no-working-time')('нет рабочего времени', 'there is no working time');
  return issues;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

const isSpan = ([from, to]: WorkingSpan): boolean => Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to <= 1440 && from < to;

function isDate(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function hasWork(calendar: Calendar): boolean {
  try {
    return nextWorkingMoment(calendar, Date.UTC(2026, 0, 1)) > 0;
  } catch {
    return false;
  }
}
