import { describe, expect, it } from 'vitest';
import type { FormDefinition, UiElement } from '@requestry/model';
import { checkForm } from '@requestry/forms/core';
import { KindHistory } from '../kind-editor/kind-history.js';
import { inSection, insertPart, partAt, readPart, topmost, withoutPart, writePart } from './form-part.js';
import { isControl, walk } from './tree.js';

const control = (key: string): UiElement => ({ type: 'Control', scope: `#/properties/${key}` });
const form: FormDefinition = {
  schema: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'number' }, c: { type: 'string' }, d: { type: 'string' } }, required: ['a', 'c'] },
  ui: { type: 'VerticalLayout', elements: [control('a'), { type: 'Group', label: 'G', elements: [control('b'), control('c')] }, control('d')] },
};
const order = (of: FormDefinition): readonly string[] => walk(of.ui).flatMap(({ element }) => (isControl(element) ? [element.scope.split('/').at(-1) ?? ''] : element.type === 'Group' ? [`[${String(element.label)}`] : []));

describe('a part of a form', () => {
  it('is copied into another kind under free keys, with what it demands', () => {
    const other: FormDefinition = { schema: { type: 'object', properties: { c: { type: 'boolean' } } }, ui: { type: 'VerticalLayout', elements: [control('c')] } };
    const part = readPart(writePart(partAt(form, [[1], [0], [1, 1]])));
    const next = insertPart(other, { parent: [], index: 1 }, part ?? { elements: [], properties: {}, required: [] });
    expect(order(next)).toEqual(['c', 'a', '[G', 'b', 'c2']);
    expect(next.schema.properties).toEqual({ c: { type: 'boolean' }, a: { type: 'string' }, b: { type: 'number' }, c2: { type: 'string' } });
    expect(next.schema.required).toEqual(['a', 'c2']);
    expect(checkForm(next)).toEqual([]);
  });

  it('is taken out as a whole', () => {
    const next = withoutPart(form, [[1, 0], [0], [2]]);
    expect(order(next)).toEqual(['[G', 'c']);
    expect(Object.keys(next.schema.properties ?? {})).toEqual(['c']);
  });

  it('is gathered in a section where its first element stood', () => {
    const next = inSection(form, [[2], [0]], 'New');
    expect(order(next)).toEqual(['[New', 'a', 'd', '[G', 'b', 'c']);
    expect(next.schema.required?.toSorted()).toEqual(['a', 'c']);
  });

  it('counts an element inside a chosen one once', () => {
    expect(topmost([[1, 1], [2], [1], [0]])).toEqual([[0], [1], [2]]);
  });

  it.each(['', 'x', '{"requestry-form-part":1}', '{"requestry-form-part":1,"elements":[{"type":"Control","scope":"#/properties/q"}]}', '{"requestry-form-part":1,"elements":[{"type":"Control","scope":"#/properties/q"}],"properties":{"q":{"pattern":"("}}}', '{"requestry-form-part":1,"elements":[{"type":"Page"}]}'])('is not read from %j', (text) => {
    expect(readPart(text)).toBeUndefined();
  });
});

it('a hundred edits are taken back one by one, and done again', () => {
  const kind = { id: 'k', title: 'K', form } as never as Parameters<KindHistory['edit']>[0]['kind'] & object;
  const history = new KindHistory({ kind });
  for (let step = 1; step <= 100; step += 1) history.edit({ label: `${step}`, kind: { ...kind, title: `K${step}` } }, step);
  for (let step = 100; step >= 1; step -= 1) expect(history.undo()).toBe(`${step}`);
  expect(history.undo()).toBeUndefined();
  for (let step = 1; step <= 100; step += 1) expect(history.redo()).toBe(`${step}`);
  expect(history.draft.kind.title).toBe('K100');
});
