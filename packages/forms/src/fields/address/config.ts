import type { FieldConfig } from '../../registry.js';

export const addressConfig: FieldConfig = {
  title: { ru: 'Адрес', en: 'Address' },
  icon: 'map-pin',
  group: 'text',
  schema: { type: 'string', maxLength: 500 },
  options: { rq: { field: 'address' } },
};
