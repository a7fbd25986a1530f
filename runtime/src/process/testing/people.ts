import { standardCalendar, type Org } from '@requestry/model';
import type { World } from '../types.js';

/**
 * A small firm: dina heads the company, boris its sales, erik the eastern sales where anna works, fiona the support that answers
 * for the kind `work`. leo and lara are lawyers, greg has left.
 */
export const firm: Org = {
  units: [
    { id: 'company', title: 'Company', head: 'dina' },
    { id: 'sales', title: 'Sales', parent: 'company', head: 'boris' },
    { id: 'east', title: 'Sales East', parent: 'sales', head: 'erik' },
    { id: 'support', title: 'Support', parent: 'company', head: 'fiona', kinds: ['work'] },
  ],
  people: [
    { id: 'anna', name: 'Anna', unit: 'east' },
    { id: 'boris', name: 'Boris', unit: 'sales' },
    { id: 'dina', name: 'Dina', unit: 'company' },
    { id: 'erik', name: 'Erik', unit: 'east' },
    { id: 'fiona', name: 'Fiona', unit: 'support' },
    { id: 'greg', name: 'Greg', unit: 'sales', roles: ['lawyer'], archived: true },
    { id: 'lara', name: 'Lara', unit: 'support', roles: ['lawyer'] },
    { id: 'leo', name: 'Leo', unit: 'east', roles: ['lawyer'] },
  ],
  roles: [{ id: 'lawyer', title: 'Lawyer' }],
  groups: [
    { id: 'board', title: 'Board', people: ['boris', 'dina', 'fiona'] },
    { id: 'pair', title: 'Pair', people: ['boris', 'fiona'] },
    { id: 'with-anna', title: 'With the initiator', people: ['anna', 'boris'] },
    { id: 'with-greg', title: 'With one who left', people: ['greg', 'boris'] },
    { id: 'empty', title: 'Nobody', people: [] },
  ],
  substitutions: [],
};

/** Monday, ten in the morning in Moscow; anna asks for work. */
export const monday: World = {
  now: Date.parse('2026-03-02T10:00:00+03:00'),
  org: firm,
  calendar: standardCalendar('Europe/Moscow'),
  subject: { id: 'r1', kind: 'work', initiator: 'anna', unit: 'east', submittedAt: '2026-03-02T07:00:00.000Z' },
  data: { amount: 500, urgent: false, note: null, chosen: null, equipment: null },
};
