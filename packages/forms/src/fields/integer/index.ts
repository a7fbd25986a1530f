import { readNumber, showNumber } from '../../inputs/numbers.js';
import { oneLine } from '../../inputs/text-input.js';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';

/** A whole number. */
export const integerField: FieldType = {
  type: 'integer',
  suits: (schema) => (schema.type === 'integer' ? 1 : 0),
  text: (value, field) => showNumber(value, field.locale),
  render: oneLine<number>((field) => ({
    inputmode: 'numeric',
    align: 'end',
    value: field.value as number | undefined,
    show: (value) => showNumber(value, field.locale),
    read: readNumber,
    set: field.set,
  })),
};
registerField(integerField);
