import { localDate, nextOccurrence, type Calendar, type Issue, type RecurrenceRule } from '@requestry/model';

/** What a rule may say at most. */
const limits = { interval: 366, count: 1000, yearsAhead: 5, years: 20 };

const year = 366 * 86_400_000;

/** What is wrong with a rule, by place. A rule that begins in the past is as wrong as one that never gives a time. */
export function ruleIssues(rule: RecurrenceRule, now: number, calendar: Calendar): readonly Issue[] {
  const issues: Issue[] = [];
  const say = (code: string, path: string, params: Issue['params'] = {}): void => void issues.push({ code, path: `/rule/${path}`, params });
  const whole = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most;
  if (!['day', 'week', 'month'].includes(rule.every)) say('recurrence.every', 'every', { found: String(rule.every).slice(0, 40) });
  if (rule.interval !== undefined && !whole(rule.interval, 1, limits.interval)) say('recurrence.number', 'interval', { least: 1, most: limits.interval });
  if (rule.count !== undefined && !whole(rule.count, 1, limits.count)) say('recurrence.number', 'count', { least: 1, most: limits.count });
  if (rule.monthDay !== undefined && !whole(rule.monthDay, 1, 31)) say('recurrence.number', 'monthDay', { least: 1, most: 31 });
  if (rule.weekdays !== undefined && !(rule.weekdays.length > 0 && rule.weekdays.length <= 7 && rule.weekdays.every((day) => whole(day, 1, 7)))) say('recurrence.weekdays', 'weekdays');
  if (rule.time !== undefined && !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(rule.time)) say('recurrence.time', 'time', { found: rule.time.slice(0, 40) });
  if (rule.onDayOff !== undefined && !['next', 'previous', 'same', 'skip'].includes(rule.onDayOff)) say('recurrence.every', 'onDayOff', { found: String(rule.onDayOff).slice(0, 40) });
  const today = localDate(now, calendar.zone);
  if (!isDate(rule.from) || rule.from < today || Date.parse(rule.from) > now + limits.yearsAhead * year) say('recurrence.from', 'from', { from: today, years: limits.yearsAhead });
  if (rule.until !== undefined && !(isDate(rule.until) && rule.until >= rule.from && Date.parse(rule.until) < now + limits.years * year)) say('recurrence.until', 'until', { from: rule.from, years: limits.years });
  if (issues.length === 0 && !nextOccurrence(rule, calendar, '')) say('recurrence.never', 'every');
  return issues;
}

function isDate(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
