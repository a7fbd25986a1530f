import { html, nothing } from 'lit';
import { keepTyping } from '../../inputs/keep-typing.js';
import { registerField } from '../../registry.js';
import type { FieldType, FieldView } from '../../registry.js';
import { plainText, written } from '../optional.js';

/** The text area of a field; `rows` lines high at first. */
export function renderTextArea(field: FieldView, rows: number): unknown {
  const text = plainText(field.value);
  return html`<textarea
    id=${field.id}
    class="input"
    rows=${rows}
    placeholder=${field.placeholder || nothing}
    aria-labelledby=${field.labelledBy ?? nothing}
    aria-describedby=${field.describedBy ?? nothing}
    aria-invalid=${field.invalid ? 'true' : nothing}
    aria-required=${field.required ? 'true' : nothing}
    ?readonly=${field.readonly}
    @input=${(event: Event) => field.set(written((event.target as HTMLTextAreaElement).value))}
    @blur=${field.leave}
    ${keepTyping(text, (typed) => typed === text)}
  ></textarea>`;
}

/** Several lines of text. */
export const longTextField: FieldType = {
  type: 'long-text',
  wide: true,
  suits: (schema, control) => (schema.type === 'string' && (control.options?.multi === true || Number(schema.maxLength) > 300) ? 2 : 0),
  text: plainText,
  render: (field) => renderTextArea(field, Math.min(20, Math.max(2, Number(field.options.rows) || 3))),
};
registerField(longTextField);
