import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { ratingPart } from '../parts.js';

/** Stars from one to the schema's maximum (five when it names none, ten at most). */
export const ratingField: FieldType = {
  type: 'rating',
  labelling: 'group',
  text: (value, field) => (typeof value === 'number' ? field.words.stars({ count: value, max: maximumOf(field.schema.maximum) }) : ''),
  parts: () => [ratingPart],
  render: (field) => ratingPart.inputs?.renderStars(field),
};
registerField(ratingField);

/** How many stars there are. */
export const maximumOf = (maximum: unknown): number => Math.min(10, Math.max(1, Math.trunc(Number(maximum)) || 5));
