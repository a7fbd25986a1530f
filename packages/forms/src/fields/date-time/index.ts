import { formatDate } from '@requestry/ui/base';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { plainText } from '../optional.js';
import { datePart } from '../parts.js';

/** A moment: day and time on the browser's clock, stored with the offset from UTC. */
export const dateTimeField: FieldType = {
  type: 'date-time',
  labelling: 'group',
  suits: (schema) => (schema.type === 'string' && schema.format === 'date-time' ? 2 : 0),
  text: (value, field) => (plainText(value) === '' ? '' : formatDate(plainText(value), field.locale, { year: 'always', time: true })),
  parts: () => [datePart],
  render: (field) => datePart.inputs?.renderMoment(field),
};
registerField(dateTimeField);
