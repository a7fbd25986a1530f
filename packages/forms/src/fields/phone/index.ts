import { oneLine } from '../../inputs/text-input.js';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { plainText, written } from '../optional.js';

/** A telephone number as people write it. */
export const phoneField: FieldType = {
  type: 'phone',
  suits: (schema) => (schema.type === 'string' && schema.format === 'phone' ? 2 : 0),
  check: (value, field) => (/^\+?[\d\s().-]*$/.test(plainText(value)) && /^\d{5,15}$/.test(plainText(value).replace(/\D/g, '')) ? undefined : field.words.phoneWrong),
  text: plainText,
  render: oneLine<string>((field) => ({ type: 'tel', inputmode: 'tel', autocomplete: 'tel', value: field.value as string | undefined, show: (value) => plainText(value), read: (text) => written(text.trim()), set: field.set })),
};
registerField(phoneField);
