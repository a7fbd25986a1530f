import { css } from 'lit';

export const commentBoxStyles = css`
  :host {
    display: grid;
    gap: var(--rq-space-2);
    min-inline-size: 0;
  }
  .toolbar {
    justify-content: space-between;
  }
  .buttons {
    display: flex;
    align-items: center;
    gap: var(--rq-space-1);
    margin-inline-start: auto;
  }
  .small {
    font-size: var(--rq-font-s);
  }
  textarea.input {
    min-block-size: 3.5rem;
    field-sizing: content;
    max-block-size: 14rem;
  }
  .people {
    min-inline-size: min(16rem, 100vw - 2rem);
    max-inline-size: calc(100vw - 1rem);
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
  @media (pointer: coarse) {
    .people div {
      display: flex;
      align-items: center;
      min-block-size: var(--rq-control-touch);
    }
  }
  @media (forced-colors: active) {
    .people [aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
