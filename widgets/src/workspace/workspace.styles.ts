import { css } from 'lit';

export const workspaceStyles = css`
  :host {
    container-type: inline-size;
    container-name: workspace;
    min-inline-size: 0;
  }
  .workspace {
    display: grid;
    grid-template: 'top' auto 'nav' auto 'main' 1fr / minmax(0, 1fr);
    min-block-size: 100%;
  }
  .top {
    grid-area: top;
    display: flex;
    align-items: center;
    gap: var(--rq-space-3);
    padding: var(--rq-space-2) var(--rq-space-4);
  }
  .top .title {
    flex: 1;
    min-inline-size: 0;
    font-weight: 600;
  }
  .top rq-person {
    max-inline-size: 14rem;
  }
  nav {
    grid-area: nav;
    display: flex;
    gap: var(--rq-space-1);
    padding: 0 var(--rq-space-4);
    border-block-end: 1px solid var(--rq-border);
    overflow-x: auto;
  }
  .place {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-2);
    min-block-size: 2.5rem;
    margin: 0;
    padding: 0 var(--rq-space-3);
    border: 0;
    border-block-end: 2px solid transparent;
    background: none;
    color: var(--rq-text-muted);
    font: inherit;
    white-space: nowrap;
    cursor: pointer;
  }
  .place:hover {
    color: inherit;
  }
  .place:focus-visible {
    outline-offset: -2px;
  }
  .place[aria-current] {
    border-block-end-color: var(--rq-accent);
    color: inherit;
    font-weight: 600;
  }
  .place .count {
    min-inline-size: 1.25rem;
    padding-inline: 0.3rem;
    border-radius: 1rem;
    background: var(--accent-soft);
    color: var(--rq-accent);
    font-size: var(--rq-font-s);
    font-weight: 600;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  main {
    grid-area: main;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--rq-space-4);
    min-inline-size: 0;
    padding: var(--rq-space-4);
  }
  main:focus {
    outline: none;
  }
  .back {
    justify-self: start;
  }
  @container workspace (min-width: 64rem) {
    .workspace {
      grid-template: 'top top' auto 'nav main' 1fr / 13rem minmax(0, 1fr);
    }
    .top {
      border-block-end: 1px solid var(--rq-border);
    }
    nav {
      position: sticky;
      inset-block-start: 0;
      flex-direction: column;
      align-self: start;
      gap: 2px;
      padding: var(--rq-space-3) var(--rq-space-2);
      border: 0;
    }
    .place {
      min-block-size: 2.25rem;
      border: 0;
      border-radius: var(--rq-radius);
      white-space: normal;
      text-align: start;
    }
    .place:hover {
      background: var(--rq-surface-hover);
    }
    .place[aria-current] {
      background: var(--surface-selected);
    }
    .place .word {
      flex: 1;
    }
    main {
      padding: var(--rq-space-4) var(--rq-space-5) var(--rq-space-6);
    }
  }
  @container workspace (max-width: 37.5rem) {
    .workspace {
      grid-template: 'top' auto 'main' 1fr 'nav' auto / minmax(0, 1fr);
      min-block-size: 100dvh;
    }
    .top {
      padding-inline: var(--rq-space-3);
    }
    .top rq-person {
      max-inline-size: 9rem;
    }
    main {
      --bottom-inset: 3.5rem;
      padding: var(--rq-space-2) var(--rq-space-3) var(--rq-space-4);
    }
    nav {
      position: sticky;
      z-index: 4;
      inset-block-end: 0;
      justify-content: space-around;
      gap: 0;
      padding: 0 0 env(safe-area-inset-bottom);
      border-block: 1px solid var(--rq-border) 0;
      background: var(--rq-overlay);
      color: var(--rq-overlay-text);
    }
    .place {
      position: relative;
      flex: 1 1 0;
      flex-direction: column;
      justify-content: center;
      gap: 2px;
      min-inline-size: 0;
      min-block-size: 3.5rem;
      padding: var(--rq-space-1);
      border: 0;
      font-size: var(--rq-font-s);
    }
    .place .word {
      max-inline-size: 100%;
      overflow: hidden;
      line-height: 1.15;
      text-align: center;
      text-overflow: ellipsis;
      white-space: normal;
    }
    .place[aria-current] {
      color: var(--rq-accent);
    }
    .place .count {
      position: absolute;
      inset-block-start: 0.25rem;
      inset-inline-start: calc(50% + 0.25rem);
      font-size: 0.6875rem;
    }
  }
  @media print {
    .top,
    nav,
    .back {
      display: none;
    }
    .workspace {
      display: block;
    }
  }
`;
