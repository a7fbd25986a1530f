import { css } from 'lit';

/** Chosen files. */
export const fileStyles = css`
  .files {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-2);
  }
  .files input:focus-visible + label {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
`;
