import type { FieldConfig } from '../../registry.js';

export const periodConfig: FieldConfig = {
  title: { ru: 'Период', en: 'Period' },
  icon: 'calendar',
  group: 'date',
  schema: { type: 'object', required: ['from', 'to'], properties: { from: { type: 'string', format: 'date' }, to: { type: 'string', format: 'date' } } },
  options: { rq: { field: 'period' } },
};
