import { oneLine } from '../../inputs/text-input.js';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { plainText, written } from '../optional.js';

/** An e-mail address. */
export const emailField: FieldType = {
  type: 'email',
  suits: (schema) => (schema.type === 'string' && schema.format === 'email' ? 2 : 0),
  text: plainText,
  render: oneLine<string>((field) => ({ type: 'email', inputmode: 'email', autocomplete: 'email', value: field.value as string | undefined, show: (value) => plainText(value), read: (text) => written(text.trim()), set: field.set })),
};
registerField(emailField);
