import { localize } from '@requestry/model';
import type { JsonSchema, Kind, Locale } from '@requestry/model';
import { quoted } from '../parts/localized.js';
import { titleOfKey } from '../form-builder/tree.js';

/** The number that the pattern gives to the first request of the year. */
export function exampleNumber(pattern: string, today: Date): string {
  const year = String(today.getFullYear());
  return pattern
    .replaceAll('{yyyy}', year)
    .replaceAll('{yy}', year.slice(-2))
    .replaceAll('{mm}', String(today.getMonth() + 1).padStart(2, '0'))
    .replace(/\{n(?::(\d))?\}/g, (_, width: string | undefined) => '1'.padStart(Number(width ?? 1), '0'));
}

/** The title a request would have, with made-up values. */
export function exampleTitle(kind: Kind, locale: Locale): string {
  const template = kind.titleTemplate ?? '{kind}';
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    if (name === 'kind') return localize(kind.title, locale);
    if (name === 'number') return kind.numbering ? exampleNumber(kind.numbering.pattern, new Date()) : '';
    const key = name.split('.')[0] ?? '';
    const schema = kind.form.schema.properties?.[key];
    return schema ? exampleValue(schema, localize(titleOfKey(kind.form, key), locale), locale) : `{${name}}`;
  });
}

function exampleValue(schema: JsonSchema, title: string, locale: Locale): string {
  if (schema.type === 'number' || schema.type === 'integer') return '12';
  if (schema.type === 'object' && schema.properties?.['amount']) return new Intl.NumberFormat(locale, { style: 'currency', currency: 'RUB', maximumFractionDigits: 0, currencyDisplay: 'narrowSymbol' }).format(12_000);
  if (schema.format === 'date') return new Intl.DateTimeFormat(locale).format(new Date());
  return quoted(title, locale);
}
