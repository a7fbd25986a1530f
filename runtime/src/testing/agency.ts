import { standardCalendar, type Kind, type Org, type System } from '@requestry/model';
import { terseBpmn } from '../process/testing/terse-route.js';

const org: Org = {
  units: [
    { id: 'firm', title: 'Firm', head: 'dina' },
    { id: 'sales', title: 'Sales', parent: 'firm', head: 'boris' },
    { id: 'partners', title: 'Partners' },
  ],
  people: [
    { id: 'anna', name: 'Anna', unit: 'sales', email: 'anna@example.org' },
    { id: 'boris', name: 'Boris', unit: 'sales', email: 'boris@example.org' },
    { id: 'dina', name: 'Dina', unit: 'firm', email: 'dina@example.org' },
    { id: 'erik', name: 'Erik', unit: 'firm', roles: ['admin'] },
    { id: 'greta', name: 'Greta', unit: 'firm', email: 'greta@example.org' },
    { id: 'kurt', name: 'Kurt', unit: 'firm', email: 'kurt@example.org' },
    { id: 'olaf', name: 'Olaf', unit: 'partners', email: 'olaf@client.example' },
    { id: 'pavel', name: 'Pavel', unit: 'partners', email: 'pavel@contractor.example' },
  ],
  roles: [{ id: 'admin', title: 'Administrator', rights: ['administer', 'design', 'see-all'] }],
  groups: [],
  substitutions: [],
};

const control = (name: string) => ({ type: 'Control' as const, scope: `#/properties/${name}` });

const form: Kind['form'] = {
  schema: { type: 'object', properties: { what: { type: 'string' }, price: { type: 'number' }, margin: { type: 'string' } }, required: ['what'] },
  ui: { type: 'VerticalLayout', elements: ['what', 'price', 'margin'].map(control) },
};

const kind = (id: string, more: Partial<Kind> = {}): Kind => ({ id, title: { ru: id, en: id }, scope: 'internal', form, titleTemplate: '{what}', numbering: { journal: id, pattern: `${id}-{n:3}`, reset: 'never' }, ...more });

/**
 * An agency with clients and contractors. A job is approved by boris and done by pavel of a contractor; clients are its guests. A secret job lets nobody be
 * drawn in by a mention. A file holds personal data.
 */
export const agency: System = {
  title: 'Agency',
  org,
  calendars: [standardCalendar('Europe/Moscow')],
  directories: [],
  records: [],
  kinds: [
    {
      kind: kind('job', {
        see: { people: ['dina'] },
        participation: { guest: { who: { units: ['partners'] }, access: { what: 'read' } }, external: { who: { units: ['partners'] }, access: { what: 'read', price: 'read' } }, interested: { privateComments: true } },
      }),
      route: terseBpmn('start -> agree -> make -> end; agree approval boris; make execution pavel'),
    },
    { kind: kind('secret', { participation: { mentioned: { off: true }, interested: { comment: false } }, conversation: { changeWithin: 'PT0M' } }), route: terseBpmn('start -> agree -> end; agree approval boris') },
    { kind: kind('file', { personalData: true }), route: terseBpmn('start -> agree -> end; agree approval boris') },
  ],
};
