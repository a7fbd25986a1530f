import '../parts/shared.js';
import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { define, traceText, typographyStyles } from '@requestry/ui';
import '@requestry/ui/why';
import '../parts/forecast-list.js';
import { RqServiceElement } from '../parts/service-element.js';
import { spanText } from '../parts/span-text.js';
import { aheadWords } from './ahead-words.js';
import { Forecaster } from './forecaster.js';
import type { Submission } from './forecaster.js';

/** What will happen to a request that is being filled in: who decides, when, and why so. */
export class RqRequestAhead extends RqServiceElement {
  static override styles = [
    typographyStyles,
    css`
      aside {
        display: grid;
        gap: var(--rq-space-3);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--rq-space-2) var(--rq-space-3);
        min-block-size: 1.5rem;
      }
      h3 {
        flex: 1;
        font-size: var(--rq-font-m);
      }
      [aria-busy='true'] rq-forecast-list {
        opacity: 0.65;
      }
      .end {
        display: flex;
        align-items: baseline;
        gap: var(--rq-space-2);
        font-size: var(--rq-font-s);
      }
    `,
  ];

  /** What would be submitted. It is asked about at once first, later when typing stops. */
  @property({ attribute: false }) submission?: Submission;

  readonly #forecaster = new Forecaster(this);

  override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { port, submission } = this;
    if (!changed.has('submission') || !port || !submission) return;
    this.#forecaster.ask(port, submission, changed.get('submission') ? undefined : 0);
  }

  override render(): unknown {
    const t = this.words(aheadWords);
    const { value, error, busy } = this.#forecaster;
    const end = value && spanText(value.from, value.to, this.language, this.zone);
    return html`<aside aria-label=${t.whatWillHappen} aria-busy=${String(busy)}>
      <header>
        <h3>${t.whatWillHappen}</h3>
        ${value && value.branches.length > 0 ? html`<rq-why .text=${value.branches.map((branch) => traceText(branch, this.language, value.names)).join('\n')} .label=${t.whyThisWay}></rq-why>` : nothing}
      </header>
      ${value
        ? value.steps.length === 0
          ? html`<p class="muted">${t.forecastEmpty}</p>`
          : html`<rq-forecast-list .forecast=${value}></rq-forecast-list>`
        : error
          ? html`<p class="muted">${t.forecastFailed}</p>`
          : html`<rq-skeleton .lines=${5}></rq-skeleton>`}
      ${end ? html`<div class="end"><rq-icon name="calendar"></rq-icon><span>${t.doneProbably({ when: end })}</span></div>` : nothing}
    </aside>`;
  }
}

define('rq-request-ahead', RqRequestAhead);

declare global {
  interface HTMLElementTagNameMap {
    'rq-request-ahead': RqRequestAhead;
  }
}
