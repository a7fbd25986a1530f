import { css } from 'lit';
import { controlStyles } from '@requestry/ui';
import { tabStyles } from '../parts/styles.js';

export const kindEditorStyles = [
  controlStyles,
  tabStyles,
  css`
    :host {
      display: block;
      container-type: inline-size;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--rq-space-2);
      padding-block-end: var(--rq-space-2);
    }
    .head h2 {
      font-size: var(--rq-font-l);
      min-inline-size: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .identity {
      display: flex;
      align-items: center;
      gap: var(--rq-space-2);
      flex: 1 1 18rem;
      min-inline-size: 0;
    }
    .identity > rq-icon {
      color: var(--rq-text-muted);
      font-size: 1.125rem;
    }
    .state {
      color: var(--rq-text-muted);
      font-size: var(--rq-font-s);
      white-space: nowrap;
    }
    .state.failed {
      color: var(--rq-danger);
      font-weight: 500;
    }
    .tools {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--rq-space-2);
    }
    .conflict {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--rq-space-2);
      margin-block-end: var(--rq-space-2);
      padding: var(--rq-space-2) var(--rq-space-3);
      border: 1px solid var(--rq-warning);
      border-radius: var(--rq-radius);
      background: var(--warning-soft);
    }
    .conflict .grow {
      flex: 1 1 16rem;
    }
    .panel {
      padding-block-start: var(--rq-space-3);
    }
    .problems {
      display: grid;
      gap: var(--rq-space-1);
      margin: 0;
      padding: var(--rq-space-2) 0 0;
      list-style: none;
    }
    .problems li {
      display: flex;
      align-items: flex-start;
      gap: var(--rq-space-2);
    }
    .problems rq-icon {
      margin-block-start: 0.2em;
    }
    .problems .error rq-icon {
      color: var(--rq-danger);
    }
    .problems .warning rq-icon {
      color: var(--rq-warning);
    }
    @container (max-width: 36rem) {
      .identity {
        flex-basis: 100%;
      }
      .tools {
        inline-size: 100%;
      }
      .tools .push {
        margin-inline-start: auto;
      }
    }
  `,
];
