import type { Json } from '@requestry/model';
import { formatMoney, formatNumber } from '@requestry/ui/base';
import type { FieldText } from '../../registry.js';
import { objectOf, plainText } from '../optional.js';
import type { Column } from './columns.js';

/** Whether the values of a column stand at the end of the cell. */
export const isNumeric = (column: Column): boolean => column.schema.type === 'number' || column.schema.type === 'integer' || column.type?.type === 'money';

/** Sum of a column in words: of numbers, or of money in one currency. Exact to the fourth digit after the point. */
export function totalOf(column: Column, rows: readonly Json[], field: FieldText): string {
  const cells = rows.map((row) => objectOf(row)[column.property]);
  const money = cells.map((cell) => objectOf(cell)).filter((cell) => plainText(cell.amount) !== '');
  const options = column.control.options?.rq;
  if (column.type?.type !== 'money' && money.length === 0) return formatNumber(sum(cells.map((cell) => (typeof cell === 'number' ? cell : 0))), field.locale, { maximumFractionDigits: 4 });
  const currencies = new Set(money.map((cell) => plainText(cell.currency)));
  if (currencies.size > 1) return '';
  const [currency = options?.currency ?? 'RUB'] = currencies;
  return formatMoney({ amount: String(sum(money.map((cell) => Number(cell.amount) || 0))), currency }, field.locale);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + Math.round(value * 10_000), 0) / 10_000;
