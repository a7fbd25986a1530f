import { html } from 'lit';
import { formatDate } from '@requestry/ui/base';
import { showNumber } from '../../inputs/numbers.js';
import { fieldTypes, registerField } from '../../registry.js';
import type { FieldText, FieldType } from '../../registry.js';
import type { Json, UiControl } from '@requestry/model';
import { plainText } from '../optional.js';

/** A value that follows other fields and cannot be typed. It reads as the field type that suits its schema. */
export const computedField: FieldType = {
  type: 'computed',
  labelling: 'group',
  text: tell,
  render: (field) => html`<output id=${field.id} class="output numbers">${tell(field.value, field) || '—'}</output>`,
};
registerField(computedField);

function tell(value: Json | undefined, field: FieldText): string {
  const plain: UiControl = { ...field.control, options: { ...field.control.options, rq: { ...field.options, field: undefined } } };
  let best: FieldType | undefined;
  let rank = 0;
  for (const type of fieldTypes()) {
    const suits = type.suits?.(field.schema, plain) ?? 0;
    if (suits > rank) [best, rank] = [type, suits];
  }
  if (best) return best.text(value, field);
  if (typeof value === 'number') return showNumber(value, field.locale);
  return /^\d{4}-\d{2}-\d{2}/.test(plainText(value)) ? formatDate(plainText(value), field.locale) : plainText(value);
}
