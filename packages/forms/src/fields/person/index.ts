import { formatList } from '@requestry/ui/base';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { idsOf } from '../optional.js';
import { lookupPart } from '../parts.js';

/** One person or several, found by name. With `load` each shows how much they have to do. */
export const personField: FieldType = {
  type: 'person',
  text: (value, field) => formatList(idsOf(value).map((id) => field.title(id, { of: 'person' })), field.locale),
  parts: () => [lookupPart],
  render: (field) => lookupPart.inputs?.renderPeople(field),
};
registerField(personField);
