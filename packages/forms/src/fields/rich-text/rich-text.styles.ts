import { css } from 'lit';

/** The input for formatted text. */
export const richTextStyles = css`
  rq-form-rich-text {
    display: block;
  }
  .rich-text {
    border: 1px solid var(--rq-border-strong);
    border-radius: var(--rq-radius);
  }
  .rich-text:focus-within {
    border-color: var(--focus);
  }
  .rich-text .tools {
    display: flex;
    flex-wrap: wrap;
    gap: var(--rq-space-1);
    padding: var(--rq-space-1);
    border-block-end: 1px solid var(--rq-border);
  }
  .rich-text .tools :last-child {
    margin-inline-start: auto;
  }
  .source .input {
    display: block;
    border-color: transparent;
    border-start-start-radius: 0;
    border-start-end-radius: 0;
  }
  .seen {
    min-block-size: calc(8 * var(--rem));
    padding: var(--rq-space-2);
  }
`;
