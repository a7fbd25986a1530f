import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { RqElement } from '../rq-element.js';
import { RqTabEvent } from './events.js';

/** One tab. Its panel is the child with `slot` equal to `id`. */
export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly icon?: string;
  /** Number beside the label. */
  readonly count?: number;
  readonly disabled?: boolean;
  /** Why it is disabled. */
  readonly reason?: string;
}

/**
 * Tabs with panels. Arrow keys move, Home and End jump. In a narrow place they take several rows.
 * @slot <tab id> - panel of the tab
 * @fires rq-tab - another tab was chosen (`event.tab`); `selected` has changed already
 * @csspart tablist
 */
export class RqTabs extends RqElement {
  static override styles = css`
    .list {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--rq-space-1);
      border-block-end: 1px solid var(--rq-border);
    }
    .tab {
      display: inline-flex;
      align-items: center;
      gap: var(--rq-space-2);
      min-block-size: calc(2.25 * var(--rem));
      margin: 0;
      padding: 0 var(--rq-space-3);
      border: 0;
      border-block-end: 2px solid transparent;
      background: none;
      color: var(--rq-text-muted);
      font: inherit;
      white-space: nowrap;
      cursor: pointer;
    }
    .tab:hover {
      color: var(--rq-text);
    }
    .tab:focus-visible {
      outline-offset: -2px;
    }
    .tab[aria-selected='true'] {
      border-block-end-color: var(--rq-accent);
      color: var(--rq-text);
      font-weight: 600;
    }
    .tab[aria-disabled='true'] {
      cursor: not-allowed;
      opacity: 0.7;
    }
    .count {
      min-inline-size: calc(1.25 * var(--rem));
      padding: 0 var(--rq-space-1);
      border-radius: var(--rem);
      background: var(--rq-surface-hover);
      font-size: var(--rq-font-s);
      font-weight: 500;
      font-variant-numeric: tabular-nums;
      text-align: center;
    }
    @media (pointer: coarse) {
      .tab {
        min-block-size: var(--rq-control-touch);
      }
    }
    @media (forced-colors: active) {
      .tab[aria-selected='true'] {
        border-block-end-color: Highlight;
      }
    }
  `;

  @property({ attribute: false }) tabs: readonly Tab[] = [];
  /** Id of the open tab; the first when absent. */
  @property() selected = '';
  /** What the tabs are about. */
  @property() label?: string;

  get #current(): string {
    return this.tabs.some((tab) => tab.id === this.selected) ? this.selected : (this.tabs[0]?.id ?? '');
  }

  #select(tab: Tab | undefined): void {
    if (!tab || tab.disabled || tab.id === this.#current) return;
    this.selected = tab.id;
    this.dispatchEvent(new RqTabEvent(tab.id));
  }

  #onKey = (event: KeyboardEvent): void => {
    const open = this.tabs.filter((tab) => !tab.disabled);
    const at = open.findIndex((tab) => tab.id === this.#current);
    const step = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: open.length - 1 }[event.key];
    if (to === undefined || open.length === 0) return;
    event.preventDefault();
    const tab = open[(to + open.length) % open.length];
    this.#select(tab);
    void this.updateComplete.then(() => this.shadowRoot?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  };

  override render(): unknown {
    const tabs = this.checked('tabs', this.tabs, (value): value is readonly Tab[] => Array.isArray(value), 'an array', []);
    const current = this.#current;
    return html`<div class="list" part="tablist" role="tablist" aria-label=${this.label || nothing} @keydown=${this.#onKey}>
        ${tabs.map(
          (tab) =>
            html`<button
              type="button"
              class="tab"
              role="tab"
              id="tab-${tab.id}"
              aria-controls="panel-${tab.id}"
              aria-selected=${String(tab.id === current)}
              aria-disabled=${tab.disabled ? 'true' : nothing}
              tabindex=${tab.id === current ? 0 : -1}
              title=${(tab.disabled && tab.reason) || nothing}
              @click=${() => this.#select(tab)}
            >
              ${tab.icon ? html`<rq-icon .name=${tab.icon}></rq-icon>` : nothing}${tab.label}
              ${tab.count === undefined ? nothing : html`<span class="count">${tab.count}</span>`}
            </button>`,
        )}
      </div>
      ${tabs.map(
        (tab) =>
          html`<div role="tabpanel" id="panel-${tab.id}" aria-labelledby="tab-${tab.id}" ?hidden=${tab.id !== current}><slot name=${tab.id}></slot></div>`,
      )}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-tabs': RqTabs;
  }
}
