import Form from '@rjsf/core';
import validator from '@rjsf/validator-ajv8';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { fieldsOf } from './sample.mjs';

const show = (target, schema, formData) => createRoot(target).render(createElement(Form, { schema, formData, validator }));

export function mount(target, size) {
  show(target, { type: 'object', properties: Object.fromEntries(fieldsOf(size).map(({ name, title, number }) => [name, { type: number ? 'number' : 'string', title }])) }, {});
}

export function mountTable(target, rows, columns) {
  const names = Array.from({ length: columns }, (_, column) => `c${column}`);
  const items = { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) };
  show(target, { type: 'object', properties: { lines: { type: 'array', maxItems: rows, items } } }, { lines: Array.from({ length: rows }, () => ({ c0: '' })) });
}
