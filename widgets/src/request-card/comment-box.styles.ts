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
  textarea.dropping {
    outline: 2px dashed var(--rq-accent);
    outline-offset: -4px;
  }
  .attachments {
    display: grid;
    gap: var(--rq-space-1);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .attachments li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--rq-space-2);
    min-inline-size: 0;
    padding-inline-start: var(--rq-space-2);
    border-radius: var(--rq-radius);
    background: var(--rq-surface-hover);
  }
  .attachments .problem {
    background: var(--danger-soft);
  }
  .attachments rq-kept-file {
    flex: 0 1 auto;
    max-inline-size: calc(100% - calc(3 * var(--rem)));
  }
  .attachments progress + button {
    margin-inline-start: 0;
  }
  .attachments progress {
    inline-size: calc(4 * var(--rem));
    block-size: calc(0.5 * var(--rem));
    accent-color: var(--rq-accent);
  }
  .attachments button {
    display: inline-grid;
    place-items: center;
    min-inline-size: var(--rq-control-compact);
    min-block-size: var(--rq-control-compact);
    padding: 0;
    border: 0;
    border-radius: var(--rq-radius);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .attachments li > button {
    margin-inline-start: auto;
  }
  .attachments .again {
    color: var(--rq-accent);
  }
  .attachments button:focus-visible {
    outline: 2px solid var(--focus);
  }
  .why,
  span.problem {
    color: var(--rq-danger);
  }
  .attachments .why {
    flex-basis: 100%;
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
  @media print {
    :host {
      display: none;
    }
  }
`;
