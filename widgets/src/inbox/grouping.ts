import { localize } from '@requestry/model';
import type { Locale, TaskView } from '@requestry/model';

/** By what the rows stand together. */
export type Grouping = 'due' | 'kind';

/** When something is due, seen from today. */
export type DueGroup = 'overdue' | 'today' | 'week' | 'later' | 'none';

export interface RowGroup<R> {
  readonly id: string;
  readonly rows: readonly R[];
}

const order: readonly DueGroup[] = ['overdue', 'today', 'week', 'later', 'none'];
const day = 86_400_000;

/** The calendar day of a moment in a zone, as a number; a date without time stands for itself. */
function dayOf(iso: string, zone: string | undefined): number {
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso)) return Date.parse(iso) / day;
  const options: Intl.DateTimeFormatOptions = { year: 'numeric', month: '2-digit', day: '2-digit' };
  try {
    return Date.parse(new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone }).format(new Date(iso))) / day;
  } catch {
    return Date.parse(new Intl.DateTimeFormat('en-CA', options).format(new Date(iso))) / day;
  }
}

/** Where a task belongs. "This week" ends with Sunday. */
export function dueGroup(task: Pick<TaskView, 'due' | 'overdue'>, now: Date, zone?: string): DueGroup {
  if (task.due === undefined || Number.isNaN(Date.parse(task.due))) return 'none';
  if (task.overdue || Date.parse(task.due) < now.getTime() - (task.due.length === 10 ? day : 0)) return 'overdue';
  const today = dayOf(now.toISOString(), zone);
  const due = dayOf(task.due, zone);
  if (due <= today) return 'today';
  const weekday = (today + 3) % 7;
  return due <= today + (6 - weekday) ? 'week' : 'later';
}

/** Rows under headings. By due: the most urgent group first; by kind: in the order of first appearance. Rows keep their order. */
export function groupRows<R extends { readonly task: TaskView }>(rows: readonly R[], grouping: Grouping, { now, zone }: { readonly now: Date; readonly zone?: string }): readonly RowGroup<R>[] {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const id = grouping === 'kind' ? row.task.kind : dueGroup(row.task, now, zone);
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  const list = [...groups].map(([id, members]) => ({ id, rows: members }));
  return grouping === 'kind' ? list : list.sort((a, b) => order.indexOf(a.id as DueGroup) - order.indexOf(b.id as DueGroup));
}

/** Rows in whose words every word of the filter is found. */
export function filterRows<R extends { readonly task: TaskView }>(rows: readonly R[], text: string, locale: Locale): readonly R[] {
  const words = text.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ task }) => {
    const all = [task.requestNumber, task.requestTitle, localize(task.kindTitle, locale), localize(task.title, locale), task.initiatorName, localize(task.unitTitle, locale), ...task.highlights.map((highlight) => localize(highlight.text, locale))];
    const found = all.join(' ').toLocaleLowerCase();
    return words.every((word) => found.includes(word));
  });
}
