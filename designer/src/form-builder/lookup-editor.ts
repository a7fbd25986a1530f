import { html, nothing } from 'lit';
import { localize } from '@requestry/model';
import type { Directory, Json, Lookup, UiControl } from '@requestry/model';
import { messages } from '../locales/index.js';
import { selectField } from '../parts/fields.js';
import { fieldKeys, setRqOptions } from './edits.js';
import type { PropertyPanel } from './property-panel.js';
import { keyOf, titleOfKey } from './tree.js';

/** Which directory a field chooses from, which of its records, and what the choice fills in. */
export function renderLookup(panel: PropertyPanel, control: UiControl): unknown {
  const t = messages[panel.language];
  const lookup: Lookup = control.options?.rq?.lookup ?? { directory: '' };
  const directory = panel.directories.find(({ id }) => id === lookup.directory);
  const put = (next: Lookup): void => panel.change(t.lookupDirectory, setRqOptions(panel.form, panel.path, { lookup: next }));
  return html`${selectField({ id: 'directory', label: t.lookupDirectory, value: lookup.directory, empty: t.lookupNone, choices: panel.directories.map((each) => ({ value: each.id, label: localize(each.title, panel.language) || each.id })), onChange: (id) => put({ directory: id }) })}
    ${directory ? html`${renderFilter(panel, control, lookup, directory, put)} ${renderFill(panel, control, lookup, directory, put)}` : nothing}`;
}

const recordFields = (directory: Directory, panel: PropertyPanel): readonly { readonly value: string; readonly label: string }[] =>
  Object.entries(directory.schema.properties ?? {}).map(([value, schema]) => ({ value, label: localize(schema.title as never, panel.language) || value }));

const formFields = (panel: PropertyPanel, control: UiControl): readonly { readonly value: string; readonly label: string }[] =>
  fieldKeys(panel.form).filter((key) => key !== keyOf(control)).map((value) => ({ value, label: localize(titleOfKey(panel.form, value), panel.language) || value }));

/** `=field` says that the value comes from the form. */
const fieldOfFilter = (value: Json): string => (typeof value === 'string' && /^=\s*[\w.]+$/.test(value) ? value.slice(1).trim() : '');

function renderFilter(panel: PropertyPanel, control: UiControl, lookup: Lookup, directory: Directory, put: (lookup: Lookup) => void): unknown {
  const t = messages[panel.language];
  const rows = Object.entries(lookup.filter ?? {});
  const save = (next: readonly (readonly [string, Json])[]): void => {
    const { filter: _filter, ...rest } = lookup;
    put(next.length > 0 ? { ...rest, filter: Object.fromEntries(next) } : rest);
  };
  const record = recordFields(directory, panel);
  const form = formFields(panel, control);
  const free = record.find(({ value }) => !rows.some(([name]) => name === value));
  return html`<fieldset>
    <legend>${t.lookupFilter}</legend>
    <div class="list">
      ${rows.map(
        ([name, value], index) => html`<div class="entry">
          ${selectField({ id: `filter-record-${index}`, label: t.recordField, hideLabel: true, value: name, choices: record, onChange: (next) => save(rows.map((row, at) => (at === index ? [next, row[1] ?? null] : [row[0], row[1] ?? null]))) })}
          ${fieldOfFilter(value ?? null) || value === '='
            ? selectField({ id: `filter-form-${index}`, label: t.formField, hideLabel: true, value: fieldOfFilter(value ?? null), choices: form, onChange: (next) => save(rows.map((row, at) => (at === index ? [row[0], `=${next}`] : [row[0], row[1] ?? null]))) })
            : html`<input class="input" aria-label=${t.value} .value=${String(value ?? '')} @change=${(event: Event) => save(rows.map((row, at) => (at === index ? [row[0], (event.target as HTMLInputElement).value] : [row[0], row[1] ?? null])))} />`}
          <button type="button" class="mini" aria-label="${t.remove} ${name}" title=${t.remove} @click=${() => save(rows.filter((_, at) => at !== index).map((row) => [row[0], row[1] ?? null]))}><rq-icon name="close"></rq-icon></button>
        </div>`,
      )}
    </div>
    <div><rq-button compact icon="plus" ?disabled=${!free || form.length === 0} reason=${t.nothingToAdd} @click=${() => free && save([...rows.map((row) => [row[0], row[1] ?? null] as const), [free.value, `=${form[0]?.value ?? ''}`]])}>${t.addRow}</rq-button> <span class="help">${t.lookupFilterRow}</span></div>
  </fieldset>`;
}

function renderFill(panel: PropertyPanel, control: UiControl, lookup: Lookup, directory: Directory, put: (lookup: Lookup) => void): unknown {
  const t = messages[panel.language];
  const rows = Object.entries(lookup.fill ?? {});
  const save = (next: readonly (readonly [string, string])[]): void => {
    const { fill: _fill, ...rest } = lookup;
    put(next.length > 0 ? { ...rest, fill: Object.fromEntries(next) } : rest);
  };
  const record = recordFields(directory, panel);
  const form = formFields(panel, control);
  const free = form.find(({ value }) => !rows.some(([name]) => name === value));
  return html`<fieldset>
    <legend>${t.lookupFill}</legend>
    <div class="list">
      ${rows.map(
        ([target, source], index) => html`<div class="entry">
          ${selectField({ id: `fill-form-${index}`, label: t.formField, hideLabel: true, value: target, choices: form.filter(({ value }) => value === target || !rows.some(([name]) => name === value)), onChange: (next) => save(rows.map((row, at) => (at === index ? [next, row[1]] : row))) })}
          ${selectField({ id: `fill-record-${index}`, label: t.recordField, hideLabel: true, value: source, choices: record, onChange: (next) => save(rows.map((row, at) => (at === index ? [row[0], next] : row))) })}
          <button type="button" class="mini" aria-label="${t.remove} ${target}" title=${t.remove} @click=${() => save(rows.filter((_, at) => at !== index))}><rq-icon name="close"></rq-icon></button>
        </div>`,
      )}
    </div>
    <div><rq-button compact icon="plus" ?disabled=${!free || record.length === 0} reason=${t.nothingToAdd} @click=${() => free && save([...rows, [free.value, record[0]?.value ?? '']])}>${t.addRow}</rq-button> <span class="help">${t.lookupFillRow}</span></div>
  </fieldset>`;
}
