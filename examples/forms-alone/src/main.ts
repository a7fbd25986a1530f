import '@requestry/forms';
import type { FormDefinition } from '@requestry/model';

/** What the form asks for, and how it is laid out. Both are plain data: they may come from a server. */
const form: FormDefinition = {
  schema: {
    type: 'object',
    required: ['site', 'wanted', 'lines'],
    properties: {
      site: { type: 'string' },
      address: { type: 'string' },
      wanted: { type: 'string', format: 'date' },
      urgent: { type: 'boolean' },
      reason: { type: 'string', maxLength: 300 },
      lines: { type: 'array', minItems: 1, items: { type: 'object', required: ['name', 'quantity'], properties: { name: { type: 'string' }, quantity: { type: 'number', exclusiveMinimum: 0 }, price: { type: 'number', minimum: 0 }, cost: { type: 'number' } } } },
      total: { type: 'number' },
    },
    if: { properties: { urgent: { const: true } }, required: ['urgent'] },
    then: { required: ['reason'] },
  },
  ui: {
    type: 'VerticalLayout',
    elements: [
      { type: 'Control', scope: '#/properties/site', label: 'Site', options: { rq: { width: 6, lookup: { directory: 'sites', fill: { address: 'address' } } } } },
      { type: 'Control', scope: '#/properties/wanted', label: 'Wanted by', options: { rq: { width: 6 } } },
      { type: 'Control', scope: '#/properties/address', label: 'Address', options: { rq: { field: 'address' } } },
      { type: 'Control', scope: '#/properties/urgent', label: 'Urgent' },
      { type: 'Control', scope: '#/properties/reason', label: 'Why', rule: { effect: 'SHOW', condition: { feel: '=urgent = true' } } },
      {
        type: 'Control',
        scope: '#/properties/lines',
        label: 'Materials',
        options: { rq: { columns: [{ property: 'name', label: 'Name' }, { property: 'quantity', label: 'Quantity' }, { property: 'price', label: 'Price' }, { property: 'cost', label: 'Cost', total: true, options: { rq: { computed: '=quantity * price' } } }] } },
      },
      { type: 'Control', scope: '#/properties/total', label: 'Total', options: { rq: { computed: '=sum(lines.cost)' } } },
    ],
  },
};

const sites = [
  { id: 'north', title: 'North plant', data: { address: '1 Main street' } },
  { id: 'south', title: 'South depot', data: { address: '7 Harbour road' } },
];

/** Where the form finds records; a real page would ask its server. */
const lookups = {
  findPeople: () => Promise.resolve([]),
  findUnits: () => Promise.resolve([]),
  findRecords: ({ text = '', ids }: { readonly text?: string; readonly ids?: readonly string[] }) =>
    Promise.resolve({ items: sites.filter(({ id, title }) => ids?.includes(id) ?? title.toLowerCase().includes(text.toLowerCase())) }),
};

const element = document.querySelector('rq-form');
const submitted = document.querySelector('#submitted');
if (element && submitted) {
  Object.assign(element, { form, lookups });
  element.addEventListener('rq-form-submit', ({ detail }) => (submitted.textContent = JSON.stringify(detail.data, undefined, 2)));
}
