import { fieldFor, fieldNamed } from '@requestry/forms';
import type { FieldType } from '@requestry/forms';
import type { JsonSchema, UiControl, UiElement } from '@requestry/model';
import type { DesignerMessages } from '../locales/en.js';

/** All field types a form can have, those of the host too. */
export { paletteFields } from '@requestry/forms/palette';

/** The type of a field; nothing when it is not known here. */
export function typeOf(schema: JsonSchema | undefined, control: UiControl): FieldType | undefined {
  const named = control.options?.rq?.field;
  if (named !== undefined) return fieldNamed(named);
  return schema ? fieldFor(schema, control) : undefined;
}

const withoutPlaceholder: ReadonlySet<string> = new Set(['boolean', 'choice', 'computed', 'consent', 'date', 'date-time', 'file', 'lines', 'multi-choice', 'period', 'rating', 'rich-text', 'signature', 'time']);
const withoutFormulas: ReadonlySet<string> = new Set(['file', 'lines', 'signature']);

/** Whether a field of the type shows a placeholder. Of types of a host we do not know. */
export const showsPlaceholder = (type: FieldType | undefined): boolean => !withoutPlaceholder.has(type?.type ?? '');

/** Whether a first value or a formula can give a field of the type its value. */
export const takesFormulas = (type: FieldType | undefined): boolean => !withoutFormulas.has(type?.type ?? '');

/** Groups of the palette in their order. */
export const fieldGroups = ['text', 'number', 'date', 'choice', 'people', 'data', 'other'] as const;

/** What orders the fields: sections, pages, notes, rows. */
export interface PaletteLayout {
  readonly id: 'section' | 'page' | 'note' | 'row';
  readonly icon: string;
  readonly title: (t: DesignerMessages) => string;
}

export const paletteLayouts: readonly PaletteLayout[] = [
  { id: 'section', icon: 'form', title: (t) => t.section },
  { id: 'row', icon: 'table', title: (t) => t.rowOfFields },
  { id: 'note', icon: 'comment', title: (t) => t.note },
  { id: 'page', icon: 'file', title: (t) => t.page },
];

/** A new section, row or note. */
export function newLayout(id: 'section' | 'note' | 'row', texts: { readonly ru: DesignerMessages; readonly en: DesignerMessages }): UiElement {
  if (id === 'section') return { type: 'Group', label: { ru: texts.ru.section, en: texts.en.section }, elements: [] };
  if (id === 'note') return { type: 'Label', text: { ru: texts.ru.noteText, en: texts.en.noteText } };
  return { type: 'HorizontalLayout', elements: [] };
}

/** Key of a new field: the type in camel case. */
export const keyFor = (type: string): string => type.replace(/[^A-Za-z0-9]+(.)?/g, (_, letter: string | undefined) => (letter ?? '').toUpperCase()) || 'field';
