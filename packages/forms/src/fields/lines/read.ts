import { html, nothing } from 'lit';
import type { Json } from '@requestry/model';
import type { FieldText } from '../../registry.js';
import { listOf, objectOf } from '../optional.js';
import { cellText, columnsOf } from './columns.js';
import type { Column } from './columns.js';
import { isRoomy, namesOfCells, placeClass } from './narrow.js';
import { isNumeric, totalOf } from './totals.js';

const classOf = (column: Column, index: number): string => `${placeClass(index + 1)}${isNumeric(column) ? ' number' : ''}`;

/** Lines as a plain table. */
export function renderLinesRead(value: Json | undefined, field: FieldText): unknown {
  const columns = columnsOf(field);
  const rows = listOf(value);
  if (rows.length === 0) return '—';
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${field.words.rows}>
    <table class="table ${isRoomy(columns.length) ? 'roomy' : ''}" role="table" .style=${namesOfCells(columns.map(({ label }) => label))}>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((column) => html`<th scope="col" role="columnheader" class=${isNumeric(column) ? 'number' : ''}>${column.label}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map((row) => html`<tr role="row">${columns.map((column, index) => html`<td role="cell" class=${classOf(column, index)}>${cellText(column, objectOf(row), field) || '—'}</td>`)}</tr>`)}
      </tbody>
      ${columns.some((column) => column.total)
        ? html`<tfoot role="rowgroup">
            <tr role="row">${columns.map((column, index) => html`<td role="cell" class=${classOf(column, index)}>${column.total ? html`<strong>${totalOf(column, rows, field)}</strong>` : index === 0 ? field.words.total : nothing}</td>`)}</tr>
          </tfoot>`
        : nothing}
    </table>
  </div>`;
}
