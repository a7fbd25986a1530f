import type { FieldConfig } from '../../registry.js';

export const longTextConfig: FieldConfig = {
  title: { ru: 'Многострочный текст', en: 'Long text' },
  icon: 'list',
  group: 'text',
  schema: { type: 'string', maxLength: 4000 },
  options: { multi: true },
  optionsSchema: { type: 'object', properties: { rows: { type: 'integer', minimum: 2, maximum: 20, title: 'rows' } } },
};
