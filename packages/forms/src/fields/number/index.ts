import { numberLine } from '../../inputs/number-line.js';
import { showNumber } from '../../inputs/numbers.js';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';

/** A number. */
export const numberField: FieldType = {
  type: 'number',
  suits: (schema) => (schema.type === 'number' ? 1 : 0),
  text: (value, field) => showNumber(value, field.locale),
  render: numberLine('decimal'),
};
registerField(numberField);
