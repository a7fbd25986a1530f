import type { FieldConfig } from '../../registry.js';

export const moneyConfig: FieldConfig = {
  title: { ru: 'Деньги', en: 'Money' },
  icon: 'money',
  group: 'number',
  schema: {
    type: 'object',
    required: ['amount', 'currency'],
    properties: { amount: { type: 'string', pattern: '^-?[0-9]{1,15}([.][0-9]{1,4})?$' }, currency: { type: 'string', minLength: 3, maxLength: 3 } },
  },
  options: { rq: { field: 'money', currency: 'RUB' } },
  optionsSchema: { type: 'object', properties: { currency: { type: 'string', title: 'currency', minLength: 3, maxLength: 3 } } },
};
