import type { FieldConfig } from '../../registry.js';

export const unitConfig: FieldConfig = {
  title: { ru: 'Подразделение', en: 'Unit' },
  icon: 'unit',
  group: 'people',
  schema: { type: 'string' },
  options: { rq: { field: 'unit' } },
};
