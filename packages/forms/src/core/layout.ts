import type { FormDefinition, JsonSchema, LocalizedText, UiControl, UiElement } from '@requestry/model';
import { escapeSegment, pointerOf, segmentsOf } from './json-pointer.js';
import { isSchemaObject } from './keywords.js';
import { inlineRefs } from './refs.js';

/** Elements directly inside an element; none for a control or label. */
export const childrenOf = (element: UiElement): readonly UiElement[] => ('elements' in element ? element.elements : []);

/** All controls of an element and below it, in reading order. */
export function controls(element: UiElement): readonly UiControl[] {
  const known = found.get(element);
  if (known) return known;
  const all = element.type === 'Control' ? [element] : childrenOf(element).flatMap(controls);
  found.set(element, all);
  return all;
}

/** Elements never change: an edited form has others. */
const found = new WeakMap<UiElement, readonly UiControl[]>();

/** One page of a form: a step of a wizard, or the whole form. */
export interface FormPage {
  readonly label: LocalizedText | undefined;
  readonly element: UiElement;
}

/** Pages of a form: the categories of its first `Categorization`, or one page when it has none. */
export function pages(form: FormDefinition): readonly FormPage[] {
  const categorization = findCategorization(form.ui);
  if (!categorization || categorization.elements.length === 0) return [{ label: undefined, element: form.ui }];
  return categorization.elements.flatMap(pagesOf);
}

/** A category may hold categories of its own. */
function pagesOf(element: UiElement): readonly FormPage[] {
  if (element.type === 'Categorization') return element.elements.flatMap(pagesOf);
  return [{ label: element.type === 'Category' ? element.label : undefined, element }];
}

function findCategorization(element: UiElement): Extract<UiElement, { type: 'Categorization' }> | undefined {
  if (element.type === 'Categorization') return element;
  if (element.type !== 'VerticalLayout') return undefined;
  return element.elements.map(findCategorization).find((found) => found !== undefined);
}

/**
 * The schema of the field at a scope (`#/properties/site`). A property that only a branch of `allOf`, `anyOf`, `oneOf`, `then`, `else` declares is found
 * there. `undefined` when the schema knows no such field.
 */
export function resolveScope(schema: JsonSchema, scope: string): JsonSchema | undefined {
  const known = resolved.get(schema) ?? new Map<string, JsonSchema | undefined>();
  if (known.has(scope)) return known.get(scope);
  const found = findScope(schema, scope);
  resolved.set(schema, known.set(scope, found));
  return found;
}

const resolved = new WeakMap<JsonSchema, Map<string, JsonSchema | undefined>>();

function findScope(schema: JsonSchema, scope: string): JsonSchema | undefined {
  let at: JsonSchema | undefined = inlineRefs(schema);
  const segments = segmentsOf(scope);
  for (let index = 0; index < segments.length && at; index += 1) {
    const keyword: string = segments[index] ?? '';
    if (keyword === 'properties') {
      index += 1;
      at = propertySchema(at, segments[index] ?? '');
    } else at = step(at, keyword, segments[index + 1]);
    if (LISTS.has(keyword)) index += 1;
  }
  return at;
}

const LISTS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);

function step(schema: JsonSchema, keyword: string, index: string | undefined): JsonSchema | undefined {
  const value = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
  const found: unknown = LISTS.has(keyword) && Array.isArray(value) ? value[Number(index)] : value;
  return isSchemaObject(found) ? found : undefined;
}

/** The schema of a property of an object, declared by the schema itself or by one of its branches. */
export function propertySchema(schema: JsonSchema, name: string): JsonSchema | undefined {
  const own = schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
  if (own) return isSchemaObject(own) ? own : {};
  for (const branch of branchesOf(schema)) {
    const found = propertySchema(branch, name);
    if (found) return found;
  }
  return undefined;
}

/** Schemas that may apply to the same value besides the schema itself. */
export function branchesOf(schema: JsonSchema): readonly JsonSchema[] {
  const dependents = isSchemaObject(schema['dependentSchemas']) ? Object.values(schema['dependentSchemas']) : [];
  return [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), schema.then, schema.else, ...dependents].filter(isSchemaObject);
}

/** The JSON pointer into the data that a scope means: `#/properties/a/properties/b` is `/a/b`. */
export function scopeToPath(scope: string): string {
  const known = pointers.get(scope);
  if (known !== undefined) return known;
  if (pointers.size >= mostPointers) pointers.clear();
  const path = pathOf(scope);
  pointers.set(scope, path);
  return path;
}

const pointers = new Map<string, string>();
const mostPointers = 20_000;

function pathOf(scope: string): string {
  const segments = segmentsOf(scope);
  const path: string[] = [];
  for (let index = 0; index < segments.length; index += 1) {
    const keyword = segments[index] ?? '';
    if (keyword === 'properties' || keyword === 'prefixItems') path.push(segments[(index += 1)] ?? '');
    else if (LISTS.has(keyword) || keyword === 'dependentSchemas') index += 1;
  }
  return pointerOf(path);
}

/** The scope of a data path: `/a/b` is `#/properties/a/properties/b`. */
export const pathToScope = (path: string): string => `#${segmentsOf(path).map((segment) => `/properties/${escapeSegment(segment)}`).join('')}`;

/** The top-level property a scope or data path belongs to. */
export const topProperty = (path: string): string => segmentsOf(path)[0] ?? '';

/** A plain layout of all fields of a schema, nested objects as groups and lists of objects as lines. */
export function generateUi(schema: JsonSchema): UiElement {
  return { type: 'VerticalLayout', elements: elementsFor(inlineRefs(schema), '#', 0) };
}

function elementsFor(schema: JsonSchema, scope: string, depth: number): readonly UiElement[] {
  return allProperties(schema).map(([name, property]) => elementFor(property, `${scope}/properties/${escapeSegment(name)}`, depth));
}

function elementFor(schema: JsonSchema, scope: string, depth: number): UiElement {
  if (depth < 5 && schema.type === 'object' && allProperties(schema).length > 0) {
    return { type: 'Group', ...(schema.title ? { label: schema.title } : {}), elements: elementsFor(schema, scope, depth + 1) };
  }
  const columns = columnsOf(schema);
  return { type: 'Control', scope, ...(columns ? { options: { rq: { columns } } } : {}) };
}

function columnsOf(schema: JsonSchema): readonly { property: string; label?: string }[] | undefined {
  if (schema.type !== 'array' || !isSchemaObject(schema.items)) return undefined;
  const properties = allProperties(schema.items);
  return properties.length > 0 ? properties.map(([property, { title }]) => ({ property, ...(title ? { label: title } : {}) })) : undefined;
}

/** Properties of a schema and of its branches, each name once. */
export function allProperties(schema: JsonSchema): readonly (readonly [name: string, schema: JsonSchema])[] {
  const known = propertiesOf.get(schema);
  if (known) return known;
  const made = collectProperties(schema);
  propertiesOf.set(schema, made);
  return made;
}

const propertiesOf = new WeakMap<JsonSchema, readonly (readonly [name: string, schema: JsonSchema])[]>();

function collectProperties(schema: JsonSchema): readonly (readonly [name: string, schema: JsonSchema])[] {
  const found = new Map<string, JsonSchema>();
  const collect = (at: JsonSchema, depth: number): void => {
    for (const [name, property] of Object.entries(at.properties ?? {})) if (!found.has(name)) found.set(name, isSchemaObject(property) ? property : {});
    if (depth < 8) for (const branch of branchesOf(at)) collect(branch, depth + 1);
  };
  collect(schema, 0);
  return [...found];
}
