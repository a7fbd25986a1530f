import { checkForm, importForm, importSheet } from '@requestry/forms/core';
import type { FormDefinition, Issue, Locale, LocalizedText } from '@requestry/model';
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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

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

/** A form from a JSON Schema, with a UI schema of JSON Forms or of RJSF when there is one, or from a form-js schema. */
export async function formFromFiles(schemaFile: File, uiFile: File | undefined, locale: Locale): Promise<ImportedForm> {
  const schema = await jsonOf(schemaFile, locale);
  if ('fault' in schema) return { losses: [], fault: schema.fault };
  const ui = uiFile ? await jsonOf(uiFile, locale) : { value: undefined };
  if ('fault' in ui) return { losses: [], fault: ui.fault };
  if (!isObject(schema.value)) return { losses: [], fault: messages[locale].fileNotSchema({ name: schemaFile.name }) };
  if (uiFile && !isObject(ui.value)) return { losses: [], fault: messages[locale].fileNotSchema({ name: uiFile.name }) };
  const { title } = schema.value;
  return { ...told(importForm(schema.value, ui.value), uiFile?.name ?? schemaFile.name, locale), ...(typeof title === 'string' ? { title } : {}) };
}

/** A draft form from the header row of a sheet, pasted or from a file. */
export async function formFromSheet(source: string | File, locale: Locale): Promise<ImportedForm> {
  const read = typeof source === 'string' ? { text: source } : await textOf(source, locale);
  if ('fault' in read) return { losses: [], fault: read.fault };
  const name = typeof source === 'string' ? '' : source.name;
  const made = importSheet(read.text);
  if (Object.keys(made.form.schema.properties ?? {}).length === 0) return { losses: [], fault: messages[locale].sheetEmpty };
  return told(made, name, locale);
}

/** What was made, in words; a form that is wrong all the same is not given. */
function told({ form, issues }: { form: FormDefinition; issues: readonly Issue[] }, name: string, locale: Locale): ImportedForm {
  const [wrong] = checkForm(form).filter(({ severity }) => severity !== 'warning');
  if (wrong) return { losses: [], fault: `${name}, ${wrong.path ?? ''} — ${issueText(wrong, locale)}` };
  return { form, losses: issues.map((issue) => (issue.code === 'import.column' ? issueText(issue, locale) : `${issue.path ?? ''} — ${issueText(issue, locale)}`)) };
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
