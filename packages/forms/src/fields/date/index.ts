import { formatDate } from '@requestry/ui/base';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { plainText } from '../optional.js';
import { datePart } from '../parts.js';

/** A day. */
export const dateField: FieldType = {
  type: 'date',
  suits: (schema) => (schema.type === 'string' && schema.format === 'date' ? 2 : 0),
  text: (value, field) => (plainText(value) === '' ? '' : formatDate(plainText(value), field.locale, { year: 'always' })),
  parts: () => [datePart],
  render: (field) => datePart.inputs?.renderDay(field),
};
registerField(dateField);
