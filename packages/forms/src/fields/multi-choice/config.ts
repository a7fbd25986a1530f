import type { FieldConfig } from '../../registry.js';

export const multiChoiceConfig: FieldConfig = {
  title: { ru: 'Несколько вариантов', en: 'Several options' },
  icon: 'checkbox',
  group: 'choice',
  schema: { type: 'array', uniqueItems: true, items: { type: 'string', enum: ['a', 'b'] } },
  options: { rq: { field: 'multi-choice', enumTitles: { '"a"': { ru: 'Первый вариант', en: 'First option' }, '"b"': { ru: 'Второй вариант', en: 'Second option' } } } },
};
