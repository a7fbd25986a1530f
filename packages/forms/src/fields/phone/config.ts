import type { FieldConfig } from '../../registry.js';

export const phoneConfig: FieldConfig = {
  title: { ru: 'Телефон', en: 'Telephone' },
  icon: 'phone',
  group: 'text',
  schema: { type: 'string', maxLength: 32 },
  options: { rq: { field: 'phone' } },
};
