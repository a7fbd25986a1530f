import { css } from 'lit';
import { controlStyles } from '@requestry/ui';
import { chipStyles } from '../parts/chip.styles.js';
import { panelStyles } from '../route-tab/panel/panel.styles.js';

/** Rows that open, rules inside them, and the controls of both. */
export const rulesStyles = [
  controlStyles,
  chipStyles,
  panelStyles,
  css`
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--rq-space-2);
      padding: 0;
      background: none;
      container-type: inline-size;
    }
    .item > summary .name {
      flex: none;
      max-inline-size: 100%;
      font-weight: 500;
    }
    .item.section > summary .help {
      max-inline-size: none;
      text-align: end;
    }
    .item.section[open] > summary .help {
      visibility: hidden;
    }
    .item.rule > summary {
      align-items: flex-start;
    }
    .group > .adder {
      align-self: flex-start;
    }
    .group > select,
    .field + select,
    .insert {
      max-inline-size: 16rem;
    }
    .explained {
      display: grid;
      gap: var(--rq-space-1);
    }
    .sentence {
      overflow-wrap: anywhere;
      text-wrap: pretty;
    }
    .inside {
      min-inline-size: 0;
    }
    .inside > p {
      margin: 0;
    }
    .inside > .help {
      max-inline-size: 46rem;
    }
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
      gap: var(--rq-space-3);
      align-items: start;
    }
    .pair:empty {
      display: none;
    }
    .chips {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--rq-space-1) var(--rq-space-2);
    }
    .chips .input {
      inline-size: auto;
      max-inline-size: 14rem;
    }
    .checks {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr));
      gap: 0 var(--rq-space-2);
      padding-block-start: var(--rq-space-1);
    }
    .mapping {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.5fr) auto;
      gap: var(--rq-space-2);
      align-items: start;
    }
    .source {
      display: grid;
      gap: var(--rq-space-1);
      min-inline-size: 0;
    }
    .row {
      flex-wrap: wrap;
    }
    .row .input {
      min-inline-size: 7rem;
    }
    .bad {
      color: var(--rq-danger);
    }
    .iffy,
    .field-warning rq-icon {
      color: var(--rq-warning);
    }
    .field-warning {
      font-size: var(--rq-font-s);
    }
    summary:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: -2px;
    }
    @container (max-width: 26rem) {
      .mapping {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      .mapping > :nth-child(2) {
        grid-column: 1;
        grid-row: 2;
      }
      .item.section > summary {
        flex-wrap: wrap;
      }
      .item.section > summary .help {
        flex-basis: 100%;
        padding-inline-start: 1rem;
        text-align: start;
      }
      .item.section > summary .help.short {
        flex-basis: auto;
        text-align: end;
      }
      .item.section[open] > summary .help {
        display: none;
      }
    }
    @media (pointer: coarse) {
      .item > summary {
        min-block-size: var(--rq-control-touch);
      }
    }
  `,
];
