import { html } from 'lit';
import type { Json, JsonObject } from '@requestry/model';
import { formatMoney, formatNumber } from '@requestry/ui/base';
import { normalNumber } from '../../inputs/numbers.js';
import { renderTextInput } from '../../inputs/text-input.js';
import { registerField } from '../../registry.js';
import type { FieldType, FieldView } from '../../registry.js';
import { objectOf, plainText } from '../optional.js';

const currencyOf = (value: JsonObject, field: { options: { currency?: string } }): string => plainText(value.currency) || field.options.currency || 'RUB';

function shownAmount(amount: string | undefined, field: FieldView): string {
  if (!amount) return '';
  const number = Number(amount);
  if (!Number.isFinite(number)) return amount;
  const digits = amount.split('.')[1]?.length ?? 0;
  return Math.abs(number) < 1e15 ? formatNumber(number, field.locale, { minimumFractionDigits: digits, maximumFractionDigits: Math.max(digits, 2) }) : amount;
}

function readAmount(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === '' ? undefined : (normalNumber(trimmed)?.replace(/^\+/, '').replace(/\.$/, '') ?? trimmed);
}

/** An amount as decimal text with its currency, so that nothing is rounded. */
export const moneyField: FieldType = {
  type: 'money',
  suits: (schema) => (schema.type === 'object' && schema.properties?.amount !== undefined && schema.properties.currency !== undefined ? 3 : 0),
  text: (value, field) => {
    const money = objectOf(value);
    return plainText(money.amount) === '' ? '' : formatMoney({ amount: plainText(money.amount), currency: currencyOf(money, field) }, field.locale);
  },
  render: (field) => {
    const money = objectOf(field.value);
    const currency = currencyOf(money, field);
    const set = (amount: string | undefined): void => field.set(amount === undefined ? undefined : ({ amount, currency } satisfies Json));
    return html`<span class="with-suffix">${renderTextInput<string>(field, {
      inputmode: 'decimal',
      align: 'end',
      suffix: currencySign(currency, field),
      value: money.amount as string | undefined,
      show: (amount) => shownAmount(amount, field),
      read: readAmount,
      set,
    })}</span>`;
  },
};
registerField(moneyField);

function currencySign(currency: string, field: FieldView): string {
  const shown = formatMoney({ amount: '0', currency }, field.locale);
  return shown.replace(/[\d\s.,\u00a0]/gu, '') || currency;
}
