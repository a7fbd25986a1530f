import { css } from 'lit';

/** Reading and print. */
export const readStyles = css`
  .values {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(calc(14 * var(--rem)), 100%), 1fr));
    gap: var(--rq-space-2) var(--rq-space-4);
    margin: 0;
  }
  .blank {
    margin: 0;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .value {
    min-inline-size: 0;
  }
  .value.wide {
    grid-column: 1 / -1;
  }
  dt {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  dd.plain {
    white-space: pre-line;
  }
  .print {
    display: block;
    background: #fff;
    color: #000;
    --rq-text-muted: #333;
    --rq-border: #999;
  }
  .print > * + * {
    margin-block-start: var(--rq-space-3);
  }
  .print .values {
    display: block;
  }
  .print .value {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
    align-items: baseline;
    gap: 0 var(--rq-space-3);
    padding-block: var(--rq-space-1);
    border-block-end: 1px solid var(--rq-border);
    break-inside: avoid;
  }
  .print .value.wide {
    grid-template-columns: minmax(0, 1fr);
    break-inside: auto;
  }
  .print .heading {
    break-after: avoid;
  }
  .print .note,
  .print tr {
    break-inside: avoid;
  }
  .print .scroll {
    overflow: visible;
  }
  .print thead {
    display: table-header-group;
  }
  .print tfoot {
    display: table-row-group;
  }
  @media print {
    .scroll {
      overflow: visible;
    }
    .heading {
      break-after: avoid;
    }
    .value,
    tr {
      break-inside: avoid;
    }
    .value.wide {
      break-inside: auto;
    }
  }
  @container (max-width: 480px) {
    .values {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
