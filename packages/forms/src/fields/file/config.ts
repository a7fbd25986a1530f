import type { FieldConfig } from '../../registry.js';

export const fileConfig: FieldConfig = {
  title: { ru: 'Файлы', en: 'Files' },
  icon: 'attach',
  group: 'other',
  schema: { type: 'array', maxItems: 10, items: { type: 'object', required: ['name', 'size'], properties: { name: { type: 'string' }, size: { type: 'number' }, type: { type: 'string' } } } },
  options: { rq: { field: 'file' } },
};
