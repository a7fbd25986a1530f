import '../index.js';
import { css, html, nothing } from 'lit';
import { overlayStyles } from '../controls.styles.js';
import type { MenuItem } from './menu.js';

export { place } from './place.js';

/** Looks of the list of a menu. */
export const menuStyles = [
  overlayStyles,
  css`
    .list {
      min-inline-size: calc(11 * var(--rem));
      max-inline-size: min(calc(24 * var(--rem)), 100vw - var(--rem));
      padding: var(--rq-space-1);
      overflow: auto;
    }
    .item {
      display: flex;
      align-items: flex-start;
      gap: var(--rq-space-2);
      inline-size: 100%;
      padding: calc(0.375 * var(--rem)) var(--rq-space-2);
      border: 0;
      border-radius: calc(var(--rq-radius) - 2px);
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      cursor: pointer;
    }
    .item:hover,
    .item:focus-visible {
      background: var(--rq-surface-hover);
    }
    .item.danger {
      color: var(--rq-danger);
    }
    .item[aria-disabled='true'] {
      color: var(--rq-text-muted);
      cursor: not-allowed;
    }
    .separated {
      margin-block-start: var(--rq-space-1);
      border-block-start: 1px solid var(--rq-border);
      border-radius: 0;
    }
    .no-icon {
      flex: none;
      inline-size: 1.25em;
    }
    .reason {
      display: block;
      font-size: var(--rq-font-s);
    }
    .label {
      flex: 1;
      overflow-wrap: anywhere;
    }
  `,
];

/** Entries of a menu. */
export function renderItems(items: readonly MenuItem[], choose: (item: MenuItem) => void): unknown {
  const inset = items.some((item) => item.icon !== undefined || item.checked !== undefined);
  return items.map((item) => renderItem(item, inset, choose));
}

/** `inset` entries leave room for an icon, so that all labels begin in one line. */
function renderItem(item: MenuItem, inset: boolean, choose: (item: MenuItem) => void): unknown {
  return html`<button
    type="button"
    tabindex="-1"
    class="item ${item.danger ? 'danger' : ''} ${item.separated ? 'separated' : ''}"
    role=${item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
    aria-checked=${item.checked === undefined ? nothing : String(item.checked)}
    aria-disabled=${item.disabled ? 'true' : nothing}
    @click=${() => choose(item)}
  >
    ${item.checked ? html`<rq-icon name="check"></rq-icon>` : item.icon ? html`<rq-icon .name=${item.icon}></rq-icon>` : inset ? html`<span class="no-icon"></span>` : nothing}
    <span class="label">${item.label}${item.disabled && item.reason ? html`<span class="reason">${item.reason}</span>` : nothing}</span>
  </button>`;
}

/** Index of the entry that a key moves to: arrows, Home, End, or the first letter. */
export function nextIndex(key: string, at: number, entries: readonly HTMLElement[], modifiers: KeyboardEvent): number | undefined {
  const count = entries.length;
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key.length !== 1 || key === ' ' || modifiers.ctrlKey || modifiers.metaKey || modifiers.altKey) return undefined;
  const letter = key.toLocaleLowerCase();
  for (let step = 1; step <= count; step += 1) {
    const index = (at + step) % count;
    if (entries[index]?.textContent?.trim().toLocaleLowerCase().startsWith(letter)) return index;
  }
  return undefined;
}
