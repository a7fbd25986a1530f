import type { FormDefinition, Locale, LocalizedText, UiControl, UiElement } from '@requestry/model';
import { localize } from '@requestry/model';
import { resolveScope, segmentsOf } from '../core/page.js';

/** A text of a form by its key; undefined when the catalogue has none. */
export function formText(form: FormDefinition, key: string | undefined, locale: Locale): string | undefined {
  if (!key) return undefined;
  for (const language of [locale, locale === 'ru' ? 'en' : 'ru'] as const) {
    const texts = form.texts?.[language];
    if (texts && Object.hasOwn(texts, key)) return texts[key];
  }
  return undefined;
}

/** Label of an element: by its key, its own words, or what stands in for them. */
export const labelOf = (form: FormDefinition, element: { readonly i18n?: string; readonly label?: LocalizedText | false }, locale: Locale): string =>
  (element.i18n ? (formText(form, `${element.i18n}.label`, locale) ?? formText(form, element.i18n, locale)) : undefined) ?? (element.label === false ? '' : localize(element.label, locale));

/** Label of a control; without any, the schema's title or the property's name in words. */
export function controlLabel(form: FormDefinition, control: UiControl, locale: Locale): string {
  const own = labelOf(form, control, locale);
  if (own !== '') return own;
  const title = resolveScope(form.schema, control.scope)?.title;
  return (title && (formText(form, title, locale) ?? title)) || inWords(segmentsOf(control.scope).at(-1) ?? '');
}

/** What a cell of a table is called by its place below the table, such as `0/quantity`; undefined for what is no cell. */
export function cellLabel(form: FormDefinition, control: UiControl, place: string, locale: Locale): { readonly number: number; readonly column: string } | undefined {
  const [row, property] = place.split('/');
  const items = resolveScope(form.schema, control.scope)?.items;
  const schema = typeof items === 'object' && property ? items.properties?.[property] : undefined;
  if (!schema || !property) return undefined;
  const listed = control.options?.rq?.columns?.find((column) => column.property === property);
  return { number: Number(row) + 1, column: localize(listed?.label, locale) || schema.title || property };
}

/** `dueDate` and `due_date` as "Due date". */
function inWords(name: string): string {
  const words = name.replace(/[_-]+/g, ' ').replace(/(\p{Ll})(\p{Lu})/gu, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A note of the layout is written in Markdown. */
export const hasMarkdown = (element: UiElement): boolean => (element.type === 'Label' ? element.options?.rq?.markdown === true : 'elements' in element && element.elements.some(hasMarkdown));
