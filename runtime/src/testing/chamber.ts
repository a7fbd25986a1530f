import { standardCalendar, type Kind, type System } from '@requestry/model';
import { terseBpmn } from '../process/testing/terse-route.js';

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const control = (name: string) => ({ type: 'Control' as const, scope: `#/properties/${name}` });
const lookup = (directory: string) => ({ options: { rq: { lookup: { directory } } } });

const form: Kind['form'] = {
  schema: { type: 'object', properties: { what: text, contract: { ...text, title: 'Contract' }, client: text, town: text, lines: { type: 'array', items: { type: 'object', properties: { item: text } } } } },
  ui: { type: 'VerticalLayout', elements: [control('what'), { ...control('contract'), ...lookup('contracts') }, { ...control('client'), ...lookup('counterparties') }, { ...control('town'), ...lookup('towns') }, { ...control('lines'), options: { rq: { columns: [{ property: 'item', ...lookup('contracts') }] } } }] },
};

const usual: Kind['form'] = { ...form, schema: { ...form.schema, properties: { ...form.schema.properties, contract: { ...text, default: 'house' } } } };

const kind = (id: string, more: Partial<Kind> = {}): Kind => ({ id, title: id, scope: 'internal', form, titleTemplate: '{what}', ...more });

/** Kurt checks, and may change the contract on the way; whoever keeps the contract judges. */
const judged = terseBpmn('start -> check -> judge -> end; check execution kurt; judge decision field:contract.keeper outcomes=decide#verdicts,later').replace(/(type="execution"[^]*?)<\/rq:step>/, '$1<rq:access field="contract" level="edit" /><rq:access field="lines" level="edit" /></rq:step>');

const directory = (id: string, more: object = {}) => ({ id, title: id, schema: { type: 'object', properties: { name: text, keeper: text, client: text, emails: texts, phones: texts } }, ...more });

const lawyers = { access: { roles: ['lawyer'] } };

/**
 * A chamber whose contracts, clients, contact persons, verdicts and parts are for lawyers, and whose towns are for everybody. Lena and boris are lawyers; anna asks, kurt
 * checks, vera answers the telephone, dan designs, erik administers.
 */
export const chamber: System = {
  title: 'Chamber',
  org: {
    units: [{ id: 'chamber', title: 'Chamber', head: 'lena' }],
    people: [
      ...[['anna', 'Anna'], ['kurt', 'Kurt']].map(([id = '', name = '']) => ({ id, name, unit: 'chamber' })),
      ...[['lena', 'Lena', 'lawyer'], ['boris', 'Boris', 'lawyer'], ['vera', 'Vera', 'operator'], ['dan', 'Dan', 'designer'], ['erik', 'Erik', 'admin']].map(([id = '', name = '', role = '']) => ({ id, name, unit: 'chamber', roles: [role] })),
    ],
    roles: [{ id: 'lawyer', title: 'Lawyer' }, { id: 'operator', title: 'Operator', rights: ['enter'] }, { id: 'designer', title: 'Designer', rights: ['design'] }, { id: 'admin', title: 'Administrator', rights: ['administer'] }],
    groups: [],
    substitutions: [],
  },
  calendars: [standardCalendar('Europe/Moscow')],
  directories: [
    directory('contracts', { ...lawyers, title: { ru: 'Договоры', en: 'Contracts' }, reservable: {} }),
    directory('counterparties', lawyers),
    directory('contacts', { ...lawyers, contacts: { field: 'client', directory: 'counterparties' } }),
    directory('verdicts', lawyers),
    directory('parts', lawyers),
    directory('towns'),
  ],
  records: [
    { id: 'house', directory: 'contracts', data: { name: 'House contract', keeper: 'kurt' } },
    { id: 'ship', directory: 'contracts', data: { name: 'Ship contract', keeper: 'boris' } },
    { id: 'rose', directory: 'counterparties', data: { name: 'Rose Ltd', emails: ['office@rose.example'] } },
    { id: 'iris', directory: 'counterparties', data: { name: 'Iris Ltd', phones: ['+7 495 111-11-11'] } },
    { id: 'irene', directory: 'counterparties', data: { name: 'Irene Ltd', phones: ['+7 495 111-11-11'] } },
    { id: 'nina', directory: 'contacts', data: { name: 'Nina Rose', client: 'rose', emails: ['nina@rose.example'] } },
    { id: 'deal', directory: 'verdicts', data: { name: 'Make a deal of it' } },
    { id: 'bolt', directory: 'parts', data: { name: 'Bolt' } },
    { id: 'oka', directory: 'towns', data: { name: 'Oka town' } },
  ],
  kinds: [
    {
      kind: kind('case', {
        reservations: [{ id: 'contract', field: 'contract' }],
        resources: { materials: 'parts' },
        relations: [{ id: 'next', type: 'based-on', title: 'Next', kind: 'note' }],
        guides: [{ step: 'check', script: [{ id: 'which', text: 'Which contract?', field: 'contract' }] }],
      }),
      route: judged,
    },
    { kind: kind('note', { recurrence: {} }) },
    { kind: kind('usual', { form: usual, recurrence: {} }) },
    { kind: kind('call', { scope: 'external' }) },
  ],
  sources: [{ id: 'line', title: 'Line', kind: 'call', channel: 'phone', defaults: { contract: 'ship' } }],
};
