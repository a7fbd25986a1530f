import { css } from 'lit';

/** What to do on the left, what happened in the middle, where it stands and who was told on the right. */
export const tryStyles = css`
  :host {
    --rq-surface-base: var(--rq-overlay);
    display: flex;
    flex-direction: column;
    block-size: clamp(24rem, calc(100dvh - 9rem), 70rem);
    container: rq-try / inline-size;
    overflow: hidden;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-2);
    padding: var(--rq-space-2) var(--rq-space-3);
    border-block-end: 1px solid var(--rq-border);
  }
  .check {
    display: flex;
    align-items: baseline;
    gap: var(--rq-space-2);
    min-block-size: 1.5rem;
  }
  .bar label {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    white-space: nowrap;
  }
  .bar .input {
    inline-size: auto;
  }
  .grow {
    flex: 1;
  }
  .now {
    font-variant-numeric: tabular-nums;
    color: var(--rq-text-muted);
  }
  .late {
    display: flex;
    align-items: center;
    gap: var(--rq-space-1);
    color: var(--rq-danger);
    font-weight: 600;
  }
  .setup {
    overflow: auto;
    padding: var(--rq-space-4);
  }
  .setup > div {
    max-inline-size: 46rem;
    margin-inline: auto;
    display: grid;
    gap: var(--rq-space-3);
  }
  .body {
    flex: 1;
    min-block-size: 0;
    display: grid;
    grid-template-columns: minmax(18rem, 1fr) minmax(18rem, 1.1fr) minmax(18rem, 1.3fr);
  }
  .column {
    display: flex;
    flex-direction: column;
    gap: var(--rq-space-3);
    min-inline-size: 0;
    min-block-size: 0;
    overflow: auto;
    padding: var(--rq-space-3);
  }
  .column + .column {
    border-inline-start: 1px solid var(--rq-border);
  }
  .column.flush {
    padding: 0;
    gap: 0;
  }
  rq-route-canvas {
    flex: 1.6;
    min-block-size: 14rem;
  }
  .mails {
    flex: 1;
    min-block-size: 7rem;
    overflow: auto;
    padding: var(--rq-space-3);
    border-block-start: 1px solid var(--rq-border);
  }
  h3 {
    margin: 0;
    font-size: var(--rq-font-m);
  }
  .people {
    display: flex;
    flex-wrap: wrap;
    gap: var(--rq-space-1);
  }
  .person {
    appearance: none;
    padding: 0.1875rem 0.75rem;
    border: 1px solid var(--rq-border-strong);
    border-radius: 1rem;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .person[aria-pressed='true'] {
    border-color: var(--rq-accent);
    background: var(--accent-soft);
    font-weight: 600;
  }
  .task {
    display: grid;
    gap: var(--rq-space-2);
    padding: var(--rq-space-3);
    border: 1px solid var(--rq-border);
    border-inline-start: 3px solid var(--hue);
    border-radius: var(--rq-radius);
  }
  .task .title {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    font-weight: 600;
  }
  .task .title rq-icon {
    color: var(--hue);
  }
  .outcomes {
    display: flex;
    flex-wrap: wrap;
    gap: var(--rq-space-2);
  }
  ol,
  .mails ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  ol.story li {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 var(--rq-space-2);
    padding-block: 0.25rem;
  }
  ol.story li.minor {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  ol.story li.bad {
    color: var(--rq-danger);
  }
  ol.story rq-icon {
    --size: 1.125rem;
    margin-block-start: 0.125rem;
    color: var(--rq-text-muted);
  }
  ol.story li.bad rq-icon {
    color: inherit;
  }
  .when {
    padding-block: 0.5rem 0.125rem;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
    font-weight: 500;
  }
  .why {
    display: block;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .mails li {
    padding-block: 0.1875rem;
    font-size: 0.8125rem;
  }
  .note {
    padding: var(--rq-space-3);
    border-radius: var(--rq-radius);
    background: var(--danger-soft);
    color: var(--rq-danger);
  }
  .note.done {
    background: var(--success-soft);
    color: var(--rq-success);
    font-weight: 600;
  }
  .path {
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  @container rq-try (max-width: 960px) {
    .body {
      grid-template-columns: 1fr 1fr;
      overflow: auto;
    }
    .column {
      overflow: visible;
    }
    .column.flush {
      grid-column: 1 / -1;
      border-block-start: 1px solid var(--rq-border);
      block-size: 28rem;
    }
  }
  @container rq-try (max-width: 600px) {
    .body {
      grid-template-columns: 1fr;
    }
  }
`;
