import type { FormDefinition, JsonSchema, LocalizedText, UiControl, UiElement } from '@requestry/model';

/** Where an element stands in a layout: the index at every level; the root is `[]`. */
export type Path = readonly number[];

/** A place between the elements of a container. */
export interface Place {
  readonly parent: Path;
  readonly index: number;
}

/** An element that holds others. */
export type UiContainer = Extract<UiElement, { readonly elements: readonly UiElement[] }>;

export const isContainer = (element: UiElement | undefined): element is UiContainer => element !== undefined && 'elements' in element;

export const isControl = (element: UiElement | undefined): element is UiControl => element?.type === 'Control';

export const samePath = (one: Path | undefined, other: Path | undefined): boolean =>
  one !== undefined && other !== undefined && one.length === other.length && one.every((index, level) => index === other[level]);

/** The element at a path; nothing when there is none. */
export function elementAt(ui: UiElement, path: Path): UiElement | undefined {
  let at: UiElement | undefined = ui;
  for (const index of path) at = isContainer(at) ? at.elements[index] : undefined;
  return at;
}

/** The layout with the element at a path replaced; without it when `element` is absent. */
export function replaceAt(ui: UiElement, path: Path, element: UiElement | undefined): UiElement {
  const [index, ...rest] = path;
  if (index === undefined) return element ?? ui;
  if (!isContainer(ui)) return ui;
  const child = ui.elements[index];
  if (child === undefined) return ui;
  const next = rest.length === 0 ? element : replaceAt(child, rest, element);
  const elements = next === undefined ? ui.elements.filter((_, at) => at !== index) : ui.elements.map((each, at) => (at === index ? next : each));
  return { ...ui, elements } as UiElement;
}

/** The layout with an element put in at a place. */
export function insertAt(ui: UiElement, place: Place, element: UiElement): UiElement {
  const parent = elementAt(ui, place.parent);
  if (!isContainer(parent)) return ui;
  const elements = [...parent.elements.slice(0, place.index), element, ...parent.elements.slice(place.index)];
  return replaceAt(ui, place.parent, { ...parent, elements } as UiElement);
}

/** Every element with its path, parents before children. */
export function walk(ui: UiElement, path: Path = []): readonly { readonly element: UiElement; readonly path: Path }[] {
  const inside = isContainer(ui) ? ui.elements.flatMap((child, index) => walk(child, [...path, index])) : [];
  return [{ element: ui, path }, ...inside];
}

/** Path of the first element that passes. */
export const findPath = (ui: UiElement, passes: (element: UiElement) => boolean): Path | undefined => walk(ui).find(({ element }) => passes(element))?.path;

/** Property names that a scope walks through: `#/properties/a/properties/b` → `['a', 'b']`; nothing when it is no such pointer. */
export function scopeKeys(scope: string): readonly string[] | undefined {
  const parts = scope.split('/');
  if (parts[0] !== '#' || parts.length % 2 === 0 || parts.length < 3) return undefined;
  const keys: string[] = [];
  for (let at = 1; at < parts.length; at += 2) {
    if (parts[at] !== 'properties') return undefined;
    keys.push((parts[at + 1] ?? '').replace(/~1/g, '/').replace(/~0/g, '~'));
  }
  return keys;
}

/** The pointer to a top-level property. */
export const scopeOf = (key: string): string => `#/properties/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;

/** Top-level property that a control shows. */
export const keyOf = (control: UiControl): string => scopeKeys(control.scope)?.[0] ?? '';

/** The schema that a control shows; nothing when the scope leads nowhere. */
export function schemaOf(form: FormDefinition, control: UiControl): JsonSchema | undefined {
  let at: JsonSchema | undefined = form.schema;
  for (const key of scopeKeys(control.scope) ?? [control.scope]) at = at?.properties && Object.hasOwn(at.properties, key) ? at.properties[key] : undefined;
  return at;
}

/** The title people read on a field: the control's label, the schema's title, its key. */
export function titleOf(form: FormDefinition, control: UiControl): LocalizedText {
  if (control.label !== undefined && control.label !== false && control.label !== '') return control.label;
  const title = schemaOf(form, control)?.title as LocalizedText | undefined;
  return title ?? keyOf(control);
}

/** The title of a top-level property, by the control that shows it. */
export function titleOfKey(form: FormDefinition, key: string): LocalizedText {
  const control = walk(form.ui).map(({ element }) => element).find((element): element is UiControl => isControl(element) && keyOf(element) === key);
  return control ? titleOf(form, control) : ((form.schema.properties?.[key]?.title as LocalizedText | undefined) ?? key);
}

/** Top-level properties of a form in the order people see them; those without a control come last. */
export function fieldKeys(form: FormDefinition): readonly string[] {
  const shown = walk(form.ui).flatMap(({ element }) => (isControl(element) ? [keyOf(element)] : []));
  const known = Object.keys(form.schema.properties ?? {});
  return [...new Set([...shown.filter((key) => known.includes(key)), ...known])];
}

/** Whether the form is a wizard, and the paths of its pages. */
export const pagesOf = (ui: UiElement): readonly Path[] => (ui.type === 'Categorization' ? ui.elements.map((_, index) => [index]) : []);
