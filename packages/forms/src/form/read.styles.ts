import { css } from 'lit';

/** Reading, steps of the wizard, print. */
export const readStyles = css`
  .values {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr));
    gap: var(--rq-space-2) var(--rq-space-4);
    margin: 0;
  }
  .blank {
    margin: 0;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .value {
    min-inline-size: 0;
  }
  .value.wide {
    grid-column: 1 / -1;
  }
  dt {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  dd.plain {
    white-space: pre-line;
  }
  .steps ol {
    display: flex;
    flex-wrap: wrap;
    gap: var(--rq-space-2) var(--rq-space-4);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .step {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-2);
    min-block-size: 1.75rem;
    padding: 0;
    border: 0;
    background: none;
    color: var(--rq-text-muted);
    font: inherit;
    cursor: pointer;
  }
  .step .number {
    display: inline-grid;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    border: 1px solid var(--rq-border-strong);
    border-radius: 50%;
    font-size: var(--rq-font-s);
  }
  .step[aria-current='step'] {
    color: var(--rq-text);
    font-weight: 600;
  }
  .step[aria-current='step'] .number {
    border-color: var(--rq-accent);
    background: var(--rq-accent);
    color: var(--rq-on-accent);
  }
  .step.done .number {
    border-color: var(--rq-accent);
    color: var(--rq-accent);
  }
  .check-page {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--rq-space-3);
  }
  .page-heading:focus-visible {
    outline-offset: 4px;
  }
  @media print {
    .steps,
    .buttons {
      display: none;
    }
    .scroll {
      overflow: visible;
    }
  }
  @container (max-width: 480px) {
    .values {
      grid-template-columns: minmax(0, 1fr);
    }
    .step:not([aria-current='step']) .word {
      display: none;
    }
  }
`;
