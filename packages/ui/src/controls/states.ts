import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { typographyStyles } from '../controls.styles.js';
import { errorText } from '../error-text.js';
import { messages } from '../locales/index.js';
import { RqElement } from '../rq-element.js';
import { RqRetryEvent } from './events.js';

const blankStyles = css`
  :host {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: var(--rq-space-2);
    padding: var(--rq-space-5) var(--rq-space-4);
    text-align: center;
  }
  rq-icon {
    font-size: calc(1.75 * var(--rem));
    color: var(--rq-text-muted);
  }
  h3 {
    font-size: var(--rq-font-l);
  }
  p {
    max-inline-size: calc(34 * var(--rem));
    overflow-wrap: anywhere;
  }
`;

/**
 * Nothing is here, and what to do about it.
 * @slot - an explanation
 * @slot action - one button
 */
export class RqEmpty extends RqElement {
  protected static override readonly waitsForWords = false;
  static override styles = [typographyStyles, blankStyles];

  @property() icon = 'inbox';
  @property() heading = '';

  override render(): unknown {
    return html`<rq-icon .name=${this.icon}></rq-icon>
      ${this.heading ? html`<h3>${this.heading}</h3>` : nothing}
      <p class="muted"><slot></slot></p>
      <slot name="action"></slot>`;
  }
}

/**
 * What went wrong, in the person's language, with Retry.
 * @fires rq-retry
 */
export class RqError extends RqElement {
  protected static override readonly waitsForWords = false;
  static override styles = [
    typographyStyles,
    blankStyles,
    css`
      rq-icon {
        color: var(--rq-danger);
      }
      :host([inline]) {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-start;
        align-items: center;
        padding: var(--rq-space-2) var(--rq-space-3);
        border: 1px solid var(--rq-danger);
        border-radius: var(--rq-radius);
        text-align: start;
      }
      :host([inline]) rq-icon {
        font-size: var(--rem);
      }
      :host([inline]) p {
        flex: 1;
      }
    `,
  ];

  /** What was thrown. */
  @property({ attribute: false }) error?: unknown;
  /** One line instead of a block. */
  @property({ type: Boolean, reflect: true }) inline = false;
  /** Hides Retry, where repeating makes no sense. */
  @property({ type: Boolean, attribute: 'no-retry' }) noRetry = false;
  @property() zone?: string;

  override render(): unknown {
    const t = this.words(messages);
    return html`<rq-icon name="error"></rq-icon>
      <p role="alert">${errorText(this.error, this.language, this.zone)}</p>
      ${this.noRetry ? nothing : html`<rq-button .icon=${'rework'} @click=${() => this.dispatchEvent(new RqRetryEvent())}>${t.retry}</rq-button>`}`;
  }
}

/** Grey lines in the place of what is still loading. */
export class RqSkeleton extends RqElement {
  protected static override readonly waitsForWords = false;
  static override styles = css`
    :host {
      display: grid;
      gap: var(--rq-space-3);
      padding-block: var(--rq-space-2);
    }
    .line {
      block-size: calc(0.875 * var(--rem));
      border-radius: 4px;
      background: var(--rq-surface-hover);
    }
    .line:nth-child(3n + 2) {
      inline-size: 82%;
    }
    .line:nth-child(3n + 3) {
      inline-size: 64%;
    }
    @media (forced-colors: active) {
      .line {
        border: 1px solid GrayText;
      }
    }
  `;

  /** How many. */
  @property({ type: Number }) lines = 3;

  override render(): unknown {
    const count = Math.max(1, Math.min(50, Math.trunc(this.lines) || 3));
    return html`<span class="visually-hidden" role="status">${this.words(messages).loading}</span>${Array.from({ length: count }, () => html`<div class="line" aria-hidden="true"></div>`)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-empty': RqEmpty;
    'rq-error': RqError;
    'rq-skeleton': RqSkeleton;
  }
}
