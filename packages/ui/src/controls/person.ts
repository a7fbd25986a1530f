import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { messages } from '../locales/index.js';
import { RqElement } from '../rq-element.js';

/** First letters of the first two words. */
export function initials(name: string): string {
  const letters = name.trim().split(/\s+/u).slice(0, 2).map((word) => [...word][0] ?? '');
  return letters.join('').toLocaleUpperCase();
}

/** One of eight hues, the same for the same name everywhere. */
function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % 8;
}

/** A person: initials, name, and for whom they stand in. */
export class RqPerson extends RqElement {
  static override styles = css`
    :host {
      display: inline-flex;
      align-items: center;
      gap: var(--rq-space-2);
      min-inline-size: 0;
      max-inline-size: 100%;
      vertical-align: middle;
    }
    .initials {
      display: inline-grid;
      place-items: center;
      flex: none;
      inline-size: calc(1.5 * var(--rem));
      block-size: calc(1.5 * var(--rem));
      border-radius: 50%;
      background: color-mix(in srgb, var(--hue) 16%, transparent);
      color: color-mix(in srgb, var(--hue) 80%, currentcolor);
      font-size: calc(0.625 * var(--rem));
      font-weight: 600;
    }
    .h0 { --hue: var(--rq-step-approval); }
    .h1 { --hue: var(--rq-step-execution); }
    .h2 { --hue: var(--rq-step-acceptance); }
    .h3 { --hue: var(--rq-step-notification); }
    .h4 { --hue: var(--rq-step-decision); }
    .h5 { --hue: var(--rq-step-acknowledgement); }
    .h6 { --hue: var(--rq-step-clarification); }
    .h7 { --hue: var(--rq-step-registration); }
    .lines {
      min-inline-size: 0;
    }
    .name,
    .note {
      display: block;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .note {
      color: var(--rq-text-muted);
      font-size: var(--rq-font-s);
    }
  `;

  @property() name = '';
  /** Second line: position, unit. */
  @property() note?: string;
  /** Name of whom the person stands in for. */
  @property({ attribute: 'behalf-of' }) onBehalfOf?: string;
  /** Name of who stands in for the person now. */
  @property() substitute?: string;

  override render(): unknown {
    const t = this.words(messages);
    const notes = [this.onBehalfOf && t.onBehalfOf({ name: this.onBehalfOf }), this.substitute && t.substitutedBy({ name: this.substitute }), this.note].filter(Boolean);
    return html`<span class="initials h${hueOf(this.name)}" aria-hidden="true">${initials(this.name)}</span>
      <span class="lines"><span class="name">${this.name}</span>${notes.length > 0 ? html`<span class="note">${notes.join(' · ')}</span>` : nothing}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-person': RqPerson;
  }
}
