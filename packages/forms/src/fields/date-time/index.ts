import { html } from 'lit';
import { formatDate } from '@requestry/ui/base';
import { joinMoment, readTime, showTime, splitMoment } from '../../inputs/dates.js';
import { renderTextInput } from '../../inputs/text-input.js';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { renderDay } from '../days.js';
import { plainText } from '../optional.js';

/** A moment: day and time on the browser's clock, stored with the offset from UTC. */
export const dateTimeField: FieldType = {
  type: 'date-time',
  title: { ru: 'Дата и время', en: 'Date and time' },
  icon: 'clock',
  group: 'date',
  schema: { type: 'string', format: 'date-time' },
  labelling: 'group',
  suits: (schema) => (schema.type === 'string' && schema.format === 'date-time' ? 2 : 0),
  text: (value, field) => (plainText(value) === '' ? '' : formatDate(plainText(value), field.locale, { year: 'always', time: true })),
  render: (field) => {
    const { day, time } = splitMoment(field.value);
    const names = (part: string): string => `${field.labelledBy ?? `${field.id}-label`} ${field.id}-${part}-name`;
    return html`<span class="parts">
      <span class="visually-hidden" id="${field.id}-day-name">${field.words.date}</span>
      ${renderDay(field, { value: day || undefined, labelledBy: names('day'), set: (to) => field.set(joinMoment(to ?? '', time)) })}
      <span class="visually-hidden" id="${field.id}-time-name">${field.words.time}</span>
      <span class="narrow">${renderTextInput<string>(field, {
        id: `${field.id}-time`,
        labelledBy: names('time'),
        inputmode: 'numeric',
        placeholder: field.words.timeFormat,
        value: time || undefined,
        show: (value) => showTime(value),
        read: (text) => readTime(text),
        set: (to) => field.set(joinMoment(day, to ?? '')),
      })}</span>
    </span>`;
  },
};
registerField(dateTimeField);
