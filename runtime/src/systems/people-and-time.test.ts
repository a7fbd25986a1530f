import { describe, expect, it } from 'vitest';
import { standardCalendar, type Calendar } from '@requestry/model';
import { createRuntime } from '@requestry/runtime';
import { readBpmn, writeBpmn } from '@requestry/route';
import { memoryStorage } from '@requestry/storage';
import { workshop } from '../testing/workshop.js';
import { checkSystem } from './check-system.js';

describe('people and time in a configuration', () => {
  it('keeps deadlines, recurrence, calendars, escalations and separation over export and import', async () => {
    expect((await checkSystem(workshop)).filter(({ issue }) => issue.severity !== 'warning')).toEqual([]);
    const [first, second] = await Promise.all([createRuntime({ storage: memoryStorage() }), createRuntime({ storage: memoryStorage() })]);
    await first.install(workshop);
    const exported = await first.export();
    await second.import(exported);
    expect(await second.export()).toEqual(exported);
    expect(exported.kinds.find(({ kind }) => kind.id === 'defect')?.kind.deadlines).toEqual(workshop.kinds[0]?.kind.deadlines);
    const { route } = await readBpmn(exported.kinds.find(({ kind }) => kind.id === 'defect')?.route ?? '');
    if (!route) throw new Error('The route cannot be read');
    const again = (await readBpmn(await writeBpmn(route))).route;
    const step = (id: string) => again?.nodes.find((node) => node.id === id)?.step;
    expect([step('judge')?.notPerformerOf, step('judge')?.escalations, step('mend')?.reminders]).toEqual([['mend'], [{ action: 'decide', outcome: 'approve', after: 'P1D' }], [{ before: 'PT2H' }]]);
  });

  const own = standardCalendar('Europe/Moscow');
  it.each([
    ['calendar.zone', { zone: 'Mars/Olympus' }],
    ['calendar.week', { week: [] }],
    ['calendar.hours', { week: [[[600, 500]], [], [], [], [], [], []] }],
    ['calendar.date', { holidays: ['2026-02-30'] }],
    ['calendar.no-working-time', { week: [[], [], [], [], [], [], []] }],
  ] as const)('finds %s in a calendar', async (code, change) => {
    const calendar = { ...own, ...change } as unknown as Calendar;
    const found = (await checkSystem({ ...workshop, calendars: [own, { ...calendar, id: 'berlin' }] })).map(({ issue }) => issue.code);
    expect(found).toEqual([code]);
  });

  it('finds a unit whose calendar does not exist', async () => {
    expect((await checkSystem({ ...workshop, calendars: [own] })).map(({ issue }) => [issue.code, issue.params?.what, issue.params?.id])).toEqual([['system.unknown', 'calendar', 'berlin']]);
  });
});
