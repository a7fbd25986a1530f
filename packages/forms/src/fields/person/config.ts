import type { FieldConfig } from '../../registry.js';

export const personConfig: FieldConfig = {
  title: { ru: 'Сотрудник', en: 'Person' },
  icon: 'user',
  group: 'people',
  schema: { type: 'string' },
  options: { rq: { field: 'person' } },
  optionsSchema: {
    type: 'object',
    properties: { load: { type: 'boolean', title: 'load' }, unit: { type: 'string', title: 'unit' }, role: { type: 'string', title: 'role' } },
  },
};
