import { css } from 'lit';

/** Something chosen, which can be taken away, or offered to be taken. */
export const chipStyles = css`
  .chip {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-1);
    max-inline-size: 100%;
    min-block-size: 1.5rem;
    padding: 0 var(--rq-space-2);
    border: 1px solid var(--rq-border);
    border-radius: 1rem;
    background: var(--rq-surface-raised);
    font: inherit;
    font-size: var(--rq-font-s);
    color: inherit;
    overflow-wrap: anywhere;
  }
  button.chip {
    cursor: pointer;
  }
  button.chip:hover {
    border-color: var(--rq-accent);
  }
  .chip button {
    display: grid;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    margin-inline-end: -0.5rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .chip button:hover {
    background: var(--rq-surface-hover);
  }
`;
