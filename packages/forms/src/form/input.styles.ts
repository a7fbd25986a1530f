import { css } from 'lit';

/** Inputs of fields. */
export const inputStyles = css`
  .number,
  .numbers {
    font-variant-numeric: tabular-nums;
  }
  .input.number {
    text-align: end;
  }
  .with-suffix {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    min-inline-size: 0;
    max-inline-size: calc(14 * var(--rem));
  }
  .suffix {
    color: var(--rq-text-muted);
    white-space: nowrap;
  }
  .check {
    display: flex;
    align-items: flex-start;
    gap: var(--rq-space-2);
    min-block-size: calc(1.5 * var(--rem));
    padding-block: calc(0.125 * var(--rem));
  }
  .check input {
    margin-block-start: calc(0.125 * var(--rem));
  }
  .radios {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-1) var(--rq-space-4);
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--rq-accent);
    font: inherit;
    text-decoration: underline;
    cursor: pointer;
  }
  .scroll {
    position: relative;
    overflow-x: auto;
  }
  .waiting {
    display: block;
    border-color: var(--rq-border);
    min-block-size: calc(var(--room, 1) * var(--rq-control));
  }
  .field > .button {
    align-self: flex-start;
  }
`;
