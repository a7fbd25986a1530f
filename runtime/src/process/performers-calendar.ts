import { calendarOf, type Calendar, type PersonId } from '@requestry/model';
import { personOf } from './org-index.js';
import type { World } from './types.js';

/**
 * Whose working time counts for a step: that of the people who do it. When they work by different calendars, or nobody is known, the
 * initiator's counts, so that all of them have the same moment.
 */
export function performersCalendar(people: readonly PersonId[], world: World): Calendar {
  const { calendars, org, calendar } = world;
  if (!calendars || people.length === 0) return calendar;
  const theirs = new Set(people.map((person) => calendarOf(personOf(person, org)?.unit, org, calendars)));
  const [one] = theirs;
  return theirs.size === 1 && one ? one : calendar;
}

/** The organisation's own calendar: whole days of absences are its days. */
export const organisationCalendar = ({ calendars, calendar }: Pick<World, 'calendar' | 'calendars'>): Calendar => calendars?.[0] ?? calendar;
