import { css } from 'lit';

/** The bubble of a hint: a `popover="manual"` of class `hint`. */
export const hintStyles = css`
  .hint {
    max-inline-size: calc(20 * var(--rem));
    padding: var(--rq-space-1) var(--rq-space-2);
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
    background: var(--rq-overlay);
    color: var(--rq-overlay-text);
    box-shadow: var(--rq-shadow);
    font-size: var(--rq-font-s);
    font-weight: 400;
    text-align: start;
    overflow-wrap: anywhere;
    pointer-events: none;
  }
`;
