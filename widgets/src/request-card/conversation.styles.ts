import { css } from 'lit';

export const conversationStyles = css`
  :host {
    display: grid;
    gap: var(--rq-space-3);
  }
  ol {
    display: grid;
    gap: var(--rq-space-3);
    max-block-size: 26rem;
    margin: 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }
  li {
    display: grid;
    gap: var(--rq-space-1);
    overflow-wrap: anywhere;
  }
  li.private {
    padding: var(--rq-space-2);
    border-radius: var(--rq-radius);
    background: var(--warning-soft);
  }
  .by {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-1) var(--rq-space-2);
  }
  .by rq-person {
    font-weight: 500;
  }
  time {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .body {
    padding-inline-start: 2rem;
    white-space: pre-line;
  }
  .mention {
    color: var(--rq-accent);
    font-weight: 500;
  }
  .compose {
    display: grid;
    gap: var(--rq-space-2);
  }
  .compose .toolbar {
    justify-content: space-between;
  }
  textarea.input {
    min-block-size: 3.5rem;
    field-sizing: content;
    max-block-size: 14rem;
  }
  .people {
    min-inline-size: 16rem;
    padding: 2px;
    overflow: auto;
  }
  .people div {
    padding: var(--rq-space-1) var(--rq-space-2);
    border-radius: calc(var(--rq-radius) - 2px);
    cursor: pointer;
  }
  .people [aria-selected='true'] {
    background: var(--rq-surface-hover);
  }
`;
