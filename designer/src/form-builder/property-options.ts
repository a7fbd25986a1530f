import { html, nothing } from 'lit';
import { localize } from '@requestry/model';
import type { JsonSchema, UiControl } from '@requestry/model';
import { messages } from '../locales/index.js';
import { checkField, localizedField, selectField, textField } from '../parts/fields.js';
import { inLanguage, rewritten } from '../parts/localized.js';
import { renderColumns } from './columns-editor.js';
import { renderFileLimits } from './file-limits.js';
import { choicesOf, setChoices, setOptions, setRqOptions } from './edits.js';
import { typeOf } from './field-types.js';
import { withKeyword } from './property-panel.js';
import type { PropertyPanel } from './property-panel.js';
import { renderLookup } from './lookup-editor.js';
import { schemaOf } from './tree.js';

/** What only fields of this type have: limits, choices, currency, directory, columns. */
export function renderTypeOptions(panel: PropertyPanel, control: UiControl): unknown {
  const t = messages[panel.language];
  const schema = schemaOf(panel.form, control);
  if (!schema) return nothing;
  const type = typeOf(schema, control)?.type;
  const parts = [type === 'file' ? renderFileLimits(panel, control, schema) : limits(panel, control, schema), choices(panel, control, schema), control.options?.rq?.lookup ? renderLookup(panel, control) : nothing, type === 'lines' ? renderColumns(panel, control) : nothing, own(panel, control)].filter((part) => part !== nothing);
  return parts.length === 0 ? nothing : html`<section class="group"><h4>${t.groupOptions}</h4>${parts}</section>`;
}

function limits(panel: PropertyPanel, control: UiControl, schema: JsonSchema): unknown {
  const t = messages[panel.language];
  const number = (keyword: string, label: string): unknown =>
    textField({ id: keyword, label, type: 'number', value: typeof schema[keyword] === 'number' ? String(schema[keyword]) : '', onInput: (value) => panel.change(label, withKeyword(panel, control, { [keyword]: value === '' || !Number.isFinite(Number(value)) ? undefined : Number(value) }), keyword) });
  const pair = (low: string, lowLabel: string, high: string, highLabel: string): unknown => html`<div class="pair">${number(low, lowLabel)}${number(high, highLabel)}</div>`;
  if (schema.enum || schema.oneOf || control.options?.rq?.lookup) return nothing;
  if (schema.type === 'string' && !schema.format && ['text', 'long-text', undefined].includes(typeOf(schema, control)?.type)) {
    return html`${pair('minLength', t.minLength, 'maxLength', t.maxLength)}${checkField({ id: 'multi', label: t.multiline, checked: control.options?.multi === true, onChange: (on) => panel.change(t.multiline, setOptions(panel.form, panel.path, { multi: on || undefined })) })}`;
  }
  if (schema.type === 'number' || schema.type === 'integer') return pair('minimum', t.minimum, 'maximum', t.maximum);
  return schema.type === 'array' ? pair('minItems', t.minItems, 'maxItems', t.maxItems) : nothing;
}

function choices(panel: PropertyPanel, control: UiControl, schema: JsonSchema): unknown {
  const t = messages[panel.language];
  const items = schema.type === 'array' && typeof schema.items === 'object' ? schema.items : schema;
  if (!items.enum && !items.oneOf) return nothing;
  const all = choicesOf(panel.form, control);
  const given = Object.values(typeOf(schema, control)?.options?.rq?.enumTitles ?? {});
  const put = (next: typeof all, coalesce?: string): void => panel.change(t.choices, setChoices(panel.form, panel.path, next), coalesce);
  const moved = (from: number, to: number): typeof all => {
    const next = [...all];
    const [one] = next.splice(from, 1);
    if (one) next.splice(to, 0, one);
    return next;
  };
  const free = (): string => {
    let number = all.length + 1;
    while (all.some(({ value }) => value === `option${number}`)) number += 1;
    return `option${number}`;
  };
  return html`<fieldset>
    <legend>${t.choices}</legend>
    <div class="list">
      ${all.map(
        (choice, index) => html`<div class="entry">
          <input class="input" aria-label="${t.choiceTitle} ${index + 1}" lang=${panel.content} .value=${inLanguage(choice.title, panel.content)} placeholder=${localize(choice.title, panel.content)} @input=${(event: Event) => put(all.map((each, at) => (at === index ? { ...each, title: rewritten(each.title, panel.content, (event.target as HTMLInputElement).value, given) ?? each.value } : each)), `choice-${index}-${panel.content}`)} />
          <input class="input mono" aria-label="${t.choiceValue} ${index + 1}" .value=${choice.value} @change=${(event: Event) => { const value = (event.target as HTMLInputElement).value.trim(); if (value !== '' && !all.some((each, at) => at !== index && each.value === value)) put(all.map((each, at) => (at === index ? { ...each, value } : each))); else (event.target as HTMLInputElement).value = choice.value; }} />
          <span class="buttons">
            <button type="button" class="mini" aria-label="${t.moveUp}: ${localize(choice.title, panel.content)}" title=${t.moveUp} ?disabled=${index === 0} @click=${() => put(moved(index, index - 1))}><rq-icon name="arrow-up"></rq-icon></button>
            <button type="button" class="mini" aria-label="${t.remove}: ${localize(choice.title, panel.content)}" title=${t.remove} @click=${() => put(all.filter((_, at) => at !== index))}><rq-icon name="close"></rq-icon></button>
          </span>
        </div>`,
      )}
    </div>
    <div><rq-button compact icon="plus" @click=${() => put([...all, { value: free(), title: { [panel.content]: `${t.newChoice} ${all.length + 1}` } }])}>${t.addChoice}</rq-button></div>
  </fieldset>`;
}

const elsewhere: ReadonlySet<string> = new Set(['lookup', 'columns', 'enumTitles', 'computed', 'initial', 'help', 'width', 'rules', 'field', 'keep']);
const localized: ReadonlySet<string> = new Set(['unitOfMeasure', 'text']);

/** Name of a setting of a field type. */
function settingText(name: string, schema: JsonSchema, panel: PropertyPanel): string {
  const t = messages[panel.language];
  const known: Readonly<Record<string, string>> = { currency: t.currency, unitOfMeasure: t.unitOfMeasure, list: t.optionList, load: t.optionLoad, role: t.optionRole, unit: t.optionUnit, text: t.optionText, version: t.optionVersion };
  return known[name] ?? (localize(schema.title as never, panel.language) || name);
}

/** What a setting is chosen from, when it is not written. */
function settingChoices(name: string, schema: JsonSchema, panel: PropertyPanel): readonly { readonly value: string; readonly label: string }[] | undefined {
  const named = name === 'role' ? panel.org?.roles : name === 'unit' ? panel.org?.units : undefined;
  if (named) return named.map(({ id, title }) => ({ value: id, label: localize(title, panel.language) || id }));
  return schema.enum?.map((each) => ({ value: String(each), label: String(each) }));
}

/** The field type's own settings, by the schema it describes itself with. */
function own(panel: PropertyPanel, control: UiControl): unknown {
  const type = typeOf(schemaOf(panel.form, control), control);
  const settings = Object.entries(type?.optionsSchema?.properties ?? {}).filter(([name]) => !elsewhere.has(name));
  return settings.length === 0 ? nothing : html`${settings.map(([name, schema]) => renderSetting(panel, control, name, schema))}`;
}

function renderSetting(panel: PropertyPanel, control: UiControl, name: string, schema: JsonSchema): unknown {
  const t = messages[panel.language];
  const rq: Readonly<Record<string, unknown>> = control.options?.rq ?? {};
  const value = rq[name];
  const label = settingText(name, schema, panel);
  const id = `rq-${name}`;
  const set = (next: unknown, coalesce?: string): void => panel.change(label, setRqOptions(panel.form, panel.path, { [name]: next }), coalesce);
  if (localized.has(name)) return localizedField({ id, label, text: value as never, language: panel.content, missing: t.missingTranslation, multiline: name === 'text', onText: (text) => set(text, `${name}-${panel.content}`) });
  if (schema.type === 'boolean') return checkField({ id, label, checked: value === true, onChange: (on) => set(on || undefined) });
  const choices = settingChoices(name, schema, panel);
  if (choices) return selectField({ id, label, value: String(value ?? ''), empty: '—', choices, onChange: (next) => set(next === '' ? undefined : next) });
  if (schema.type === 'number' || schema.type === 'integer') return textField({ id, label, type: 'number', value: typeof value === 'number' ? String(value) : '', onInput: (next) => set(next === '' ? undefined : Number(next), name) });
  return schema.type === 'string' ? textField({ id, label, value: typeof value === 'string' ? value : '', onInput: (next) => set(next === '' ? undefined : next, name) }) : nothing;
}
