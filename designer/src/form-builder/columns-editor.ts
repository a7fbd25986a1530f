import { html } from 'lit';
import { fieldNamed } from '@requestry/forms';
import { localize } from '@requestry/model';
import type { JsonSchema, RqOptions, UiControl } from '@requestry/model';
import { messages } from '../locales/index.js';
import { inLanguage, rewritten } from '../parts/localized.js';
import { setProperty, setRqOptions } from './edits.js';
import { typeOf } from './field-types.js';
import type { PropertyPanel } from './property-panel.js';
import { keyOf, schemaOf } from './tree.js';

type Column = NonNullable<RqOptions['columns']>[number];
type ColumnType = 'text' | 'number' | 'boolean' | 'date';

const schemas: Readonly<Record<ColumnType, JsonSchema>> = { text: { type: 'string' }, number: { type: 'number' }, boolean: { type: 'boolean' }, date: { type: 'string', format: 'date' } };

const typeOfColumn = (schema: JsonSchema | undefined): ColumnType | '' => {
  if (schema?.type === 'number' || schema?.type === 'integer') return 'number';
  if (schema?.type === 'boolean') return 'boolean';
  return schema?.type === 'string' ? (schema.format === 'date' ? 'date' : 'text') : '';
};

/** Columns of repeating lines: name, type, whether they are summed, their order. */
export function renderColumns(panel: PropertyPanel, control: UiControl): unknown {
  const t = messages[panel.language];
  const key = keyOf(control);
  const items = schemaOf(panel.form, control)?.items;
  const given = typeOf(schemaOf(panel.form, control), control)?.options?.rq?.columns?.map(({ label }) => label) ?? [];
  const row: JsonSchema = typeof items === 'object' ? items : { type: 'object' };
  const columns: readonly Column[] = control.options?.rq?.columns ?? Object.keys(row.properties ?? {}).map((property) => ({ property }));
  const put = (next: readonly Column[], properties: Readonly<Record<string, JsonSchema>> = row.properties ?? {}, coalesce?: string): void => {
    const required = (row.required ?? []).filter((name) => Object.hasOwn(properties, name));
    const { required: _required, ...rest } = row;
    const form = setProperty(panel.form, key, { items: { ...rest, properties, ...(required.length > 0 ? { required } : {}) } });
    panel.change(t.columns, setRqOptions(form, panel.path, { columns: next }), coalesce);
  };
  const remove = (index: number): void => {
    const gone = columns[index]?.property ?? '';
    const { [gone]: _gone, ...properties } = row.properties ?? {};
    put(columns.filter((_, at) => at !== index), properties);
  };
  const add = (): void => {
    let number = columns.length + 1;
    while (Object.hasOwn(row.properties ?? {}, `column${number}`)) number += 1;
    put([...columns, { property: `column${number}`, label: { [panel.content]: `${t.newColumn} ${number}` } }], { ...row.properties, [`column${number}`]: schemas.text });
  };
  const swap = (index: number): void => {
    const next = [...columns];
    const [one] = next.splice(index, 1);
    if (one) next.splice(index - 1, 0, one);
    put(next);
  };
  return html`<fieldset>
    <legend>${t.columns}</legend>
    <div class="list">
      ${columns.map((column, index) => {
        const special = column.options?.rq?.field === undefined ? undefined : fieldNamed(column.options.rq.field);
        const type = special ? '' : typeOfColumn(row.properties?.[column.property]);
        const title = localize(column.label, panel.content) || column.property;
        return html`<div class="clause">
          <input class="input" aria-label="${t.choiceTitle}: ${title}" lang=${panel.content} .value=${inLanguage(column.label, panel.content)} placeholder=${title} @input=${(event: Event) => put(columns.map((each, at) => (at === index ? withLabel(each, rewritten(each.label, panel.content, (event.target as HTMLInputElement).value, given)) : each)), undefined, `column-${index}-${panel.content}`)} />
          <span class="row">
            <button type="button" class="mini" aria-label="${t.moveUp}: ${title}" title=${t.moveUp} ?disabled=${index === 0} @click=${() => swap(index)}><rq-icon name="arrow-up"></rq-icon></button>
            <button type="button" class="mini" aria-label=${t.removeOf({ title })} title=${t.remove} @click=${() => remove(index)}><rq-icon name="close"></rq-icon></button>
          </span>
          <span class="second">
            <select class="input" aria-label="${t.columnType}: ${title}" @change=${(event: Event) => put(columns.map((each, at) => (at === index ? withoutOptions(each) : each)), { ...row.properties, [column.property]: schemas[(event.target as HTMLSelectElement).value as ColumnType] })}>
              ${type === '' ? html`<option selected value="">${special ? localize(special.title, panel.language) : column.property}</option>` : ''}
              ${(['text', 'number', 'boolean', 'date'] as const).map((each) => html`<option value=${each} ?selected=${each === type}>${{ text: t.typeText, number: t.typeNumber, boolean: t.typeBoolean, date: t.typeDate }[each]}</option>`)}
            </select>
            <span class="check"><input type="checkbox" id="total-${index}" .checked=${column.total === true} ?disabled=${type !== 'number' && !column.total} @change=${(event: Event) => put(columns.map((each, at) => (at === index ? withTotal(each, (event.target as HTMLInputElement).checked) : each)))} /><label for="total-${index}">${t.columnTotal}</label></span>
          </span>
        </div>`;
      })}
    </div>
    <div><rq-button compact icon="plus" @click=${add}>${t.addColumn}</rq-button></div>
  </fieldset>`;
}

function withLabel(column: Column, label: Column['label']): Column {
  const { label: _label, ...rest } = column;
  return label === undefined ? rest : { ...rest, label };
}

function withoutOptions(column: Column): Column {
  const { options: _options, ...rest } = column;
  return rest;
}

function withTotal(column: Column, total: boolean): Column {
  const { total: _total, ...rest } = column;
  return total ? { ...rest, total } : rest;
}
