import { html, nothing } from 'lit';
import type { Json, JsonObject } from '@requestry/model';
import { formatSize } from '@requestry/ui/base';
import { registerField } from '../../registry.js';
import type { FieldText, FieldType, FieldView } from '../../registry.js';
import { listOf, objectOf, plainText } from '../optional.js';

const told = (file: JsonObject, field: FieldText): string => `${plainText(file.name)} (${formatSize(Number(file.size) || 0, field.locale)})`;
const described = (file: File): Json => ({ name: file.name.slice(0, 255), size: file.size, type: file.type });

/** Files by name, size and type. What is inside them goes by the host's upload. */
export const fileField: FieldType = {
  type: 'file',
  title: { ru: 'Файлы', en: 'Files' },
  icon: 'attach',
  group: 'other',
  schema: { type: 'array', maxItems: 10, items: { type: 'object', required: ['name', 'size'], properties: { name: { type: 'string' }, size: { type: 'number' }, type: { type: 'string' } } } },
  options: { rq: { field: 'file' } },
  text: (value, field) => listOf(value).map((file) => told(objectOf(file), field)).join(', '),
  render: (field) => {
    const files = listOf(field.value);
    const add = (event: Event): void => {
      const input = event.target as HTMLInputElement;
      field.set([...files, ...[...(input.files ?? [])].map(described)]);
      input.value = '';
    };
    return html`<span class="files">
      ${files.map((file, index) => renderFile(objectOf(file), field, () => field.set(files.length > 1 ? files.filter((_, each) => each !== index) : undefined)))}
      <input
        id=${field.id}
        class="visually-hidden"
        type="file"
        multiple
        aria-labelledby="${field.id}-label"
        aria-describedby=${field.describedBy ?? nothing}
        aria-invalid=${field.invalid ? 'true' : nothing}
        aria-required=${field.required ? 'true' : nothing}
        @change=${add}
        @blur=${field.leave}
      /><label class="button compact" for=${field.id}><rq-icon name="attach"></rq-icon>${field.words.files}</label>
    </span>`;
  },
};
registerField(fileField);

function renderFile(file: JsonObject, field: FieldView, remove: () => void): unknown {
  const title = told(file, field);
  return html`<span class="chip"><rq-icon name="file"></rq-icon><span class="ellipsis">${title}</span><button type="button" aria-label=${field.words.remove({ title })} @click=${remove}><rq-icon name="close"></rq-icon></button></span>`;
}
