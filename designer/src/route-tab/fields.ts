import type { Json, JsonSchema, Kind, Locale, LocalizedText, UiControl, UiElement } from '@requestry/model';
import { localize } from '@requestry/model';

/** What a value of a field is compared with, and how. */
export type FieldSort = 'text' | 'number' | 'money' | 'boolean' | 'date' | 'choice' | 'person' | 'unit' | 'record' | 'many' | 'other';

/** A field of the kind's form as lists of the route show it. */
export interface FormField {
  /** Name of the top-level property. */
  readonly name: string;
  readonly title: string;
  readonly sort: FieldSort;
  /** Values to choose from. */
  readonly options?: readonly { readonly value: Json; readonly title: string }[];
  /** The directory that the record is chosen from. */
  readonly directory?: string;
}

/** Every field of the form in the order of its layout, then those the layout leaves out. */
export function fieldsOf(kind: Kind | undefined, locale: Locale): readonly FormField[] {
  const properties = kind?.form?.schema?.properties ?? {};
  const controls = new Map<string, UiControl>();
  if (kind?.form?.ui) collect(kind.form.ui, controls);
  const names = [...new Set([...controls.keys(), ...Object.keys(properties)])].filter((name) => Object.hasOwn(properties, name));
  return names.map((name) => fieldOf(name, properties[name] ?? {}, controls.get(name), kind, locale));
}

function collect(element: UiElement, found: Map<string, UiControl>): void {
  if (element.type === 'Control') {
    const name = /^#\/properties\/([^/]+)$/.exec(element.scope)?.[1];
    if (name !== undefined && !found.has(name)) found.set(name, element);
  } else if ('elements' in element && Array.isArray(element.elements)) {
    for (const inner of element.elements) collect(inner, found);
  }
}

function fieldOf(name: string, schema: JsonSchema, control: UiControl | undefined, kind: Kind | undefined, locale: Locale): FormField {
  const directory = control?.options?.rq?.lookup?.directory;
  const options = optionsOf(schema, control, locale);
  return {
    name,
    title: titleOf(name, schema, control, kind, locale),
    sort: sortOf(schema, control, options.length > 0),
    ...(options.length > 0 ? { options } : {}),
    ...(directory === undefined ? {} : { directory }),
  };
}

function titleOf(name: string, schema: JsonSchema, control: UiControl | undefined, kind: Kind | undefined, locale: Locale): string {
  const key = control?.i18n;
  const texts = kind?.form.texts?.[locale];
  const translated = key === undefined ? undefined : (texts?.[`${key}.label`] ?? texts?.[key]);
  if (translated) return translated;
  if (control?.label) return localize(control.label, locale);
  const title = schema.title as LocalizedText | undefined;
  return localize(title, locale) || name;
}

function optionsOf(schema: JsonSchema, control: UiControl | undefined, locale: Locale): readonly { readonly value: Json; readonly title: string }[] {
  const titles = control?.options?.rq?.enumTitles ?? {};
  const source = schema.enum ? schema : typeof schema.items === 'object' ? schema.items : schema;
  if (source.enum) return source.enum.map((value) => ({ value, title: localize(titles[typeof value === 'string' ? value : JSON.stringify(value)] ?? titles[JSON.stringify(value)], locale) || String(value) }));
  const choices = (source.oneOf ?? []).filter((each) => each.const !== undefined);
  return choices.map((each) => ({ value: each.const as Json, title: localize(each.title as LocalizedText | undefined, locale) || String(each.const) }));
}

function sortOf(schema: JsonSchema, control: UiControl | undefined, choice: boolean): FieldSort {
  const rq = control?.options?.rq;
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== 'null') : schema.type;
  const field = rq?.field ?? '';
  if (type === 'array') return field.startsWith('person') ? 'person' : 'many';
  if (field.startsWith('person') || schema.format === 'rq-person' || schema.format === 'person') return 'person';
  if (field.startsWith('unit') || schema.format === 'rq-unit' || schema.format === 'unit') return 'unit';
  if (rq?.lookup || field === 'record' || field === 'tree-record') return 'record';
  if (choice) return 'choice';
  if (field === 'money' || (type === 'object' && schema.properties?.['amount'] && schema.properties['currency'])) return 'money';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'boolean') return 'boolean';
  if (schema.format === 'date' || schema.format === 'date-time') return 'date';
  return type === 'string' ? 'text' : 'other';
}

/** Sorts of fields that lists can filter by. */
export const filterableSorts: ReadonlySet<FieldSort> = new Set<FieldSort>(['text', 'number', 'date', 'choice', 'record']);

/** Fields that may name who does a step: people, units standing for their head, records that name somebody. */
export const namesPeople = (field: FormField): boolean => field.sort === 'person' || field.sort === 'unit' || field.sort === 'record';
