import { formatList } from '@requestry/ui/base';
import { registerField } from '../../registry.js';
import type { FieldType, FieldView, TitleSource } from '../../registry.js';
import { idsOf } from '../optional.js';
import { lookupPart } from '../parts.js';

/** Where the titles of a lookup's records come from. */
export const recordTitles = (options: FieldView['options']): TitleSource => ({ of: 'record', directory: options.lookup?.directory ?? '' });

/** A record of a directory. Choosing one fills other fields, as the lookup says. */
export const recordField: FieldType = {
  type: 'record',
  suits: (_schema, control) => (control.options?.rq?.lookup ? 4 : 0),
  text: (value, field) => formatList(idsOf(value).map((id) => field.title(id, recordTitles(field.options))), field.locale),
  parts: () => [lookupPart],
  render: (field) => lookupPart.inputs?.renderRecords(field, false),
};
registerField(recordField);
