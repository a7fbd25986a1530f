import { css } from 'lit';
import { controlStyles } from '@requestry/ui';
import { chipStyles } from './chip.styles.js';

/** What all tabs of the editor look like: sections, fields in columns, language marks. */
export const tabStyles = [
  controlStyles,
  chipStyles,
  css`
    :host {
      container-type: inline-size;
    }
    .section {
      display: grid;
      gap: var(--rq-space-3);
      padding-block: var(--rq-space-4);
      border-block-end: 1px solid var(--rq-border);
    }
    .section:first-child {
      padding-block-start: 0;
    }
    .section:last-child {
      border: 0;
    }
    .section h3 {
      font-size: var(--rq-font-m);
    }
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr));
      gap: var(--rq-space-3);
      align-items: start;
    }
    .label {
      display: flex;
      align-items: center;
      gap: var(--rq-space-1);
      min-inline-size: 0;
    }
    .language {
      padding: 0 0.25rem;
      border: 1px solid var(--rq-border);
      border-radius: 3px;
      color: var(--rq-text-muted);
      font-size: 0.625rem;
      font-weight: 500;
      line-height: 1.4;
      text-transform: uppercase;
    }
    .untranslated {
      inline-size: 0.5rem;
      block-size: 0.5rem;
      border-radius: 50%;
      background: var(--rq-warning);
    }
    .check {
      display: grid;
      grid-template-columns: auto 1fr;
      align-items: center;
      column-gap: var(--rq-space-2);
    }
    .check .help {
      grid-column: 2;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--rq-space-2);
    }
    .grow {
      flex: 1;
      min-inline-size: 0;
    }
    .mono {
      font-family: ui-monospace, 'Cascadia Mono', Menlo, monospace;
      font-size: 0.8125rem;
    }
    .readback {
      padding: var(--rq-space-2) var(--rq-space-3);
      border-inline-start: 3px solid var(--rq-accent);
      border-radius: 0 var(--rq-radius) var(--rq-radius) 0;
      background: var(--rq-surface-raised);
      overflow-wrap: anywhere;
    }
    .segments {
      display: inline-flex;
      justify-self: start;
      max-inline-size: 100%;
      border: 1px solid var(--rq-border-strong);
      border-radius: var(--rq-radius);
      overflow: hidden;
    }
    .segments button {
      min-block-size: calc(var(--rq-control-compact) - 2px);
      padding: 0 var(--rq-space-2);
      border: 0;
      border-inline-end: 1px solid var(--rq-border);
      background: none;
      color: inherit;
      font: inherit;
      cursor: pointer;
    }
    .segments button:last-child {
      border: 0;
    }
    .segments button:hover {
      background: var(--rq-surface-hover);
    }
    .segments button[aria-pressed='true'] {
      background: var(--surface-selected);
      color: var(--rq-accent);
      font-weight: 600;
    }
    .segments button:focus-visible {
      outline-offset: -2px;
    }
    @media (pointer: coarse) {
      .segments button {
        min-block-size: var(--rq-control-touch);
      }
    }
    @media (forced-colors: active) {
      .segments button[aria-pressed='true'] {
        background: Highlight;
        color: HighlightText;
      }
      .untranslated {
        border: 1px solid CanvasText;
      }
    }
  `,
];
