import { css } from 'lit';

export const notificationsStyles = css`
  :host {
    display: inline-block;
  }
  .bell {
    position: relative;
  }
  .count {
    position: absolute;
    inset-block-start: -2px;
    inset-inline-end: -4px;
    min-inline-size: 1rem;
    padding-inline: 0.25rem;
    border-radius: 1rem;
    background: var(--rq-danger);
    color: var(--rq-on-danger);
    font-size: 0.6875rem;
    font-weight: 600;
    line-height: 1rem;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .panel {
    inline-size: min(24rem, calc(100vw - 1rem));
    max-block-size: min(32rem, 80dvh);
    padding: 0;
    overflow: auto;
  }
  header {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    padding: var(--rq-space-2) var(--rq-space-3);
    border-block-end: 1px solid var(--rq-border);
    background: var(--rq-overlay);
  }
  h3 {
    flex: 1;
    font-size: var(--rq-font-m);
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .note {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 var(--rq-space-2);
    inline-size: 100%;
    margin: 0;
    padding: var(--rq-space-2) var(--rq-space-3);
    border: 0;
    border-block-end: 1px solid var(--rq-border);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .note:hover {
    background: var(--rq-surface-hover);
  }
  .note:focus-visible {
    outline-offset: -2px;
  }
  .note > i {
    grid-row: span 2;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    margin-block-start: 0.4rem;
    border-radius: 50%;
  }
  .unread > i {
    background: var(--rq-accent);
  }
  .unread .what {
    font-weight: 600;
  }
  .sub {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .foot {
    display: grid;
    padding: var(--rq-space-2);
  }
`;
