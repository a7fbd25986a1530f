import type { JsonSchema, Kind, System } from '@requestry/model';
import { system } from '@requestry/templates/internal';

const fields: Readonly<Record<string, JsonSchema>> = {
  subject: { type: 'string', title: 'Предмет', maxLength: 200 },
  note: { type: 'string', title: 'Пояснение', maxLength: 2000 },
  city: { type: 'string', title: 'Город' },
  amount: { type: 'number', title: 'Сумма' },
  urgent: { type: 'boolean', title: 'Срочно' },
  tags: { type: 'array', items: { type: 'string' }, title: 'Метки', maxItems: 5 },
  margin: { type: 'number', title: 'Наценка' },
};

/** A kind without a route: cities, sums, tags, and a margin that only those see who may. */
export const purchase: Kind = {
  id: 'purchase',
  title: { ru: 'Закупка', en: 'Purchase' },
  scope: 'internal',
  titleTemplate: '{subject}',
  numbering: { journal: 'purchases', pattern: 'ЗК-{yyyy}-{n:5}' },
  form: { schema: { type: 'object', properties: fields }, ui: { type: 'VerticalLayout', elements: Object.keys(fields).map((name) => ({ type: 'Control', scope: `#/properties/${name}` })) } },
  viewAccess: { '*': 'read', margin: 'hidden' },
  see: { units: ['supply'] },
  features: { reviewed: true, watch: true },
  filterable: ['city', 'amount', 'urgent', 'tags', 'margin'],
};

/** The ready-made system with that kind, and with fields to filter repairs by. */
export const registerSystem: System = {
  ...system,
  kinds: [...system.kinds.map(({ kind, ...rest }) => ({ ...rest, kind: kind.id === 'repair' ? { ...kind, filterable: ['workType', 'equipmentKind'] } : kind })), { kind: purchase }],
};
