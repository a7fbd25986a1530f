import { css } from 'lit';

/** The editable table. */
export const linesStyles = css`
  .lines .input {
    min-inline-size: 5rem;
  }
  .lines .with-button > .input {
    min-inline-size: 8.25rem;
  }
  .lines .combobox {
    min-inline-size: 9rem;
  }
  table.lines td {
    padding: var(--rq-space-1);
    vertical-align: top;
  }
  .lines .index {
    inline-size: 2rem;
    color: var(--rq-text-muted);
    font-weight: 400;
  }
  .lines td:not([data-property]) {
    padding-block: 0.625rem;
  }
  .lines td.row-actions {
    padding-block: var(--rq-space-1);
  }
  .row-actions {
    white-space: nowrap;
    inline-size: 4.5rem;
  }
  .total {
    font-weight: 600;
  }
`;
