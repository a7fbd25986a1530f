import type { FieldConfig } from '../../registry.js';

export const ratingConfig: FieldConfig = {
  title: { ru: 'Оценка', en: 'Rating' },
  icon: 'star',
  group: 'choice',
  schema: { type: 'integer', minimum: 1, maximum: 5 },
  options: { rq: { field: 'rating' } },
};
