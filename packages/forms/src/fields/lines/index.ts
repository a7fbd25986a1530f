import type { JsonSchema } from '@requestry/model';
import { registerField } from '../../registry.js';
import type { FieldType } from '../../registry.js';
import { listOf, objectOf } from '../optional.js';
import { comparePart, linesPart, readPart } from '../parts.js';
import { cellText, columnsOf, partsOfColumns } from './columns.js';

/** Items are objects: they say so, or list properties without saying anything else. */
const rowSchema = ({ items }: JsonSchema): boolean => typeof items === 'object' && (items.type === 'object' || (items.type === undefined && items.properties !== undefined));

/** Repeating lines as a table with totals. */
export const linesField: FieldType = {
  type: 'lines',
  labelling: 'group',
  wide: true,
  suits: (schema) => (schema.type === 'array' && rowSchema(schema) ? 2 : 0),
  text: (value, field) =>
    listOf(value)
      .map((row) => columnsOf(field).map((column) => cellText(column, objectOf(row), field)).filter((text) => text !== '').join(' · '))
      .join('; '),
  parts: (schema, control) => [linesPart, ...partsOfColumns(schema, control)],
  room: (value) => listOf(value).length + 2.5,
  render: (field) => linesPart.inputs?.renderLines(field),
  readParts: () => [readPart],
  renderRead: (value, field) => readPart.inputs?.renderLinesRead(value, field),
  renderCompare: (before, after, field) => comparePart.inputs?.renderLinesCompare(before, after, field),
};
registerField(linesField);
