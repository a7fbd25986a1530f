import type { Json, JsonSchema, LocalizedText, RqOptions, UiControl, UiControlOptions, UiElement } from '@requestry/model';
import { SchemaImport } from './import-schema.js';
import type { ImportedForm } from './import-schema.js';
import { escapeSegment } from './json-pointer.js';
import { isSchemaObject } from './keywords.js';
import { allProperties } from './layout.js';

type UiSchema = Readonly<Record<string, unknown>>;

/** Widget names of the source and the field type or option that stands for them; `null` is the usual field. */
const WIDGETS: Readonly<Record<string, { readonly field?: string; readonly options?: UiControlOptions } | null>> = {
  text: null,
  textarea: { options: { multi: true } },
  email: null,
  uri: null,
  url: null,
  updown: null,
  range: null,
  radio: { options: { format: 'radio' } },
  select: null,
  checkbox: null,
  checkboxes: { options: { format: 'checkboxes' } },
  date: { field: 'date' },
  'alt-date': { field: 'date' },
  datetime: { field: 'date-time' },
  'alt-datetime': { field: 'date-time' },
  'date-time': { field: 'date-time' },
  time: { field: 'time' },
  file: { field: 'file' },
};
/** Settings that only steer the look or behaviour of the source's own widgets. */
const TAKEN: ReadonlySet<string> = new Set(['order', 'widget', 'title', 'description', 'help', 'placeholder', 'options', 'readonly', 'disabled', 'enumNames', 'field', 'label', 'rows', 'inputType', 'inline']);

/** Makes a form from a JSON Schema with an RJSF uiSchema. Never throws; what is not taken over is named in `issues`. A schema of a single value or list becomes the property `items`. */
export function importRjsf(schema: unknown, uiSchema: unknown = {}): ImportedForm {
  const importer = new RjsfImport();
  const source = isSchemaObject(uiSchema) ? uiSchema : {};
  const { schema: root, wrapped } = importer.schema.root(schema);
  const ui: UiElement = { type: 'VerticalLayout', elements: importer.elements(root, wrapped ? { items: source } : source, '#', '/uiSchema', 0) };
  return { form: { schema: root, ui }, issues: importer.schema.issues };
}

class RjsfImport {
  readonly schema = new SchemaImport();

  #report(code: string, path: string, params: Readonly<Record<string, Json>>): void {
    this.schema.report(code, path, params);
  }

  elements(schema: JsonSchema, ui: UiSchema, scope: string, path: string, depth: number): UiElement[] {
    const properties = new Map(allProperties(schema));
    this.#reportUnknown(properties, ui, path);
    return this.#ordered([...properties.keys()], ui, path).map((name) => {
      const property = properties.get(name) ?? {};
      const own = ui[name];
      return this.#element(property, isSchemaObject(own) ? own : {}, `${scope}/properties/${escapeSegment(name)}`, `${path}/${escapeSegment(name)}`, depth);
    });
  }

  #reportUnknown(properties: ReadonlyMap<string, unknown>, ui: UiSchema, path: string): void {
    for (const name of Object.keys(ui)) {
      const known = properties.has(name) || name.startsWith('ui:') || name === 'items';
      if (!known) this.#report('import.no-field', `${path}/${escapeSegment(name)}`, { field: name });
    }
  }

  /** Names as `ui:order` has them; `*` stands for those it does not name, at the end when there is no `*`. */
  #ordered(names: readonly string[], ui: UiSchema, path: string): readonly string[] {
    const order = setting(ui, 'order');
    if (!Array.isArray(order)) return names;
    for (const name of order) if (name !== '*' && !names.includes(name as string)) this.#report('import.no-field', `${path}/ui:order`, { field: String(name) });
    const rest = names.filter((name) => !order.includes(name));
    const listed = order.includes('*') ? (order as string[]) : [...(order as string[]), '*'];
    return [...new Set(listed.flatMap((name) => (name === '*' ? rest : names.includes(name) ? [name] : [])))];
  }

  #element(schema: JsonSchema, ui: UiSchema, scope: string, path: string, depth: number): UiElement {
    this.#reportSettings(ui, path);
    if (setting(ui, 'widget') === 'hidden') return hidden(scope);
    const inner = schema.type === 'object' || (schema.type === undefined && schema.properties) ? this.elements(schema, ui, scope, path, depth + 1) : [];
    if (inner.length > 0 && depth < 16) return this.#group(schema, ui, inner);
    return this.#control(schema, ui, scope, path);
  }

  #group(schema: JsonSchema, ui: UiSchema, elements: readonly UiElement[]): UiElement {
    const label = text(setting(ui, 'title')) ?? schema.title;
    const note = text(setting(ui, 'description'));
    return { type: 'Group', ...(label ? { label } : {}), elements: note ? [{ type: 'Label', text: note }, ...elements] : elements };
  }

  #control(schema: JsonSchema, ui: UiSchema, scope: string, path: string): UiControl {
    const label = text(setting(ui, 'title'));
    const widget = this.#widget(ui, path);
    const rq = this.#rqOptions(schema, ui, path, widget?.field);
    const placeholder = text(setting(ui, 'placeholder'));
    const options: UiControlOptions = {
      ...widget?.options,
      ...(placeholder ? { placeholder } : {}),
      ...(setting(ui, 'readonly') === true || setting(ui, 'disabled') === true ? { readonly: true } : {}),
      ...(Object.keys(rq).length > 0 ? { rq } : {}),
    };
    return { type: 'Control', scope, ...(label ? { label } : {}), ...(Object.keys(options).length > 0 ? { options } : {}) };
  }

  #rqOptions(schema: JsonSchema, ui: UiSchema, path: string, field: string | undefined): RqOptions {
    const help = text(setting(ui, 'help')) ?? text(setting(ui, 'description'));
    if (text(setting(ui, 'help')) && text(setting(ui, 'description'))) this.#report('import.option', `${path}/ui:description`, { option: 'ui:description' });
    const titles = this.#titles(schema, ui);
    const columns = this.#columns(schema, ui, path);
    const tel = setting(ui, 'inputType') === 'tel' ? 'phone' : undefined;
    const type = field ?? tel;
    return { ...(type ? { field: type } : {}), ...(help ? { help } : {}), ...(titles ? { enumTitles: titles } : {}), ...(columns ? { columns } : {}) };
  }

  #titles(schema: JsonSchema, ui: UiSchema): Readonly<Record<string, LocalizedText>> | undefined {
    const choices = isSchemaObject(schema.items) && !schema.enum ? schema.items : schema;
    const names = setting(ui, 'enumNames') ?? this.schema.enumTitles.get(choices);
    if (!Array.isArray(names) || !choices.enum) return undefined;
    return Object.fromEntries(choices.enum.flatMap((value, index) => (typeof names[index] === 'string' ? [[JSON.stringify(value), names[index]]] : [])));
  }

  /** Lines: one column for each property of the items, in their order. */
  #columns(schema: JsonSchema, ui: UiSchema, path: string): RqOptions['columns'] {
    if (schema.type !== 'array' || !isSchemaObject(schema.items)) return undefined;
    const inner = isSchemaObject(ui['items']) ? (ui['items'] as UiSchema) : {};
    this.#reportSettings(inner, `${path}/items`);
    const properties = new Map(allProperties(schema.items));
    if (properties.size === 0) return undefined;
    this.#reportUnknown(properties, inner, `${path}/items`);
    return this.#ordered([...properties.keys()], inner, `${path}/items`).map((property) => {
      const own = isSchemaObject(inner[property]) ? (inner[property] as UiSchema) : {};
      const { options, label } = this.#control(properties.get(property) ?? {}, own, '#', `${path}/items/${escapeSegment(property)}`);
      const title = label || properties.get(property)?.title;
      return { property, ...(title ? { label: title } : {}), ...(options ? { options } : {}) };
    });
  }

  #widget(ui: UiSchema, path: string): { readonly field?: string; readonly options?: UiControlOptions } | null {
    const name = setting(ui, 'widget') ?? setting(ui, 'field');
    if (name === undefined) return null;
    if (typeof name === 'string' && Object.hasOwn(WIDGETS, name)) return WIDGETS[name] ?? null;
    this.#report('import.widget', `${path}/ui:widget`, { widget: String(name) });
    return null;
  }

  #reportSettings(ui: UiSchema, path: string): void {
    const { 'ui:options': options } = ui;
    const named = [...Object.keys(ui).filter((name) => name.startsWith('ui:')).map((name) => name.slice(3)), ...(isSchemaObject(options) ? Object.keys(options) : [])];
    for (const name of named) if (!TAKEN.has(name)) this.#report('import.option', `${path}/ui:${escapeSegment(name)}`, { option: `ui:${name}` });
  }
}

/** A setting of a field: `ui:name`, or `name` among `ui:options`. */
function setting(ui: UiSchema, name: string): unknown {
  const options = ui['ui:options'];
  return ui[`ui:${name}`] ?? (isSchemaObject(options) && Object.hasOwn(options, name) ? options[name] : undefined);
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined);

/** A field that is in the data but never shown keeps its value. */
const hidden = (scope: string): UiControl => ({ type: 'Control', scope, options: { rq: { keep: true } }, rule: { effect: 'HIDE', condition: { feel: '=true' } } });
