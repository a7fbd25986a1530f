import { css } from 'lit';

/** A framed section beside the card with a heading of its own. */
export const sideStyles = css`
  h3 {
    font-size: var(--rq-font-m);
    font-weight: 600;
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-2);
    min-inline-size: 0;
    padding: var(--rq-space-4);
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
    overflow-wrap: anywhere;
  }
  @media print {
    rq-button {
      display: none;
    }
  }
`;
