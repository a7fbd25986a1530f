import { css } from 'lit';

export const preferencesStyles = css`
  :host {
    display: block;
    max-inline-size: 40rem;
    padding: var(--rq-space-3);
    container-type: inline-size;
  }
  h3 {
    margin: 0 0 var(--rq-space-2);
    font-size: var(--rq-font-m);
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: var(--rq-space-1) var(--rq-space-2);
    border-block-end: 1px solid var(--rq-border);
    text-align: center;
  }
  th {
    font-weight: 400;
  }
  thead th {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
    vertical-align: bottom;
  }
  th:first-child {
    padding-inline-start: 0;
    text-align: start;
  }
  input[type='checkbox'] {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0;
    accent-color: var(--rq-accent);
    vertical-align: middle;
  }
  td label {
    display: grid;
    place-items: center;
    min-block-size: 1.75rem;
    cursor: pointer;
  }
  .none {
    margin: var(--rq-space-2) 0 0;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--rq-space-2) var(--rq-space-3);
    margin-block-start: var(--rq-space-3);
  }
  .row .input {
    inline-size: auto;
  }
  .toggle {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    min-block-size: var(--rq-control-height, 2rem);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-2);
    margin-block-start: var(--rq-space-3);
  }
  .done {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
`;
