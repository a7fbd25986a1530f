import { css, unsafeCSS } from 'lit';

/** Fields of one to eleven of the twelve columns. */
const spans = unsafeCSS(Array.from({ length: 11 }, (_, index) => `.grid > .span-${index + 1} { grid-column: span ${index + 1}; }`).join('\n'));

/** Layout of a form: a grid of twelve columns that falls to one in a narrow container. Where every element takes the whole row, blocks one below the other: a key typed in one of a thousand lays out that one. */
export const formStyles = css`
  form,
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-4);
  }
  form,
  .read,
  .print {
    container-type: inline-size;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(12, minmax(0, 1fr));
    gap: var(--rq-space-3) var(--rq-space-4);
    align-items: start;
  }
  .body.stack {
    display: block;
  }
  .stack > :not([hidden]) ~ * {
    margin-block-start: var(--rq-space-3);
  }
  .grid > * {
    grid-column: 1 / -1;
  }
  ${spans}
  .chunk {
    content-visibility: auto;
    contain-intrinsic-block-size: auto calc(84 * var(--rem));
    overflow-clip-margin: var(--rq-space-1);
  }
  .chunk:empty {
    display: none;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: var(--rq-space-3) var(--rq-space-4);
  }
  .row > * {
    flex: 1 1 calc(12 * var(--rem));
    min-inline-size: 0;
  }
  rq-form-combobox,
  rq-form-calendar {
    display: contents;
  }
  .group {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-3);
    padding: var(--rq-space-3) var(--rq-space-4) var(--rq-space-4);
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
  }
  .category {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-3);
  }
  .heading {
    font-weight: 600;
  }
  .category + .category {
    margin-block-start: var(--rq-space-3);
  }
  .category > .heading,
  .page-heading {
    font-size: var(--rq-font-l);
    font-weight: 600;
  }
  .note {
    margin: 0;
    color: var(--rq-text-muted);
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .required {
    color: var(--rq-danger);
  }
  .label {
    overflow-wrap: anywhere;
  }
  .output {
    display: block;
    min-block-size: calc(1.5 * var(--rem));
    padding-block: calc(0.25 * var(--rem));
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--rq-space-2);
  }
  .summary {
    padding: var(--rq-space-3) var(--rq-space-4);
    border: 1px solid var(--rq-danger);
    border-inline-start-width: 4px;
    border-radius: var(--rq-radius);
  }
  .summary ul {
    margin: var(--rq-space-1) 0 0;
    padding-inline-start: var(--rq-space-4);
  }
  .summary a {
    color: var(--rq-danger);
  }
  @container (max-width: 480px) {
    .grid {
      grid-template-columns: minmax(0, 1fr);
    }
    .grid > .field {
      grid-column: 1 / -1;
    }
    .row > * {
      flex-basis: 100%;
    }
    .group {
      padding: var(--rq-space-3);
    }
  }
`;
