import type { FieldConfig } from '../../registry.js';

export const computedConfig: FieldConfig = {
  title: { ru: 'Вычисляемое', en: 'Computed' },
  icon: 'sum',
  group: 'other',
  schema: { type: 'number' },
  options: { rq: { field: 'computed', computed: '=0' } },
  optionsSchema: { type: 'object', required: ['computed'], properties: { computed: { type: 'string', title: 'computed' } } },
};
