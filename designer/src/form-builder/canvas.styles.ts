import { css } from 'lit';

/** The canvas: pages, elements, places between them, tools of the selected one. */
export const canvasStyles = css`
  .canvas {
    min-block-size: 16rem;
    padding: var(--rq-space-2) var(--rq-space-3);
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
    background: var(--rq-surface-raised);
  }
  .pages {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-1);
    margin-block-end: var(--rq-space-2);
  }
  .pages > .pages {
    margin: 0;
  }
  .page {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-2);
    min-block-size: var(--rq-control-compact);
    padding: 0 var(--rq-space-3);
    border: 1px solid var(--rq-border);
    border-radius: 1rem;
    background: var(--rq-surface);
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .page[aria-selected='true'] {
    border-color: var(--rq-accent);
    background: var(--surface-selected);
    font-weight: 600;
  }
  .page.target {
    outline: 2px dashed var(--rq-accent);
  }
  .group-bar {
    position: sticky;
    inset-block-start: var(--rq-space-2);
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-2);
    inline-size: fit-content;
    margin: 0 0 var(--rq-space-2) auto;
    padding: var(--rq-space-1) var(--rq-space-2);
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
    background: var(--rq-overlay);
    color: var(--rq-overlay-text);
  }
  .item.chosen {
    background: var(--surface-selected);
  }
  .stack {
    display: flex;
    flex-wrap: wrap;
    align-items: stretch;
    padding-block-end: 0.5rem;
    position: relative;
    min-block-size: 1.5rem;
  }
  .cell {
    position: relative;
    flex: 0 0 var(--share, 100%);
    min-inline-size: min(100%, 9rem);
    padding-block-start: 0.375rem;
  }
  .cell.part {
    padding-inline-end: 0.25rem;
  }
  .across > .cell {
    flex: 1 1 9rem;
    padding-inline-start: 0.5rem;
  }
  .slot {
    position: absolute;
    inset: 0 0 auto;
    block-size: 0.5rem;
  }
  .slot.last {
    inset: auto 0 0;
  }
  .cell.part > .slot,
  .across > .cell > .slot {
    inset: 0.5rem auto 0 -0.125rem;
    inline-size: 0.5rem;
    block-size: auto;
  }
  .across > .slot.last {
    inset: 0.5rem 0 0.5rem auto;
    inline-size: 0.5rem;
    block-size: auto;
  }
  .slot::before {
    content: '';
    position: absolute;
    inset: calc(50% - 1px) 0;
    border-radius: 1px;
  }
  .cell.part > .slot::before,
  .across > .cell > .slot::before,
  .across > .slot.last::before {
    inset: 0 calc(50% - 1px);
  }
  .slot.on::before {
    background: var(--rq-accent);
  }
  .insert {
    position: absolute;
    z-index: 1;
    inset-block-start: 50%;
    inset-inline-start: 50%;
    display: grid;
    place-items: center;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    padding: 0;
    translate: -50% -50%;
    border: 1px solid var(--rq-accent);
    border-radius: 50%;
    background: var(--rq-overlay);
    color: var(--rq-accent);
    font-size: 0.75rem;
    opacity: 0;
    cursor: pointer;
  }
  .slot:hover .insert,
  .slot.on .insert,
  .insert:focus-visible {
    opacity: 1;
  }
  .item {
    position: relative;
    padding: var(--rq-space-2);
    border: 1px solid transparent;
    border-radius: var(--rq-radius);
    cursor: default;
    touch-action: auto;
    user-select: none;
  }
  .item.container {
    border-color: var(--rq-border);
    background: var(--rq-surface);
  }
  .item:hover {
    border-color: var(--rq-border-strong);
  }
  .item.selected {
    border-color: var(--rq-accent);
    box-shadow: 0 0 0 1px var(--rq-accent);
  }
  .item.lifted {
    border-style: dashed;
    opacity: 0.6;
  }
  .item.error {
    box-shadow: inset 3px 0 0 var(--rq-danger);
  }
  .item.warning {
    box-shadow: inset 3px 0 0 var(--rq-warning);
  }
  .live {
    pointer-events: none;
  }
  .live .input {
    display: block;
  }
  .lost {
    color: var(--rq-danger);
  }
  .marks {
    position: absolute;
    inset-block-start: var(--rq-space-2);
    inset-inline-end: var(--rq-space-2);
    display: flex;
    align-items: center;
    gap: var(--rq-space-1);
    font-size: var(--rq-font-s);
  }
  .marks .kind {
    display: none;
    padding-inline: var(--rq-space-1);
    border-radius: 3px;
    background: var(--rq-overlay);
  }
  .item.leaf:hover:not(.selected) > .marks .kind {
    display: inline;
  }
  .item.selected > .marks {
    display: none;
  }
  .mark {
    color: var(--rq-text-muted);
  }
  .mark.problem {
    color: var(--rq-danger);
  }
  .item-tools {
    position: absolute;
    z-index: 2;
    inset-block-start: -0.875rem;
    inset-inline-end: var(--rq-space-2);
    display: flex;
    border: 1px solid var(--rq-accent);
    border-radius: var(--rq-radius);
    background: var(--rq-overlay);
    color: CanvasText;
    overflow: hidden;
  }
  .tool {
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.625rem;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .tool:hover {
    background: var(--rq-surface-hover);
  }
  .tool.handle {
    cursor: grab;
    touch-action: none;
  }
  .container-head {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
  }
  .container-head h4 {
    font-size: var(--rq-font-m);
  }
  .empty-container,
  .note {
    inline-size: 100%;
    padding: var(--rq-space-1) 0;
    color: var(--rq-text-muted);
    overflow-wrap: anywhere;
  }
`;
