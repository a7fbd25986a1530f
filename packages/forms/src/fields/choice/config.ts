import type { FieldConfig } from '../../registry.js';

export const choiceConfig: FieldConfig = {
  title: { ru: 'Выбор', en: 'Choice' },
  icon: 'choice',
  group: 'choice',
  schema: { type: 'string', enum: ['a', 'b'] },
  options: { rq: { field: 'choice', enumTitles: { '"a"': { ru: 'Первый вариант', en: 'First option' }, '"b"': { ru: 'Второй вариант', en: 'Second option' } } } },
  optionsSchema: { type: 'object', properties: { list: { type: 'boolean', title: 'list' } } },
};
