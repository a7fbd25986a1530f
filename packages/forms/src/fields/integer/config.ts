import type { FieldConfig } from '../../registry.js';

export const integerConfig: FieldConfig = {
  title: { ru: 'Целое число', en: 'Whole number' },
  icon: 'number',
  group: 'number',
  schema: { type: 'integer' },
};
