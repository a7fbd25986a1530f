import type { JsonObject } from '@requestry/model';
import { formatSize } from '@requestry/ui/base';
import { registerField } from '../../registry.js';
import type { FieldText, FieldType } from '../../registry.js';
import { listOf, objectOf, plainText } from '../optional.js';
import { filePart } from '../parts.js';

/** Name and size of a file. */
export const fileText = (file: JsonObject, field: FieldText): string => `${plainText(file.name)} (${formatSize(Number(file.size) || 0, field.locale)})`;

/** Files by name, size and type. What is inside them goes by the host's upload. */
export const fileField: FieldType = {
  type: 'file',
  text: (value, field) => listOf(value).map((file) => fileText(objectOf(file), field)).join(', '),
  parts: () => [filePart],
  render: (field) => filePart.inputs?.renderFiles(field),
};
registerField(fileField);
