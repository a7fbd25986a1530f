import { formatDate } from '@requestry/ui/base';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { objectOf, plainText } from '../optional.js';
import { datePart } from '../parts.js';

/** From a day to a day. */
export const periodField: FieldType = {
  type: 'period',
  labelling: 'group',
  suits: (schema) => (schema.type === 'object' && schema.properties?.from?.format === 'date' && schema.properties.to?.format === 'date' ? 3 : 0),
  text: (value, field) => {
    const period = objectOf(value);
    const shown = [period.from, period.to].map((day) => (plainText(day) === '' ? '…' : formatDate(plainText(day), field.locale, { year: 'always' })));
    return value === undefined || value === null ? '' : shown.join(' – ');
  },
  check: (value, field) => {
    const { from, to } = objectOf(value);
    return typeof from === 'string' && typeof to === 'string' && from > to ? field.words.periodBackwards : undefined;
  },
  parts: () => [datePart],
  render: (field) => datePart.inputs?.renderPeriod(field),
};
registerField(periodField);
