import { html } from 'lit';
import { readTime, showTime } from '../../inputs/dates.js';
import { renderTextInput } from '../../inputs/text-input.js';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';

/** A time of day. */
export const timeField: FieldType = {
  type: 'time',
  title: { ru: 'Время', en: 'Time' },
  icon: 'clock',
  group: 'date',
  schema: { type: 'string', format: 'time' },
  suits: (schema) => (schema.type === 'string' && schema.format === 'time' ? 2 : 0),
  text: (value) => showTime(value),
  render: (field) =>
    html`<span class="narrow">${renderTextInput<string>(field, { inputmode: 'numeric', placeholder: field.words.timeFormat, value: field.value as string | undefined, show: (value) => showTime(value), read: (text) => readTime(text), set: field.set })}</span>`,
};
registerField(timeField);
