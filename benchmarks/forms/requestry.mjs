import '@requestry/forms';
import { fieldsOf } from './sample.mjs';

function show(target, form, data) {
  const element = Object.assign(document.createElement('rq-form'), { locale: 'en', form, data });
  target.append(element);
}

export function mount(target, size) {
  const fields = fieldsOf(size);
  show(target, {
    schema: { type: 'object', properties: Object.fromEntries(fields.map(({ name, title, number }) => [name, { type: number ? 'number' : 'string', title }])) },
    ui: { type: 'VerticalLayout', elements: fields.map(({ name }) => ({ type: 'Control', scope: `#/properties/${name}` })) },
  }, {});
}

export function mountTable(target, rows, columns) {
  const names = Array.from({ length: columns }, (_, column) => `c${column}`);
  show(target, {
    schema: { type: 'object', properties: { lines: { type: 'array', maxItems: rows, items: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) } } } },
    ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/lines', options: { rq: { columns: names.map((property) => ({ property })) } } }] },
  }, { lines: Array.from({ length: rows }, () => ({ c0: '' })) });
}
