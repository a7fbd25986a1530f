import { html } from 'lit';
import '@requestry/forms';
import { localize } from '@requestry/model';
import type { Lookups } from '@requestry/forms';
import type { FormDefinition, Locale, UiControl } from '@requestry/model';
import { keyOf, schemaOf, titleOf } from './tree.js';

const made = new WeakMap<UiControl, { readonly schema: unknown; readonly required: boolean; readonly form: FormDefinition }>();

/** Fields on the canvas look as if their directories were there; nobody opens them. */
const lookups: Lookups = { findPeople: () => Promise.resolve([]), findUnits: () => Promise.resolve([]), findRecords: () => Promise.resolve({ items: [] }) };

/** A form of one field; the same one again while the field stays as it is. */
function formOf(form: FormDefinition, control: UiControl): FormDefinition {
  const key = keyOf(control);
  const schema = form.schema.properties?.[key];
  const required = form.schema.required?.includes(key) ?? false;
  const known = made.get(control);
  if (known && known.schema === schema && known.required === required) return known.form;
  const { rule: _rule, ...shown } = control;
  const { rules: _rules, width: _width, ...rq } = control.options?.rq ?? {};
  const alone: UiControl = { ...shown, ...(control.options ? { options: { ...control.options, rq } } : {}) };
  const single: FormDefinition = {
    schema: { type: 'object', properties: schema ? { [key]: schema } : {}, ...(required ? { required: [key] } : {}) },
    ui: { type: 'VerticalLayout', elements: [alone] },
    ...(form.texts ? { texts: form.texts } : {}),
  };
  made.set(control, { schema, required, form: single });
  return single;
}

/** A field as people will see it. */
export function renderLiveField(form: FormDefinition, control: UiControl, locale: Locale): unknown {
  const title = localize(titleOf(form, control), locale) || keyOf(control);
  if (!schemaOf(form, control)) return html`<span class="lost">${title}</span>`;
  return html`<rq-form .locale=${locale} .form=${formOf(form, control)} .lookups=${lookups}></rq-form>`;
}
