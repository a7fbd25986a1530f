import { formatList } from '@requestry/ui/base';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { idsOf } from '../optional.js';
import { lookupPart } from '../parts.js';

/** A unit of the organisation, or several. */
export const unitField: FieldType = {
  type: 'unit',
  text: (value, field) => formatList(idsOf(value).map((id) => field.title(id, { of: 'unit' })), field.locale),
  parts: () => [lookupPart],
  render: (field) => lookupPart.inputs?.renderUnits(field),
};
registerField(unitField);
