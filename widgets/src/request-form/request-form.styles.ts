import { css } from 'lit';

export const requestFormStyles = css`
  :host {
    container-type: inline-size;
  }
  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-4);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-2) var(--rq-space-3);
  }
  header .title {
    display: flex;
    flex: 1 1 16rem;
    align-items: center;
    gap: var(--rq-space-3);
    min-inline-size: 0;
  }
  h2 {
    overflow-wrap: anywhere;
  }
  .tile {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border-radius: var(--rq-radius);
    background: var(--accent-soft);
    color: var(--rq-accent);
  }
  .saved {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-1);
    min-block-size: 1.5rem;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
    font-variant-numeric: tabular-nums;
  }
  .saved.failed {
    color: var(--rq-danger);
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-4) var(--rq-space-5);
    align-items: start;
  }
  .filling {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-4);
    min-inline-size: 0;
  }
  .ahead {
    min-inline-size: 0;
    padding: var(--rq-space-4);
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
    background: var(--rq-surface-raised);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--rq-space-2);
  }
  .done {
    display: grid;
    justify-items: center;
    gap: var(--rq-space-3);
    padding: var(--rq-space-6) var(--rq-space-4);
    text-align: center;
  }
  .done > rq-icon {
    --size: 2.5rem;
    color: var(--rq-success);
  }
  @container (max-width: 32rem) {
    .saved {
      flex-basis: 100%;
    }
  }
  @container (min-width: 60rem) {
    .columns.two {
      grid-template-columns: minmax(0, 1fr) minmax(18rem, 24rem);
    }
    .ahead {
      position: sticky;
      inset-block-start: var(--rq-space-4);
      max-block-size: calc(100dvh - 2 * var(--rq-space-4));
      overflow: auto;
    }
  }
`;
