import { html } from 'lit';
import type { JsonSchema } from '@requestry/model';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { listOf, objectOf } from '../optional.js';
import { cellText, columnsOf } from './columns.js';
import { renderLinesRead } from './read.js';
import { renderLines } from './table.js';

const rowSchema = (schema: JsonSchema): boolean => typeof schema.items === 'object' && schema.items.type === 'object';

/** Repeating lines as a table with totals. */
export const linesField: FieldType = {
  type: 'lines',
  title: { ru: 'Таблица строк', en: 'Lines' },
  icon: 'table',
  group: 'data',
  schema: { type: 'array', maxItems: 200, items: { type: 'object', properties: { name: { type: 'string' }, quantity: { type: 'number', minimum: 0 } } } },
  options: {
    rq: {
      field: 'lines',
      columns: [
        { property: 'name', label: { ru: 'Наименование', en: 'Name' } },
        { property: 'quantity', label: { ru: 'Количество', en: 'Quantity' }, total: true },
      ],
    },
  },
  optionsSchema: {
    type: 'object',
    properties: {
      columns: {
        type: 'array',
        title: 'columns',
        items: { type: 'object', required: ['property'], properties: { property: { type: 'string', title: 'property' }, label: { type: 'string', title: 'label' }, total: { type: 'boolean', title: 'total' } } },
      },
    },
  },
  labelling: 'group',
  wide: true,
  suits: (schema) => (schema.type === 'array' && rowSchema(schema) ? 2 : 0),
  text: (value, field) =>
    listOf(value)
      .map((row) => columnsOf(field).map((column) => cellText(column, objectOf(row), field)).filter((text) => text !== '').join(' · '))
      .join('; '),
  render: (field) => html`${renderLines(field)}`,
  renderRead: renderLinesRead,
};
registerField(linesField);
