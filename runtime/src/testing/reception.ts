import type { Kind, System } from '@requestry/model';
import { standardCalendar } from '@requestry/model';
import { terseBpmn } from '../process/testing/terse-route.js';

const text = { type: 'string', maxLength: 5_000 };
const control = (field: string) => ({ type: 'Control' as const, scope: `#/properties/${field}` });

const order: Kind = {
  id: 'order',
  title: 'Обращение клиента',
  scope: 'external',
  titleTemplate: '{subject}',
  numbering: { journal: 'orders', pattern: 'ОБ-{yyyy}-{n:4}' },
  stages: [{ id: 'new', title: { ru: 'Новое', en: 'New' } }, { id: 'work', title: { ru: 'В работе', en: 'In progress' } }],
  form: {
    schema: {
      type: 'object',
      required: ['subject'],
      properties: {
        subject: text,
        text,
        amount: { type: 'number', minimum: 0 },
        employees: { type: 'integer', minimum: 1 },
        region: { type: 'string', enum: ['msk', 'spb'] },
        interest: { type: 'string', default: 'unknown' },
        verdict: text,
      },
    },
    ui: { type: 'VerticalLayout', elements: ['subject', 'text', 'amount', 'employees', 'region', 'interest', 'verdict'].map(control) },
  },
  submitAccess: { '*': 'edit', verdict: 'hidden' },
};

/** A small firm that clients turn to by two sites, by mail and by telephone. */
export const reception: System = {
  title: 'Reception',
  kinds: [{ kind: order, route: terseBpmn(`a execution source; b approval '=if request.channel = "phone" then "boss" else "olga"'; start -> a -> b -> end`) }],
  directories: [
    {
      id: 'counterparties',
      title: 'Контрагенты',
      keyField: 'inn',
      schema: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: {
          name: text,
          type: { type: 'string', enum: ['organisation', 'person'] },
          inn: text,
          contact: text,
          emails: { type: 'array', items: text },
          phones: { type: 'array', items: text },
          responsible: text,
        },
      },
    },
  ],
  records: [
    { id: 'romashka', directory: 'counterparties', data: { name: 'ООО «Ромашка»', type: 'organisation', inn: '7701234567', contact: 'Иванов Пётр Сергеевич', emails: ['office@romashka.example'], phones: ['8 (916) 123-45-67'] } },
    { id: 'twin-1', directory: 'counterparties', data: { name: 'Двойник 1', emails: ['twins@mail.example'], phones: ['+7 495 111-11-11'] } },
    { id: 'twin-2', directory: 'counterparties', data: { name: 'Двойник 2', emails: ['twins@mail.example'], phones: ['+7 495 222-22-22'] } },
  ],
  sources: [
    { id: 'site', title: 'Сайт', kind: 'order', channel: 'web', anonymous: true, defaults: { interest: 'site' }, required: ['text'], responsible: { person: 'olga' }, askUnknown: ['name'] },
    {
      id: 'shop',
      title: 'Магазин',
      kind: 'order',
      channel: 'webhook',
      secured: true,
      mapping: { subject: '="Заказ " + string(payload.order.id)', amount: '=payload.order.sum', employees: '=payload.client.staff', verdict: '=payload.note' },
      contact: { company: '=payload.client.title', email: '=payload.client.mail', phone: '=payload.client.tel', inn: '=payload.client.inn' },
      extraFields: ['employees'],
      responsible: { role: 'manager' },
    },
    { id: 'mail', title: 'Почта', kind: 'order', channel: 'mail', mailboxes: ['Help@Firm.example'], mapping: { subject: '=payload.subject', text: '=payload.text' }, responsible: { person: 'olga' } },
    { id: 'line', title: 'Телефон', kind: 'order', channel: 'phone', required: ['region'], responsible: { role: 'manager', unit: 'sales' } },
  ],
  org: {
    units: [{ id: 'firm', title: 'Фирма', head: 'boss' }, { id: 'sales', title: 'Продажи', parent: 'firm', head: 'olga' }],
    roles: [
      { id: 'reception', title: 'Добавление и изменение заявок', rights: ['enter'] },
      { id: 'manager', title: 'Менеджер' },
      { id: 'admin', title: 'Администратор', rights: ['design', 'administer', 'see-all'] },
    ],
    people: [
      { id: 'boss', name: 'Борис', unit: 'firm', roles: ['admin'] },
      { id: 'olga', name: 'Ольга', unit: 'sales', email: 'Olga@Firm.example' },
      { id: 'max', name: 'Максим', unit: 'sales', roles: ['manager'], email: 'max@firm.example' },
      { id: 'vera', name: 'Вера', unit: 'firm', roles: ['reception', 'manager'] },
    ],
    groups: [],
    substitutions: [],
  },
  calendars: [standardCalendar('Europe/Moscow')],
};
