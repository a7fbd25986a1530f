import { html } from 'lit';
import { readNumber, showNumber } from '../../inputs/numbers.js';
import { renderTextInput } from '../../inputs/text-input.js';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';

/** A number with its unit of measure, which stands in the options. */
export const quantityField: FieldType = {
  type: 'quantity',
  suits: (schema, control) => (schema.type === 'number' && control.options?.rq?.unitOfMeasure !== undefined ? 2 : 0),
  text: (value, field) => (value === undefined || value === null ? '' : `${showNumber(value, field.locale)}\u00a0${field.localize(field.options.unitOfMeasure)}`.trim()),
  render: (field) =>
    html`<span class="with-suffix">${renderTextInput<number>(field, {
      inputmode: 'decimal',
      align: 'end',
      suffix: field.localize(field.options.unitOfMeasure),
      value: field.value as number | undefined,
      show: (value) => showNumber(value, field.locale),
      read: readNumber,
      set: field.set,
    })}</span>`,
};
registerField(quantityField);
