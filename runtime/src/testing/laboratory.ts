import { standardCalendar, type Kind, type Org, type System } from '@requestry/model';
import { terseBpmn } from '../process/testing/terse-route.js';

const org: Org = {
  units: [
    { id: 'firm', title: 'Firm', head: 'boris' },
    { id: 'partners', title: 'Partners' },
  ],
  people: [
    { id: 'anna', name: 'Anna', unit: 'firm', email: 'anna@example.org' },
    { id: 'boris', name: 'Boris', unit: 'firm', email: 'boris@example.org' },
    { id: 'erik', name: 'Erik', unit: 'firm', roles: ['admin'] },
    { id: 'greta', name: 'Greta', unit: 'firm' },
    { id: 'kurt', name: 'Kurt', unit: 'firm' },
    { id: 'olaf', name: 'Olaf', unit: 'partners' },
  ],
  roles: [{ id: 'admin', title: 'Administrator', rights: ['administer', 'design', 'see-all'] }],
  groups: [],
  substitutions: [],
};

const file = (size: number) => ({ type: 'object', required: ['name', 'size'], properties: { name: { type: 'string' }, size: { type: 'number', maximum: size }, type: { type: 'string' }, sha256: { type: 'string' } } });
const files = (size: number, maxItems: number) => ({ type: 'array', maxItems, items: file(size) });
const control = (name: string, accept?: readonly string[]) => ({ type: 'Control' as const, scope: `#/properties/${name}`, ...(accept ? { options: { rq: { field: 'file', accept } } } : {}) });

const form: Kind['form'] = {
  schema: {
    type: 'object',
    properties: { what: { type: 'string' }, photos: files(1_000, 3), plan: files(100_000, 1), secret: files(100_000, 5), lines: { type: 'array', items: { type: 'object', properties: { part: { type: 'string' }, picture: files(100_000, 2) } } } },
    required: ['what'],
  },
  ui: {
    type: 'VerticalLayout',
    elements: [
      control('what'),
      control('photos', ['image/*']),
      control('plan', ['.pdf', 'text/csv', '.cdr']),
      control('secret', []),
      { type: 'Control', scope: '#/properties/lines', options: { rq: { columns: [{ property: 'part' }, { property: 'picture', options: { rq: { field: 'file', accept: ['image/png'] } } }] } } },
    ],
  },
};

const kind = (id: string, more: Partial<Kind> = {}): Kind => ({ id, title: id, scope: 'internal', form, titleTemplate: '{what}', viewAccess: { '*': 'read', secret: 'hidden' }, recurrence: {}, ...more });

const access = '<rq:access field="*" level="read" /><rq:access field="secret" level="edit" /><rq:access field="photos" level="edit" /><rq:access field="plan" level="hidden" />';
const opened = (route: string): string => route.replace(/(<rq:step [^>]*?type="approval"[^]*?)<\/rq:step>/, `$1${access}</rq:step>`);

/**
 * A laboratory that is sent photographs. Whoever asks sends photos, a plan and lines with pictures; what is secret only boris sees, at his step, where the plan is
 * hidden from him. Guests see what is asked for and nothing else. Visitors send photos from a page. An analysis holds personal data.
 */
export const laboratory: System = {
  title: 'Laboratory',
  org,
  calendars: [standardCalendar('Europe/Moscow')],
  directories: [],
  records: [],
  kinds: [
    { kind: kind('photo', { participation: { guest: { who: { units: ['partners'] }, access: { what: 'read' } } } }), route: opened(terseBpmn('start -> agree -> make -> end; agree approval boris; make execution kurt')) },
    { kind: kind('analysis', { personalData: true }), route: terseBpmn('start -> agree -> end; agree approval boris') },
    { kind: kind('sample', { scope: 'external', submitAccess: { '*': 'edit', secret: 'hidden', plan: 'hidden' } }) },
    { kind: kind('word', { form: { schema: { type: 'object', properties: { what: { type: 'string' } }, required: ['what'] }, ui: { type: 'VerticalLayout', elements: [control('what')] } } }) },
  ],
  sources: [
    { id: 'page', title: 'Page', kind: 'sample', channel: 'web', anonymous: true, initiator: 'kurt' },
    { id: 'letters', title: 'Letters', kind: 'sample', channel: 'mail', initiator: 'kurt', mailboxes: ['lab@example.org'], defaults: { what: 'A letter' } },
    { id: 'other', title: 'Other page', kind: 'sample', channel: 'web', anonymous: true, initiator: 'kurt' },
    { id: 'closed', title: 'Closed', kind: 'sample', channel: 'web', initiator: 'kurt' },
    { id: 'words', title: 'Words', kind: 'word', channel: 'web', anonymous: true, initiator: 'kurt' },
  ],
};
