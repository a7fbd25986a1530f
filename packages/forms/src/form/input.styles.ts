import { css } from 'lit';

/** Inputs of fields. */
export const inputStyles = css`
  .number,
  .numbers {
    font-variant-numeric: tabular-nums;
  }
  .input.number {
    text-align: end;
  }
  .with-suffix,
  .with-button,
  .parts,
  .part {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    min-inline-size: 0;
  }
  .with-suffix,
  .with-button {
    max-inline-size: 14rem;
  }
  .parts {
    flex-wrap: wrap;
  }
  .with-button {
    gap: 0;
    position: relative;
  }
  .with-button > .input {
    padding-inline-end: 2.25rem;
  }
  .with-button .button {
    margin-inline-start: -2.125rem;
    min-block-size: var(--rq-control-compact);
    min-inline-size: var(--rq-control-compact);
  }
  .narrow {
    inline-size: 5.5rem;
  }
  .suffix {
    color: var(--rq-text-muted);
    white-space: nowrap;
  }
  .check {
    display: flex;
    align-items: flex-start;
    gap: var(--rq-space-2);
    min-block-size: 1.5rem;
    padding-block: 0.125rem;
  }
  .check input {
    margin-block-start: 0.125rem;
  }
  .radios {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-1) var(--rq-space-4);
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--rq-accent);
    font: inherit;
    text-decoration: underline;
    cursor: pointer;
  }
  .small {
    font-size: var(--rq-font-s);
  }
  .combobox {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-1);
    padding: 0 var(--rq-space-1) 0 var(--rq-space-2);
    cursor: text;
  }
  .combobox:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: -1px;
    border-color: transparent;
  }
  .combobox[data-invalid] {
    border-color: var(--rq-danger);
    box-shadow: inset 3px 0 0 var(--rq-danger);
  }
  .bare {
    flex: 1 1 4rem;
    min-inline-size: 0;
    min-block-size: 1.75rem;
    padding: 0;
    border: 0;
    outline: none;
    background: none;
    color: inherit;
    font: inherit;
    text-overflow: ellipsis;
  }
  .bare::placeholder {
    color: var(--rq-text-muted);
    opacity: 1;
  }
  .clear,
  .chip button {
    display: inline-grid;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .clear:hover,
  .chip button:hover {
    background: var(--rq-surface-hover);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-1);
    max-inline-size: 100%;
    padding-inline-start: var(--rq-space-2);
    border-radius: 1rem;
    background: var(--rq-surface-hover);
  }
  .options {
    max-block-size: 20rem;
    max-inline-size: min(36rem, 100vw - 1rem);
    padding: 0;
    overflow: auto;
  }
  .option {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    block-size: 44px;
    padding: 0 var(--rq-space-3);
    cursor: pointer;
  }
  .option .lines {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    line-height: 1.3;
  }
  .option:hover,
  .option.active {
    background: var(--rq-surface-hover);
  }
  .option.active {
    box-shadow: inset 3px 0 0 var(--rq-accent);
  }
  .option[aria-disabled='true'] {
    color: var(--rq-text-muted);
    cursor: not-allowed;
  }
  .options .note,
  .level {
    padding: var(--rq-space-2) var(--rq-space-3);
  }
  .level {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    inline-size: 100%;
    border: 0;
    border-block-end: 1px solid var(--rq-border);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .enter {
    display: grid;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
  }
  .load {
    display: grid;
    justify-items: end;
    gap: 2px;
    inline-size: 9.5rem;
    flex: none;
    white-space: nowrap;
  }
  .bar {
    inline-size: 100%;
    block-size: 4px;
    border-radius: 2px;
    background: var(--rq-surface-hover);
    overflow: hidden;
  }
  .bar > span {
    display: block;
    block-size: 100%;
    background: var(--rq-accent);
  }
  .calendar {
    padding: var(--rq-space-3);
  }
  calendar-date::part(header) {
    display: flex;
    align-items: center;
  }
  calendar-date::part(button) {
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    padding: var(--rq-space-1);
    cursor: pointer;
  }
  calendar-date::part(heading) {
    font-weight: 600;
    font-size: var(--rq-font-m);
  }
  calendar-month {
    --color-accent: var(--rq-accent);
    --color-text-on-accent: var(--rq-on-accent);
  }
  calendar-month::part(button) {
    border-radius: var(--rq-radius);
    inline-size: 2.125rem;
    block-size: 2.125rem;
  }
  .stars {
    display: inline-flex;
    align-items: center;
  }
  .stars label {
    padding: 0.125rem;
    color: var(--rq-warning);
    font-size: 1.125rem;
    cursor: pointer;
  }
  .stars input:focus-visible + label {
    outline: 2px solid var(--focus);
    border-radius: 4px;
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-2);
  }
  .files input:focus-visible + label {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  .scroll {
    position: relative;
    overflow-x: auto;
  }
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
  .field > .button {
    align-self: flex-start;
  }
  .row-actions {
    white-space: nowrap;
    inline-size: 4.5rem;
  }
  .total {
    font-weight: 600;
  }
  @media (forced-colors: active) {
    .option.active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .bar {
      border: 1px solid CanvasText;
    }
  }
`;
