import { css } from 'lit';

/** Chosen values that can be taken away, one by one or all of them. */
export const chipStyles = css`
  .chip button,
  .clear {
    display: inline-grid;
    place-items: center;
    inline-size: calc(1.5 * var(--rem));
    block-size: calc(1.5 * var(--rem));
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .chip button:hover,
  .clear:hover {
    background: var(--rq-surface-hover);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-1);
    max-inline-size: 100%;
    padding-inline-start: var(--rq-space-2);
    border-radius: var(--rem);
    background: var(--rq-surface-hover);
  }
`;
