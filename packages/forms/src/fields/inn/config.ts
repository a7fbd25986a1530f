import type { FieldConfig } from '../../registry.js';

export const innConfig: FieldConfig = {
  title: { ru: 'ИНН', en: 'Tax number (INN)' },
  icon: 'number',
  group: 'text',
  schema: { type: 'string', pattern: '^([0-9]{10}|[0-9]{12})$' },
  options: { rq: { field: 'inn' } },
};
