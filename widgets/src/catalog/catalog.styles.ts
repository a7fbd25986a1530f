import { css } from 'lit';

export const catalogStyles = css`
  :host {
    container-type: inline-size;
  }
  .catalog {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-5);
  }
  section {
    display: grid;
    gap: var(--rq-space-2);
    min-inline-size: 0;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
    gap: var(--rq-space-3);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .kind {
    position: relative;
    display: grid;
    min-inline-size: 0;
  }
  .kind rq-tooltip {
    display: grid;
  }
  .open {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-content: start;
    gap: 0 var(--rq-space-3);
    block-size: 100%;
    min-block-size: 5rem;
    margin: 0;
    padding: var(--rq-space-3);
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
    background: var(--rq-surface);
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
    transition: border-color var(--rq-motion), background-color var(--rq-motion);
  }
  .open:hover {
    border-color: var(--rq-accent);
    background: var(--rq-surface-raised);
  }
  .open[aria-disabled='true'] {
    border-style: dashed;
    border-color: var(--rq-border);
    background: none;
    color: var(--rq-text-muted);
    cursor: not-allowed;
  }
  .tile {
    display: grid;
    grid-row: span 3;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border-radius: var(--rq-radius);
    background: var(--accent-soft);
    color: var(--rq-accent);
  }
  .open[aria-disabled='true'] .tile {
    background: var(--rq-surface-hover);
    color: inherit;
  }
  .title {
    padding-inline-end: 1.75rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .about {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    color: var(--rq-text-muted);
    overflow-wrap: anywhere;
  }
  .note {
    display: flex;
    align-items: center;
    gap: var(--rq-space-1);
    margin-block-start: var(--rq-space-1);
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .star {
    position: absolute;
    inset-block-start: var(--rq-space-2);
    inset-inline-end: var(--rq-space-2);
    color: var(--rq-text-muted);
  }
  .star[aria-pressed='true'] {
    color: var(--rq-warning);
  }
  .recent {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-2);
  }
  .recent .button {
    max-inline-size: 16rem;
    font-weight: 400;
  }
`;
