import { readNumber, showNumber } from '../../inputs/numbers.js';
import { oneLine } from '../../inputs/text-input.js';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';

/** A number. */
export const numberField: FieldType = {
  type: 'number',
  suits: (schema) => (schema.type === 'number' ? 1 : 0),
  text: (value, field) => showNumber(value, field.locale),
  render: oneLine<number>((field) => ({
    inputmode: 'decimal',
    align: 'end',
    value: field.value as number | undefined,
    show: (value) => showNumber(value, field.locale),
    read: readNumber,
    set: field.set,
  })),
};
registerField(numberField);
