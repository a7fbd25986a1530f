import { css } from 'lit';

export const journalStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--rq-space-3);
    margin-block-end: var(--rq-space-3);
  }
  .toolbar .field {
    min-inline-size: 8rem;
  }
  .toolbar .journal {
    flex: 0 1 24rem;
  }
  .grow {
    flex: 1;
  }
  .scroll {
    overflow-x: auto;
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
    background: var(--rq-surface);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: var(--rq-space-2) var(--rq-space-3);
    text-align: start;
    vertical-align: top;
    border-block-end: 1px solid var(--rq-border);
  }
  tbody tr:last-child td {
    border-block-end: 0;
  }
  th {
    font-size: 0.8125rem;
    font-weight: 500;
    color: var(--rq-text-muted);
    white-space: nowrap;
  }
  td.number,
  td.when {
    white-space: nowrap;
  }
  td.subject {
    min-inline-size: 14rem;
    overflow-wrap: anywhere;
  }
  td.applicant {
    min-inline-size: 9rem;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    color: inherit;
    text-align: start;
    cursor: pointer;
  }
  .link:hover {
    color: var(--rq-accent);
    text-decoration: underline;
  }
  td .sub {
    display: block;
    font-size: 0.8125rem;
    color: var(--rq-text-muted);
  }
  @container (max-width: 40rem) {
    thead {
      display: none;
    }
    table,
    tbody {
      display: block;
    }
    tr {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: var(--rq-space-1) var(--rq-space-3);
      padding: var(--rq-space-3);
    }
    tr + tr {
      border-block-start: 1px solid var(--rq-border);
    }
    td {
      padding: 0;
      border: 0;
    }
    td.number {
      font-weight: 500;
    }
    td.state {
      order: 1;
    }
    td.subject {
      order: 2;
    }
    td.applicant {
      order: 3;
    }
    td.when {
      order: 4;
      font-size: 0.8125rem;
    }
    td:is(.subject, .applicant, .when) {
      flex: 1 0 100%;
      min-inline-size: 0;
    }
    td:empty {
      display: none;
    }
    td.when::before {
      content: attr(data-column) ': ';
      color: var(--rq-text-muted);
    }
  }
  .foot {
    display: flex;
    justify-content: center;
    padding-block: var(--rq-space-3);
  }
`;
