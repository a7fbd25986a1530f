import { compileExpression } from '@requestry/model/expression';
import type { Issue, Json, JsonSchema, LocalizedText, RqOptions, UiControl, UiControlOptions, UiElement } from '@requestry/model';
import { checkDialect } from './dialect.js';
import type { ImportedForm } from './import-schema.js';
import { isUnsafeName } from './json-pointer.js';
import { isSchemaObject } from './keywords.js';
import { pathToScope, resolveScope } from './layout.js';

type Source = Readonly<Record<string, unknown>>;
interface Made {
  readonly schema: JsonSchema;
  readonly field?: string;
  readonly options?: UiControlOptions;
  readonly rq?: RqOptions;
}
interface Node {
  properties: Record<string, JsonSchema | Node>;
  required: string[];
}

/** Components without a field that only order or decorate. */
const DECORATION: ReadonlySet<unknown> = new Set(['spacer', 'separator', 'button', 'image', 'iframe', 'html', 'table', 'documentPreview']);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined);
const listOf = (value: unknown): readonly Source[] => (Array.isArray(value) ? value.filter(isSchemaObject) : []) as readonly Source[];

/** The schema is one of form-js. */
export const looksLikeFormJs = (schema: unknown): boolean => isSchemaObject(schema) && Array.isArray((schema as Source)['components']);

/** Makes a form from a form-js schema. Never throws; what is not taken over is named in `issues`. */
export function importFormJs(source: unknown): ImportedForm {
  const importer = new FormJsImport();
  const elements = importer.elements(isSchemaObject(source) ? (source as Source)['components'] : undefined, '', '/components', 0);
  const schema = importer.schema();
  const sound = elements.flatMap((element) => importer.withField(element, schema));
  const wrong = checkDialect(schema).filter((issue) => issue.severity !== 'warning');
  for (const issue of wrong) importer.report('import.keyword', issue.path ?? '', { keyword: String(issue.params?.['keyword'] ?? issue.path ?? '') });
  return { form: { schema: wrong.length > 0 ? { type: 'object' } : schema, ui: { type: 'VerticalLayout', elements: wrong.length > 0 ? [] : sound } }, issues: importer.issues };
}

class FormJsImport {
  readonly issues: Issue[] = [];
  readonly #root: Node = { properties: {}, required: [] };

  report(code: string, path: string, params: Readonly<Record<string, Json>>): void {
    this.issues.push({ code, path, severity: 'warning', params });
  }

  schema(): JsonSchema {
    return schemaOf(this.#root);
  }

  elements(components: unknown, base: string, path: string, depth: number): UiElement[] {
    return listOf(components).flatMap((component, index) => {
      const made = depth > 16 ? undefined : this.#element(component, base, `${path}/${index}`, depth);
      return made ? [this.#withCondition(made, component, `${path}/${index}`)] : [];
    });
  }

  #element(component: Source, base: string, path: string, depth: number): UiElement | undefined {
    const { type } = component;
    const label = text(component['label']);
    if (type === 'group') return { type: 'Group', ...(label ? { label } : {}), elements: this.elements(component['components'], joined(base, component['path']), `${path}/components`, depth + 1) };
    if (type === 'text') return { type: 'Label', text: text(component['text']) ?? '', options: { rq: { markdown: true } } };
    if (DECORATION.has(type)) return this.#lost(path, String(type));
    const key = joined(base, type === 'dynamiclist' ? component['path'] : component['key']);
    const made = type === 'dynamiclist' ? this.#lines(component, path) : this.#field(component, path);
    if (!made || !isKey(key)) return made ? this.#lost(path, String(type)) : undefined;
    this.#put(key, made.schema, isSchemaObject(component['validate']) && (component['validate'] as Source)['required'] === true);
    return this.#control(component, made, key);
  }

  /** Of two components that want the same place in the data only the later one has its field. */
  withField(element: UiElement, schema: JsonSchema): UiElement[] {
    if ('elements' in element) return [{ ...element, elements: element.elements.flatMap((each) => this.withField(each, schema)) } as UiElement];
    if (element.type !== 'Control' || resolveScope(schema, element.scope) !== undefined) return [element];
    this.report('import.no-field', '/components', { field: element.scope });
    return [];
  }

  #lost(path: string, element: string): undefined {
    this.report('import.element', path, { element });
  }

  #field(component: Source, path: string): Made | undefined {
    const { type } = component;
    const limits = this.#limits(component, path);
    switch (type) {
      case 'textfield':
        return textOf(component, limits);
      case 'textarea':
        return { schema: { type: 'string', ...limits }, options: { multi: true } };
      case 'number':
        return { schema: { type: component['decimalDigits'] === 0 ? 'integer' : 'number', ...limits } };
      case 'checkbox':
        return { schema: { type: 'boolean' } };
      case 'radio':
      case 'select':
        return this.#choice(component, path, false);
      case 'checklist':
      case 'taglist':
        return this.#choice(component, path, true);
      case 'datetime': {
        const format = component['subtype'] === 'time' ? 'time' : component['subtype'] === 'datetime' ? 'date-time' : 'date';
        return { schema: { type: 'string', format } };
      }
      case 'filepicker':
        return { schema: { type: 'array', items: { type: 'object' } }, field: 'file' };
      case 'expression':
        return isReadable(text(component['expression'])) ? { schema: {}, rq: { computed: component['expression'] as string } } : this.#lost(path, 'expression');
      default:
        return this.#lost(path, String(type));
    }
  }

  /** Limits under their names of JSON Schema; those written as expressions are lost. */
  #limits(component: Source, path: string): JsonSchema {
    const validate = isSchemaObject(component['validate']) ? (component['validate'] as Source) : {};
    const limits: Record<string, unknown> = {};
    for (const [theirs, ours] of [['minLength', 'minLength'], ['maxLength', 'maxLength'], ['min', 'minimum'], ['max', 'maximum'], ['pattern', 'pattern']] as const) {
      const value = validate[theirs];
      if (value === undefined || value === '') continue;
      if (checkDialect({ [ours]: value }).length > 0) this.report('import.keyword', `${path}/validate/${theirs}`, { keyword: theirs });
      else limits[ours] = value;
    }
    return limits as JsonSchema;
  }

  #choice(component: Source, path: string, multi: boolean): Made {
    const offered = listOf(component['values']).filter(({ value }) => value !== undefined && value !== null);
    if (offered.length === 0) this.report('import.option', path, { option: component['valuesKey'] ? 'valuesKey' : component['valuesExpression'] ? 'valuesExpression' : 'values' });
    const values = offered.map(({ value }) => value as Json);
    const titles = Object.fromEntries(offered.flatMap(({ value, label }): [string, LocalizedText][] => (text(label) ? [[JSON.stringify(value), label as string]] : [])));
    const one: JsonSchema = values.length > 0 ? { enum: values } : { type: 'string' };
    return { schema: multi ? { type: 'array', uniqueItems: true, items: one } : one, rq: Object.keys(titles).length > 0 ? { enumTitles: titles } : {} };
  }

  #lines(component: Source, path: string): Made {
    const columns: { property: string; label?: string; options?: UiControlOptions }[] = [];
    const properties: Record<string, JsonSchema> = {};
    const required: string[] = [];
    for (const [index, inner] of listOf(component['components']).entries()) {
      const property = text(inner['key']);
      const made = property && isKey(property) && !property.includes('.') ? this.#field(inner, `${path}/components/${index}`) : this.#lost(`${path}/components/${index}`, String(inner['type']));
      if (!property || !made) continue;
      properties[property] = made.schema;
      if (isSchemaObject(inner['validate']) && (inner['validate'] as Source)['required'] === true) required.push(property);
      const options = optionsOf(made);
      columns.push({ property, ...(text(inner['label']) ? { label: inner['label'] as string } : {}), ...(options ? { options } : {}) });
    }
    return { schema: { type: 'array', items: { type: 'object', properties, ...(required.length > 0 ? { required } : {}) } }, rq: { columns } };
  }

  #control(component: Source, made: Made, key: string): UiControl {
    const label = text(component['label']);
    const help = text(component['description']);
    const { columns } = isSchemaObject(component['layout']) ? (component['layout'] as Source) : {};
    const width = typeof columns === 'number' && columns > 0 && columns < 16 ? Math.max(1, Math.round((columns * 12) / 16)) : undefined;
    const options = optionsOf({ ...made, rq: { ...made.rq, ...(help ? { help } : {}), ...(width ? { width } : {}) } });
    const fixed = component['readonly'] === true || component['disabled'] === true ? { readonly: true } : {};
    return { type: 'Control', scope: pathToScope(`/${key.split('.').join('/')}`), ...(label ? { label } : {}), ...(options || Object.keys(fixed).length > 0 ? { options: { ...options, ...fixed } } : {}) };
  }

  #withCondition(element: UiElement, component: Source, path: string): UiElement {
    const hide = isSchemaObject(component['conditional']) ? text((component['conditional'] as Source)['hide']) : undefined;
    if (hide === undefined) return element;
    if (isReadable(hide)) return { ...element, rule: { effect: 'HIDE', condition: { feel: hide } } };
    this.report('import.condition', `${path}/conditional`, { element: hide });
    return element;
  }

  #put(key: string, schema: JsonSchema, required: boolean): void {
    const names = key.split('.');
    let at = this.#root;
    for (const name of names.slice(0, -1)) {
      const known = at.properties[name];
      const next: Node = known && isNode(known) ? known : { properties: {}, required: [] };
      at.properties[name] = next;
      at = next;
    }
    const last = names.at(-1) ?? '';
    at.properties[last] = schema;
    if (required) at.required.push(last);
  }
}

const isReadable = (expression: string | undefined): boolean => expression?.startsWith('=') === true && compileExpression(expression).issues.length === 0;

const isNode = (value: JsonSchema | Node): value is Node => 'required' in value && 'properties' in value && !('type' in value);

function schemaOf({ properties, required }: Node): JsonSchema {
  const made = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, isNode(each) ? schemaOf(each) : each]));
  return { type: 'object', properties: made, ...(required.length > 0 ? { required } : {}) };
}

/** Names that a scope can point at. */
const isKey = (key: string): boolean => key.split('.').every((name) => /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) && !isUnsafeName(name));

const joined = (base: string, key: unknown): string => [base, text(key) ?? ''].filter((part) => part !== '').join('.');

function optionsOf({ field, options, rq = {} }: Made): UiControlOptions | undefined {
  const all = { ...(field ? { field } : {}), ...rq };
  const made = { ...options, ...(Object.keys(all).length > 0 ? { rq: all } : {}) };
  return Object.keys(made).length > 0 ? made : undefined;
}

function textOf(component: Source, limits: JsonSchema): Made {
  const kind = isSchemaObject(component['validate']) ? (component['validate'] as Source)['validationType'] : undefined;
  return { schema: { type: 'string', ...limits, ...(kind === 'email' ? { format: 'email' } : {}) }, ...(kind === 'phone' ? { field: 'phone' } : {}) };
}
