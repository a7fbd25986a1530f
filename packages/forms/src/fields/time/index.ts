import { showTime } from '../../inputs/time-text.js';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { datePart } from '../parts.js';

/** A time of day. */
export const timeField: FieldType = {
  type: 'time',
  suits: (schema) => (schema.type === 'string' && schema.format === 'time' ? 2 : 0),
  text: (value) => showTime(value),
  parts: () => [datePart],
  render: (field) => datePart.inputs?.renderTime(field),
};
registerField(timeField);
