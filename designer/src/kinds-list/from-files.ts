import { checkForm, importRjsf } from '@requestry/forms/core';
import type { FormDefinition, JsonSchema, Locale, LocalizedText, UiElement } from '@requestry/model';
import { readBpmn } from '@requestry/route';
import { messages } from '../locales/index.js';
import { issueText } from '../problems.js';

const LARGEST = 2 * 1024 * 1024;

/** A form read from files, what was not taken over, or why it cannot be read. */
export interface ImportedForm {
  readonly form?: FormDefinition;
  readonly title?: LocalizedText;
  readonly losses: readonly string[];
  readonly fault?: string;
}

/** A route read from a file. */
export interface ImportedRoute {
  readonly xml?: string;
  readonly steps: number;
  readonly notes: readonly string[];
  readonly fault?: string;
}

const layouts: ReadonlySet<unknown> = new Set(['VerticalLayout', 'HorizontalLayout', 'Group', 'Categorization']);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isLayout = (value: unknown): value is UiElement => typeof value === 'object' && value !== null && 'type' in value && layouts.has(value.type) && 'elements' in value && Array.isArray(value.elements);

async function textOf(file: File, locale: Locale): Promise<{ readonly text: string } | { readonly fault: string }> {
  if (file.size > LARGEST) return { fault: messages[locale].fileTooLarge({ name: file.name }) };
  return { text: await file.text() };
}

async function jsonOf(file: File, locale: Locale): Promise<{ readonly value: unknown } | { readonly fault: string }> {
  const read = await textOf(file, locale);
  if ('fault' in read) return read;
  try {
    return { value: JSON.parse(read.text) as unknown };
  } catch {
    return { fault: messages[locale].fileNotJson({ name: file.name }) };
  }
}

/** A form from a JSON Schema and a UI schema, of JSON Forms or of RJSF. */
export async function formFromFiles(schemaFile: File, uiFile: File | undefined, locale: Locale): Promise<ImportedForm> {
  const schema = await jsonOf(schemaFile, locale);
  if ('fault' in schema) return { losses: [], fault: schema.fault };
  const ui = uiFile ? await jsonOf(uiFile, locale) : { value: {} };
  if ('fault' in ui) return { losses: [], fault: ui.fault };
  if (!isObject(schema.value)) return { losses: [], fault: messages[locale].fileNotSchema({ name: schemaFile.name }) };
  if (uiFile && !isObject(ui.value)) return { losses: [], fault: messages[locale].fileNotSchema({ name: uiFile.name }) };
  const { form: taken, issues } = importRjsf(schema.value, isLayout(ui.value) ? {} : ui.value);
  const form = isLayout(ui.value) ? { ...taken, ui: ui.value } : taken;
  const [wrong] = checkForm(form).filter(({ severity }) => severity !== 'warning');
  if (wrong) return { losses: [], fault: `${uiFile?.name ?? schemaFile.name}, ${wrong.path ?? ''} — ${issueText(wrong, locale)}` };
  const { title } = schema.value as JsonSchema;
  return {
    form,
    losses: issues.map((issue) => `${issue.path ?? ''} — ${issueText(issue, locale)}`),
    ...(typeof title === 'string' ? { title } : {}),
  };
}

/** A route from a BPMN file, with what was noticed on the way. */
export async function bpmnFromFile(file: File, locale: Locale): Promise<ImportedRoute> {
  const read = await textOf(file, locale);
  if ('fault' in read) return { steps: 0, notes: [], fault: read.fault };
  const { route, issues } = await readBpmn(read.text);
  const notes = issues.map((issue) => issueText(issue, locale));
  if (!route) return { steps: 0, notes: notes.slice(1), fault: notes[0] === undefined ? messages[locale].fileNotBpmn({ name: file.name }) : `${file.name}: ${notes[0]}` };
  return { xml: read.text, steps: route.nodes.filter(({ type }) => /task|activity/i.test(type)).length, notes };
}
