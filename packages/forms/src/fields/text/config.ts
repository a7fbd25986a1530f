import type { FieldConfig } from '../../registry.js';

export const textConfig: FieldConfig = {
  title: { ru: 'Текст', en: 'Text' },
  icon: 'text',
  group: 'text',
  schema: { type: 'string', maxLength: 200 },
};
