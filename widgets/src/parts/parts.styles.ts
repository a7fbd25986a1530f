import { css } from 'lit';

/** Search box, chips, switches, banners and headings that the screens share. */
export const partStyles = css`
  .search {
    position: relative;
    flex: 1 1 14rem;
    max-inline-size: 24rem;
  }
  .search .input {
    padding-inline: 2rem 2rem;
  }
  .search rq-icon {
    position: absolute;
    inset-block-start: 50%;
    inset-inline-start: var(--rq-space-2);
    translate: 0 -50%;
    color: var(--rq-text-muted);
    pointer-events: none;
  }
  .search kbd {
    position: absolute;
    inset-block-start: 50%;
    inset-inline-end: var(--rq-space-2);
    translate: 0 -50%;
    pointer-events: none;
  }
  .search .input:focus-visible ~ kbd {
    display: none;
  }
  kbd {
    min-inline-size: 1.25rem;
    padding: 0 0.25rem;
    border: 1px solid var(--rq-border);
    border-radius: 4px;
    background: var(--rq-surface-raised);
    color: var(--rq-text-muted);
    font: inherit;
    font-size: var(--rq-font-s);
    text-align: center;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-2) var(--rq-space-3);
  }
  .grow {
    flex: 1;
  }
  .switch {
    display: inline-flex;
    flex: none;
    padding: 2px;
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
    background: var(--rq-surface-raised);
  }
  .switch button {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-1);
    min-block-size: calc(var(--rq-control) - 6px);
    padding: 0 var(--rq-space-2);
    border: 0;
    border-radius: calc(var(--rq-radius) - 2px);
    background: none;
    color: var(--rq-text-muted);
    font: inherit;
    cursor: pointer;
  }
  .switch button:hover {
    color: inherit;
  }
  .switch button[aria-pressed='true'] {
    background: var(--rq-overlay);
    color: var(--rq-overlay-text);
    font-weight: 500;
    box-shadow: 0 0 0 1px var(--rq-border);
  }
  @media (pointer: coarse) {
    .switch button {
      min-block-size: var(--rq-control-touch);
    }
  }
  @media (forced-colors: active) {
    .switch button[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
  .banner {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-2) var(--rq-space-3);
    padding: var(--rq-space-2) var(--rq-space-3);
    border-radius: var(--rq-radius);
    background: var(--info-soft);
    overflow-wrap: anywhere;
  }
  .banner > rq-icon {
    color: var(--rq-info);
  }
  .banner.warning {
    background: var(--warning-soft);
  }
  .banner.warning > rq-icon {
    color: var(--rq-warning);
  }
  .banner.danger {
    background: var(--danger-soft);
  }
  .banner.danger > rq-icon {
    color: var(--rq-danger);
  }
  .banner > .grow {
    min-inline-size: 12rem;
  }
  .heading {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
    font-weight: 600;
    letter-spacing: 0.01em;
  }
  .type {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-2);
    min-inline-size: 0;
  }
  .type rq-icon {
    color: var(--hue);
  }
  .approval { --hue: var(--rq-step-approval); }
  .execution { --hue: var(--rq-step-execution); }
  .acceptance { --hue: var(--rq-step-acceptance); }
  .acknowledgement { --hue: var(--rq-step-acknowledgement); }
  .clarification { --hue: var(--rq-step-clarification); }
  .decision { --hue: var(--rq-step-decision); }
  .registration { --hue: var(--rq-step-registration); }
  .rework { --hue: var(--rq-step-rework); }
  .notification { --hue: var(--rq-step-notification); }
  .wait { --hue: var(--rq-step-wait); }
  .action { --hue: var(--rq-step-action); }
  .subroute { --hue: var(--rq-step-subroute); }
  .late {
    color: var(--rq-danger);
    font-weight: 500;
  }
`;
