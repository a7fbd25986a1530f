import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { RqElement } from '../rq-element.js';

/** Meaning of a colour; a word or an icon always stands beside it. */
export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'info';

/**
 * A state in a word.
 * @slot - the word
 */
export class RqBadge extends RqElement {
  static override styles = css`
    :host {
      --ink: var(--rq-text-muted);
      --ground: var(--rq-surface-hover);
      display: inline-flex;
      align-items: center;
      gap: var(--rq-space-1);
      max-inline-size: 100%;
      padding: calc(0.0625 * var(--rem)) var(--rq-space-2);
      border: 1px solid transparent;
      border-radius: var(--rem);
      background: var(--ground);
      color: var(--ink);
      font-size: var(--rq-font-s);
      font-weight: 500;
      white-space: nowrap;
      vertical-align: middle;
    }
    :host([tone='accent']) {
      --ink: var(--rq-accent);
      --ground: var(--accent-soft);
    }
    :host([tone='success']) {
      --ink: var(--rq-success);
      --ground: var(--success-soft);
    }
    :host([tone='warning']) {
      --ink: var(--rq-warning);
      --ground: var(--warning-soft);
    }
    :host([tone='danger']) {
      --ink: var(--rq-danger);
      --ground: var(--danger-soft);
    }
    :host([tone='info']) {
      --ink: var(--rq-info);
      --ground: var(--info-soft);
    }
    .text {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    rq-icon {
      font-size: calc(0.75 * var(--rem));
    }
    @media (forced-colors: active) {
      :host {
        border-color: CanvasText;
      }
    }
  `;

  @property({ reflect: true }) tone: Tone = 'neutral';
  @property() icon?: string;

  override render(): unknown {
    return html`${this.icon ? html`<rq-icon .name=${this.icon}></rq-icon>` : nothing}<span class="text"><slot></slot></span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-badge': RqBadge;
  }
}
