import { css } from 'lit';

/** What changed, marked by a word, a bar and a colour. */
export const compareStyles = css`
  .changes {
    font-weight: 500;
  }
  .change {
    padding: 0 0.375em;
    border: 1px solid currentColor;
    border-radius: 1em;
    font-weight: 500;
  }
  .value[data-change] {
    padding-inline-start: var(--rq-space-2);
    border-inline-start: 3px solid var(--mark);
  }
  [data-change='added'] {
    --mark: var(--rq-success);
  }
  [data-change='changed'] {
    --mark: var(--rq-warning);
  }
  [data-change='removed'] {
    --mark: var(--rq-danger);
  }
  [data-change] .change {
    color: var(--mark);
  }
  ins {
    text-decoration: none;
    font-weight: 500;
  }
  .before,
  del {
    color: var(--rq-text-muted);
  }
  tr[data-change] > :first-child {
    box-shadow: inset 3px 0 0 var(--mark);
  }
  td del {
    display: block;
    font-size: var(--rq-font-s);
  }
`;
