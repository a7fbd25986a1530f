import { standardCalendar, type Kind, type System } from '@requestry/model';
import { terseBpmn } from '../../process/testing/terse-route.js';

const text = { type: 'string' } as const;
const lookup = (name: string, directory: string) => ({ type: 'Control' as const, scope: `#/properties/${name}`, options: { rq: { lookup: { directory } } } });

const form: Kind['form'] = {
  schema: { type: 'object', properties: { what: text, client: text, tool: text, price: { type: 'number' } }, required: ['what'] },
  ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/what' }, lookup('client', 'counterparties'), lookup('tool', 'tools'), { type: 'Control', scope: '#/properties/price' }] },
};

const inside = { units: ['firm'] };

const kind = (id: string, more: Partial<Kind> = {}): Kind => ({ id, title: id, scope: 'internal', form, titleTemplate: '{what}', submit: inside, ...more });

const work = kind('work', {
  numbering: { journal: 'works', pattern: 'W-{n}', reset: 'never' },
  features: { reviewed: true, watch: true },
  personalData: true,
  recurrence: {},
  rating: {},
  resources: { hours: true },
  payments: { currencies: ['RUB'] },
  reservations: [{ id: 'tools', field: 'tool' }],
  guides: [{ step: 'agree', script: [{ id: 'when', text: 'When?', options: [{ id: 'now', text: 'Now' }, { id: 'later', text: 'Later' }] }] }],
  relations: [{ id: 'parts', type: 'child', title: 'Parts', kind: 'work', adopts: true }, { id: 'bits', type: 'child', title: 'Bits', kind: 'work', adopts: true }],
});

const working = terseBpmn('start -> agree -> make -> end; agree approval boris; make execution kurt').replace(/(type="approval"[^]*?)<\/rq:step>/, '$1<rq:check title="Read it" /><rq:check title="Read it again" /></rq:step>');

const directory = (id: string, more: object = {}) => ({ access: inside, id, title: id, schema: { type: 'object', properties: { name: text, contact: text, emails: { type: 'array', items: text }, phones: { type: 'array', items: text } } }, titleTemplate: '{name}', ...more });

/**
 * A firm whose one kind of work has everything that a kind may have, so that each operation has something to be about. Anna asks, boris agrees, kurt makes,
 * adam administers; zoe is of another firm and has no right to anything.
 */
export const firm: System = {
  title: 'Firm',
  org: {
    units: [{ id: 'firm', title: 'Firm', head: 'dina' }, { id: 'elsewhere', title: 'Elsewhere' }],
    people: [
      ...[['anna', 'Anna'], ['boris', 'Boris'], ['dina', 'Dina'], ['kurt', 'Kurt']].map(([id = '', name = '']) => ({ id, name, unit: 'firm', email: `${id}@example.org` })),
      { id: 'adam', name: 'Adam', unit: 'firm', roles: ['admin'] },
      { id: 'zoe', name: 'Zoe', unit: 'elsewhere' },
    ],
    roles: [{ id: 'admin', title: 'Administrator', rights: ['administer', 'design', 'see-all', 'enter', 'send'] }],
    groups: [],
    substitutions: [],
  },
  calendars: [standardCalendar('Europe/Moscow')],
  directories: [directory('counterparties'), directory('tools', { reservable: {} }), directory('verdicts')],
  records: [
    { id: 'rose', directory: 'counterparties', data: { name: 'Rose', phones: ['+79161234567'] } },
    { id: 'iris', directory: 'counterparties', data: { name: 'Iris' } },
    ...Array.from({ length: 9 }, (_, n) => ({ id: `drill${n}`, directory: 'tools', data: { name: `Drill ${n}` } })),
    { id: 'deal', directory: 'verdicts', data: { name: 'Make a deal of it' } },
  ],
  kinds: [
    { kind: work, route: working },
    { kind: kind('plain'), route: terseBpmn('start -> agree -> end; agree approval boris') },
    { kind: kind('stuck'), route: terseBpmn(`s script result=price expression='=missing + 1'; start -> s -> end`) },
    { kind: kind('called', { submit: {} }), route: terseBpmn('begin begin message=called; begin -> agree -> end') },
    { kind: kind('judged', { followUps: [{ id: 'deal', directory: 'verdicts', start: { kind: 'plain', data: { price: '=what' } } }] }), route: terseBpmn('judge decision boris outcomes=decide#verdicts,later; start -> judge -> end') },
    { kind: kind('ordered', { scope: 'external', submit: inside }), route: terseBpmn('start -> agree -> end') },
  ],
  sources: [{ id: 'line', title: 'Line', kind: 'ordered', channel: 'phone' }],
};
