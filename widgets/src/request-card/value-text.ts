import { localize, recordKey } from '@requestry/model';
import type { FormDefinition, Json, JsonObject, Locale, UiControl, UiElement } from '@requestry/model';
import { formatDate, formatList, formatMoney, formatNumber } from '@requestry/ui';

const mostItems = 5;

/** The title of an id that stands in a field, or in a column of its lines. */
export type TitleOf = (id: string, column?: string) => string | undefined;

/** Titles for the ids of one field: `titles` as a card has them, of records by `recordKey`. */
export function titlesIn(form: FormDefinition | undefined, field: string, titles: Readonly<Record<string, string>>): TitleOf {
  const rq = form && controlIn(form.ui, `#/properties/${field}`, 0)?.options?.rq;
  return (id, column) => {
    const lookup = column === undefined ? rq?.lookup : rq?.columns?.find(({ property }) => property === column)?.options?.rq?.lookup;
    const key = lookup ? recordKey(lookup.directory, id) : id;
    return Object.hasOwn(titles, key) ? titles[key] : undefined;
  };
}

const untitled: TitleOf = () => undefined;

/** A value of a form in one line of words; `''` when there is none. */
export function valueText(value: Json | undefined, locale: Locale, titleOf: TitleOf = untitled, depth = 0, column?: string): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? { en: 'yes', ru: 'да' }[locale] : { en: 'no', ru: 'нет' }[locale];
  if (typeof value === 'number') return formatNumber(value, locale);
  if (typeof value === 'string') {
    const title = titleOf(value, column);
    if (title !== undefined) return title;
    return /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(value) ? formatDate(value, locale, { time: value.length > 10 }) : value;
  }
  if (depth > 3) return '…';
  if (Array.isArray(value)) return listText(value, (each) => valueText(each, locale, titleOf, depth + 1, column), locale);
  const object = value as JsonObject;
  if (typeof object.amount === 'string' && typeof object.currency === 'string') return formatMoney({ amount: object.amount, currency: object.currency }, locale);
  return Object.entries(object).map(([name, each]) => valueText(each, locale, titleOf, depth + 1, name)).filter(Boolean).join(', ');
}

function listText(values: readonly Json[], textOf: (value: Json) => string, locale: Locale): string {
  const texts = values.slice(0, mostItems).map(textOf).filter(Boolean);
  return formatList(values.length > mostItems ? [...texts, '…'] : texts, locale);
}

/** The label of a top-level field: the layout's, else the schema's, else its name. */
export function fieldLabel(form: FormDefinition, field: string, locale: Locale): string {
  const label = controlIn(form.ui, `#/properties/${field}`, 0)?.label;
  const schema = Object.hasOwn(form.schema.properties ?? {}, field) ? form.schema.properties?.[field] : undefined;
  return (label === false ? '' : localize(label, locale)) || schema?.title || field;
}

function controlIn(element: UiElement, scope: string, depth: number): UiControl | undefined {
  if (element.type === 'Control') return element.scope === scope ? element : undefined;
  if (!('elements' in element) || depth > 16) return undefined;
  for (const child of element.elements) {
    const found = controlIn(child, scope, depth + 1);
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
