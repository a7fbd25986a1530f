import '../../form/index.js';
import { html, nothing } from 'lit';
import type { Json, JsonObject } from '@requestry/model';
import { chipStyles } from '../../inputs/chip.styles.js';
import type { FieldView } from '../../registry.js';
import { listOf, objectOf } from '../optional.js';
import { fileStyles } from './file.styles.js';
import { fileText } from './index.js';

export const styles = [chipStyles, fileStyles];

const described = (file: File): Json => ({ name: file.name.slice(0, 255), size: file.size, type: file.type });

/** The files chosen, and a button to choose more. */
export function renderFiles(field: FieldView): unknown {
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
}

function renderFile(file: JsonObject, field: FieldView, remove: () => void): unknown {
  const title = fileText(file, field);
  return html`<span class="chip"><rq-icon name="file"></rq-icon><span class="ellipsis">${title}</span><button type="button" aria-label=${field.words.remove({ title })} @click=${remove}><rq-icon name="close"></rq-icon></button></span>`;
}
