import { strokesOf } from '@requestry/ui/base';
import { lineOf } from '../../inputs/text-input.js';
import type { Column } from './columns.js';
import { placeClass } from './narrow.js';
import { isNumeric } from './totals.js';

/** A place for a value in the markup below. */
const hole = '\0';

const made = new Map<string, TemplateStringsArray>();

const icon = (name: string): string => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${(strokesOf(name) ?? []).join('')}"></path></svg>`;

const button = (iconName: string): string => `<button type="button" class="button quiet icon compact" title=${hole} aria-label=${hole} @click=${hole}>${icon(iconName)}</button>`;

/** Whether a cell of the column has an input, in a table that can be edited. */
export const hasInput = (column: Column): boolean => !column.computed && column.type !== undefined;

/** What the input of a cell shows and reads when it is one line of text: it stands in the markup of the row. */
export const lineIn = ({ type }: Column): ReturnType<typeof lineOf> => (type && !type.parts ? lineOf(type) : undefined);

function cell(column: Column, place: number, editable: boolean): string {
  const number = ` ${placeClass(place)}${isNumeric(column) ? ' number' : ''}`;
  if (!editable || !hasInput(column)) return `<td role="cell" class="${number.trim()}">${hole}</td>`;
  return `<td role="cell" class="cell${number}">${lineIn(column) ? `<input class="input" autocomplete="off" ${hole} />` : hole}${hole}</td>`;
}

/**
 * The markup of a row as one template with all its cells and one-line inputs. Drawn cell by cell, with buttons of elements of their own, a table of many rows takes a sixth longer
 * to appear. Values in order: id and name of the row, its number; for each cell its input and its errors, or its text; then for each button its title, name and click.
 * No data comes into the markup: only what this module says.
 */
export function rowTemplate(columns: readonly Column[], editable: boolean): TemplateStringsArray {
  const actions = editable ? `<td role="cell" class="row-actions">${button('copy')}${button('trash')}</td>` : '';
  const markup = `<tr role="row"><th scope="row" role="rowheader" class="index" id=${hole} aria-label=${hole}>${hole}</th>${columns.map((column, index) => cell(column, index + 2, editable)).join('')}${actions}</tr>`;
  const known = made.get(markup);
  if (known) return known;
  const strings = markup.split(hole);
  const template = Object.assign(strings, { raw: strings });
  made.set(markup, template);
  return template;
}
