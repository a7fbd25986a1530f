import { describe, expect, it } from 'vitest';
import type { FormDefinition, UiElement } from '@requestry/model';
import { addField, addPage, choicesOf, dissolvePage, duplicateElement, moveElement, placesOf, removeElement, setChoices, setRequired } from './edits.js';
import { elementAt, fieldKeys, isControl, walk } from './tree.js';

const control = (key: string): UiElement => ({ type: 'Control', scope: `#/properties/${key}` });
const group = (label: string, ...elements: UiElement[]): UiElement => ({ type: 'Group', label, elements });

const form: FormDefinition = {
  schema: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'number' }, c: { type: 'string' } }, required: ['a', 'c'] },
  ui: { type: 'VerticalLayout', elements: [control('a'), group('G', control('b'), control('c'))] },
};
const order = (of: FormDefinition): readonly string[] => walk(of.ui).flatMap(({ element }) => (isControl(element) ? [element.scope.split('/').at(-1) ?? ''] : element.type === 'Group' ? [`[${String(element.label)}`] : []));

describe('edits of a form', () => {
  it('adds a field as a property and a control, under a free key', () => {
    const next = addField(form, { parent: [1], index: 1 }, { key: 'a', schema: { type: 'boolean' } });
    expect(order(next)).toEqual(['a', '[G', 'b', 'a2', 'c']);
    expect(next.schema.properties?.['a2']).toEqual({ type: 'boolean' });
  });

  it('moves an element down within its container, and out of it', () => {
    expect(order(moveElement(form, [1, 0], { parent: [1], index: 2 }))).toEqual(['a', '[G', 'c', 'b']);
    expect(order(moveElement(form, [1, 1], { parent: [], index: 0 }))).toEqual(['c', 'a', '[G', 'b']);
  });

  it('moves an element into a section that comes after it', () => {
    expect(order(moveElement(form, [0], { parent: [1], index: 1 }))).toEqual(['[G', 'b', 'a', 'c']);
  });

  it('does not move a section into itself', () => {
    expect(moveElement(form, [1], { parent: [1], index: 0 })).toBe(form);
  });

  it('removes what a removed section held, with properties and demands', () => {
    const next = removeElement(form, [1]);
    expect(Object.keys(next.schema.properties ?? {})).toEqual(['a']);
    expect(next.schema.required).toEqual(['a']);
  });

  it('keeps the property of a field that is shown elsewhere too', () => {
    const twice: FormDefinition = { ...form, ui: { type: 'VerticalLayout', elements: [control('a'), control('a')] } };
    expect(removeElement(twice, [0]).schema.properties).toHaveProperty('a');
  });

  it('duplicates a section with fields of their own', () => {
    const next = duplicateElement(form, [1]);
    expect(order(next)).toEqual(['a', '[G', 'b', 'c', '[G', 'b2', 'c2']);
    expect(next.schema.required).toEqual(['a', 'c', 'c2']);
  });

  it('takes the demand off a field', () => {
    expect(setRequired(setRequired(form, 'a', false), 'c', false).schema).not.toHaveProperty('required');
  });

  it('makes a wizard of a form, and a form of a wizard with one page', () => {
    const wizard = addPage(form, 'Two', 'One');
    expect(wizard.ui.type).toBe('Categorization');
    expect(order(wizard)).toEqual(order(form));
    const back = dissolvePage(wizard, 1);
    expect(back.ui).toEqual(form.ui);
  });

  it('joins a removed page with its neighbour', () => {
    const wizard = addPage(addPage(form, 'Two', 'One'), 'Three', '');
    const moved = moveElement(wizard, [0, 0], { parent: [2], index: 0 });
    expect(fieldKeys(dissolvePage(moved, 2))).toEqual(['b', 'c', 'a']);
  });

  it('keeps choices with their titles', () => {
    const next = setChoices(form, [0], [{ value: 'x', title: { ru: 'Икс', en: 'Ex' } }]);
    const at = elementAt(next.ui, [0]);
    expect(next.schema.properties?.['a']).toEqual({ type: 'string', enum: ['x'] });
    expect(isControl(at) && choicesOf(next, at)).toEqual([{ value: 'x', title: { ru: 'Икс', en: 'Ex' } }]);
  });

  it('offers places outside of what is moved, and none between pages for a field', () => {
    const wizard = addPage(form, 'Two', 'One');
    const section = elementAt(wizard.ui, [0, 1]);
    const places = section ? placesOf(wizard.ui, section) : [];
    expect(places.every(({ parent }) => parent.length === 1)).toBe(true);
    expect(places).toHaveLength(4);
  });
});
