import { css } from 'lit';

/** Toolbar, three columns, problems below. Under 900 px the picture goes; under 620 px the panel goes below the list. */
export const routeTabStyles = css`
  :host {
    --rq-surface-base: var(--rq-overlay);
    display: flex;
    flex-direction: column;
    block-size: clamp(24rem, calc(100dvh - 11rem), 70rem);
    container: route-tab / inline-size;
    overflow: hidden;
  }
  .toolbar {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    padding: var(--rq-space-1) var(--rq-space-3);
    border-block-end: 1px solid var(--rq-border);
    min-block-size: 2.5rem;
  }
  .grow {
    flex: 1;
  }
  .views {
    display: inline-flex;
    padding: 2px;
    border: 1px solid var(--rq-border);
    border-radius: calc(var(--rq-radius) + 2px);
    background: var(--rq-surface-raised);
  }
  .views button {
    appearance: none;
    padding: 0.1875rem 0.75rem;
    border: 0;
    border-radius: var(--rq-radius);
    background: none;
    color: inherit;
    font: inherit;
    font-size: 0.8125rem;
    cursor: pointer;
  }
  .views button[aria-checked='true'] {
    background: var(--rq-surface-base);
    box-shadow: 0 0 0 1px var(--rq-border);
    font-weight: 600;
  }
  .views button[aria-disabled='true'] {
    color: var(--rq-text-muted);
    cursor: not-allowed;
  }
  .hint {
    overflow: hidden;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .body {
    flex: 1;
    display: grid;
    min-block-size: 0;
    grid-template-columns: min(var(--list-width, 20rem), 30cqi) 1px minmax(12rem, 1fr) 1px min(var(--panel-width, 20rem), 30cqi);
  }
  .body.list {
    grid-template-columns: minmax(18rem, 1fr) 1px min(var(--panel-width, 22rem), 45cqi);
  }
  .body.diagram {
    grid-template-columns: minmax(18rem, 1fr) 1px min(var(--panel-width, 20rem), 32cqi);
  }
  .body > * {
    min-inline-size: 0;
    min-block-size: 0;
  }
  .splitter {
    position: relative;
    z-index: 2;
    inline-size: 1px;
    background: var(--rq-border);
    cursor: col-resize;
    touch-action: none;
  }
  .splitter::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline: -4px;
  }
  .splitter:hover,
  .splitter:focus-visible {
    background: var(--rq-accent);
  }
  rq-route-panel {
    overflow: auto;
  }
  .wait,
  .unreadable {
    flex: 1;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: var(--rq-space-3);
    padding: var(--rq-space-5);
  }
  .unreadable ul {
    max-inline-size: 44rem;
    margin: 0;
    padding-inline-start: 1.25rem;
    color: var(--rq-danger);
  }
  .unreadable .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--rq-space-2);
  }
  .file {
    display: none;
  }
  @container route-tab (max-width: 620px) {
    .body.list {
      grid-template-columns: 1fr;
      grid-template-rows: minmax(10rem, 1fr) minmax(0, 55%);
    }
    .body.list.idle {
      grid-template-rows: 1fr;
    }
    .body.list.idle rq-route-panel {
      display: none;
    }
    .body.list .splitter {
      display: none;
    }
    .body.list rq-route-panel {
      border-block-start: 1px solid var(--rq-border);
    }
    .hint {
      display: none;
    }
  }
`;
