import '../../form/index.js';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Json, JsonObject, RecordView } from '@requestry/model';
import { textControl } from '../../inputs/text-control.js';
import type { FieldView, TitleSource } from '../../registry.js';
import { listOf, objectOf } from '../optional.js';
import { linesStyles } from './lines.styles.js';
import { cellField, cellText, columnsOf } from './columns.js';
import { hasInput, lineIn, rowTemplate } from './row-template.js';
import { isRoomy, namesOfCells, narrowStyles, placeClass } from './narrow.js';
import { cellsIn, isLookedUp, lookUpAll, nextId, pastedCell, readCell } from './paste.js';
import type { PastedCell } from './paste.js';
import { isNumeric, totalOf } from './totals.js';
import type { Column } from './columns.js';

export const styles = [linesStyles, ...narrowStyles];

/** The editable table: rows can be added, repeated and removed; arrows up and down walk through a column; cells take a paste from a spreadsheet. */
export function renderLines(field: FieldView): unknown {
  const columns = columnsOf(field);
  const rows = listOf(field.value).map((row) => objectOf(row));
  const table = new LinesTable(field, columns);
  return html`<div class="scroll" @keydown=${table.onKey} @paste=${table.onPaste} @focusout=${table.onLeave}>
      <table class="table lines ${isRoomy(columns.length + (field.readonly ? 0 : 1)) ? 'roomy' : ''}" role="table" .style=${namesOfCells(columns.map(({ label, required }) => (required ? `${label} *` : label)), 1)} id="${field.id}-table" aria-labelledby="${field.id}-label" aria-describedby=${field.describedBy ?? nothing}>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader" class="index"><span class="visually-hidden">№</span></th>
            ${columns.map((column) => html`<th scope="col" role="columnheader" id="${field.id}-c-${column.property}" class=${isNumeric(column) ? 'number' : ''} .style=${shareOf(column, columns)}>${column.label}${column.required ? html`<span class="required" aria-hidden="true">&nbsp;*</span>` : nothing}</th>`)}
            ${field.readonly ? nothing : html`<th scope="col" role="columnheader"><span class="visually-hidden">${field.words.actions}</span></th>`}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${rows.length === 0 ? html`<tr role="row"><td role="cell" class="muted" colspan=${columns.length + 2}>${field.words.noRows}</td></tr>` : nothing}
          ${repeat(
            rows,
            (_, index) => index,
            (row, index) => guard([row, index, field.revision, table.issuesKey(index)], () => table.renderRow(row, index)),
          )}
        </tbody>
        ${columns.some((column) => column.total) && rows.length > 0 ? table.renderTotals() : nothing}
      </table>
    </div>
    ${field.readonly ? nothing : html`<button type="button" id=${field.id} class="button compact" @click=${() => table.add()} aria-describedby=${field.describedBy ?? nothing}><rq-icon name="plus"></rq-icon>${field.words.addRow}</button>`}`;
}

/** Width of a column as its share of all widths; nothing when no column has one. */
function shareOf({ width }: Column, columns: readonly Column[]): string {
  if (columns.every((column) => column.width === undefined)) return '';
  const usual = 12 / columns.length;
  const whole = columns.reduce((total, column) => total + (column.width ?? usual), 0);
  return `inline-size:${Math.round((100 * (width ?? usual)) / whole)}%`;
}

class LinesTable {
  readonly #field: FieldView;
  readonly #columns: readonly Column[];
  readonly #template: TemplateStringsArray;
  readonly #fields = new Map<Column, FieldView>();

  constructor(field: FieldView, columns: readonly Column[]) {
    this.#field = field;
    this.#columns = columns;
    this.#template = rowTemplate(columns, !field.readonly);
  }

  /** The rows now: a row that has not changed keeps the handlers of an earlier drawing. */
  get #rows(): readonly JsonObject[] {
    return listOf(this.#field.current()).map((row) => objectOf(row));
  }

  /** Tells whether the issues of a row changed, or what was pasted into it and is not known yet. */
  issuesKey(index: number): string {
    const start = `${this.#field.path}/${index}/`;
    return JSON.stringify([...this.#field.issues.filter((issue) => issue.path?.startsWith(start)), ...this.#pasted.filter(({ row }) => row === index)]);
  }

  get #mostRows(): number {
    return Math.min(1000, Number(this.#field.schema.maxItems) || 1000);
  }

  #put(rows: readonly JsonObject[]): void {
    this.#field.set(rows.length > 0 ? rows.slice(0, this.#mostRows) : undefined);
  }

  #setCell(index: number, property: string, value: Json | undefined): void {
    this.#replaced(index, property);
    this.#putCell(index, property, value);
  }

  #putCell(index: number, property: string, value: Json | undefined): void {
    this.#put(
      this.#rows.map((row, each) => {
        if (each !== index) return row;
        const { [property]: _, ...rest } = row;
        return value === undefined ? rest : { ...rest, [property]: value };
      }),
    );
  }

  add(): void {
    const index = this.#rows.length;
    this.#thenFocus(this.#firstOf(index), () => this.#put([...this.#rows, {}]));
  }

  #duplicate(index: number): void {
    const row = this.#rows[index] ?? {};
    this.#setPasted(this.#pasted.map((cell) => (cell.row > index ? { ...cell, row: cell.row + 1 } : cell)));
    this.#thenFocus(this.#firstOf(index + 1), () => this.#put([...this.#rows.slice(0, index + 1), { ...row }, ...this.#rows.slice(index + 1)]));
  }

  #remove(index: number): void {
    const left = this.#rows.length - 1;
    this.#setPasted(this.#pasted.filter(({ row }) => row !== index).map((cell) => (cell.row > index ? { ...cell, row: cell.row - 1 } : cell)));
    this.#thenFocus(left > 0 ? this.#firstOf(Math.min(index, left - 1)) : this.#field.id, () => this.#put(this.#rows.filter((_, each) => each !== index)));
  }

  #cellId(index: number, property: string): string {
    return `${this.#field.id}-r${index}-${property}`;
  }

  #firstOf(index: number): string {
    return this.#cellId(index, this.#columns[0]?.property ?? '');
  }

  /** Changes the rows, then moves the focus: it may stand in a row that is no longer there. */
  #thenFocus(id: string, change: () => void): void {
    const root = focusedRoot();
    change();
    requestAnimationFrame(() => root.getElementById(id)?.focus());
  }

  /** The button that adds rows belongs to the table: errors shown on the way to it would move it from under the pointer. */
  readonly onLeave = (event: FocusEvent): void => {
    const to = event.relatedTarget as Element | null;
    if (!(event.currentTarget as Element).contains(to) && to?.id !== this.#field.id) this.#field.leave();
  };

  readonly onKey = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const place = step === undefined || target.getAttribute('role') === 'combobox' || target instanceof HTMLSelectElement ? undefined : this.#placeOf(target);
    if (!place || step === undefined) return;
    const next = (target.getRootNode() as ShadowRoot).getElementById(this.#cellId(place.index + step, place.property));
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  #placeOf(target: HTMLElement): { index: number; property: string } | undefined {
    const cell = target.closest<HTMLTableCellElement>('td.cell');
    const column = cell ? this.#columns[cell.cellIndex - 1] : undefined;
    return cell && column ? { index: (cell.parentElement as HTMLTableRowElement).sectionRowIndex, property: column.property } : undefined;
  }

  /** Cells copied in a spreadsheet come as lines of tabs: they fill from the focused cell on, adding rows. */
  readonly onPaste = (event: ClipboardEvent): void => {
    const place = this.#placeOf(event.target as HTMLElement);
    const lines = cellsIn(event.clipboardData?.getData('text/plain') ?? '', this.#mostRows);
    if (this.#field.readonly || !place || !lines) return;
    event.preventDefault();
    const first = this.#columns.findIndex((column) => column.property === place.property);
    const rows: JsonObject[] = this.#rows.map((row) => ({ ...row }));
    const sought: PastedCell[] = [];
    lines.forEach((line, offset) => {
      const row = place.index + offset;
      if (row >= this.#mostRows) return;
      rows[row] = { ...rows[row] };
      line.forEach((text, at) => {
        const column = this.#columns[first + at];
        if (!column || column.computed || text === '') return;
        const { [column.property]: _, ...rest } = rows[row] ?? {};
        const value = isLookedUp(column) ? undefined : readCell(column, text, this.#field);
        if (isLookedUp(column)) sought.push(pastedCell(this.#field.path, { id: nextId(), row, property: column.property, text, state: 'busy' }));
        if (isLookedUp(column)) rows[row] = rest;
        else if (value !== undefined) rows[row] = { ...rest, [column.property]: value };
      });
    });
    this.#put(rows);
    this.#setPasted([...this.#pasted.filter((old) => !sought.some((cell) => cell.row === old.row && cell.property === old.property)), ...sought]);
    if (sought.length > 0) void this.#find(sought);
  };

  get #pasted(): readonly PastedCell[] {
    return this.#field.pending() as readonly PastedCell[];
  }

  #setPasted(cells: readonly PastedCell[]): void {
    if (cells.length > 0 || this.#pasted.length > 0) this.#field.setPending(cells.map((cell) => pastedCell(this.#field.path, cell)));
  }

  /** The person put something else into a cell. */
  #replaced(row: number, property: string): void {
    this.#setPasted(this.#pasted.filter((cell) => cell.row !== row || cell.property !== property));
  }

  /** Takes what is found under exactly one title; of the rest the cell says why not. Rows may have moved or gone meanwhile. */
  async #find(sought: readonly PastedCell[]): Promise<void> {
    const results = await lookUpAll(sought, ({ row, property, text }) => {
      const column = this.#columns.find((each) => each.property === property) as Column;
      const filter = (): JsonObject => this.#field.filterOf(column.control, this.#rows[row] ?? {});
      return { key: JSON.stringify([property, text, filter()]), find: async () => (await column.type?.find?.(text.replace(/\s+/gu, ' '), { ...this.#fieldOf(column), filter })) ?? [] };
    });
    const left: PastedCell[] = [];
    for (const cell of this.#pasted) {
      const result = results.get(cell.id);
      const column = this.#columns.find((each) => each.property === cell.property);
      if (typeof result !== 'object' || !column) left.push(typeof result === 'string' ? { ...cell, state: result } : cell);
      else {
        this.#field.learn(result.value, result.title, result.source);
        if (result.record) this.#fill(cell.row, column, result.record);
        else this.#putCell(cell.row, cell.property, result.value);
      }
    }
    this.#setPasted(left);
    if (left.length > 0) this.#field.leave();
  }
  renderRow(row: JsonObject, index: number): unknown {
    const { words, id, readonly } = this.#field;
    const number = index + 1;
    const name = words.row({ number });
    const cells = this.#columns.flatMap((column) => this.#cell(column, row, index));
    const actions = readonly ? [] : [words.duplicateRow, `${words.duplicateRow}: ${name}`, () => this.#duplicate(index), words.removeRow, `${words.removeRow}: ${name}`, () => this.#remove(index)];
    return html(this.#template, `${id}-row-${index}`, name, number, ...cells, ...actions);
  }

  /** What all cells of a column have in common: each is drawn from it and what is its own. */
  #fieldOf(column: Column): FieldView {
    const known = this.#fields.get(column);
    if (known) return known;
    const made = { ...this.#field, ...cellField(column, this.#field), label: column.label, required: column.required, placeholder: this.#field.localize(column.control.options?.placeholder) };
    this.#fields.set(column, made);
    return made;
  }

  /** What stands in a cell: its input and its errors, or its text. */
  #cell(column: Column, row: JsonObject, index: number): readonly unknown[] {
    const field = this.#field;
    if (field.readonly || !column.type || !hasInput(column)) return [cellText(column, row, field) || '—'];
    const path = `${field.path}/${index}/${column.property}`;
    const pasted = this.#pasted.find((each) => each.row === index && each.property === column.property);
    const all = field.issues.length === 0 ? field.issues : field.issues.filter((issue) => issue.path === path || issue.path?.startsWith(`${path}/`));
    const own = all.filter(({ code }) => code === pasted?.issue?.code);
    const issues = own.length > 0 ? own : all;
    const id = this.#cellId(index, column.property);
    const cell: FieldView = Object.assign(Object.create(this.#fieldOf(column)) as FieldView, {
      id,
      path,
      value: pasted?.text ?? row[column.property],
      title: (of: string, source: TitleSource) => (of === pasted?.text ? of : field.title(of, source)),
      invalid: issues.length > 0,
      issues,
      describedBy: issues.length > 0 ? `${id}-error` : undefined,
      labelledBy: `${field.id}-row-${index} ${field.id}-c-${column.property}`,
      set: (value: Json | undefined) => this.#setCell(index, column.property, value),
      filter: () => field.filterOf(column.control, row),
      choose: (record: RecordView | undefined) => this.#choose(index, column, record),
      leave: () => undefined,
    });
    const wrong = issues.length > 0 ? html`<span class="field-error" id="${id}-error">${issues.map((issue) => field.issueText(issue)).join(' ')}</span>` : nothing;
    const line = lineIn(column);
    return [line ? textControl(cell, line(cell)) : column.type.render(cell), wrong];
  }

  /** A record chosen in a row fills other cells of the same row. */
  #choose(index: number, column: Column, record: RecordView | undefined): void {
    this.#replaced(index, column.property);
    this.#fill(index, column, record);
  }

  #fill(index: number, column: Column, record: RecordView | undefined): void {
    const filled = Object.entries(column.control.options?.rq?.lookup?.fill ?? {}).map(([to, from]): [string, Json | undefined] => [to, record && Object.hasOwn(record.data, from) ? record.data[from] : undefined]);
    this.#put(this.#rows.map((row, each) => (each === index ? withoutEmpty({ ...row, ...Object.fromEntries(filled), [column.property]: record?.id }) : row)));
  }

  renderTotals(): unknown {
    const field = this.#field;
    return html`<tfoot role="rowgroup">
      <tr role="row">
        <th scope="row" role="rowheader" colspan="1"><span class="visually-hidden">${field.words.total}</span>Σ</th>
        ${this.#columns.map((column, index) => html`<td role="cell" class="total ${placeClass(index + 2)} ${isNumeric(column) ? 'number' : ''}">${column.total ? html`<output aria-label="${field.words.total}: ${column.label}">${totalOf(column, listOf(field.value), field)}</output>` : nothing}</td>`)}
        ${field.readonly ? nothing : html`<td role="cell"></td>`}
      </tr>
    </tfoot>`;
  }
}

const withoutEmpty = (row: JsonObject): JsonObject => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));

/** The document or shadow root that has the focus. */
function focusedRoot(): Document | ShadowRoot {
  let root: Document | ShadowRoot = document;
  while (root.activeElement?.shadowRoot) root = root.activeElement.shadowRoot;
  return root;
}
