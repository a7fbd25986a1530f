import { standardCalendar, type Calendar, type Kind, type Org, type System } from '@requestry/model';
import { terseBpmn } from '../process/testing/terse-route.js';

const moscow = standardCalendar('Europe/Moscow');

/** Berlin's hours, with a clock that changes in summer and a holiday of its own. */
const berlin: Calendar = { ...standardCalendar('Europe/Berlin'), id: 'berlin', holidays: ['2026-04-06', '2026-05-01'] };

const org: Org = {
  units: [
    { id: 'firm', title: 'Firm', head: 'dina' },
    { id: 'sales', title: 'Sales', parent: 'firm', head: 'boris' },
    { id: 'works', title: 'Works', parent: 'firm', head: 'wolf', calendar: 'berlin', kinds: ['defect', 'cleaning', 'note'] },
    { id: 'bench', title: 'Bench', parent: 'works' },
  ],
  people: [
    { id: 'anna', name: 'Anna', unit: 'sales' },
    { id: 'adam', name: 'Adam', unit: 'firm', roles: ['admin'] },
    { id: 'boris', name: 'Boris', unit: 'sales' },
    { id: 'dina', name: 'Dina', unit: 'firm' },
    { id: 'kurt', name: 'Kurt', unit: 'bench' },
    { id: 'lena', name: 'Lena', unit: 'bench' },
    { id: 'wolf', name: 'Wolf', unit: 'works' },
  ],
  roles: [{ id: 'admin', title: 'Administrator', rights: ['administer', 'design', 'see-all'] }],
  groups: [{ id: 'smiths', title: 'Smiths', people: ['kurt', 'lena'] }],
  substitutions: [],
};

const form: Kind['form'] = {
  schema: {
    type: 'object',
    properties: { what: { type: 'string', title: 'What' }, sort: { type: 'string', enum: ['leak', 'crack'] }, part: { type: 'string' }, ready: { type: 'boolean' } },
    required: ['what'],
  },
  ui: {
    type: 'VerticalLayout',
    elements: ['what', 'sort', 'part', 'ready'].map((name) => ({ type: 'Control', scope: `#/properties/${name}`, ...(name === 'part' ? { options: { rq: { lookup: { directory: 'parts' } } } } : {}) })),
  },
};

const kind = (id: string, more: Partial<Kind>): Kind => ({ id, title: { ru: id, en: id }, scope: 'internal', form, ...more });

/**
 * A firm of two calendars: Moscow's, and in the works Berlin's with summer time. A defect is checked, mended, and accepted by whoever asked;
 * it has both deadlines. Cleaning may be ordered again and again. A note has no route.
 */
export const workshop: System = {
  title: 'Workshop',
  org,
  calendars: [moscow, berlin],
  directories: [{ id: 'parts', title: 'Parts', schema: { type: 'object', properties: { name: { type: 'string' }, norm: { type: 'string' } } } }],
  records: [{ id: 'valve', directory: 'parts', data: { name: 'Valve', norm: 'P3D' } }],
  kinds: [
    {
      kind: kind('defect', {
        decisions: [{ id: 'norms', hitPolicy: 'F', inputs: [{ expression: 'sort' }], outputs: [{}], rules: [{ when: ['"leak"'], then: ['1'] }, { when: ['"crack"'], then: ['"P10D"'] }] }],
        deadlines: [
          { deadline: 'answer', within: 'P2D', until: 'check' },
          { deadline: 'execution', decision: 'norms', from: 'check' },
          { deadline: 'execution', field: 'part.norm', from: 'check' },
        ],
      }),
      route: terseBpmn(`
        check registration wolf
        mend execution kurt due=P1D remind=PT2H escalate=handOver:lena@PT4H
        fix rework initiator
        accept acceptance initiator
        judge approval group:smiths apart=mend due=P1D escalate=decide:approve@P1D
        x -> fix if =steps.check.outcome = "refuse"; x -> mend else
        start -> x0 -> check -> x; fix -> x0; mend -> judge -> accept -> end`),
    },
    { kind: kind('cleaning', { recurrence: {} }), route: terseBpmn('clean execution kurt; start -> clean -> end') },
    { kind: kind('note', { deadlines: [{ deadline: 'execution', within: 'P1D' }] }) },
  ],
};
