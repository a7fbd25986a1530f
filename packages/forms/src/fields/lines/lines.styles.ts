import { css } from 'lit';

/** The editable table. */
export const linesStyles = css`
  .lines .input {
    min-inline-size: calc(5 * var(--rem));
  }
  .lines .with-button > .input {
    min-inline-size: calc(8.25 * var(--rem));
  }
  .lines .combobox {
    min-inline-size: calc(9 * var(--rem));
  }
  table.lines td {
    padding: var(--rq-space-1);
    vertical-align: top;
  }
  .lines .index {
    inline-size: calc(2 * var(--rem));
    color: var(--rq-text-muted);
    font-weight: 400;
  }
  .lines tbody .index {
    padding-block: calc(0.75 * var(--rem));
    vertical-align: top;
  }
  .lines td:not(.cell) {
    padding-block: calc(0.625 * var(--rem));
  }
  .lines td.row-actions {
    padding-block: var(--rq-space-1);
  }
  .row-actions {
    white-space: nowrap;
    inline-size: calc(4.5 * var(--rem));
  }
  .row-actions svg {
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .total {
    font-weight: 600;
  }
`;
