import '../inputs/index.js';
import { html } from 'lit';
import { readDay, showDay } from '../inputs/dates.js';
import { renderTextInput } from '../inputs/text-input.js';
import type { FieldView } from '../registry.js';

/** A typed date with a calendar beside it. */
export function renderDay(field: FieldView, { value, set, id, labelledBy }: { value: string | undefined; set: (day: string | undefined) => void; id?: string; labelledBy?: string }): unknown {
  const { schema, words } = field;
  return html`<span class="with-button">${renderTextInput<string>(field, {
      inputmode: 'numeric',
      placeholder: words.dateFormat,
      value,
      id,
      labelledBy,
      show: (day) => showDay(day),
      read: (text) => readDay(text),
      set,
    })}<rq-form-calendar
      .words=${words}
      .language=${field.locale}
      .value=${value ?? ''}
      .min=${schema.formatMinimum as string | undefined}
      .max=${schema.formatMaximum as string | undefined}
      .pick=${set}
    ></rq-form-calendar
  ></span>`;
}
