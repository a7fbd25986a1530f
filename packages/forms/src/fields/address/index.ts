import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { renderTextArea } from '../long-text/index.js';
import { plainText } from '../optional.js';

/** A postal address as text. */
export const addressField: FieldType = {
  type: 'address',
  wide: true,
  text: plainText,
  render: (field) => renderTextArea(field, 2),
};
registerField(addressField);
