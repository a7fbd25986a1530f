import type { FieldConfig } from '../../registry.js';

export const fileConfig: FieldConfig = {
  title: { ru: 'Файлы', en: 'Files' },
  icon: 'attach',
  group: 'other',
  schema: { type: 'array', maxItems: 10, items: { type: 'object', required: ['name', 'size'], properties: { name: { type: 'string' }, size: { type: 'number', maximum: 25_000_000 }, type: { type: 'string' }, sha256: { type: 'string' } } } },
  options: { rq: { field: 'file' } },
};
