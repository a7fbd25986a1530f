import type { FieldConfig } from '../../registry.js';

export const booleanConfig: FieldConfig = {
  title: { ru: 'Да или нет', en: 'Yes or no' },
  icon: 'toggle',
  group: 'choice',
  schema: { type: 'boolean' },
};
