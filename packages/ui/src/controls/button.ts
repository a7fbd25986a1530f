import { css, html, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import { buttonStyles } from '../controls.styles.js';
import { messages } from '../locales/index.js';
import { RqElement } from '../rq-element.js';
import { HintController } from './hint.js';
import { hintStyles } from './hint.styles.js';

/**
 * A button that can say why it cannot be pressed: with `disabled` and `reason` it stays focusable and shows the reason.
 * @slot - text
 * @csspart button - the native button
 */
export class RqButton extends RqElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static formAssociated = true;
  protected static override readonly waitsForWords = false;
  static override styles = [
    buttonStyles,
    hintStyles,
    css`
      :host {
        display: inline-block;
        vertical-align: middle;
      }
      .button {
        inline-size: 100%;
      }
      .spinner {
        inline-size: 1em;
        block-size: 1em;
        border: 2px solid currentColor;
        border-inline-end-color: transparent;
        border-radius: 50%;
        animation: turn 800ms linear infinite;
      }
      @keyframes turn {
        to {
          transform: rotate(1turn);
        }
      }
    `,
  ];

  /** One `primary` per screen. */
  @property() variant: 'primary' | 'secondary' | 'quiet' | 'danger' = 'secondary';
  /** Icon before the text. */
  @property() icon?: string;
  /** Name for assistive technology and hint when there is only an icon. */
  @property() label?: string;
  /** Lower, for dense rows. */
  @property({ type: Boolean }) compact = false;
  /** Work is going on; a second press does nothing. */
  @property({ type: Boolean }) busy = false;
  @property({ type: Boolean }) disabled = false;
  /** Why it is disabled and what would make it possible. */
  @property() reason?: string;
  /** `submit` submits the form it stands in. */
  @property() type: 'button' | 'submit' = 'button';
  /** For toggles: pressed or not; absent for plain buttons. */
  @property({ attribute: false }) pressed?: boolean;
  /** Whether what the button controls is open; absent when it controls nothing. */
  @property({ attribute: false }) expanded?: boolean;

  @query('button') private native?: HTMLButtonElement;
  @query('.hint') private hint?: HTMLElement;
  readonly #internals = this.attachInternals();

  constructor() {
    super();
    new HintController(this, { hint: () => this.hint, anchor: () => this.native });
    this.addEventListener('click', this.#guard, { capture: true });
    this.addEventListener('click', this.#submit);
  }

  get #off(): boolean {
    return this.disabled || this.busy;
  }

  readonly #guard = (event: Event): void => {
    if (!this.#off) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  readonly #submit = (): void => {
    if (this.type === 'submit') this.#internals.form?.requestSubmit();
  };

  override render(): unknown {
    const iconOnly = this.icon !== undefined && this.label !== undefined && this.textContent?.trim() === '';
    const hint = this.disabled ? (this.reason ?? (iconOnly ? this.label : '')) : iconOnly ? this.label : '';
    const t = this.words(messages);
    return html`<button
        part="button"
        type="button"
        class="button ${this.variant} ${this.compact ? 'compact' : ''} ${iconOnly ? 'icon' : ''}"
        aria-disabled=${this.#off ? 'true' : nothing}
        aria-label=${this.label || nothing}
        aria-describedby=${this.disabled && this.reason ? 'hint' : nothing}
        aria-pressed=${this.pressed === undefined ? nothing : String(this.pressed)}
        aria-expanded=${this.expanded === undefined ? nothing : String(this.expanded)}
        aria-busy=${this.busy ? 'true' : nothing}
      >
        ${this.busy ? html`<span class="spinner" aria-hidden="true"></span><span class="visually-hidden">${t.busy}</span>` : this.icon ? html`<rq-icon .name=${this.icon}></rq-icon>` : nothing}
        <slot></slot>
      </button>
      <span id="hint" class="hint" popover="manual" role="tooltip">${hint}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-button': RqButton;
  }
}
