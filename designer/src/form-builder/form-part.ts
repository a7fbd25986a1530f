import { checkDialect } from '@requestry/forms/core';
import type { FormDefinition, JsonSchema, LocalizedText, UiElement } from '@requestry/model';
import { freeKey, removeElement, setRequired } from './edits.js';
import { elementAt, insertAt, isContainer, isControl, keyOf, samePath, scopeOf, walk } from './tree.js';
import type { Path, Place } from './tree.js';

/** Elements taken out of a form, with the properties they show: what is copied and pasted, also into another kind. */
export interface FormPart {
  readonly elements: readonly UiElement[];
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
}

/** Paths in reading order, without those that stand inside another one. */
export function topmost(paths: readonly Path[]): readonly Path[] {
  const inside = (path: Path): boolean => paths.some((other) => other.length < path.length && samePath(path.slice(0, other.length), other));
  return paths.filter((path) => !inside(path)).toSorted(inOrder);
}

function inOrder(one: Path, other: Path): number {
  const at = one.findIndex((index, level) => index !== other[level]);
  return at < 0 ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? -1);
}

/** What stands at some paths. */
export function partAt(form: FormDefinition, paths: readonly Path[]): FormPart {
  const elements = topmost(paths).map((path) => elementAt(form.ui, path)).filter((element) => element !== undefined);
  const keys = new Set(elements.flatMap((element) => walk(element).flatMap((each) => (isControl(each.element) ? [keyOf(each.element)] : []))));
  const properties = Object.entries(form.schema.properties ?? {}).filter(([key]) => keys.has(key));
  return { elements, properties: Object.fromEntries(properties), required: (form.schema.required ?? []).filter((key) => keys.has(key)) };
}

/** The form with a part put in at a place. Fields whose keys are taken get keys of their own. */
export function insertPart(form: FormDefinition, place: Place, part: FormPart): FormDefinition {
  let next = form;
  const keys = new Map<string, string>();
  for (const [key, property] of Object.entries(part.properties)) {
    const free = freeKey(next, key);
    keys.set(key, free);
    next = { ...next, schema: { type: 'object', ...next.schema, properties: { ...next.schema.properties, [free]: property } } };
    if (part.required.includes(key)) next = setRequired(next, free, true);
  }
  const renamed = (element: UiElement): UiElement => {
    if (isContainer(element)) return { ...element, elements: element.elements.map(renamed) } as UiElement;
    if (!isControl(element)) return element;
    const key = keyOf(element);
    return { ...element, scope: scopeOf(keys.get(key) ?? key) + element.scope.slice(scopeOf(key).length) };
  };
  return part.elements.reduce((at, element, index) => ({ ...at, ui: insertAt(at.ui, { ...place, index: place.index + index }, renamed(element)) }), next);
}

/** The form without what stands at some paths. */
export const withoutPart = (form: FormDefinition, paths: readonly Path[]): FormDefinition => topmost(paths).toReversed().reduce(removeElement, form);

/** The form with what stands at some paths gathered in a new section, where the first of it stood. */
export function inSection(form: FormDefinition, paths: readonly Path[], label: LocalizedText): FormDefinition {
  const [first] = topmost(paths);
  if (!first) return form;
  const part = partAt(form, paths);
  const left = withoutPart(form, paths);
  const place = { parent: first.slice(0, -1), index: first.at(-1) ?? 0 };
  const emptied: FormDefinition = { ...left, ui: insertAt(left.ui, place, { type: 'Group', label, elements: [] }) };
  return insertPart(emptied, { parent: first, index: 0 }, part);
}

const MARK = 'requestry-form-part';

/** A part as text for the clipboard. */
export const writePart = (part: FormPart): string => JSON.stringify({ [MARK]: 1, ...part });

/** The part that a text from the clipboard holds; nothing when it holds none, or one that no form could take. */
export function readPart(text: string): FormPart | undefined {
  if (!text.includes(MARK) || text.length > 2_000_000) return undefined;
  try {
    const { elements, properties = {}, required = [] } = JSON.parse(text) as Partial<FormPart>;
    const schema = { type: 'object', properties, required } as JsonSchema;
    const sound = Array.isArray(elements) && elements.length > 0 && elements.every((element) => isSound(element, properties, 0)) && checkDialect(schema).every(({ severity }) => severity === 'warning');
    return sound ? { elements, properties, required } : undefined;
  } catch {
    return undefined;
  }
}

function isSound(element: unknown, properties: object, depth: number): boolean {
  if (typeof element !== 'object' || element === null || depth > 16) return false;
  const at = element as UiElement;
  if (at.type === 'Label') return at.text !== undefined;
  if (at.type === 'Control') return typeof at.scope === 'string' && Object.hasOwn(properties, keyOf(at));
  return ['Group', 'HorizontalLayout', 'VerticalLayout'].includes(at.type) && Array.isArray(at.elements) && at.elements.every((each) => isSound(each, properties, depth + 1));
}
