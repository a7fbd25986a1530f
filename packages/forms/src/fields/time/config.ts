import type { FieldConfig } from '../../registry.js';

export const timeConfig: FieldConfig = {
  title: { ru: 'Время', en: 'Time' },
  icon: 'clock',
  group: 'date',
  schema: { type: 'string', format: 'time' },
};
