import { css } from 'lit';
import { tabStyles } from '../parts/styles.js';
import { canvasStyles } from './canvas.styles.js';

export const formBuilderStyles = [
  tabStyles,
  canvasStyles,
  css`
    :host {
      display: block;
      container-type: inline-size;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--rq-space-2) var(--rq-space-3);
      padding-block-end: var(--rq-space-3);
    }
    .bar.foot {
      align-items: end;
    }
    .columns {
      display: grid;
      grid-template-columns: clamp(11rem, 16%, 13rem) minmax(0, 1fr) clamp(17rem, 25%, 20rem);
      gap: var(--rq-space-4);
      align-items: start;
    }
    .columns.wide {
      grid-template-columns: minmax(0, 1fr);
    }
    .side {
      position: sticky;
      inset-block-start: var(--rq-space-2);
      max-block-size: calc(100dvh - 1rem);
      overflow: auto;
      scrollbar-width: thin;
    }
    .side.right {
      padding-inline-start: var(--rq-space-4);
      border-inline-start: 1px solid var(--rq-border);
    }
    .group-title {
      margin: var(--rq-space-3) 0 var(--rq-space-1);
      color: var(--rq-text-muted);
      font-size: var(--rq-font-s);
      font-weight: 500;
    }
    .palette-item,
    .outline-item {
      display: flex;
      align-items: center;
      gap: var(--rq-space-2);
      inline-size: 100%;
      min-block-size: var(--rq-control-compact);
      padding: 0.125rem var(--rq-space-2);
      border: 1px solid transparent;
      border-radius: var(--rq-radius);
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      cursor: pointer;
      user-select: none;
    }
    .palette-item {
      cursor: grab;
    }
    .palette-item:hover,
    .outline-item:hover {
      background: var(--rq-surface-hover);
    }
    .palette-item rq-icon,
    .outline-item rq-icon {
      color: var(--rq-text-muted);
      flex: none;
    }
    .outline-item {
      padding-inline-start: calc(var(--rq-space-2) + var(--depth, 0) * 0.875rem);
    }
    .outline-item span {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .outline-item[aria-current='true'] {
      background: var(--surface-selected);
    }
    details {
      margin-block-start: var(--rq-space-3);
      padding-block-start: var(--rq-space-2);
      border-block-start: 1px solid var(--rq-border);
    }
    summary {
      padding: var(--rq-space-1) 0;
      font-weight: 500;
      cursor: pointer;
    }
    .ghost {
      position: fixed;
      z-index: 10;
      inset-block-start: 0;
      inset-inline-start: 0;
      display: flex;
      align-items: center;
      gap: var(--rq-space-2);
      padding: var(--rq-space-1) var(--rq-space-3);
      border: 1px solid var(--rq-accent);
      border-radius: var(--rq-radius);
      background: var(--rq-overlay);
      color: var(--rq-overlay-text);
      box-shadow: var(--rq-shadow);
      pointer-events: none;
      white-space: nowrap;
    }
    .item-tools rq-menu {
      --rq-control-compact: 1.625rem;
    }
    :host([dragging]) {
      cursor: grabbing;
    }
    .issue {
      display: flex;
      align-items: flex-start;
      gap: var(--rq-space-2);
      inline-size: 100%;
      padding: var(--rq-space-1) 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      cursor: pointer;
    }
    .issue rq-icon {
      margin-block-start: 0.2em;
      color: var(--rq-warning);
    }
    .issue.error rq-icon {
      color: var(--rq-danger);
    }
    .issue:hover span {
      text-decoration: underline;
    }
    .editors {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
      gap: var(--rq-space-3);
    }
    .editors textarea {
      min-block-size: 28rem;
      tab-size: 2;
      white-space: pre;
    }
    .preview {
      max-inline-size: 52rem;
      padding: var(--rq-space-4);
      border: 1px solid var(--rq-border);
      border-radius: var(--rq-radius);
    }
    @container (max-width: 56rem) {
      .columns {
        grid-template-columns: minmax(0, 1fr);
      }
      .side {
        position: static;
        max-block-size: none;
      }
      .side.right {
        padding: var(--rq-space-3) 0 0;
        border: 0;
        border-block-start: 1px solid var(--rq-border);
      }
      .palette-groups {
        padding-block-start: var(--rq-space-2);
        display: flex;
        flex-wrap: wrap;
        gap: var(--rq-space-1);
        max-block-size: 9rem;
        overflow: auto;
      }
      .palette-groups > div {
        display: contents;
      }
      .group-title {
        display: none;
      }
      .palette-item {
        inline-size: auto;
        border-color: var(--rq-border);
      }
    }
    @container (max-width: 34rem) {
      .bar .help {
        display: none;
      }
      .cell.part {
        flex-basis: 100%;
        padding-inline-end: 0;
      }
    }
  `,
];
