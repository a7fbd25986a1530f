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
    .denied {
      position: relative;
    }
    .denied::before {
      content: '';
      position: absolute;
      inset-block: var(--rq-space-1);
      inset-inline-start: 0;
      inline-size: 2px;
      background: var(--rq-border);
    }
    .denied > .reason {
      padding: var(--rq-space-1) var(--rq-space-2);
      color: var(--rq-text-muted);
    }
    .label {
      flex: 1;
      overflow-wrap: anywhere;
    }
  `,
];

/** Entries of a menu. Neighbours that are disabled for the same reason stand together, and the reason is told once below them. */
export function renderItems(items: readonly MenuItem[], choose: (item: MenuItem) => void): unknown {
  const inset = items.some((item) => item.icon !== undefined || item.checked !== undefined);
  return runsOf(items).map((run, index) => {
    const [first] = run;
    if (run.length === 1 && first) return renderItem(first, { inset, choose });
    const id = `why-${index}`;
    return html`<div class="denied" role="group" aria-labelledby=${id}>${run.map((item) => renderItem(item, { inset, choose, why: id }))}<span class="reason" id=${id}>${first?.reason}</span></div>`;
  });
}

const reasonOf = ({ disabled, reason }: MenuItem): string | undefined => (disabled ? reason : undefined);

/** Neighbours with one reason, all others alone. */
function runsOf(items: readonly MenuItem[]): readonly (readonly MenuItem[])[] {
  const runs: MenuItem[][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    const before = last?.[0];
    if (last && before && reasonOf(item) && reasonOf(before) === reasonOf(item)) last.push(item);
    else runs.push([item]);
  }
  return runs;
}

interface ItemDrawing {
  /** Entries leave room for an icon, so that all labels begin in one line. */
  readonly inset: boolean;
  readonly choose: (item: MenuItem) => void;
  /** Id of the reason, where it stands outside the entry. */
  readonly why?: string;
}

function renderItem(item: MenuItem, { inset, choose, why }: ItemDrawing): unknown {
  return html`<button
    type="button"
    tabindex="-1"
    class="item ${item.danger ? 'danger' : ''} ${item.separated ? 'separated' : ''}"
    role=${item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
    aria-checked=${item.checked === undefined ? nothing : String(item.checked)}
    aria-disabled=${item.disabled ? 'true' : nothing}
    aria-describedby=${why ?? nothing}
    @click=${() => choose(item)}
  >
    ${item.checked ? html`<rq-icon name="check"></rq-icon>` : item.icon ? html`<rq-icon .name=${item.icon}></rq-icon>` : inset ? html`<span class="no-icon"></span>` : nothing}
    <span class="label">${item.label}${reasonOf(item) && why === undefined ? html`<span class="reason">${item.reason}</span>` : nothing}</span>
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
