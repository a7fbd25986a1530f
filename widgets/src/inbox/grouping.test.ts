import { describe, expect, it } from 'vitest';
import type { TaskView } from '@requestry/model';
import { dueGroup, filterRows, groupRows } from './grouping.js';

const wednesday = new Date('2026-03-04T12:00:00+03:00');
const zone = 'Europe/Moscow';
const row = (id: string, more: Partial<TaskView> = {}) => ({
  task: { id, kind: 'repair', kindTitle: 'Repair', title: 'Approval', requestTitle: `Request ${id}`, initiatorName: 'Anna Petrova', highlights: [], overdue: false, ...more } as unknown as TaskView,
});

describe('dueGroup', () => {
  it.each([
    ['2026-03-03T18:00:00+03:00', 'overdue'],
    ['2026-03-04T18:00:00+03:00', 'today'],
    ['2026-03-04T23:59:00+03:00', 'today'],
    ['2026-03-04', 'today'],
    ['2026-03-05T00:01:00+03:00', 'week'],
    ['2026-03-08T23:00:00+03:00', 'week'],
    ['2026-03-09T00:30:00+03:00', 'later'],
    ['no date', 'none'],
    [undefined, 'none'],
  ])('puts %s under %s', (due, group) => {
    expect(dueGroup({ due, overdue: false }, wednesday, zone)).toBe(group);
  });

  it('ends the week with Sunday', () => {
    const sunday = new Date('2026-03-08T12:00:00+03:00');
    expect(dueGroup({ due: '2026-03-09T12:00:00+03:00', overdue: false }, sunday, zone)).toBe('later');
  });

  it('falls back to the browser zone when the zone is unknown', () => {
    expect(dueGroup({ due: '2027-03-04T12:00:00Z', overdue: false }, wednesday, 'Mars/Olympus')).toBe('later');
  });
});

describe('groupRows', () => {
  it('puts the most urgent group first and keeps the order inside', () => {
    const rows = [row('later', { due: '2026-05-01' }), row('b', { due: '2026-03-04T20:00:00+03:00' }), row('late', { overdue: true, due: '2026-03-01' }), row('a', { due: '2026-03-04T19:00:00+03:00' })];
    const groups = groupRows(rows, 'due', { now: wednesday, zone });
    expect(groups.map((group) => [group.id, group.rows.map((each) => each.task.id)])).toEqual([['overdue', ['late']], ['today', ['b', 'a']], ['later', ['later']]]);
  });
});

describe('filterRows', () => {
  it('finds every word anywhere in the row, whatever the case', () => {
    const rows = [row('1', { requestNumber: 'ЗК-7', highlights: [{ label: 'Sum', text: '118 000 ₽' }] }), row('2')];
    expect(filterRows(rows, 'petrova зк-7 118', 'en').map((each) => each.task.id)).toEqual(['1']);
    expect(filterRows(rows, '  ', 'en')).toHaveLength(2);
  });
});
