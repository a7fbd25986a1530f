import { css } from 'lit';

/** Files: kept, on their way, refused. */
export const fileStyles = css`
  .files {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-2);
  }
  .files input:focus-visible + label,
  .camera:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  .files progress {
    inline-size: calc(5 * var(--rem));
    block-size: calc(0.5 * var(--rem));
    accent-color: var(--rq-accent);
  }
  .files .problem {
    background: var(--danger-soft);
  }
  .files .why {
    color: var(--rq-danger);
  }
  .files .problem .link {
    inline-size: auto;
    color: var(--rq-accent);
  }
  .files .help:empty {
    display: none;
  }
  @media (pointer: fine) {
    .camera {
      display: none;
    }
  }
`;
