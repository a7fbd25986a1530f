import { css } from 'lit';

export const intakeStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    max-inline-size: 48rem;
  }
  .who {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
    gap: var(--rq-space-3);
    margin-block-end: var(--rq-space-4);
  }
  .whole {
    grid-column: 1 / -1;
  }
  .actions {
    margin-block-start: var(--rq-space-4);
  }
  .done .id {
    margin-block: var(--rq-space-3);
    font-size: var(--rq-font-xl, 1.5rem);
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.02em;
    overflow-wrap: anywhere;
    user-select: all;
  }
`;
