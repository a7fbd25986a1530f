import { css } from 'lit';

/** The combobox and its list. */
export const comboboxStyles = css`
  .combobox {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-1);
    padding: 0 var(--rq-space-1) 0 var(--rq-space-2);
    cursor: text;
  }
  .combobox:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: -1px;
    border-color: transparent;
  }
  .combobox[data-invalid] {
    border-color: var(--rq-danger);
    box-shadow: inset 3px 0 0 var(--rq-danger);
  }
  .bare {
    flex: 1 1 calc(4 * var(--rem));
    min-inline-size: 0;
    min-block-size: calc(1.75 * var(--rem));
    padding: 0;
    border: 0;
    outline: none;
    background: none;
    color: inherit;
    font: inherit;
    text-overflow: ellipsis;
  }
  .bare::placeholder {
    color: var(--rq-text-muted);
    opacity: 1;
  }
  .options {
    max-block-size: calc(20 * var(--rem));
    max-inline-size: min(calc(36 * var(--rem)), 100vw - var(--rem));
    padding: 0;
    overflow: auto;
  }
  .option {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    block-size: 44px;
    padding: 0 var(--rq-space-3);
    cursor: pointer;
  }
  .option .lines {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    line-height: 1.3;
  }
  .option:hover,
  .option.active {
    background: var(--rq-surface-hover);
  }
  .option.active {
    box-shadow: inset 3px 0 0 var(--rq-accent);
  }
  .option[aria-disabled='true'] {
    color: var(--rq-text-muted);
    cursor: not-allowed;
  }
  .options .note,
  .level {
    padding: var(--rq-space-2) var(--rq-space-3);
  }
  .level {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    inline-size: 100%;
    border: 0;
    border-block-end: 1px solid var(--rq-border);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .enter {
    display: grid;
    place-items: center;
    inline-size: calc(2 * var(--rem));
    block-size: calc(2 * var(--rem));
  }
  .load {
    display: grid;
    justify-items: end;
    gap: 2px;
    inline-size: calc(9.5 * var(--rem));
    flex: none;
    white-space: nowrap;
  }
  .bar {
    inline-size: 100%;
    block-size: 4px;
    border-radius: 2px;
    background: var(--rq-surface-hover);
    overflow: hidden;
  }
  .bar > span {
    display: block;
    block-size: 100%;
    background: var(--rq-accent);
  }
  @media (forced-colors: active) {
    .option.active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .bar {
      border: 1px solid CanvasText;
    }
  }
`;
