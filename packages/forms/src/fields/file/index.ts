import { html, nothing } from 'lit';
import type { FileRef, JsonObject } from '@requestry/model';
import { formatSize } from '@requestry/ui/base';
import { registerField } from '../../registry.js';
import type { FieldText, FieldType } from '../../registry.js';
import { listOf, objectOf, plainText } from '../optional.js';
import { filePart } from '../parts.js';

/** Name and size of a file. */
export const fileText = (file: JsonObject, field: FieldText): string => `${plainText(file.name)} (${formatSize(Number(file.size) || 0, field.locale)})`;

/** Name and size, to be opened where the host says how. */
export function renderFile(file: JsonObject, field: FieldText): unknown {
  const text = fileText(file, field);
  const ref = file as unknown as FileRef;
  const { files } = field;
  const address = files?.address?.(ref);
  if (address) return html`<a href=${address} download=${plainText(file.name)}>${text}</a>`;
  if (!files?.read || typeof file.sha256 !== 'string') return text;
  return html`<rq-kept-file .file=${ref} .read=${files.read} .locale=${field.locale}>${text}</rq-kept-file>`;
}

/** Files by name, size and type. Their bytes go where `files` of the form keeps them. */
export const fileField: FieldType = {
  type: 'file',
  text: (value, field) => listOf(value).map((file) => fileText(objectOf(file), field)).join(', '),
  parts: () => [filePart],
  render: (field) => filePart.inputs?.renderFiles(field),
  renderRead: (value, field) => listOf(value).map((file, index) => html`${index > 0 ? ', ' : nothing}${renderFile(objectOf(file), field)}`),
};
registerField(fileField);
import '../../form/index.js';
