import { css } from 'lit';

export const requestCardStyles = css`
  :host {
    container-type: inline-size;
    container-name: card;
  }
  .request {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-4);
    min-inline-size: 0;
  }
  .head {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--rq-space-2) var(--rq-space-4);
    align-items: start;
  }
  .head h2 {
    overflow-wrap: anywhere;
  }
  .over {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-1) var(--rq-space-2);
    color: var(--rq-text-muted);
  }
  .now {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-1) var(--rq-space-3);
    grid-column: 1 / -1;
  }
  .now > span {
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: var(--rq-space-2);
  }
  .progress {
    display: flex;
    flex-wrap: wrap;
    gap: var(--rq-space-1) 0;
    margin: 0;
    padding: 0 3px;
    list-style: none;
  }
  .progress li {
    display: flex;
    align-items: center;
    gap: var(--rq-space-1);
    color: var(--rq-text-muted);
  }
  .progress li:not(:last-child)::after {
    content: '';
    inline-size: 1.25rem;
    margin-inline: var(--rq-space-2);
    border-block-start: 1px solid var(--rq-border-strong);
  }
  .progress .done {
    color: var(--rq-success);
  }
  .progress .current {
    color: var(--rq-accent);
    font-weight: 600;
  }
  .progress .stopped {
    color: inherit;
    font-weight: 600;
  }
  .progress .skipped span {
    text-decoration: line-through;
  }
  .dot {
    inline-size: 0.625rem;
    block-size: 0.625rem;
    border: 2px solid currentColor;
    border-radius: 50%;
  }
  .current .dot {
    background: currentColor;
    box-shadow: 0 0 0 3px var(--accent-soft);
  }
  .skipped .dot {
    border-style: dashed;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-4);
    align-items: start;
  }
  .columns > div {
    display: grid;
    gap: var(--rq-space-4);
    min-inline-size: 0;
  }
  section {
    display: grid;
    gap: var(--rq-space-3);
    min-inline-size: 0;
    padding: var(--rq-space-4);
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
  }
  section > h3 {
    font-size: var(--rq-font-m);
  }
  .mine {
    border-color: var(--rq-accent);
    border-inline-start-width: 3px;
  }
  .mine .type {
    flex-wrap: wrap;
  }
  .guidance {
    padding: var(--rq-space-2) var(--rq-space-3);
    border-radius: var(--rq-radius);
    background: var(--info-soft);
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .editable {
    padding-block-end: var(--rq-space-1);
  }
  .filled {
    padding-block-end: var(--rq-space-3);
    border-block-end: 1px solid var(--rq-border);
  }
  .bar {
    display: none;
  }
  @container card (min-width: 62rem) {
    .columns {
      grid-template-columns: minmax(0, 1.55fr) minmax(20rem, 1fr);
    }
  }
  @container card (max-width: 46rem) {
    .head {
      grid-template-columns: minmax(0, 1fr) auto;
    }
  }
  @container card (max-width: 30rem) {
    .head .outcomes,
    .filled {
      display: none;
    }
    .outcomes + rq-menu {
      margin-inline-start: auto;
    }
    section {
      padding: var(--rq-space-3);
    }
    .bar {
      position: sticky;
      z-index: 3;
      inset-block-end: var(--bottom-inset, 0px);
      display: flex;
      gap: var(--rq-space-2);
      padding: var(--rq-space-2);
      border-radius: var(--rq-radius) var(--rq-radius) 0 0;
    }
    .bar rq-button {
      flex: 1 1 0;
      min-inline-size: 0;
    }
  }
  .outcomes {
    display: contents;
  }
  @media print {
    .actions,
    .bar {
      display: none;
    }
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
