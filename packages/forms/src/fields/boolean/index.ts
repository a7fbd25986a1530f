import { html, nothing } from 'lit';
import { registerField } from '../../registry.js';
import type { FieldType, FieldView } from '../../registry.js';

/** A check box whose label stands after it. */
export function renderCheckbox(field: FieldView, label: unknown, value: { on: true; off: false | undefined }): unknown {
  return html`<span class="check">
    <input
      id=${field.id}
      type="checkbox"
      aria-labelledby=${field.labelledBy ?? nothing}
      aria-describedby=${field.describedBy ?? nothing}
      aria-invalid=${field.invalid ? 'true' : nothing}
      aria-required=${field.required ? 'true' : nothing}
      .checked=${field.value === true}
      @change=${(event: Event) => field.set((event.target as HTMLInputElement).checked ? value.on : value.off)}
      @blur=${field.leave}
    />${field.labelledBy === undefined ? html`<label for=${field.id}>${label}${field.required ? html`<span class="required" aria-hidden="true">&nbsp;*</span>` : nothing}</label>` : nothing}
  </span>`;
}

/** Yes or no. */
export const booleanField: FieldType = {
  type: 'boolean',
  labelling: 'own',
  suits: (schema) => (schema.type === 'boolean' ? 1 : 0),
  text: (value, field) => (value === true ? field.words.yes : value === false ? field.words.no : ''),
  render: (field) => renderCheckbox(field, field.label, { on: true, off: false }),
};
registerField(booleanField);
