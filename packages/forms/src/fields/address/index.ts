import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { renderTextArea } from '../long-text/index.js';
import { plainText } from '../optional.js';

/** A postal address as text. */
export const addressField: FieldType = {
  type: 'address',
  title: { ru: 'Адрес', en: 'Address' },
  icon: 'map-pin',
  group: 'text',
  schema: { type: 'string', maxLength: 500 },
  options: { rq: { field: 'address' } },
  wide: true,
  text: plainText,
  render: (field) => renderTextArea(field, 2),
};
registerField(addressField);
