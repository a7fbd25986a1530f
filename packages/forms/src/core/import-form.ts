import { importFormJs, looksLikeFormJs } from './import-form-js.js';
import { importJsonForms, importJsonSchema, looksLikeJsonForms } from './import-json-forms.js';
import { importRjsf } from './import-rjsf.js';
import type { ImportedForm } from './import-schema.js';
import { isSchemaObject } from './keywords.js';

/** Where a form came from. */
export type FormOrigin = 'json-schema' | 'json-forms' | 'rjsf' | 'form-js';

/** Makes a form from what others made, whichever it is. Never throws. */
export function importForm(schema: unknown, uiSchema?: unknown): ImportedForm & { readonly origin: FormOrigin } {
  if (looksLikeFormJs(schema)) return { ...importFormJs(schema), origin: 'form-js' };
  if (looksLikeJsonForms(uiSchema)) return { ...importJsonForms(schema, uiSchema), origin: 'json-forms' };
  if (isSchemaObject(uiSchema) && Object.keys(uiSchema).length > 0) return { ...importRjsf(schema, uiSchema), origin: 'rjsf' };
  return { ...importJsonSchema(schema), origin: 'json-schema' };
}
