import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { plainText } from '../optional.js';
import { checkedIdPart } from '../parts.js';

const formats: ReadonlySet<unknown> = new Set(['kpp', 'ogrn', 'snils', 'bik', 'account']);

/** A number with check digits: KPP, OGRN, SNILS, BIK, a bank account, as `options.rq.id` or the schema's format says. Spaces and dashes are left out of the value. */
export const checkedIdField: FieldType = {
  type: 'checked-id',
  parts: () => [checkedIdPart],
  suits: (schema) => (schema.type === 'string' && formats.has(schema.format) ? 2 : 0),
  check: (value, field, data) => checkedIdPart.inputs?.checkId(value, field, data),
  text: (value) => plainText(value),
  render: (field) => checkedIdPart.inputs?.renderId(field),
};
registerField(checkedIdField);
