import { css } from 'lit';

/** Steps of the wizard. */
export const wizardStyles = css`
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
    min-block-size: calc(1.75 * var(--rem));
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
    inline-size: calc(1.5 * var(--rem));
    block-size: calc(1.5 * var(--rem));
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
    .buttons,
    .check-page .button {
      display: none;
    }
  }
  @container (max-width: 480px) {
    .step:not([aria-current='step']) .word {
      display: none;
    }
  }
`;
