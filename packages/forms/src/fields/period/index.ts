import { html } from 'lit';
import type { Json, JsonObject } from '@requestry/model';
import { formatDate } from '@requestry/ui/base';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { renderDay } from '../days.js';
import { objectOf, plainText } from '../optional.js';

const withPart = (period: JsonObject, part: 'from' | 'to', day: string | undefined): Json | undefined => {
  const from = part === 'from' ? day : period.from;
  const to = part === 'to' ? day : period.to;
  return from === undefined && to === undefined ? undefined : { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
};

/** From a day to a day. */
export const periodField: FieldType = {
  type: 'period',
  title: { ru: 'Период', en: 'Period' },
  icon: 'calendar',
  group: 'date',
  schema: { type: 'object', required: ['from', 'to'], properties: { from: { type: 'string', format: 'date' }, to: { type: 'string', format: 'date' } } },
  options: { rq: { field: 'period' } },
  labelling: 'group',
  suits: (schema) => (schema.type === 'object' && schema.properties?.from?.format === 'date' && schema.properties.to?.format === 'date' ? 3 : 0),
  text: (value, field) => {
    const period = objectOf(value);
    const shown = [period.from, period.to].map((day) => (plainText(day) === '' ? '…' : formatDate(plainText(day), field.locale, { year: 'always' })));
    return value === undefined || value === null ? '' : shown.join(' – ');
  },
  check: (value, field) => {
    const { from, to } = objectOf(value);
    return typeof from === 'string' && typeof to === 'string' && from > to ? field.words.periodBackwards : undefined;
  },
  render: (field) => {
    const period = objectOf(field.value);
    const part = (name: 'from' | 'to', word: string): unknown => html`<span class="part">
      <span class="small muted" id="${field.id}-${name}-name">${word}</span>
      ${renderDay(field, {
        id: name === 'from' ? field.id : `${field.id}-to`,
        labelledBy: `${field.labelledBy ?? `${field.id}-label`} ${field.id}-${name}-name`,
        value: period[name] as string | undefined,
        set: (day) => field.set(withPart(period, name, day)),
      })}
    </span>`;
    return html`<span class="parts">${part('from', field.words.from)}${part('to', field.words.to)}</span>`;
  },
};
registerField(periodField);
