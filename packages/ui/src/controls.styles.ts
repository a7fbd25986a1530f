import { css } from 'lit';
import { tokens } from './theme/tokens.js';

const reset = css`
  :host {
    display: block;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    border: 0;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** Tokens and reset, already in every `RqElement`. */
export const baseStyles = [tokens, reset];

/** Headings, paragraphs, links, muted and numeric text. */
export const typographyStyles = css`
  h1,
  h2,
  h3,
  h4 {
    margin: 0;
    line-height: 1.25;
    font-weight: 600;
    text-wrap: balance;
  }
  h1 {
    font-size: var(--rq-font-2xl);
  }
  h2 {
    font-size: var(--rq-font-xl);
  }
  h3 {
    font-size: var(--rq-font-l);
  }
  h4 {
    font-size: var(--rq-font-m);
  }
  p {
    margin: 0;
  }
  a {
    color: var(--rq-accent);
    text-underline-offset: 2px;
  }
  small,
  .small {
    font-size: var(--rq-font-s);
  }
  .muted {
    color: var(--rq-text-muted);
  }
  .numbers {
    font-variant-numeric: tabular-nums;
  }
  .ellipsis {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;

/** Buttons: `.button` with `.primary`, `.quiet`, `.danger`, `.compact`, `.icon`. */
export const buttonStyles = css`
  .button {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--rq-space-2);
    min-block-size: var(--rq-control);
    margin: 0;
    padding: 0 var(--rq-space-3);
    border: 1px solid var(--rq-border-strong);
    border-radius: var(--rq-radius);
    background: var(--rq-surface);
    color: inherit;
    font: inherit;
    font-weight: 500;
    line-height: 1.2;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition: background-color var(--rq-motion), border-color var(--rq-motion);
    -webkit-tap-highlight-color: transparent;
  }
  .button:hover {
    background: var(--rq-surface-hover);
  }
  .button.compact {
    min-block-size: var(--rq-control-compact);
    padding-inline: var(--rq-space-2);
  }
  .button.icon {
    min-inline-size: var(--rq-control);
    padding-inline: 0;
  }
  .button.icon.compact {
    min-inline-size: var(--rq-control-compact);
  }
  .button.primary {
    border-color: transparent;
    background: var(--rq-accent);
    color: var(--rq-on-accent);
  }
  .button.primary:hover {
    background: color-mix(in srgb, var(--rq-accent) 88%, var(--rq-overlay-text));
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
  }
  .button.quiet:hover {
    background: var(--rq-surface-hover);
  }
  .button.danger {
    border-color: var(--rq-danger);
    color: var(--rq-danger);
  }
  .button.danger:hover {
    background: var(--danger-soft);
  }
  .button[aria-disabled='true'],
  .button:disabled {
    border-color: var(--rq-border);
    background: var(--rq-surface-hover);
    color: var(--rq-text-muted);
    cursor: not-allowed;
  }
  .button.quiet[aria-disabled='true'],
  .button.quiet:disabled {
    border-color: transparent;
    background: transparent;
  }
  @media (pointer: coarse) {
    .button,
    .button.compact {
      min-block-size: var(--rq-control-touch);
    }
    .button.icon,
    .button.icon.compact {
      min-inline-size: var(--rq-control-touch);
    }
  }
  @media (forced-colors: active) {
    .button {
      border-color: ButtonBorder;
    }
    .button.primary {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .button[aria-disabled='true'],
    .button:disabled {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;

/** Text inputs, selects, text areas (`.input`), their label, help and error. */
export const fieldStyles = css`
  .field {
    display: flex;
    flex-direction: column;
    gap: var(--rq-space-1);
    min-inline-size: 0;
  }
  .label {
    font-weight: 500;
  }
  .help {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .field-error {
    display: flex;
    gap: var(--rq-space-1);
    color: var(--rq-danger);
    font-size: var(--rq-font-s);
  }
  .input {
    appearance: none;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: var(--rq-control);
    margin: 0;
    padding: calc(0.3125 * var(--rem)) var(--rq-space-2);
    border: 1px solid var(--rq-border-strong);
    border-radius: var(--rq-radius);
    background: var(--rq-surface);
    color: inherit;
    font: inherit;
    line-height: 1.35;
  }
  select.input {
    appearance: auto;
  }
  select.input option {
    background: var(--rq-overlay);
    color: var(--rq-overlay-text);
  }
  textarea.input {
    min-block-size: calc(5 * var(--rem));
    resize: vertical;
  }
  .input::placeholder {
    color: var(--rq-text-muted);
    opacity: 1;
  }
  .input:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: -1px;
    border-color: transparent;
  }
  .input[aria-invalid='true'] {
    border-color: var(--rq-danger);
    box-shadow: inset 3px 0 0 var(--rq-danger);
  }
  .input:disabled,
  .input[readonly] {
    border-color: var(--rq-border);
    background: var(--rq-surface-raised);
  }
  input[type='checkbox'],
  input[type='radio'] {
    inline-size: var(--rem);
    block-size: var(--rem);
    margin: 0;
    accent-color: var(--rq-accent);
    flex: none;
  }
  @media (pointer: coarse) {
    .input {
      min-block-size: var(--rq-control-touch);
      font-size: max(var(--rem), var(--rq-font-m));
    }
    input[type='checkbox'],
    input[type='radio'] {
      inline-size: calc(1.25 * var(--rem));
      block-size: calc(1.25 * var(--rem));
    }
  }
`;

/** Dense tables: `table.table`. */
export const tableStyles = css`
  .table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .table th,
  .table td {
    padding: var(--rq-space-1) var(--rq-space-2);
    border-block-end: 1px solid var(--rq-border);
    text-align: start;
    vertical-align: middle;
  }
  .table th {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
    font-weight: 500;
  }
  .table .number {
    text-align: end;
  }
  .table tbody tr:hover {
    background: var(--rq-surface-hover);
  }
  .table tbody tr[aria-selected='true'] {
    background: var(--surface-selected);
  }
`;

/** Bordered surfaces: `.card`. */
export const cardStyles = css`
  .card {
    padding: var(--rq-space-4);
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
    background: var(--rq-surface);
  }
`;

/** Overlays: menus, popovers, dialogs. */
export const overlayStyles = css`
  .overlay {
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
    background: var(--rq-overlay);
    color: var(--rq-overlay-text);
    box-shadow: var(--rq-shadow);
  }
`;

/** All of the above for elements that use most of it. */
export const controlStyles = [typographyStyles, buttonStyles, fieldStyles, tableStyles, cardStyles, overlayStyles];
