import type { JsonSchema, UiControl, UiControlOptions, UiElement, UiRule } from '@requestry/model';
import { checkShape } from './check-shape.js';
import { SchemaImport } from './import-schema.js';
import type { ImportedForm } from './import-schema.js';
import { isUnsafeName, segmentsOf } from './json-pointer.js';
import { isSchemaObject } from './keywords.js';
import { controls, generateUi, resolveScope } from './layout.js';

type Source = Readonly<Record<string, unknown>>;

const CONTAINERS: ReadonlySet<unknown> = new Set(['VerticalLayout', 'HorizontalLayout', 'Group', 'Categorization', 'Category']);
const EFFECTS: ReadonlySet<unknown> = new Set(['SHOW', 'HIDE', 'ENABLE', 'DISABLE']);
/** Options of the source that mean the same here. */
const OPTIONS: ReadonlySet<string> = new Set(['multi', 'format', 'readonly', 'placeholder', 'rq', 'variant']);

/** Makes a form from a JSON Schema alone: all its fields one below the other, objects as groups, lists of objects as lines. Never throws. */
export function importJsonSchema(schema: unknown): ImportedForm {
  const importer = new SchemaImport();
  const { schema: root } = importer.root(schema);
  return { form: { schema: root, ui: generateUi(root) }, issues: importer.issues };
}

/** Makes a form from a JSON Schema with a UI schema of JSON Forms. The UI schema is taken as it is, except for what has no meaning here: that is named in `issues`. A UI schema that shows nothing gives way to a plain layout. Never throws. */
export function importJsonForms(schema: unknown, uiSchema: unknown): ImportedForm {
  const importer = new JsonFormsImport(schema);
  const ui = importer.element(uiSchema, '/uiSchema', 0);
  const usable = ui !== undefined && checkShape(ui).length === 0 && controls(ui).length > 0;
  return { form: { schema: importer.root, ui: !usable ? generateUi(importer.root) : ui.type === 'Control' || ui.type === 'Label' ? { type: 'VerticalLayout', elements: [ui] } : ui }, issues: importer.schema.issues };
}

class JsonFormsImport {
  readonly schema = new SchemaImport();
  readonly root: JsonSchema;

  constructor(schema: unknown) {
    this.root = this.schema.root(schema).schema;
  }

  element(source: unknown, path: string, depth: number): UiElement | undefined {
    if (!isSchemaObject(source) || depth > 32) return this.#lost('import.element', path, isSchemaObject(source) ? String(source.type) : typeof source);
    const at: Source = source;
    if (at['type'] === 'Control') return this.#control(at, path);
    if (at['type'] === 'Label') return typeof at['text'] === 'string' ? { type: 'Label', text: at['text'], ...this.#common(at, path) } : this.#lost('import.element', path, 'Label');
    if (!CONTAINERS.has(at['type']) && !Array.isArray(at['elements'])) return this.#lost('import.element', path, String(at['type']));
    return this.#container(at, path, depth);
  }

  /** A layout that is not known here puts its elements one below the other. */
  #container(source: Source, path: string, depth: number): UiElement | undefined {
    const known = CONTAINERS.has(source['type']);
    if (!known) this.#lost('import.element', path, String(source['type']));
    if (!Array.isArray(source['elements'])) return this.#lost('import.element', path, String(source['type']));
    const elements = source['elements'].map((each: unknown, index) => this.element(each, `${path}/elements/${index}`, depth + 1)).filter((each) => each !== undefined);
    const options = this.#options(source, path);
    return {
      type: known ? (source['type'] as 'Group') : 'VerticalLayout',
      ...(typeof source['label'] === 'string' ? { label: source['label'] } : {}),
      elements,
      ...(source['type'] === 'Categorization' && options?.['variant'] === 'stepper' ? { options: { variant: 'stepper' } } : {}),
      ...this.#common(source, path),
    } as UiElement;
  }

  #control(source: Source, path: string): UiControl | undefined {
    const { scope, label } = source;
    if (typeof scope !== 'string' || !isScope(scope) || resolveScope(this.root, scope) === undefined) return this.#lost('import.no-field', path, String(scope), 'field');
    const options = this.#options(source, path);
    const shown = isSchemaObject(label) ? ((label as Source)['show'] === false ? false : (label as Source)['text']) : label;
    return {
      type: 'Control',
      scope,
      ...(shown === false || typeof shown === 'string' ? { label: shown } : {}),
      ...(options && Object.keys(options).length > 0 ? { options } : {}),
      ...this.#common(source, path),
    } as UiControl;
  }

  #options(source: Source, path: string): UiControlOptions | undefined {
    const options = source['options'];
    if (!isSchemaObject(options)) return undefined;
    for (const name of Object.keys(options)) if (!OPTIONS.has(name)) this.#lost('import.option', `${path}/options/${name}`, name, 'option');
    return Object.fromEntries(Object.entries(options).filter(([name]) => OPTIONS.has(name)));
  }

  #common(source: Source, path: string): { readonly i18n?: string; readonly rule?: UiRule } {
    const rule = source['rule'] === undefined ? undefined : this.#rule(source['rule'], `${path}/rule`);
    return { ...(typeof source['i18n'] === 'string' ? { i18n: source['i18n'] } : {}), ...(rule ? { rule } : {}) };
  }

  #rule(source: unknown, path: string): UiRule | undefined {
    const { effect, condition } = isSchemaObject(source) ? (source as Source) : ({} as Source);
    const at = isSchemaObject(condition) ? (condition as Source) : {};
    const schema = at['type'] === 'LEAF' ? { const: at['expectedValue'] } : at['schema'];
    if (!EFFECTS.has(effect) || typeof at['scope'] !== 'string' || !isScope(at['scope']) || !isSchemaObject(schema) || resolveScope(this.root, at['scope']) === undefined) return this.#lost('import.condition', path, String(effect));
    return { effect: effect as UiRule['effect'], condition: { scope: at['scope'], schema, ...(at['failWhenUndefined'] === true ? { failWhenUndefined: true } : {}) } };
  }

  #lost(code: string, path: string, what: string, param = 'element'): undefined {
    this.schema.report(code, path, { [param]: what });
  }
}

const isScope = (scope: string): boolean => scope.startsWith('#/') && !segmentsOf(scope).some(isUnsafeName);

/** The UI schema is one of JSON Forms. */
export const looksLikeJsonForms = (ui: unknown): boolean => isSchemaObject(ui) && typeof ui.type === 'string' && (CONTAINERS.has(ui.type) || ui.type === 'Control');
