import type { FieldConfig } from '../../registry.js';

export const numberConfig: FieldConfig = {
  title: { ru: 'Число', en: 'Number' },
  icon: 'number',
  group: 'number',
  schema: { type: 'number' },
};
