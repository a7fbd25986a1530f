import { css } from 'lit';

export const inboxStyles = css`
  :host {
    container-type: inline-size;
    container-name: inbox;
  }
  .inbox {
    min-inline-size: 0;
  }
  .toolbar {
    padding-block-start: var(--rq-space-3);
  }
  .toolbar label {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-2);
    color: var(--rq-text-muted);
  }
  .panes {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-4);
    align-items: start;
    padding-block-start: var(--rq-space-3);
  }
  .list {
    container-type: inline-size;
    container-name: list;
    min-inline-size: 0;
  }
  .grid {
    display: grid;
    grid-template-columns: auto minmax(6.5rem, auto) minmax(auto, 9rem) minmax(0, 1fr) minmax(6rem, 11rem) minmax(5.5rem, auto) auto;
    border-block-start: 1px solid var(--rq-border);
  }
  .group {
    display: contents;
  }
  .group > .caption {
    grid-column: 1 / -1;
    display: flex;
    gap: var(--rq-space-2);
    padding: var(--rq-space-3) var(--rq-space-2) var(--rq-space-1);
    border-block-end: 1px solid var(--rq-border);
  }
  .caption.overdue {
    color: var(--rq-danger);
  }
  .row {
    position: relative;
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    gap: 0 var(--rq-space-3);
    align-items: center;
    min-block-size: 3rem;
    padding: var(--rq-space-2);
    border-block-end: 1px solid var(--rq-border);
  }
  .row:hover {
    background: var(--rq-surface-hover);
  }
  .row.active {
    background: var(--surface-selected);
  }
  .row.active::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: 3px;
    background: var(--rq-accent);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .row.gone > :not(.buttons) {
    opacity: 0.55;
  }
  .dense .row {
    min-block-size: 2.25rem;
    padding-block: 2px;
  }
  .check {
    display: flex;
    min-inline-size: 1rem;
  }
  .number {
    color: var(--rq-text-muted);
    white-space: nowrap;
  }
  .subject {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }
  .dense .subject {
    flex-direction: row;
    gap: var(--rq-space-3);
    align-items: baseline;
  }
  .link {
    min-inline-size: 0;
    max-inline-size: 100%;
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 2px;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 500;
    text-align: start;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
  }
  .link:hover {
    color: var(--rq-accent);
    text-decoration: underline;
  }
  .highlights {
    display: flex;
    gap: 0 var(--rq-space-2);
    min-inline-size: 0;
    overflow: hidden;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
    white-space: nowrap;
  }
  .highlight {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .highlight + .highlight::before {
    content: '· ';
  }
  .ref {
    display: none;
    white-space: nowrap;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-1);
    color: var(--rq-info);
  }
  .from {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }
  .unit {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .dense .unit {
    display: none;
  }
  .due {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .due .late {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-1);
  }
  .buttons {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: var(--rq-space-1);
  }
  .problem {
    grid-column: 1 / -1;
    display: flex;
    gap: var(--rq-space-2);
    padding-block: var(--rq-space-1);
    padding-inline-start: 1.75rem;
    color: var(--rq-danger);
    font-size: var(--rq-font-s);
  }
  .foot {
    display: flex;
    justify-content: center;
    padding-block: var(--rq-space-3);
  }
  .on::part(button) {
    background: var(--surface-selected);
    color: var(--rq-accent);
  }
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: var(--rq-space-1) var(--rq-space-3);
    padding-block: var(--rq-space-3) 0;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .fresh {
    display: flex;
    justify-content: center;
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    padding-block: var(--rq-space-1);
  }
  .fresh .button {
    border-color: var(--rq-accent);
    border-radius: 1rem;
    background: var(--rq-overlay);
    color: var(--rq-accent);
  }
  .peek {
    display: none;
  }
  @container inbox (min-width: 66rem) {
    .panes.with-peek {
      grid-template-columns: minmax(0, 1fr) minmax(22rem, 28rem);
    }
    .with-peek .peek {
      display: block;
      position: sticky;
      inset-block-start: 0;
      max-block-size: calc(100dvh - 2rem);
      padding-inline-start: var(--rq-space-4);
      border-inline-start: 1px solid var(--rq-border);
      overflow: auto;
    }
  }
  @container inbox (max-width: 66rem) {
    .peek-toggle,
    .keys {
      display: none;
    }
  }
  @container list (max-width: 62rem) {
    .grid {
      grid-template-columns: auto auto minmax(0, 1fr) auto auto;
    }
    .row {
      grid-template-areas: 'check type subject subject buttons' 'check type from due buttons';
      row-gap: 0;
    }
    .check { grid-area: check; }
    .type { grid-area: type; }
    .type span { display: none; }
    .subject { grid-area: subject; }
    .from { grid-area: from; flex-direction: row; gap: var(--rq-space-2); color: var(--rq-text-muted); font-size: var(--rq-font-s); }
    .ref { display: inline; }
    .unit::before,
    .from .ellipsis:not(:first-child)::before { content: '· '; }
    .due { grid-area: due; font-size: var(--rq-font-s); text-align: end; }
    .second { display: none; }
    .buttons { grid-area: buttons; }
    .number { display: none; }
    .dense .from { display: none; }
  }
  @container list (max-width: 34rem) {
    .grid {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }
    .row {
      grid-template-areas: 'check type due' 'check subject subject' 'check from from' 'buttons buttons buttons';
      row-gap: 2px;
      padding-block: var(--rq-space-3);
    }
    .type span { display: inline; color: var(--rq-text-muted); }
    .type, .due { font-size: var(--rq-font-s); }
    .check { align-self: start; }
    .link { white-space: normal; overflow-wrap: anywhere; }
    .dense .from { display: flex; }
    .second { display: inline-block; }
    .buttons { justify-content: flex-start; flex-wrap: wrap; padding: var(--rq-space-2) 0 0 1.75rem; }
    .from { min-inline-size: 0; }
  }
`;
