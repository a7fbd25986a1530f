import type { FieldConfig } from '../../registry.js';

export const recordConfig: FieldConfig = {
  title: { ru: 'Запись справочника', en: 'Directory record' },
  icon: 'table',
  group: 'data',
  schema: { type: 'string' },
  options: { rq: { field: 'record', lookup: { directory: '' } } },
  optionsSchema: {
    type: 'object',
    properties: {
      lookup: {
        type: 'object',
        title: 'lookup',
        required: ['directory'],
        properties: { directory: { type: 'string', title: 'directory' }, filter: { type: 'object', title: 'filter' }, fill: { type: 'object', title: 'fill' } },
      },
    },
  },
};
