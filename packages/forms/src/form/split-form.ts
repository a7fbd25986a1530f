import type { AccessMap, FormDefinition, UiElement } from '@requestry/model';

/** A form in two: what the person has to fill in now, and what they read. */
export interface SplitForm {
  readonly editable?: FormDefinition;
  readonly readable?: FormDefinition;
}

const deepest = 32;

/** Top-level property that a control is about. */
const fieldOf = (scope: string): string => /^#\/properties\/([^/]+)/.exec(scope)?.[1]?.replaceAll('~1', '/').replaceAll('~0', '~') ?? '';

/** Parts of a form by what the access lets be edited. Pages become headings: a performer sees everything at once. */
export function splitForm(form: FormDefinition, access: AccessMap): SplitForm {
  const edited = (field: string): boolean => ['edit', 'required'].includes(access[field] ?? access['*'] ?? 'read');
  const editable = pick(form.ui, edited, 0);
  const readable = pick(form.ui, (field) => !edited(field), 0);
  return { ...(editable ? { editable: { ...form, ui: editable } } : {}), ...(readable ? { readable: { ...form, ui: readable } } : {}) };
}

/** The layout with only the controls that pass; nothing when none is left. */
function pick(element: UiElement, passes: (field: string) => boolean, depth: number): UiElement | undefined {
  if (element.type === 'Control') return passes(fieldOf(element.scope)) ? element : undefined;
  if (element.type === 'Label' || depth > deepest) return undefined;
  const elements = element.elements.map((child) => pick(child, passes, depth + 1)).filter((child) => child !== undefined);
  if (elements.length === 0) return undefined;
  const rule = element.rule ? { rule: element.rule } : {};
  if (element.type === 'Categorization') return { type: 'VerticalLayout', elements: elements.length === 1 && elements[0] ? inside(elements[0]) : elements, ...rule };
  if (element.type === 'Category') return { ...element, type: 'Group', elements };
  return { ...element, elements };
}

/** A single page needs no heading, unless it comes and goes by a rule. */
const inside = (element: UiElement): readonly UiElement[] => (element.type === 'Group' && !element.rule ? element.elements : [element]);
