import { oneLine } from '../../inputs/text-input.js';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { plainText, written } from '../optional.js';

/** One line of text. */
export const textField: FieldType = {
  type: 'text',
  suits: (schema) => (schema.type === 'string' ? 1 : schema.type === undefined ? 0.1 : 0),
  text: plainText,
  render: oneLine<string>((field) => ({ value: field.value as string | undefined, show: (value) => plainText(value), read: written, set: field.set })),
};
registerField(textField);
