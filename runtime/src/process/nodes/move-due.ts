import { addWorkingTime, workingMinutesBetween } from '@requestry/model';
import { waitedFor } from '../alarms.js';
import { performersCalendar } from '../performers-calendar.js';
import type { Run } from '../run.js';
import type { Token } from '../types.js';

/** Longest that a working duration can say in minutes: some nineteen years. */
const mostMinutes = 9_999_999;

/** The step has rested since then: it is due so much working time later. Alarms that have gone off do not do so again. */
export function moveDue(run: Run, { id }: Token, since: string | undefined): void {
  const token = run.token(id);
  if (token?.due === undefined || since === undefined) return;
  const calendar = performersCalendar(waitedFor(token), run.world);
  const minutes = Math.min(Math.floor(workingMinutesBetween(calendar, Date.parse(since), run.world.now)), mostMinutes);
  if (minutes <= 0) return;
  const due = new Date(addWorkingTime(calendar, Date.parse(token.due), `PT${minutes}M`)).toISOString();
  run.emit({ type: 'due-moved', token: id, node: token.node, due, trace: { code: 'due.moved', params: { from: token.due, due, since, duration: `PT${minutes}M` } } });
}
