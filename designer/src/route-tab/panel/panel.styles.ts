import { css } from 'lit';

/** The column of properties. */
export const panelStyles = css`
  :host {
    padding: var(--rq-space-3);
    background: var(--rq-surface);
  }
  .panel {
    display: flex;
    flex-direction: column;
    gap: var(--rq-space-3);
    max-inline-size: 40rem;
  }
  .heading {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    min-inline-size: 0;
  }
  .heading h3 {
    font-size: var(--rq-font-m);
    overflow-wrap: anywhere;
  }
  .heading h3 {
    flex: 1;
  }
  .about em {
    font-style: normal;
    opacity: 0.8;
  }
  .heading rq-icon {
    color: var(--hue);
  }
  .empty {
    display: grid;
    gap: var(--rq-space-1);
    color: var(--rq-text-muted);
  }
  .grow {
    flex: 1;
    min-inline-size: 0;
  }
  .label,
  h4 {
    margin: 0;
    font-size: 0.8125rem;
    font-weight: 500;
  }
  .block {
    display: flex;
    flex-direction: column;
    gap: var(--rq-space-3);
  }
  .who {
    display: flex;
    flex-direction: column;
    gap: var(--rq-space-2);
  }
  .who > .field + .field {
    padding-inline-start: var(--rq-space-3);
    border-inline-start: 2px solid var(--rq-border);
  }
  .readback {
    margin: 0;
    padding: var(--rq-space-2);
    border-radius: var(--rq-radius);
    background: var(--accent-soft);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  .sample {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    margin-block-start: var(--rq-space-1);
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
    white-space: nowrap;
  }
  .sample .input {
    min-block-size: 1.5rem;
    padding-block: 0;
    font-size: var(--rq-font-s);
  }
  .bilingual {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: center;
    gap: 0.25rem var(--rq-space-2);
  }
  .tongue {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
    text-transform: uppercase;
  }
  textarea.input {
    min-block-size: 3rem;
  }
  .row {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
  }
  .row.wrap {
    flex-wrap: wrap;
  }
  .row > .field,
  .row > .duration {
    flex: 1;
  }
  .row .input {
    inline-size: auto;
    flex: 1;
  }
  .tick {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    min-block-size: 1.5rem;
    font-size: 0.8125rem;
  }
  .group {
    display: flex;
    flex-direction: column;
    gap: var(--rq-space-2);
  }
  .group-head {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
  }
  .adder {
    appearance: none;
    padding: 0 var(--rq-space-2);
    border: 1px solid var(--rq-border);
    border-radius: 1rem;
    background: none;
    color: var(--rq-accent);
    font: inherit;
    font-size: var(--rq-font-s);
    line-height: 1.6;
    cursor: pointer;
  }
  .adder:hover {
    background: var(--accent-soft);
  }
  .item {
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
  }
  .item > summary {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    padding: 0.3125rem var(--rq-space-2);
    cursor: pointer;
    list-style: none;
    font-size: 0.8125rem;
  }
  .item > summary::-webkit-details-marker {
    display: none;
  }
  .item > summary::before {
    content: '›';
    color: var(--rq-text-muted);
    transition: rotate var(--rq-motion);
  }
  .item[open] > summary::before {
    rotate: 90deg;
  }
  .item > summary:hover {
    background: var(--rq-surface-hover);
  }
  .item > summary .help {
    max-inline-size: 60%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .inside {
    display: flex;
    flex-direction: column;
    gap: var(--rq-space-3);
    padding: var(--rq-space-2);
    border-block-start: 1px solid var(--rq-border);
  }
  .boxed {
    display: flex;
    flex-direction: column;
    gap: var(--rq-space-2);
    padding: var(--rq-space-2);
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
  }
  .duration {
    display: grid;
    grid-template-columns: minmax(3.5rem, 1fr) minmax(0, 2fr);
    gap: var(--rq-space-1);
  }
  .duration > select:only-child {
    grid-column: 1 / -1;
  }
  .formula {
    display: flex;
    align-items: center;
    gap: var(--rq-space-1);
    font-family: ui-monospace, monospace;
  }
  .link {
    appearance: none;
    padding: 0;
    border: 0;
    background: none;
    color: var(--rq-accent);
    font: inherit;
    text-align: start;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .access {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--rq-font-s);
  }
  .access th {
    padding: 0.125rem;
    font-weight: 400;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .access thead th {
    vertical-align: bottom;
    block-size: 5.5rem;
    inline-size: 1.75rem;
    color: var(--rq-text-muted);
  }
  .access thead span {
    writing-mode: vertical-rl;
    rotate: 180deg;
  }
  .access td {
    padding: 0;
    text-align: center;
  }
  .access tbody tr:hover {
    background: var(--rq-surface-hover);
  }
  .dot {
    appearance: none;
    inline-size: 1.625rem;
    block-size: 1.625rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    cursor: pointer;
  }
  .dot::before {
    content: '';
    display: block;
    inline-size: 0.75rem;
    block-size: 0.75rem;
    margin: auto;
    border: 1px solid var(--rq-border-strong);
    border-radius: 50%;
  }
  .dot.inherited::before {
    background: var(--rq-border-strong);
    opacity: 0.6;
  }
  .dot.chosen::before {
    border-color: var(--rq-accent);
    background: var(--rq-accent);
  }
  .dot.required.chosen::before {
    border-color: var(--rq-danger);
    background: var(--rq-danger);
    border-radius: 2px;
  }
  .dot.hidden.chosen::before {
    border-color: var(--rq-text-muted);
    background: var(--rq-text-muted);
  }
`;
