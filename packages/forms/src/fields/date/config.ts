import type { FieldConfig } from '../../registry.js';

export const dateConfig: FieldConfig = {
  title: { ru: 'Дата', en: 'Date' },
  icon: 'calendar',
  group: 'date',
  schema: { type: 'string', format: 'date' },
};
