import { expect, it } from 'vitest';
import type { FormDefinition } from '@requestry/model';
import { textsOf } from './form-texts.js';

const form: FormDefinition = {
  schema: { type: 'object', properties: { a: { enum: ['x'] }, rows: { type: 'array', items: { type: 'object', properties: { b: {} } } } } },
  ui: {
    type: 'VerticalLayout',
    elements: [
      { type: 'Label', text: { en: 'Note' } },
      { type: 'Group', label: { ru: 'Раздел', en: 'Section' }, elements: [{ type: 'Control', scope: '#/properties/a', options: { placeholder: 'Type', rq: { help: { ru: 'Помощь' }, enumTitles: { '"x"': { ru: 'Икс', en: 'Ex' } } } } }] },
      { type: 'Control', scope: '#/properties/rows', label: false, options: { rq: { columns: [{ property: 'b', label: { en: 'B' } }] } } },
    ],
  },
};

it('lists every text that people read, in reading order', () => {
  expect(textsOf(form).map(({ id, role }) => `${id}: ${role}`)).toEqual(['0 text: note', '1 label: label', '1.0 label: label', '1.0 placeholder: placeholder', '1.0 help: help', '1.0 choice "x": choice', '2 column b: column']);
});

it('puts each text back where it came from, and changes no other', () => {
  for (const entry of textsOf(form)) {
    const next = textsOf(entry.put(form, { ru: 'новый', en: 'new' }));
    expect(next.filter((each, index) => JSON.stringify(each.text) !== JSON.stringify(textsOf(form)[index]?.text)).map(({ id }) => id)).toEqual([entry.id]);
  }
});
