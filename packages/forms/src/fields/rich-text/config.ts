import type { FieldConfig } from '../../registry.js';

export const richTextConfig: FieldConfig = {
  title: { ru: 'Текст с оформлением', en: 'Formatted text' },
  icon: 'text',
  group: 'text',
  schema: { type: 'string', maxLength: 10000 },
  options: { rq: { field: 'rich-text' } },
};
