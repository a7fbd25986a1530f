import type { FormDefinition, LocalizedText, UiControl, UiElement } from '@requestry/model';
import { setElement, setOptions, setRqOptions } from './edits.js';
import { isControl, walk } from './tree.js';
import type { Path } from './tree.js';

/** What a text of a form is: of a field, a section, a choice. */
export type TextRole = 'label' | 'note' | 'help' | 'placeholder' | 'choice' | 'column' | 'consent' | 'unitOfMeasure';

/** One text of a form that people read. */
export interface FormTextEntry {
  /** Tells the text apart from all others of the form. */
  readonly id: string;
  readonly path: Path;
  readonly role: TextRole;
  readonly text: LocalizedText | undefined;
  /** The form with the text put in its place; without it when it is undefined. */
  put(form: FormDefinition, text: LocalizedText | undefined): FormDefinition;
}

/** Every text of a form in reading order. Texts that are not written in any language are left out, except labels. */
export function textsOf(form: FormDefinition): readonly FormTextEntry[] {
  return walk(form.ui).flatMap(({ element, path }) => ofElement(element, path).map((entry) => ({ ...entry, path, id: `${path.join('.')} ${entry.id}` })));
}

type Entry = Omit<FormTextEntry, 'path'>;

function ofElement(element: UiElement, path: Path): readonly Entry[] {
  if (element.type === 'Label') return [{ id: 'text', role: 'note', text: element.text, put: (form, text) => setElement(form, path, { text: text ?? '' }) }];
  if (element.type === 'Group' || element.type === 'Category') return [{ id: 'label', role: 'label', text: element.label, put: (form, text) => setElement(form, path, { label: text }) }];
  return isControl(element) ? ofControl(element, path) : [];
}

function ofControl(control: UiControl, path: Path): readonly Entry[] {
  const { placeholder, rq = {} } = control.options ?? {};
  const entries: Entry[] = control.label === false ? [] : [{ id: 'label', role: 'label', text: control.label, put: (form, text) => setElement(form, path, { label: text }) }];
  if (placeholder !== undefined) entries.push({ id: 'placeholder', role: 'placeholder', text: placeholder, put: (form, text) => setOptions(form, path, { placeholder: text }) });
  const own = { help: 'help', text: 'consent', unitOfMeasure: 'unitOfMeasure' } as const;
  for (const [name, role] of Object.entries(own)) {
    const text = rq[name] as LocalizedText | undefined;
    if (text !== undefined) entries.push({ id: name, role, text, put: (form, next) => setRqOptions(form, path, { [name]: next }) });
  }
  for (const [value, text] of Object.entries(rq.enumTitles ?? {})) entries.push({ id: `choice ${value}`, role: 'choice', text, put: (form, next) => setRqOptions(form, path, { enumTitles: { ...rq.enumTitles, [value]: next ?? '' } }) });
  rq.columns?.forEach((column, index) => {
    if (column.label === undefined) return;
    entries.push({ id: `column ${column.property}`, role: 'column', text: column.label, put: (form, label) => setRqOptions(form, path, { columns: rq.columns?.map((each, at) => (at === index ? { ...each, label } : each)) }) });
  });
  return entries;
}
