import { JsonForms } from '@jsonforms/react';
import { vanillaCells, vanillaRenderers } from '@jsonforms/vanilla-renderers';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { fieldsOf } from './sample.mjs';

const show = (target, props) => createRoot(target).render(createElement(JsonForms, { ...props, renderers: vanillaRenderers, cells: vanillaCells }));

export function mount(target, size) {
  const fields = fieldsOf(size);
  show(target, {
    schema: { type: 'object', properties: Object.fromEntries(fields.map(({ name, title, number }) => [name, { type: number ? 'number' : 'string', title }])) },
    uischema: { type: 'VerticalLayout', elements: fields.map(({ name }) => ({ type: 'Control', scope: `#/properties/${name}` })) },
    data: {},
  });
}

export function mountTable(target, rows, columns) {
  const names = Array.from({ length: columns }, (_, column) => `c${column}`);
  show(target, {
    schema: { type: 'object', properties: { lines: { type: 'array', items: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) } } } },
    uischema: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/lines' }] },
    data: { lines: Array.from({ length: rows }, () => Object.fromEntries(names.map((name) => [name, '']))) },
  });
}
