import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { RequestView } from '@requestry/model';
import { define, formatList, typographyStyles } from '@requestry/ui';
import { RqServiceElement } from '../parts/service-element.js';
import { endingWords } from './ending-words.js';

/**
 * What comes after a request was submitted: whom it waits for, and where the person may go.
 * @fires rq-again - another request of the kind is wanted
 * @fires rq-leave - the person is done
 * @fires rq-open - the person wants to see the request
 */
export class RqRequestDone extends RqServiceElement {
  static override styles = [
    typographyStyles,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: var(--rq-space-3);
      }
      p {
        max-inline-size: 36rem;
        overflow-wrap: anywhere;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--rq-space-2);
      }
    `,
  ];

  @property({ attribute: false }) request?: RequestView;

  override render(): unknown {
    const { request } = this;
    if (!request) return nothing;
    const t = this.words(endingWords);
    const waiting = request.waitingFor.map((each) => {
      const who = formatList(each.people.slice(0, 3), this.language);
      return who ? `${this.textOf(each.step)} — ${who}` : this.textOf(each.step);
    });
    return html`<p>${request.title}</p>
      ${waiting.length > 0 ? html`<p class="muted">${t.nowWaitsFor({ list: waiting.join('; ') })}</p>` : nothing}
      <div class="actions">
        <rq-button @click=${() => this.dispatchEvent(new Event('rq-again'))}>${t.oneMore}</rq-button>
        <rq-button @click=${() => this.dispatchEvent(new Event('rq-leave'))}>${this.t.backToCatalog}</rq-button>
        <rq-button variant="primary" @click=${() => this.dispatchEvent(new Event('rq-open'))}>${t.openRequest}</rq-button>
      </div>`;
  }
}

define('rq-request-done', RqRequestDone);

declare global {
  interface HTMLElementTagNameMap {
    'rq-request-done': RqRequestDone;
  }
}
