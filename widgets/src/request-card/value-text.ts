import { localize } from '@requestry/model';
import type { FormDefinition, Json, JsonObject, Locale, LocalizedText, UiElement } from '@requestry/model';
import { formatDate, formatList, formatMoney, formatNumber } from '@requestry/ui';

const mostItems = 5;

/** A value of a form in one line of words; `''` when there is none. */
export function valueText(value: Json | undefined, locale: Locale, titles: Readonly<Record<string, string>> = {}, depth = 0): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? { en: 'yes', ru: 'да' }[locale] : { en: 'no', ru: 'нет' }[locale];
  if (typeof value === 'number') return formatNumber(value, locale);
  if (typeof value === 'string') {
    if (Object.hasOwn(titles, value)) return titles[value] ?? value;
    return /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(value) ? formatDate(value, locale, { time: value.length > 10 }) : value;
  }
  if (depth > 3) return '…';
  if (Array.isArray(value)) return listText(value, locale, titles, depth);
  const object = value as JsonObject;
  if (typeof object.amount === 'string' && typeof object.currency === 'string') return formatMoney({ amount: object.amount, currency: object.currency }, locale);
  return Object.values(object).map((each) => valueText(each, locale, titles, depth + 1)).filter(Boolean).join(', ');
}

function listText(values: readonly Json[], locale: Locale, titles: Readonly<Record<string, string>>, depth: number): string {
  const texts = values.slice(0, mostItems).map((each) => valueText(each, locale, titles, depth + 1)).filter(Boolean);
  return formatList(values.length > mostItems ? [...texts, '…'] : texts, locale);
}

/** The label of a top-level field: the layout's, else the schema's, else its name. */
export function fieldLabel(form: FormDefinition, field: string, locale: Locale): string {
  const label = labelIn(form.ui, `#/properties/${field}`, 0);
  const schema = Object.hasOwn(form.schema.properties ?? {}, field) ? form.schema.properties?.[field] : undefined;
  return localize(label, locale) || schema?.title || field;
}

function labelIn(element: UiElement, scope: string, depth: number): LocalizedText | undefined {
  if (element.type === 'Control') return element.scope === scope && element.label !== false ? element.label : undefined;
  if (!('elements' in element) || depth > 16) return undefined;
  for (const child of element.elements) {
    const found = labelIn(child, scope, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Top-level fields whose values differ. A field taken away comes as null. */
export function changedFields(before: JsonObject, after: JsonObject): JsonObject {
  const changed: Record<string, Json> = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field])) changed[field] = after[field] ?? null;
  }
  return changed;
}
