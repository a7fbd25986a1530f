import { standardCalendar, type Directory, type Guard, type JsonSchema, type Kind, type System } from '@requestry/model';
import { terseBpmn } from '../process/testing/terse-route.js';

const text: JsonSchema = { type: 'string', maxLength: 200 };
const directory = (id: string, properties: Readonly<Record<string, JsonSchema>>, more: Partial<Directory> = {}): Directory => ({ id, title: id, schema: { type: 'object', properties: { name: text, ...properties } }, ...more });

const lookups: Readonly<Record<string, string>> = { client: 'clients', item: 'goods', contract: 'contracts', tool: 'goods', room: 'rooms' };

const form = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): Kind['form'] => ({
  schema: { type: 'object', properties, required: [...required] },
  ui: {
    type: 'VerticalLayout',
    elements: Object.keys(properties).map((name) => ({ type: 'Control', scope: `#/properties/${name}`, ...(lookups[name] === undefined ? {} : { options: { rq: { lookup: { directory: lookups[name] } } } }) })),
  },
});

const guards: readonly Guard[] = [
  {
    id: 'notice',
    at: 'submit',
    title: { ru: 'срок по договору', en: 'notice of the contract' },
    when: '=if terms = null then true else date(needed) >= date(today) + duration("P" + string(terms.notice) + "D")',
    explanation: { ru: 'По договору {terms.name} заявку подают не позже чем за {terms.notice} дн., а нужно {needed}', en: 'Contract {terms.name} wants {terms.notice} days of notice, wanted {needed}' },
    facts: { terms: { from: 'records', directory: 'contracts', where: { id: '=contract' } } },
  },
  {
    id: 'stock',
    at: 'accept',
    step: 'accept',
    outcome: 'approve',
    title: { ru: 'остаток на складе', en: 'stock' },
    when: '=left >= quantity',
    explanation: { ru: 'На складе {left}, а нужно {quantity}: {item}', en: '{left} in stock, {quantity} wanted: {item}' },
    facts: { left: { from: 'connector', connector: 'stock', query: { item: '=item', depot: 'main' }, timeout: 1_000 } },
  },
  {
    id: 'debt',
    at: 'accept',
    step: 'accept',
    title: { ru: 'долг клиента', en: 'debt of the client' },
    when: '=debt = 0',
    explanation: { ru: 'Долг {debt} ₽ по заявкам {debt.on}', en: 'A debt of {debt} on {debt.on}' },
    facts: { debt: { from: 'requests', same: { field: 'client' }, where: '=paid != true', take: 'sum', value: '=cost' } },
  },
  {
    id: 'personally',
    at: 'reassign',
    step: 'work',
    when: '=terms = null or terms.sort = "contractor"',
    explanation: { ru: 'По договору {terms.name} работу выполняют лично', en: 'Contract {terms.name} is performed personally' },
    facts: { terms: { from: 'records', directory: 'contracts', where: { id: '=contract' } } },
  },
  { id: 'priced', at: 'decide', unavailable: 'warn', when: '=rate.price * quantity <= 10000', explanation: { ru: 'Слишком дорого', en: 'Too dear' }, facts: { rate: { from: 'connector', connector: 'rates', query: { item: '=item' } } } },
];

const order: Kind = {
  id: 'order',
  title: { ru: 'Заказ', en: 'Order' },
  scope: 'internal',
  titleTemplate: '{kind}',
  numbering: { journal: 'orders', pattern: 'З-{n:3}' },
  see: { roles: ['clerk'] },
  filterable: ['client', 'item'],
  form: form(
    { client: text, item: text, quantity: { type: 'number', minimum: 0 }, contract: text, needed: { type: 'string', format: 'date' }, cost: { type: 'number' }, paid: { type: 'boolean' }, note: text },
    ['client', 'item', 'quantity', 'needed'],
  ),
  guards,
};

const decided = `accept approval clerk1; no end rejected; x -> no if =steps.accept.outcome = "reject"; x -> end else; start -> accept -> x`;

/** Silence is consent, unless it costs too much. */
const quote: Kind = {
  id: 'quote',
  title: { ru: 'Расценка', en: 'Quote' },
  scope: 'internal',
  form: form({ price: { type: 'number' }, item: text }),
  viewAccess: { '*': 'read', price: 'hidden' },
  guards: [
    { id: 'cheap', at: 'accept', step: 'accept', title: 'цена', when: '=price <= 100', explanation: { ru: 'Цена {price}, товар {item}', en: 'Price {price} for {item}' } },
    { id: 'rated', at: 'decide', title: 'курс', when: '=rate.price > 0', explanation: { ru: 'Нет курса', en: 'No rate' }, facts: { rate: { from: 'connector', connector: 'rates', query: { item: '=item' } } } },
  ],
};

const hire: Kind = {
  id: 'hire',
  title: { ru: 'Прокат', en: 'Hire' },
  scope: 'internal',
  form: form({ tool: text, count: { type: 'number', minimum: 0 }, note: text }, ['tool', 'count']),
  reservations: [{ id: 'tools', field: 'tool', quantity: 'count', holds: 'P2D' }],
};

const day: JsonSchema = { type: 'string', format: 'date-time' };

const booking: Kind = {
  id: 'booking',
  title: { ru: 'Бронь', en: 'Booking' },
  scope: 'internal',
  form: form({ room: text, begins: day, ends: day }, ['room', 'begins', 'ends']),
  viewAccess: { '*': 'read', room: 'hidden' },
  reservations: [{ id: 'rooms', field: 'room', from: 'begins', to: 'ends' }],
};

/** Lends goods one at a time in a table of lines, and takes them back when all is done. */
const lend: Kind = {
  id: 'lend',
  title: { ru: 'Выдача', en: 'Lending' },
  scope: 'internal',
  form: {
    schema: { type: 'object', properties: { lines: { type: 'array', items: { type: 'object', properties: { item: text, count: { type: 'number' } } } } } },
    ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/lines', options: { rq: { columns: [{ property: 'item', options: { rq: { lookup: { directory: 'goods' } } } }, { property: 'count' }] } } }] },
  },
  reservations: [{ id: 'lines', field: 'lines.item', quantity: 'lines.count', ends: { completed: 'released' } }],
};

const offer: Kind = {
  id: 'offer',
  title: { ru: 'Обращение', en: 'Enquiry' },
  scope: 'internal',
  form: form({ client: text, subject: text, price: { type: 'number' } }, ['subject']),
  followUps: [
    { id: 'deal', title: 'Договор', directory: 'verdicts', types: ['to-work'], start: { kind: 'deal', data: { client: '=client', subject: '="По обращению: " + subject', amount: '=price * 2', reason: '=decision.text', urgent: '=decision.record.urgent' } } },
    { id: 'preparation', directory: 'verdicts', types: ['too-new'], start: { message: 'prepare', data: { what: '=subject', verdict: '=decision.title' } } },
  ],
};

const deal: Kind = {
  id: 'deal',
  title: { ru: 'Договор', en: 'Deal' },
  scope: 'internal',
  titleTemplate: '{subject}',
  numbering: { journal: 'deals', pattern: 'Д-{n:3}' },
  form: form({ client: text, subject: text, amount: { type: 'number', maximum: 1_000 }, reason: text, urgent: { type: 'boolean' } }, ['subject']),
  submitAccess: { '*': 'edit', reason: 'hidden' },
};

const job: Kind = {
  id: 'job',
  title: { ru: 'Работа', en: 'Job' },
  scope: 'internal',
  numbering: { journal: 'jobs', pattern: 'Р-{n:3}' },
  filterable: ['client'],
  form: {
    schema: { type: 'object', properties: { client: text, hours: { type: 'number' }, parts: { type: 'array', items: { type: 'object', properties: { item: text, count: { type: 'number' } } } } } },
    ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/client', options: { rq: { lookup: { directory: 'clients' } } } }, { type: 'Control', scope: '#/properties/hours' }, { type: 'Control', scope: '#/properties/parts', options: { rq: { columns: [{ property: 'item' }, { property: 'count' }] } } }] },
  },
  resources: { materials: 'goods', hours: true, plan: { hours: 'hours', materials: { field: 'parts', record: 'item', quantity: 'count' } } },
  payments: { currencies: ['RUB', 'EUR'] },
  guards: [
    { id: 'unpaid', at: 'submit', when: '=debt = 0', explanation: { ru: 'Клиент не оплатил {debt} ₽ по заявкам {debt.on}', en: 'The client owes {debt} on {debt.on}' }, facts: { debt: { from: 'requests', same: { field: 'client' }, where: '=payments.debt > 0', take: 'sum', value: '=payments.debt', told: 'always' } } },
    { id: 'worked', at: 'accept', step: 'work', when: '=resources.hours.used > 0', explanation: { ru: 'Запишите отработанное время', en: 'Note the hours worked' } },
  ],
};

/** A depot that lets goods and rooms out: what is asked for is looked at in its stock, its contracts, and what its clients owe. */
export const depot: System = {
  title: 'Depot',
  kinds: [
    {
      kind: order,
      route: terseBpmn(`
        accept approval clerk1
        work execution kurt
        no end rejected
        x -> no if =steps.accept.outcome = "reject"; x -> work else
        start -> accept -> x; work -> end`),
    },
    { kind: quote, route: terseBpmn('start -> accept -> end; accept approval clerk1 due=P1D escalate=decide:approve@P1D,notify:boss@P3D') },
    { kind: hire, route: terseBpmn(decided) },
    { kind: booking, route: terseBpmn(decided) },
    { kind: lend },
    { kind: offer, route: terseBpmn('judge decision clerk1 outcomes=decide#verdicts,later; start -> judge -> end') },
    { kind: deal },
    { kind: job, route: terseBpmn('check approval clerk1; work execution kurt; start -> check -> work -> end') },
  ],
  directories: [
    directory('clients', {}),
    directory('goods', { stock: { type: 'number' } }, { reservable: { quantity: 'stock' } }),
    directory('verdicts', { urgent: { type: 'boolean' } }),
    directory('rooms', {}, { reservable: {} }),
    directory('contracts', { notice: { type: 'number' }, sort: { type: 'string' } }),
  ],
  records: [
    { id: 'rose', directory: 'clients', data: { name: 'ООО «Роза»' } },
    { id: 'iris', directory: 'clients', data: { name: 'ООО «Ирис»' } },
    { id: 'drill', directory: 'goods', data: { name: 'Дрель', stock: 3 } },
    { id: 'crane', directory: 'goods', data: { name: 'Кран', stock: 1 } },
    { id: 'to-work', directory: 'verdicts', data: { name: 'В работу', urgent: true } },
    { id: 'too-new', directory: 'verdicts', data: { name: 'Отказ — новый продукт, нужна подготовка' } },
    { id: 'too-late', directory: 'verdicts', data: { name: 'Отказ — не подходит по срокам' } },
    { id: 'hall', directory: 'rooms', data: { name: 'Зал' } },
    { id: 'c-1', directory: 'contracts', data: { name: 'Д-1', notice: 5, sort: 'service' } },
    { id: 'c-2', directory: 'contracts', data: { name: 'Д-2', notice: 0, sort: 'contractor' } },
  ],
  org: {
    units: [{ id: 'firm', title: 'Firm', head: 'boss' }],
    roles: [{ id: 'admin', title: 'Administrator', rights: ['design', 'administer', 'see-all'] }, { id: 'clerk', title: 'Clerk' }],
    people: [
      { id: 'boss', name: 'Борис', unit: 'firm', roles: ['admin'] },
      { id: 'anna', name: 'Анна', unit: 'firm' },
      { id: 'vera', name: 'Вера', unit: 'firm' },
      { id: 'clerk1', name: 'Клара', unit: 'firm', roles: ['clerk'] },
      { id: 'kurt', name: 'Курт', unit: 'firm' },
      { id: 'lena', name: 'Лена', unit: 'firm' },
    ],
    groups: [],
    substitutions: [],
  },
  calendars: [standardCalendar('Europe/Moscow')],
};
