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

const amending: Kind['form'] = {
  schema: { type: 'object', properties: { newPrice: { type: 'number' }, newText: { type: 'string' } } },
  ui: { type: 'VerticalLayout', elements: ['newPrice', 'newText'].map(control) },
};

const points = '<rq:check title="Introduce yourself" /><rq:check title="Ask for consent" /><rq:access field="price" level="edit" />';

/** A talk that is led by a guide, done again until it is accepted. */
const visiting = terseBpmn('start -> talk -> look; look -> x; x -> end if =steps.look.outcome = "accept"; x -> talk else; talk execution kurt; look acceptance initiator').replace(/(type="execution"[^]*?)<\/rq:step>/, `$1${points}</rq:step>`);

/** Three ways to end without anybody: a timer, an escalation that decides, a condition. */
const silence = `start -> x1; x1 -> t if =newText = "timer"; x1 -> c if =newText = "condition"; x1 -> agree else; t wait duration=P2D; c wait condition='=today() >= date("2026-03-05")'; t -> end; c -> end; agree -> x; x -> end if =steps.agree.outcome = "approve"; x -> no else; no end rejected; agree approval boris due=P1D escalate=decide:approve@P1D`;

const kind = (id: string, more: Partial<Kind> = {}): Kind => ({ id, title: { ru: id, en: id }, scope: 'internal', form, titleTemplate: '{what}', numbering: { journal: id, pattern: `${id}-{n:3}`, reset: 'never' }, ...more });

/**
 * An agency with clients and contractors. A job is approved by boris and done by pavel of a contractor; clients are its guests. A secret job lets nobody be
 * drawn in by a mention. A file holds personal data. Talks with a client form a chain that a deal becomes the subject of; a deal has orders and waits for them; a
 * contract is made of a lead, and changed by amendments alone.
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
    {
      kind: kind('lead', {
        see: { people: ['dina'] },
        relations: [
          { id: 'contract', type: 'based-on', title: { ru: 'Создать договор', en: 'Create a contract' }, kind: 'contract', map: { what: '="Contract: " + what', price: '=price * 2' }, most: 1 },
          { id: 'next', type: 'chain', title: 'Next talk', kind: 'lead' },
          { id: 'deal', type: 'subject', title: 'Make a deal of it', kind: 'deal', who: { people: ['anna', 'boris'] } },
        ],
      }),
    },
    {
      kind: kind('contract', {
        see: { people: ['dina'] },
        viewAccess: { '*': 'read', margin: 'hidden' },
        relations: [
          { id: 'amend', type: 'amendment', title: 'Amend', kind: 'amendment', fields: { price: 'newPrice', what: 'newText' }, states: ['active', 'completed'] },
          { id: 'silently', type: 'amendment', title: 'Amend by silence', kind: 'silent', fields: { price: 'newPrice' } },
          { id: 'annex', type: 'annex', title: 'Add an annex', kind: 'job' },
          { id: 'secretly', type: 'amendment', title: 'Amend the margin', kind: 'amendment', fields: { margin: 'newText' } },
        ],
      }),
      route: terseBpmn('start -> agree -> end; agree approval boris'),
    },
    { kind: { ...kind('amendment', { titleTemplate: '{number}', see: { people: ['dina'] } }), form: amending }, route: terseBpmn('start -> agree -> x; x -> end if =steps.agree.outcome = "approve"; x -> no else; no end rejected; agree approval boris') },
    { kind: { ...kind('silent', { titleTemplate: '{number}', see: { people: ['dina'] } }), form: amending }, route: terseBpmn(silence) },
    {
      kind: kind('deal', {
        see: { people: ['dina'] },
        relations: [{ id: 'orders', type: 'child', title: 'Add an order', kind: 'order', waits: true, adopts: true, most: 3, sums: [{ title: 'Total', of: 'sum', field: 'price' }, { title: 'Orders', of: 'count' }, { title: 'Open', of: 'open' }] }],
      }),
      route: terseBpmn('start -> close -> end; close approval boris; soon timer on=close duration=P2D; soon -> end'),
    },
    { kind: kind('order', { see: { people: ['dina'] }, relations: [{ id: 'parts', type: 'child', title: 'Parts', kind: 'order', adopts: true }] }), route: terseBpmn('start -> make -> end; make execution kurt') },
    {
      kind: kind('visit', {
        personalData: true,
        rating: { changeWithin: 'P1D' },
        guides: [
          {
            step: 'talk',
            mandatory: [2],
            script: [
              { id: 'budget', text: 'Is there a budget?', options: [{ id: 'yes', text: 'Yes' }, { id: 'no', text: 'No', next: 'when' }] },
              { id: 'amount', text: 'How much?', help: 'Many say it is expensive: name the price of doing nothing.', field: 'price' },
              { id: 'who', text: 'Who decides?', next: 'end' },
              { id: 'when', text: 'When will there be one?' },
            ],
          },
        ],
      }),
      route: visiting,
    },
    { kind: kind('file', { personalData: true }), route: terseBpmn('start -> agree -> end; agree approval boris') },
  ],
};
