import type { Locale } from '@requestry/model';
import { formatNumber } from '@requestry/ui/base';

const plain = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/** Text of a number as people write it: spaces between thousands, comma or point. Undefined when it is no number. */
export function normalNumber(text: string): string | undefined {
  const bare = text.replace(/[\s\u00a0\u202f']/gu, '').replace(/[−–]/gu, '-');
  const commas = bare.split(',').length - 1;
  const points = bare.split('.').length - 1;
  const decimal = commas === 1 && points === 0 ? bare.replace(',', '.') : commas > 0 && points === 1 && bare.lastIndexOf('.') > bare.lastIndexOf(',') ? bare.replaceAll(',', '') : bare;
  return plain.test(decimal) ? decimal : undefined;
}

/** A number, the text itself when it is none, undefined when empty. */
export function readNumber(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const number = Number(normalNumber(trimmed));
  return normalNumber(trimmed) === undefined || !Number.isFinite(number) ? trimmed : number;
}

/** A number for an input, with the language's separators and all its digits. */
export function showNumber(value: unknown, locale: Locale): string {
  if (typeof value === 'number') return formatNumber(value, locale, { maximumFractionDigits: 12 });
  return typeof value === 'string' ? value : '';
}
