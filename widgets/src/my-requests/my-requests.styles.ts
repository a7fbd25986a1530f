import { css } from 'lit';

export const myRequestsStyles = css`
  :host {
    container-type: inline-size;
  }
  .mine {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-3);
    min-inline-size: 0;
  }
  .rows {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) minmax(auto, 12rem) minmax(0, 16rem) auto;
    margin: 0;
    padding: 0;
    border-block-start: 1px solid var(--rq-border);
    list-style: none;
  }
  .row {
    position: relative;
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    gap: 0 var(--rq-space-3);
    align-items: center;
    min-block-size: 3.25rem;
    padding: var(--rq-space-2);
    border-block-end: 1px solid var(--rq-border);
  }
  .row:hover {
    background: var(--rq-surface-hover);
  }
  .row > rq-icon {
    color: var(--rq-text-muted);
  }
  .subject,
  .waiting,
  .dates {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }
  .link {
    min-inline-size: 0;
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
  .link::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  .link:focus-visible {
    outline: none;
  }
  .link:focus-visible::after {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  .row:hover .link {
    color: var(--rq-accent);
  }
  .sub {
    overflow: hidden;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .dates {
    align-items: flex-end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .foot {
    display: flex;
    justify-content: center;
  }
  @container (max-width: 46rem) {
    .rows {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }
    .row {
      grid-template-areas: 'icon subject state' 'icon waiting dates';
      row-gap: 2px;
    }
    .row > rq-icon { grid-area: icon; align-self: start; }
    .subject { grid-area: subject; }
    .state { grid-area: state; justify-self: end; }
    .waiting { grid-area: waiting; font-size: var(--rq-font-s); }
    .waiting .sub { display: none; }
    .dates { grid-area: dates; font-size: var(--rq-font-s); }
  }
  @container (max-width: 30rem) {
    .row {
      grid-template-areas: 'icon subject subject' 'icon waiting waiting' 'icon state dates';
    }
    .link { white-space: normal; overflow-wrap: anywhere; }
    .state { justify-self: start; }
    .dates > :first-child:not(:last-child) ~ .sub { display: none; }
  }
`;
