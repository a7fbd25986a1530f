import * as forms from '@requestry/forms';
import type { JsonSchema, LocalizedText, UiControl, UiControlOptions, UiElement } from '@requestry/model';
import type { DesignerMessages } from '../locales/en.js';

/** A type of field as the palette shows it. */
export interface PaletteField {
  readonly type: string;
  readonly title: LocalizedText;
  readonly icon: string;
  readonly group: string;
  readonly schema: JsonSchema;
  readonly options?: UiControlOptions;
  /** Form of its own settings under `options.rq`. */
  readonly optionsSchema?: JsonSchema;
}

/** What the registry of forms offers. */
interface Registry {
  fieldTypes(): readonly PaletteField[];
  fieldFor(schema: JsonSchema, control: UiControl): PaletteField | undefined;
}

const registry = forms as unknown as Partial<Registry>;

const basic: readonly PaletteField[] = [
  { type: 'text', title: { ru: 'Текст', en: 'Text' }, icon: 'text', group: 'text', schema: { type: 'string', maxLength: 200 } },
  { type: 'number', title: { ru: 'Число', en: 'Number' }, icon: 'number', group: 'number', schema: { type: 'number' } },
  { type: 'boolean', title: { ru: 'Да или нет', en: 'Yes or no' }, icon: 'toggle', group: 'choice', schema: { type: 'boolean' } },
  { type: 'date', title: { ru: 'Дата', en: 'Date' }, icon: 'calendar', group: 'date', schema: { type: 'string', format: 'date' } },
  { type: 'choice', title: { ru: 'Выбор', en: 'Choice' }, icon: 'choice', group: 'choice', schema: { type: 'string', enum: ['a', 'b'] } },
];

/** All field types a form can have. */
export const paletteFields = (): readonly PaletteField[] => {
  const known = registry.fieldTypes?.() ?? [];
  return known.length > 0 ? known : basic;
};

/** The type of a field; nothing when it is not known here. */
export function typeOf(schema: JsonSchema | undefined, control: UiControl): PaletteField | undefined {
  const named = control.options?.rq?.field;
  if (named !== undefined) return paletteFields().find(({ type }) => type === named);
  if (registry.fieldFor && schema) return registry.fieldFor(schema, control);
  return basic.find((field) => field.schema.type === schema?.type && (field.schema.enum !== undefined) === (schema?.enum !== undefined));
}

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
