import type { FieldConfig } from '../../registry.js';

export const dateTimeConfig: FieldConfig = {
  title: { ru: 'Дата и время', en: 'Date and time' },
  icon: 'clock',
  group: 'date',
  schema: { type: 'string', format: 'date-time' },
};
