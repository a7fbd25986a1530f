import type { FieldConfig } from '../../registry.js';

export const quantityConfig: FieldConfig = {
  title: { ru: 'Количество', en: 'Quantity' },
  icon: 'number',
  group: 'number',
  schema: { type: 'number', minimum: 0 },
  options: { rq: { field: 'quantity', unitOfMeasure: { ru: 'шт.', en: 'pcs' } } },
  optionsSchema: { type: 'object', properties: { unitOfMeasure: { type: 'string', title: 'unitOfMeasure' } } },
};
