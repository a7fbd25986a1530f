import '../form/index.js';
import { html } from 'lit';
import type { Json, JsonObject } from '@requestry/model';
import { define, overlayStyles } from '@requestry/ui/base';
import { RqFormCalendar } from '../inputs/date-picker.js';
import { dateStyles } from '../inputs/date.styles.js';
import { joinMoment, readDay, readTime, showDay, splitMoment } from '../inputs/dates.js';
import { renderTextInput } from '../inputs/text-input.js';
import type { TextInputOptions } from '../inputs/text-input.js';
import { showTime } from '../inputs/time-text.js';
import type { FieldView } from '../registry.js';
import { objectOf } from './optional.js';

define('rq-form-calendar', RqFormCalendar);

export const styles = [overlayStyles, dateStyles];

interface Day {
  readonly value: string | undefined;
  readonly id?: string;
  readonly labelledBy?: string;
  set(day: string | undefined): void;
}

/** A typed day with a calendar beside it. */
export function renderDay(field: FieldView, { value, set, id, labelledBy }: Day = { value: field.value as string | undefined, set: field.set }): unknown {
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

/** A typed time of day. */
export function renderTime(field: FieldView, given?: Pick<TextInputOptions<string>, 'id' | 'labelledBy' | 'value' | 'set'>): unknown {
  return html`<span class="narrow">${renderTextInput<string>(field, {
    ...(given ?? { value: field.value as string | undefined, set: field.set }),
    inputmode: 'numeric',
    placeholder: field.words.timeFormat,
    show: (value) => showTime(value),
    read: (text) => readTime(text),
  })}</span>`;
}

const nameOf = (field: FieldView): string => field.labelledBy ?? `${field.id}-label`;

/** A day and a time of it. */
export function renderMoment(field: FieldView): unknown {
  const { id, words, set } = field;
  const { day, time } = splitMoment(field.value);
  return html`<span class="parts">
    <span class="visually-hidden" id="${id}-day-name">${words.date}</span>
    ${renderDay(field, { value: day || undefined, labelledBy: `${nameOf(field)} ${id}-day-name`, set: (to) => set(joinMoment(to ?? '', time)) })}
    <span class="visually-hidden" id="${id}-time-name">${words.time}</span>
    ${renderTime(field, { id: `${id}-time`, labelledBy: `${nameOf(field)} ${id}-time-name`, value: time || undefined, set: (to) => set(joinMoment(day, to ?? '')) })}
  </span>`;
}

type End = 'from' | 'to';

const withPart = (period: JsonObject, part: End, day: string | undefined): Json | undefined => {
  const from = part === 'from' ? day : period.from;
  const to = part === 'to' ? day : period.to;
  return from === undefined && to === undefined ? undefined : { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
};

/** Two days. */
export function renderPeriod(field: FieldView): unknown {
  const period = objectOf(field.value);
  const part = (name: End, word: string): unknown => html`<span class="part">
    <span class="small muted" id="${field.id}-${name}-name">${word}</span>
    ${renderDay(field, {
      id: name === 'from' ? field.id : `${field.id}-to`,
      labelledBy: `${nameOf(field)} ${field.id}-${name}-name`,
      value: period[name] as string | undefined,
      set: (day) => field.set(withPart(period, name, day)),
    })}
  </span>`;
  return html`<span class="parts">${part('from', field.words.from)}${part('to', field.words.to)}</span>`;
}
