import { css } from 'lit';

/** Steps to come, one under another on a thread. */
export const forecastStyles = css`
  .forecast {
    display: grid;
    gap: 0;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .forecast > li {
    position: relative;
    display: grid;
    grid-template-columns: 1.5rem minmax(0, 1fr);
    gap: 0 var(--rq-space-2);
    padding-block-end: var(--rq-space-3);
  }
  .forecast > li:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-block: 1.5rem 0;
    inset-inline-start: calc(0.75rem - 1px);
    border-inline-start: 2px solid var(--rq-border);
  }
  .forecast .mark {
    display: grid;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    border: 1px solid var(--rq-border);
    border-radius: 50%;
    background: var(--rq-surface);
    color: var(--hue);
  }
  .forecast .mark rq-icon {
    --size: 0.875rem;
  }
  .forecast .done .mark {
    border-color: var(--rq-success);
    color: var(--rq-success);
  }
  .forecast .current .mark {
    border: 2px solid var(--rq-accent);
    background: var(--accent-soft);
  }
  .forecast .skipped .mark,
  .forecast .possible .mark {
    border-style: dashed;
    color: var(--rq-text-muted);
  }
  .forecast .what {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--rq-space-2);
    min-inline-size: 0;
  }
  .forecast .name {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .forecast .skipped .name {
    color: var(--rq-text-muted);
    font-weight: 400;
    text-decoration: line-through;
  }
  .forecast .current .name {
    font-weight: 600;
  }
  .forecast .when {
    margin-inline-start: auto;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
    white-space: nowrap;
  }
  .forecast .who {
    color: var(--rq-text-muted);
    overflow-wrap: anywhere;
  }
  .turns {
    display: grid;
    gap: var(--rq-space-1);
    margin: 0;
    padding: var(--rq-space-2) 0 0;
    border-block-start: 1px solid var(--rq-border);
    list-style: none;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .turns li {
    display: flex;
    gap: var(--rq-space-2);
    overflow-wrap: anywhere;
  }
`;
