import { css, html, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import { buttonStyles } from '../controls.styles.js';
import { errorText } from '../error-text.js';
import { messages } from '../locales/index.js';
import { RqElement } from '../rq-element.js';
import { RqSelectEvent } from './events.js';
import { expectOverlays, overlays, withOverlays } from './overlay-part.js';
import { showToast } from './toast.js';

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
 * A button that opens a list of actions. What shows the list is fetched when the page has nothing else to do, or when it is opened.
 * @fires rq-select - an entry was chosen (`event.item`)
 * @csspart button
 * @csspart list
 */
export class RqMenu extends RqElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override styles = [
    buttonStyles,
    css`
      :host {
        display: inline-block;
        vertical-align: middle;
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
  /** It was to be opened, and what shows the list is on its way. */
  #coming = false;

  override connectedCallback(): void {
    super.connectedCallback();
    expectOverlays();
  }

  /** Opens the list and focuses its first entry. */
  show(): void {
    this.#coming = overlays() === undefined;
    this.requestUpdate();
    withOverlays(
      () => {
        this.#coming = false;
        if (this.isConnected && !this.#open) this.list?.showPopover();
      },
      (error) => {
        this.#coming = false;
        this.requestUpdate();
        showToast(this, { tone: 'danger', text: errorText(error, this.language) });
      },
    );
  }

  hide(): void {
    if (this.list?.matches(':popover-open')) this.list.hidePopover();
  }

  /** The browser opens and closes the list by the button itself once what shows it is there. */
  #onClick = (event: Event): void => {
    if (this.button?.hasAttribute('popovertarget')) return;
    event.preventDefault();
    this.show();
  };

  /** Entries are there while the list is open. */
  #onBeforeToggle = (event: ToggleEvent): void => {
    this.#open = event.newState === 'open';
    this.requestUpdate();
    const root = this.renderRoot as ShadowRoot;
    const sheets = overlays()?.menuStyles.flatMap(({ styleSheet }) => styleSheet ?? []) ?? [];
    if (!sheets.every((sheet) => root.adoptedStyleSheets.includes(sheet))) root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
  };

  #onToggle = (event: ToggleEvent): void => {
    this.#open = event.newState === 'open';
    this.requestUpdate();
    if (!this.#open || !this.list || !this.button) return;
    overlays()?.place(this.list, this.button, { align: this.align });
    this.#entries()[0]?.focus();
  };

  #entries(): HTMLElement[] {
    return [...(this.list?.querySelectorAll<HTMLElement>('.item') ?? [])];
  }

  #onKey = (event: KeyboardEvent): void => {
    const entries = this.#entries();
    const at = entries.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const next = overlays()?.nextIndex(event.key, at, entries, event);
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

  readonly #choose = (item: MenuItem): void => {
    if (item.disabled) return;
    this.hide();
    this.button?.focus();
    this.dispatchEvent(new RqSelectEvent(item.id));
  };

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
        aria-busy=${this.#coming ? 'true' : nothing}
        popovertarget=${overlays() ? 'list' : nothing}
        @click=${this.#onClick}
        @keydown=${this.#onButtonKey}
      >
        ${this.icon || iconOnly ? html`<rq-icon .name=${this.icon ?? 'more'}></rq-icon>` : nothing}
        ${iconOnly ? nothing : html`${label}<rq-icon name="chevron-down"></rq-icon>`}
      </button>
      <div id="list" part="list" class="list overlay" popover="auto" role="menu" aria-label=${label} @beforetoggle=${this.#onBeforeToggle} @toggle=${this.#onToggle} @keydown=${this.#onKey}>
        ${this.#open ? overlays()?.renderItems(items, this.#choose) : nothing}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-menu': RqMenu;
  }
}
