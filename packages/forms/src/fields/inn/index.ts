import { oneLine } from '../../inputs/text-input.js';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { plainText, written } from '../optional.js';

const weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/** Whether the last digit of the first `length` follows from those before it. */
function checks(inn: string, length: number): boolean {
  const used = weights.slice(weights.length - length + 1);
  const sum = used.reduce((total, weight, index) => total + weight * Number(inn[index]), 0);
  return (sum % 11) % 10 === Number(inn[length - 1]);
}

/** Whether a text is an INN with right check digits. */
export const isInn = (text: string): boolean => (/^\d{10}$/.test(text) ? checks(text, 10) : /^\d{12}$/.test(text) && checks(text, 11) && checks(text, 12));

/** Number of a Russian tax payer: 10 digits of an organisation or 12 of a person, with check digits. */
export const innField: FieldType = {
  type: 'inn',
  suits: (schema) => (schema.type === 'string' && schema.format === 'inn' ? 2 : 0),
  check: (value, field) => (isInn(plainText(value)) ? undefined : field.words.innWrong),
  text: plainText,
  render: oneLine<string>((field) => ({ inputmode: 'numeric', value: field.value as string | undefined, show: (value) => plainText(value), read: (text) => written(text.trim()), set: field.set })),
};
registerField(innField);
