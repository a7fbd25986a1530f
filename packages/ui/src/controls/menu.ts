import { css, html, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import { buttonStyles, overlayStyles } from '../controls.styles.js';
import { messages } from '../locales/index.js';
import { RqElement } from '../rq-element.js';
import { RqSelectEvent } from './events.js';
import { place } from './place.js';

/** One entry of a menu. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Why it is disabled; shown under the label. */
  readonly reason?: string;
  /** A line above the entry. */
  readonly separated?: boolean;
  /** Ticked or not; absent for plain entries. */
  readonly checked?: boolean;
}

/**
 * A button that opens a list of actions.
 * @fires rq-select - an entry was chosen (`event.item`)
 * @csspart button
 * @csspart list
 */
export class RqMenu extends RqElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override styles = [
    buttonStyles,
    overlayStyles,
    css`
      :host {
        display: inline-block;
        vertical-align: middle;
      }
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

  @property({ attribute: false }) items: readonly MenuItem[] = [];
  /** Text of the button; with `icon` and `compact-label` only its accessible name. */
  @property() label = '';
  @property() icon?: string;
  /** Shows the icon alone; the label is its name. */
  @property({ type: Boolean, attribute: 'icon-only' }) iconOnly = false;
  @property() variant: 'primary' | 'secondary' | 'quiet' = 'quiet';
  @property({ type: Boolean }) compact = false;
  @property() align: 'start' | 'end' = 'end';

  @query('.list') private list?: HTMLElement;
  @query('.button') private button?: HTMLButtonElement;
  #open = false;

  /** Opens the list and focuses its first entry. */
  show(): void {
    this.list?.showPopover();
  }

  hide(): void {
    if (this.list?.matches(':popover-open')) this.list.hidePopover();
  }

  #onToggle = (event: ToggleEvent): void => {
    this.#open = event.newState === 'open';
    this.requestUpdate();
    if (!this.#open || !this.list || !this.button) return;
    place(this.list, this.button, { align: this.align });
    this.#entries()[0]?.focus();
  };

  #entries(): HTMLElement[] {
    return [...(this.list?.querySelectorAll<HTMLElement>('.item') ?? [])];
  }

  #onKey = (event: KeyboardEvent): void => {
    const entries = this.#entries();
    const at = entries.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const next = nextIndex(event.key, at, entries, event);
    if (event.key === 'Tab') this.hide();
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    entries[next]?.focus();
  };

  #onButtonKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.show();
  };

  #choose(item: MenuItem): void {
    if (item.disabled) return;
    this.hide();
    this.button?.focus();
    this.dispatchEvent(new RqSelectEvent(item.id));
  }

  override render(): unknown {
    const t = this.words(messages);
    const label = this.label || t.more;
    const iconOnly = this.iconOnly || !this.label;
    const items = this.checked('items', this.items, (value): value is readonly MenuItem[] => Array.isArray(value), 'an array', []);
    return html`<button
        part="button"
        type="button"
        class="button ${this.variant} ${this.compact ? 'compact' : ''} ${iconOnly ? 'icon' : ''}"
        aria-haspopup="menu"
        aria-expanded=${String(this.#open)}
        aria-label=${iconOnly ? label : nothing}
        title=${iconOnly ? label : nothing}
        popovertarget="list"
        @keydown=${this.#onButtonKey}
      >
        ${this.icon || iconOnly ? html`<rq-icon .name=${this.icon ?? 'more'}></rq-icon>` : nothing}
        ${iconOnly ? nothing : html`${label}<rq-icon name="chevron-down"></rq-icon>`}
      </button>
      <div id="list" part="list" class="list overlay" popover="auto" role="menu" aria-label=${label} @toggle=${this.#onToggle} @keydown=${this.#onKey}>
        ${items.map((item) => this.#renderItem(item))}
      </div>`;
  }

  #renderItem(item: MenuItem): unknown {
    return html`<button
      type="button"
      tabindex="-1"
      class="item ${item.danger ? 'danger' : ''} ${item.separated ? 'separated' : ''}"
      role=${item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked=${item.checked === undefined ? nothing : String(item.checked)}
      aria-disabled=${item.disabled ? 'true' : nothing}
      @click=${() => this.#choose(item)}
    >
      ${item.checked ? html`<rq-icon name="check"></rq-icon>` : item.icon ? html`<rq-icon .name=${item.icon}></rq-icon>` : nothing}
      <span class="label">${item.label}${item.disabled && item.reason ? html`<span class="reason">${item.reason}</span>` : nothing}</span>
    </button>`;
  }
}

/** Index of the entry that a key moves to: arrows, Home, End, or the first letter. */
function nextIndex(key: string, at: number, entries: readonly HTMLElement[], modifiers: KeyboardEvent): number | undefined {
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

declare global {
  interface HTMLElementTagNameMap {
    'rq-menu': RqMenu;
  }
}
