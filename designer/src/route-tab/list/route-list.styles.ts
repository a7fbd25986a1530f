import { css } from 'lit';

/** Cards, rails and gaps of the list of steps. */
export const listStyles = css`
  :host {
    overflow: auto;
    overscroll-behavior: contain;
    padding: var(--rq-space-3);
    background: var(--rq-surface);
    scroll-padding-block: 3rem;
  }
  .tree {
    display: flex;
    flex-direction: column;
    max-inline-size: 44rem;
  }
  .terminal {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    padding-inline-start: 0.625rem;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .terminal rq-icon {
    --size: 1rem;
  }
  .gap {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: center;
    min-block-size: 1.375rem;
  }
  .gap::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 1.125rem;
    border-inline-start: 2px solid var(--rq-border);
  }
  .add {
    appearance: none;
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    margin: 0;
    padding: 0 0.5rem;
    border: 1px solid var(--rq-border);
    border-radius: 1rem;
    background: transparent;
    color: var(--rq-accent);
    font: inherit;
    font-size: var(--rq-font-s);
    line-height: 1.375;
    cursor: pointer;
    opacity: 0.62;
    transition: opacity var(--rq-motion);
  }
  .add:hover,
  .add:focus-visible {
    border-color: var(--rq-accent);
    background: var(--accent-soft);
    opacity: 1;
  }
  .gap.over {
    min-block-size: 2rem;
  }
  .gap.over::after {
    content: '';
    position: absolute;
    inset-inline: 0;
    inset-block-start: calc(50% - 2px);
    block-size: 4px;
    border-radius: 2px;
    background: var(--rq-accent);
  }
  .card {
    position: relative;
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: 0 var(--rq-space-2);
    min-block-size: 2.25rem;
    padding: 0.4375rem 0.375rem 0.4375rem 0.625rem;
    border: 1px solid var(--rq-border);
    border-radius: 8px;
    background: var(--rq-surface);
    cursor: pointer;
    user-select: none;
    transition: border-color var(--rq-motion), box-shadow var(--rq-motion);
  }
  .card:hover {
    border-color: color-mix(in srgb, var(--hue) 55%, var(--rq-border));
  }
  .card:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  .card.selected {
    border-color: var(--rq-accent);
    background: var(--surface-selected);
    box-shadow: 0 0 0 1px var(--rq-accent);
  }
  .card.problem {
    border-color: var(--rq-danger);
  }
  .card.problem.selected {
    box-shadow: 0 0 0 1px var(--rq-danger);
  }
  .card.warning {
    border-color: var(--rq-warning);
  }
  .card.opaque {
    border-style: dashed;
    background: var(--warning-soft);
  }
  .card.dragging {
    opacity: 0.4;
  }
  .card > .icon {
    color: var(--hue);
  }
  .text {
    min-inline-size: 0;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
    line-height: 1.3;
  }
  .subtitle {
    overflow: hidden;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
    line-height: 1.35;
    text-overflow: ellipsis;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .marks {
    display: flex;
    align-items: center;
    gap: 0.125rem;
  }
  .marks .bad {
    color: var(--rq-danger);
  }
  .marks .iffy {
    color: var(--rq-warning);
  }
  .tools {
    position: absolute;
    inset-block-start: 0.125rem;
    inset-inline-end: 0.125rem;
    display: none;
    align-items: center;
    padding-inline-start: 0.75rem;
    border-radius: 8px;
    background: linear-gradient(to right, transparent, var(--rq-surface-base, Canvas) 0.75rem);
  }
  .card.selected .tools {
    background: linear-gradient(to right, transparent, color-mix(in srgb, var(--rq-accent) 12%, var(--rq-surface-base, Canvas)) 0.75rem);
  }
  .card:hover .tools,
  .card:focus-within .tools,
  .card.selected .tools {
    display: flex;
  }
  .handle {
    display: inline-flex;
    padding: 0.25rem;
    color: var(--rq-text-muted);
    cursor: grab;
    touch-action: none;
  }
  .exits {
    margin: 0;
    padding: 0.125rem 0 0 2.125rem;
    list-style: none;
    position: relative;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .exits::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 1.125rem;
    border-inline-start: 2px solid var(--rq-border);
  }
  .exits li {
    overflow-wrap: anywhere;
    line-height: 1.45;
  }
  .exits .arrow {
    margin-inline-end: 0.25rem;
  }
  .exits .clock {
    --size: 0.8125rem;
    margin-inline-end: 0.25rem;
    vertical-align: -0.125em;
  }
  .branches {
    display: flex;
    flex-direction: column;
    padding-block-start: 0.25rem;
  }
  .branch {
    margin-inline-start: 0.5rem;
    padding-inline-start: 0.75rem;
    border-inline-start: 2px solid color-mix(in srgb, var(--rail) 45%, transparent);
  }
  .branch.choice {
    --rail: light-dark(#4b44c8, #b1adff);
  }
  .branch.parallel {
    --rail: light-dark(#0b6b6b, #5ccfcf);
  }
  .branch.inclusive {
    --rail: light-dark(#a02462, #ff9ac7);
  }
  .branch-name {
    display: inline-flex;
    align-items: baseline;
    gap: 0.375rem;
    max-inline-size: 100%;
    margin-inline-start: -0.25rem;
    padding: 0.0625rem 0.375rem;
    border-radius: 4px;
    color: var(--rail);
    font-weight: 600;
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .branch-name:hover {
    background: var(--rq-surface-hover);
  }
  .branch-name.selected {
    background: var(--surface-selected);
    box-shadow: 0 0 0 1px var(--rq-accent);
  }
  .branch-name.unset {
    color: var(--rq-warning);
  }
  .branch-note {
    padding-inline-start: 0.125rem;
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .branch > .gap::before {
    display: none;
  }
  .branch > .inner > .gap::before {
    inset-inline-start: 1.125rem;
  }
  .more-branches {
    margin-inline-start: 0.5rem;
    padding-block: 0.125rem;
  }
  .blank {
    display: grid;
    gap: var(--rq-space-2);
    justify-items: start;
    padding: var(--rq-space-4);
    border: 1px dashed var(--rq-border-strong);
    border-radius: 8px;
  }
  @media (pointer: coarse) {
    .add {
      padding: 0.375rem 0.75rem;
      opacity: 1;
    }
    .gap {
      min-block-size: 2.25rem;
    }
  }
  @media (forced-colors: active) {
    .card.selected {
      outline: 2px solid Highlight;
    }
    .card.problem {
      border-width: 3px;
    }
  }
`;
