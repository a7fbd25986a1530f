import { numberLine } from '../../inputs/number-line.js';
import { showNumber } from '../../inputs/numbers.js';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';

/** A whole number. */
export const integerField: FieldType = {
  type: 'integer',
  suits: (schema) => (schema.type === 'integer' ? 1 : 0),
  text: (value, field) => showNumber(value, field.locale),
  render: numberLine('numeric'),
};
registerField(integerField);
