import { css, unsafeCSS } from 'lit';

/** Columns whose names are repeated in rows that stand as cards. */
const mostNamed = 40;

/** A text as CSS writes it between quotes. */
const quoted = (text: string): string => `"${text.replace(/["\\\p{Cc}<]/gu, (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `)}"`;

/** Names of columns for the rows of a narrow table, where no header stands above them. One value on the table costs nothing per cell. `before` cells come before the first. */
export const namesOfCells = (labels: readonly string[], before = 0): string =>
  labels.slice(0, mostNamed - before).map((label, index) => `--name-${index + before + 1}:${quoted(label)}`).join(';');

/** Class of the cell at a place of its row, from 1, by which it finds its name. Counting the cells in the style sheet instead doubles the cost of laying out a large table. */
export const placeClass = (place: number): string => `nth-${place}`;

/** Tables of more cells in a row than fit a phone become cards where there is little room; buttons of the row count as one. */
export const isRoomy = (cells: number): boolean => cells > 2;

const places = Array.from({ length: mostNamed }, (_, index) => index + 1);

/** Where a table has little room its rows stand as cards, one value below the other, each under the name of its column: nothing has to be scrolled sideways. */
export const narrowStyles = [
  css`
    .scroll {
      container: rq-lines / inline-size;
    }
    @container rq-lines (max-width: 34rem) {
      .roomy,
      .roomy tbody,
      .roomy tfoot {
        display: block;
      }
      .roomy thead {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
      .roomy tr {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--rq-space-2) var(--rq-space-3);
        margin-block-end: var(--rq-space-2);
        padding: var(--rq-space-2) var(--rq-space-3);
        border: 1px solid var(--rq-border);
        border-radius: var(--rq-radius);
      }
      .roomy.table tr > * {
        grid-column: 1 / -1;
        display: block;
        min-inline-size: 0;
        inline-size: auto;
        padding: 0;
        border: 0;
        text-align: start;
        overflow-wrap: anywhere;
      }
      .roomy.table tr > .number {
        grid-column: auto;
      }
      .roomy tr > td::before {
        display: block;
        color: var(--rq-text-muted);
        font-size: var(--rq-font-s);
        font-weight: 400;
      }
      .roomy.table td.row-actions {
        text-align: end;
      }
      .roomy.table tfoot td:empty {
        display: none;
      }
      .roomy.table tr > .index {
        font-weight: 600;
      }
    }
  `,
  unsafeCSS(`@container rq-lines (max-width: 34rem){${places.map((place) => `.roomy .${placeClass(place)}::before{content:var(--name-${place})/""}`).join('')}}`),
];
