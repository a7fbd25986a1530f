import { formatDate } from '@requestry/ui/base';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { renderDay } from '../days.js';
import { plainText } from '../optional.js';

/** A day. */
export const dateField: FieldType = {
  type: 'date',
  title: { ru: 'Дата', en: 'Date' },
  icon: 'calendar',
  group: 'date',
  schema: { type: 'string', format: 'date' },
  suits: (schema) => (schema.type === 'string' && schema.format === 'date' ? 2 : 0),
  text: (value, field) => (plainText(value) === '' ? '' : formatDate(plainText(value), field.locale, { year: 'always' })),
  render: (field) => renderDay(field, { value: field.value as string | undefined, set: field.set }),
};
registerField(dateField);
