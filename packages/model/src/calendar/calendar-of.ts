import type { Calendar } from '../calendar.js';
import type { Org, UnitId } from '../org.js';

/**
 * The calendar that a unit works by: its own, that of the nearest unit above which has one, or the organisation's own, which is the first.
 * Undefined when there are no calendars at all. A calendar that does not exist counts as none; a cycle in the tree ends the walk.
 */
export function calendarOf(unit: UnitId | undefined, org: Pick<Org, 'units'>, calendars: readonly Calendar[]): Calendar | undefined {
  const seen = new Set<UnitId>();
  for (let at = unit; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const current: UnitId = at;
    const found = org.units.find(({ id }) => id === current);
    const own = found?.calendar === undefined ? undefined : calendars.find(({ id }) => id === found.calendar);
    if (own) return own;
    at = found?.parent;
  }
  return calendars[0];
}
