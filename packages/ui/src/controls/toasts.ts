import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { buttonStyles, overlayStyles } from '../controls.styles.js';
import { messages } from '../locales/index.js';
import { RqElement } from '../rq-element.js';
import type { RqToastEvent, Toast } from './toast.js';

interface Shown extends Toast {
  readonly id: number;
}

const icons = { info: 'info', success: 'check-circle', warning: 'warning', danger: 'error' } as const;
let count = 0;

/**
 * Shows messages from its surroundings: everything in the same document or shadow root, and below.
 * @csspart toast
 */
export class RqToasts extends RqElement {
  static override styles = [
    buttonStyles,
    overlayStyles,
    css`
      .region {
        position: fixed;
        inset: auto auto var(--rq-space-4) 50%;
        translate: -50% 0;
        display: grid;
        gap: var(--rq-space-2);
        inline-size: min(calc(30 * var(--rem)), calc(100vw - calc(2 * var(--rem))));
        margin: 0;
        padding: 0;
        border: 0;
        background: none;
        overflow: visible;
      }
      .region:not(:popover-open) {
        display: none;
      }
      /* On a phone the bottom is where people press. */
      @media (max-width: 30rem) {
        .region {
          inset-block: var(--rq-space-4) auto;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
      .toast {
        display: flex;
        align-items: center;
        gap: var(--rq-space-2);
        padding: var(--rq-space-2) var(--rq-space-3);
        border-inline-start: 3px solid var(--rq-info);
      }
      .success {
        border-inline-start-color: var(--rq-success);
      }
      .warning {
        border-inline-start-color: var(--rq-warning);
      }
      .danger {
        border-inline-start-color: var(--rq-danger);
      }
      .text {
        flex: 1;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private toasts: readonly Shown[] = [];
  @query('.region') private region?: HTMLElement;
  #root?: Node;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Adds a message. Returns the way to take it away. */
  show(toast: Toast): () => void {
    const shown = { ...toast, id: ++count };
    this.toasts = [...this.toasts, shown].slice(-4);
    this.#arm(shown);
    return () => this.#remove(shown.id);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#root = this.getRootNode();
    this.#root.addEventListener('rq-toast', this.#onToast as EventListener);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#root?.removeEventListener('rq-toast', this.#onToast as EventListener);
    this.#pause();
  }

  override updated(_changed: PropertyValues): void {
    const region = this.region;
    if (!region?.isConnected) return;
    const open = region.matches(':popover-open');
    if (this.toasts.length > 0 && !open) region.showPopover();
    if (this.toasts.length === 0 && open) region.hidePopover();
  }

  #onToast = (event: RqToastEvent): void => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.show(event.toast);
  };

  #arm(toast: Shown): void {
    const duration = toast.duration ?? (toast.action ? 10_000 : 5_000);
    if (duration > 0) this.#timers.set(toast.id, setTimeout(() => this.#remove(toast.id), duration));
  }

  #pause = (): void => {
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
  };

  #resume = (): void => {
    this.#pause();
    this.toasts.forEach((toast) => this.#arm(toast));
  };

  #remove(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  #act(toast: Shown): void {
    this.#remove(toast.id);
    toast.action?.run();
  }

  override render(): unknown {
    const t = this.words(messages);
    return html`<div
      class="region"
      popover="manual"
      role="region"
      aria-label=${t.messages}
      @pointerenter=${this.#pause}
      @pointerleave=${this.#resume}
      @focusin=${this.#pause}
      @focusout=${this.#resume}
    >
      <div aria-live="polite" role="status">
        ${repeat(
          this.toasts,
          (toast) => toast.id,
          (toast) => html`<div class="toast overlay ${toast.tone ?? 'info'}" part="toast">
            <rq-icon .name=${icons[toast.tone ?? 'info']}></rq-icon>
            <span class="text">${toast.text}</span>
            ${toast.action ? html`<button type="button" class="button compact" @click=${() => this.#act(toast)}>${toast.action.label}</button>` : nothing}
            <button type="button" class="button quiet icon compact" aria-label=${t.close} @click=${() => this.#remove(toast.id)}><rq-icon name="close"></rq-icon></button>
          </div>`,
        )}
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-toasts': RqToasts;
  }
}
