import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import { buttonStyles, overlayStyles, typographyStyles } from '../controls.styles.js';
import { messages } from '../locales/index.js';
import { RqElement } from '../rq-element.js';
import { RqCloseEvent } from './events.js';
import { focusedElement } from './focused-element.js';

/**
 * A modal dialog. Focus goes in when it opens and back to where it was when it closes.
 * @slot - content
 * @slot actions - buttons at the end, the primary one last
 * @fires rq-close - Escape, the cross, or a press outside; cancelable
 * @csspart dialog
 */
export class RqDialog extends RqElement {
  static override styles = [
    typographyStyles,
    buttonStyles,
    overlayStyles,
    css`
      :host {
        display: contents;
      }
      dialog {
        inline-size: min(var(--dialog-size, calc(32 * var(--rem))), calc(100vw - calc(2 * var(--rem))));
        max-block-size: calc(100dvh - calc(2 * var(--rem)));
        padding: 0;
        overflow: hidden;
      }
      dialog[open] {
        display: flex;
        flex-direction: column;
      }
      :host([size='wide']) dialog {
        --dialog-size: calc(60 * var(--rem));
      }
      dialog::backdrop {
        background: rgb(12 20 32 / 0.42);
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--rq-space-3);
        padding: var(--rq-space-3) var(--rq-space-3) var(--rq-space-2) var(--rq-space-4);
      }
      h2 {
        flex: 1;
        font-size: var(--rq-font-l);
        overflow-wrap: anywhere;
      }
      .body {
        padding: var(--rq-space-2) var(--rq-space-4) var(--rq-space-4);
        overflow: auto;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--rq-space-2);
        padding: var(--rq-space-3) var(--rq-space-4);
        border-block-start: 1px solid var(--rq-border);
      }
      footer:not(.filled) {
        display: none;
      }
    `,
  ];

  @property({ type: Boolean, reflect: true }) open = false;
  /** Title, and the dialog's name. */
  @property() heading = '';
  @property({ reflect: true }) size: 'normal' | 'wide' = 'normal';

  @query('dialog') private dialog?: HTMLDialogElement;
  #returnTo?: HTMLElement;
  #hasActions = false;

  override updated(changed: PropertyValues): void {
    const dialog = this.dialog;
    if (!changed.has('open') || !dialog) return;
    if (this.open && !dialog.open) {
      this.#returnTo = focusedElement();
      dialog.showModal();
      void this.#focusInside();
    } else if (!this.open && dialog.open) {
      dialog.close();
      this.#returnTo?.focus();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.dialog?.open) {
      this.dialog.close();
      this.#returnTo?.focus();
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.open) this.requestUpdate('open', false);
  }

  /** An element of ours can take focus only after it has rendered. */
  async #focusInside(): Promise<void> {
    const target = this.querySelector<HTMLElement & { updateComplete?: Promise<unknown> }>('[autofocus]');
    await target?.updateComplete;
    if (this.open) target?.focus();
  }

  #ask = (event?: Event): void => {
    event?.preventDefault();
    if (this.dispatchEvent(new RqCloseEvent())) this.open = false;
  };

  #onPointerDown = (event: PointerEvent): void => {
    if (event.target !== this.dialog) return;
    const box = this.dialog.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) this.#ask();
  };

  #onActions = (event: Event): void => {
    this.#hasActions = (event.target as HTMLSlotElement).assignedElements().length > 0;
    this.requestUpdate();
  };

  override render(): unknown {
    const t = this.words(messages);
    return html`<dialog part="dialog" class="overlay" aria-labelledby=${this.heading ? 'heading' : nothing} @cancel=${this.#ask} @pointerdown=${this.#onPointerDown}>
      <header>
        <h2 id="heading">${this.heading}</h2>
        <button type="button" class="button quiet icon compact" aria-label=${t.close} @click=${this.#ask}><rq-icon name="close"></rq-icon></button>
      </header>
      <div class="body" part="body"><slot></slot></div>
      <footer class=${this.#hasActions ? 'filled' : ''} part="actions"><slot name="actions" @slotchange=${this.#onActions}></slot></footer>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-dialog': RqDialog;
  }
}
