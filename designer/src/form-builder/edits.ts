import type { FormDefinition, Json, JsonSchema, LocalizedText, RqOptions, UiControl, UiControlOptions, UiElement } from '@requestry/model';
import { elementAt, fieldKeys, insertAt, isContainer, isControl, keyOf, replaceAt, samePath, scopeOf, walk } from './tree.js';
import type { Path, Place } from './tree.js';

/** What a new field begins with. */
export interface NewField {
  readonly key: string;
  readonly schema: JsonSchema;
  readonly label?: LocalizedText;
  readonly options?: UiControlOptions;
}

const blankLayout: UiElement = { type: 'VerticalLayout', elements: [] };

/** A form whose root can hold elements. */
export function normalized(form: FormDefinition): FormDefinition {
  const ui = form.ui ?? blankLayout;
  return isContainer(ui) ? form : { ...form, ui: { type: 'VerticalLayout', elements: [ui] } };
}

/** A key that no property has: the wanted one, or with a number. */
export function freeKey(form: FormDefinition, wanted: string): string {
  const taken = form.schema.properties ?? {};
  if (!Object.hasOwn(taken, wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!Object.hasOwn(taken, `${wanted}${number}`)) return `${wanted}${number}`;
}

/** The form with a field more: its property and its control. */
export function addField(form: FormDefinition, place: Place, field: NewField): FormDefinition {
  const key = freeKey(form, field.key);
  const control: UiControl = {
    type: 'Control',
    scope: scopeOf(key),
    ...(field.label === undefined ? {} : { label: field.label }),
    ...(field.options ? { options: field.options } : {}),
  };
  const schema: JsonSchema = { type: 'object', ...form.schema, properties: { ...form.schema.properties, [key]: field.schema } };
  return { ...form, schema, ui: insertAt(form.ui, place, control) };
}

/** The form with a section, a note or a row more. */
export const addElement = (form: FormDefinition, place: Place, element: UiElement): FormDefinition => ({ ...form, ui: insertAt(form.ui, place, element) });

/** Where an element comes to stand when it is moved to a place; nothing when it would stand inside itself. */
export function targetOf(from: Path, to: Place): Path | undefined {
  if (to.parent.length >= from.length && samePath(to.parent.slice(0, from.length), from)) return undefined;
  const level = from.length - 1;
  const removed = from[level] ?? 0;
  const sameContainer = samePath(to.parent, from.slice(0, level));
  if (sameContainer) return [...to.parent, removed < to.index ? to.index - 1 : to.index];
  const passes = to.parent.length > level && samePath(to.parent.slice(0, level), from.slice(0, level)) && removed < (to.parent[level] ?? 0);
  const parent = passes ? to.parent.map((index, at) => (at === level ? index - 1 : index)) : to.parent;
  return [...parent, to.index];
}

/** The form with an element at another place. A place inside the element itself changes nothing. */
export function moveElement(form: FormDefinition, from: Path, to: Place): FormDefinition {
  const element = elementAt(form.ui, from);
  const target = targetOf(from, to);
  if (!element || !target || from.length === 0 || samePath(from, target)) return form;
  const place = { parent: target.slice(0, -1), index: target.at(-1) ?? 0 };
  return { ...form, ui: insertAt(replaceAt(form.ui, from, undefined), place, element) };
}

/** The form without an element and without the properties that only it showed. */
export function removeElement(form: FormDefinition, path: Path): FormDefinition {
  const element = elementAt(form.ui, path);
  if (!element || path.length === 0) return form;
  const ui = replaceAt(form.ui, path, undefined);
  const keys = (root: UiElement): Set<string> => new Set(walk(root).flatMap((each) => (isControl(each.element) ? [keyOf(each.element)] : [])));
  const left = keys(ui);
  const gone = [...keys(element)].filter((key) => !left.has(key));
  return { ...form, ui, schema: gone.reduce(withoutProperty, form.schema) };
}

function withoutProperty(schema: JsonSchema, key: string): JsonSchema {
  const { [key]: _gone, ...properties } = schema.properties ?? {};
  return withRequired({ ...schema, properties }, (schema.required ?? []).filter((name) => name !== key));
}

function withRequired(schema: JsonSchema, required: readonly string[]): JsonSchema {
  const { required: _old, ...rest } = schema;
  return required.length > 0 ? { ...rest, required } : rest;
}

/** The form with a copy of an element after it; fields of the copy have keys of their own. */
export function duplicateElement(form: FormDefinition, path: Path): FormDefinition {
  const element = elementAt(form.ui, path);
  if (!element || path.length === 0) return form;
  let schema = form.schema;
  const copied = new Map<string, string>();
  const copy = (each: UiElement): UiElement => {
    if (isContainer(each)) return { ...each, elements: each.elements.map(copy) } as UiElement;
    if (!isControl(each)) return each;
    const key = keyOf(each);
    const known = copied.get(key) ?? freeKey({ ...form, schema }, key);
    const property = schema.properties?.[key];
    if (!copied.has(key) && property) {
      schema = { ...schema, properties: { ...schema.properties, [known]: property } };
      if (schema.required?.includes(key)) schema = withRequired(schema, [...schema.required, known]);
      copied.set(key, known);
    }
    return { ...each, scope: scopeOf(known) + each.scope.slice(scopeOf(key).length) };
  };
  const made = copy(element);
  return { ...form, schema, ui: insertAt(form.ui, { parent: path.slice(0, -1), index: (path.at(-1) ?? 0) + 1 }, made) };
}

/** The form with a field demanded or not. */
export function setRequired(form: FormDefinition, key: string, required: boolean): FormDefinition {
  const others = (form.schema.required ?? []).filter((name) => name !== key);
  return { ...form, schema: withRequired(form.schema, required ? [...others, key] : others) };
}

/** The form with keywords of a property's schema set; `undefined` takes one away. */
export function setProperty(form: FormDefinition, key: string, patch: Readonly<Record<string, unknown>>): FormDefinition {
  const property = form.schema.properties?.[key];
  if (!property) return form;
  return { ...form, schema: { ...form.schema, properties: { ...form.schema.properties, [key]: patched(property, patch) } } };
}

/** The form with an element's own members set (`label`, `text`, `rule`); `undefined` takes one away. */
export function setElement(form: FormDefinition, path: Path, patch: Readonly<Record<string, unknown>>): FormDefinition {
  const element = elementAt(form.ui, path);
  return element ? { ...form, ui: replaceAt(form.ui, path, patched(element, patch)) } : form;
}

/** The form with options of a control set; `undefined` takes one away. */
export function setOptions(form: FormDefinition, path: Path, patch: Readonly<Record<string, unknown>>): FormDefinition {
  const control = elementAt(form.ui, path);
  if (!isControl(control)) return form;
  const options = patched<UiControlOptions>(control.options ?? {}, patch);
  return setElement(form, path, { options: Object.keys(options).length > 0 ? options : undefined });
}

/** The same for what stands under `options.rq`. */
export function setRqOptions(form: FormDefinition, path: Path, patch: Readonly<Record<string, unknown>>): FormDefinition {
  const control = elementAt(form.ui, path);
  if (!isControl(control)) return form;
  const rq = patched<RqOptions>(control.options?.rq ?? {}, patch);
  return setOptions(form, path, { rq: Object.keys(rq).length > 0 ? rq : undefined });
}

function patched<T extends object>(value: T, patch: Readonly<Record<string, unknown>>): T {
  const next = { ...value } as Record<string, unknown>;
  for (const [name, to] of Object.entries(patch)) {
    if (to === undefined) delete next[name];
    else next[name] = to;
  }
  return next as T;
}

/** The form with one more page at the end. A form without pages becomes a wizard whose first page holds what was there. */
export function addPage(form: FormDefinition, title: LocalizedText, firstTitle: LocalizedText): FormDefinition {
  const page = (label: LocalizedText, elements: readonly UiElement[]): UiElement => ({ type: 'Category', label, elements });
  if (form.ui.type === 'Categorization') return { ...form, ui: { ...form.ui, elements: [...form.ui.elements, page(title, [])] } };
  const before = form.ui.type === 'VerticalLayout' ? form.ui.elements : [form.ui];
  return { ...form, ui: { type: 'Categorization', options: { variant: 'stepper' }, elements: [page(firstTitle, before), page(title, [])] } };
}

/** The form without a page; what it held moves to the page before (or after). With one page left the form is no wizard any more. */
export function dissolvePage(form: FormDefinition, index: number): FormDefinition {
  const { ui } = form;
  if (ui.type !== 'Categorization') return form;
  const page = ui.elements[index];
  if (!isContainer(page)) return form;
  const to = index === 0 ? 1 : index - 1;
  const merged = ui.elements.map((each, at) => {
    if (at !== to || !isContainer(each)) return each;
    return { ...each, elements: index === 0 ? [...page.elements, ...each.elements] : [...each.elements, ...page.elements] } as UiElement;
  });
  const pages = merged.filter((_, at) => at !== index);
  const [only] = pages;
  if (pages.length <= 1) return { ...form, ui: { type: 'VerticalLayout', elements: isContainer(only) ? only.elements : page.elements } };
  return { ...form, ui: { ...ui, elements: pages } };
}

/** The form with a choice's values, in order, and what people read for each. */
export function setChoices(form: FormDefinition, path: Path, choices: readonly { readonly value: string; readonly title: LocalizedText }[]): FormDefinition {
  const control = elementAt(form.ui, path);
  if (!isControl(control)) return form;
  const key = keyOf(control);
  const property = form.schema.properties?.[key];
  if (!property) return form;
  const values: readonly Json[] = choices.map(({ value }) => value);
  const titles = Object.fromEntries(choices.map(({ value, title }) => [JSON.stringify(value), title]));
  const next =
    property.type === 'array'
      ? setProperty(form, key, { items: { type: 'string', ...(typeof property.items === 'object' ? property.items : {}), enum: values, oneOf: undefined } })
      : setProperty(form, key, { enum: values, oneOf: undefined });
  return setRqOptions(next, path, { enumTitles: choices.length > 0 ? titles : undefined });
}

/** Values and titles of a choice, from `enum` or from `oneOf` with `const`. */
export function choicesOf(form: FormDefinition, control: UiControl): readonly { readonly value: string; readonly title: LocalizedText }[] {
  const property = form.schema.properties?.[keyOf(control)];
  const schema = property?.type === 'array' && typeof property.items === 'object' ? property.items : property;
  const titles = control.options?.rq?.enumTitles ?? {};
  if (schema?.enum) return schema.enum.map((value) => ({ value: String(value), title: titles[JSON.stringify(value)] ?? titles[String(value)] ?? String(value) }));
  return (schema?.oneOf ?? []).filter((each) => each.const !== undefined).map((each) => ({ value: String(each.const), title: (each.title as LocalizedText | undefined) ?? String(each.const) }));
}

/** All places where an element could stand, in reading order. Pages stand only in the wizard, and nothing else does. */
export function placesOf(ui: UiElement, moving: UiElement): readonly Place[] {
  const accepts = (container: UiElement): boolean => (moving.type === 'Category' ? container.type === 'Categorization' : container.type !== 'Categorization');
  const inside = (element: UiElement, path: Path): Place[] => {
    if (!isContainer(element) || element === moving) return [];
    const own = accepts(element);
    const places: Place[] = own ? [{ parent: path, index: 0 }] : [];
    element.elements.forEach((child, index) => {
      places.push(...inside(child, [...path, index]));
      if (own) places.push({ parent: path, index: index + 1 });
    });
    return places;
  };
  return inside(ui, []);
}

/** Fields in people's order; see `fieldKeys`. */
export { fieldKeys };

/** The form with an element back that was removed from `before`, with its properties. */
export function restoreElement(form: FormDefinition, before: FormDefinition, path: Path): FormDefinition {
  const element = elementAt(before.ui, path);
  if (!element) return form;
  const keys = walk(element).flatMap((each) => (isControl(each.element) ? [keyOf(each.element)] : []));
  const back = keys.flatMap((key) => (before.schema.properties?.[key] && !form.schema.properties?.[key] ? [[key, before.schema.properties[key]] as const] : []));
  const required = keys.filter((key) => before.schema.required?.includes(key) && !form.schema.required?.includes(key));
  const schema = withRequired({ ...form.schema, properties: { ...form.schema.properties, ...Object.fromEntries(back) } }, [...(form.schema.required ?? []), ...required]);
  const parent = isContainer(elementAt(form.ui, path.slice(0, -1))) ? path.slice(0, -1) : [];
  return { ...form, schema, ui: insertAt(form.ui, { parent, index: path.at(-1) ?? 0 }, element) };
}

/** Places where an element can go, its own counted once. */
export function placesFor(ui: UiElement, path: Path): readonly Place[] {
  const element = elementAt(ui, path);
  if (!element) return [];
  let own = false;
  return placesOf(ui, element).filter((place) => {
    if (!samePath(targetOf(path, place), path)) return true;
    const first = !own;
    own = true;
    return first;
  });
}
