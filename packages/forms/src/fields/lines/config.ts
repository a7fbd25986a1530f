import type { FieldConfig } from '../../registry.js';

export const linesConfig: FieldConfig = {
  title: { ru: 'Таблица строк', en: 'Lines' },
  icon: 'table',
  group: 'data',
  schema: { type: 'array', maxItems: 200, items: { type: 'object', properties: { name: { type: 'string' }, quantity: { type: 'number', minimum: 0 } } } },
  options: {
    rq: {
      field: 'lines',
      columns: [
        { property: 'name', label: { ru: 'Наименование', en: 'Name' } },
        { property: 'quantity', label: { ru: 'Количество', en: 'Quantity' }, total: true },
      ],
    },
  },
  optionsSchema: {
    type: 'object',
    properties: {
      columns: {
        type: 'array',
        title: 'columns',
        items: { type: 'object', required: ['property'], properties: { property: { type: 'string', title: 'property' }, label: { type: 'string', title: 'label' }, total: { type: 'boolean', title: 'total' } } },
      },
    },
  },
};
