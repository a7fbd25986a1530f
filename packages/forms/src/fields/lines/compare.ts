import { html, nothing } from 'lit';
import type { Json, JsonObject } from '@requestry/model';
import { sameJson } from '../../core/page.js';
import { words } from '../../form/compare-words.js';
import type { Change } from '../../form/compare-words.js';
import type { FieldText } from '../../registry.js';
import { listOf, objectOf } from '../optional.js';
import { cellText, columnsOf } from './columns.js';
import { isNumeric, totalOf } from './totals.js';
import type { Column } from './columns.js';

/** A line of one version or of both. */
interface Pair {
  readonly before?: JsonObject;
  readonly after?: JsonObject;
}

/**
 * Lines of two versions in pairs. Lines that stayed the same keep their order and hold the rest together; what stands between two of them
 * is paired in order, as far as both versions have lines there.
 */
export function pairLines(before: readonly JsonObject[], after: readonly JsonObject[]): readonly Pair[] {
  const pairs: Pair[] = [];
  let [from, to] = [0, 0];
  const between = (untilBefore: number, untilAfter: number): void => {
    for (; from < untilBefore || to < untilAfter; from += 1, to += 1) pairs.push({ ...(from < untilBefore ? { before: before[from] } : {}), ...(to < untilAfter ? { after: after[to] } : {}) });
    [from, to] = [untilBefore, untilAfter];
  };
  for (const [was, is] of sameLines(before, after)) {
    between(was, is);
    between(was + 1, is + 1);
  }
  between(before.length, after.length);
  return pairs;
}

/** Longest common run of equal lines, as positions in both. */
function sameLines(before: readonly JsonObject[], after: readonly JsonObject[]): readonly (readonly [number, number])[] {
  const length = before.map(() => new Array<number>(after.length + 1).fill(0)).concat([new Array<number>(after.length + 1).fill(0)]);
  const at = (row: number, column: number): number => length[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const line = length[row];
      if (line) line[column] = sameJson(before[row], after[column]) ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const found: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < before.length && column < after.length; ) {
    if (sameJson(before[row], after[column])) found.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return found;
}

const changeOf = ({ before, after }: Pair): Change | undefined => (before === undefined ? 'added' : after === undefined ? 'removed' : sameJson(before, after) ? undefined : 'changed');

/** Both versions of some lines as one table. */
export function renderLinesCompare(before: Json | undefined, after: Json | undefined, field: FieldText): unknown {
  const columns = columnsOf(field);
  const t = words[field.locale];
  const rows = listOf(after).map(objectOf);
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${field.words.rows}>
    <table class="table">
      <thead>
        <tr><th scope="col">${t.row}</th>${columns.map((column) => html`<th scope="col" class=${isNumeric(column) ? 'number' : ''}>${column.label}</th>`)}</tr>
      </thead>
      <tbody>
        ${pairLines(listOf(before).map(objectOf), rows).map((pair) => {
          const change = changeOf(pair);
          return html`<tr data-change=${change ?? nothing}><td>${change ? html`<span class="change">${t.change[change]}</span>` : nothing}</td>${columns.map((column) => renderCell(column, pair, field))}</tr>`;
        })}
      </tbody>
      ${columns.some((column) => column.total)
        ? html`<tfoot>
            <tr><td>${field.words.total}</td>${columns.map((column) => html`<td class="number">${column.total ? html`<strong>${totalOf(column, rows, field)}</strong>` : nothing}</td>`)}</tr>
          </tfoot>`
        : nothing}
    </table>
  </div>`;
}

function renderCell(column: Column, { before, after }: Pair, field: FieldText): unknown {
  const tell = (row: JsonObject | undefined): string => (row ? cellText(column, row, field) : '');
  const same = before !== undefined && after !== undefined && sameJson(before[column.property], after[column.property]);
  const [was, is] = [tell(before), tell(after)];
  return html`<td class=${isNumeric(column) ? 'number' : ''}>${same ? is || '—' : html`${is ? html`<ins>${is}</ins>` : nothing}${was ? html`<del>${was}</del>` : nothing}`}</td>`;
}
