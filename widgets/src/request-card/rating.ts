import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RatingAverage, RequestService, RequestView } from '@requestry/model';
import { define, fieldStyles, formatNumber, renderWhen, typographyStyles } from '@requestry/ui';
import { Attempt } from '../parts/attempt.js';
import { Loaded } from '../parts/loaded.js';
import { partStyles } from '../parts/parts.styles.js';
import { cardMessages } from '../locales/card.js';
import type { CardMessages } from '../locales/card.js';
import { RqServiceElement } from '../parts/service-element.js';
import { guideWords } from './guide-words.js';
import { sideStyles } from './side.styles.js';
import { ViewChangeEvent } from './view-event.js';

const all = [1, 2, 3, 4, 5] as const;

/**
 * How satisfied the initiator is: asked once the request is completed, shown to everybody who sees it afterwards.
 * @fires rq-view - the request was changed (`event.view`)
 */
export class RqRating extends RqServiceElement {
  static override styles = [
    typographyStyles,
    fieldStyles,
    partStyles,
    sideStyles,
    css`
      .stars {
        display: inline-flex;
        margin: 0;
        padding: 0;
        border: 0;
      }
      .stars label {
        display: inline-grid;
        place-items: center;
        inline-size: 2rem;
        block-size: 2rem;
        border-radius: var(--rq-radius);
        color: var(--rq-text-muted);
        cursor: pointer;
      }
      .stars label.on,
      .given {
        color: var(--rq-warning);
      }
      .stars label:has(:focus-visible) {
        outline: 2px solid var(--rq-accent);
      }
      .stars input {
        position: absolute;
        opacity: 0;
        pointer-events: none;
      }
      .by {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--rq-space-1) var(--rq-space-2);
      }
      .words {
        white-space: pre-line;
      }
      @container (max-inline-size: 640px) {
        section {
          padding: var(--rq-space-3);
        }
      }
      @media (pointer: coarse) {
        .stars label {
          inline-size: var(--rq-control-touch);
          block-size: var(--rq-control-touch);
        }
      }
    `,
  ];

  protected override get t(): CardMessages {
    return this.words(cardMessages);
  }

  @property({ attribute: false }) view?: RequestView;

  @state() private stars = 0;
  @state() private text = '';
  @state() private changing = false;
  @state() private busy = false;
  @state() private failure?: unknown;
  readonly #attempt = new Attempt();
  /** What requests of the kind were rated on average, for those who see every request. */
  readonly #average = new Loaded(
    this,
    () => (this.port && this.view && this.view.rating && this.actor.value?.rights.some((right) => right === 'see-all' || right === 'administer') ? [this.port, this.view.kind, this.view.rating] : undefined),
    (port: RequestService, kind: string, _rating: object): Promise<RatingAverage | undefined> => port.getRatings({ kind }).then(({ kinds }) => kinds.find(({ id }) => id === kind)),
  );

  async #send(view: RequestView): Promise<void> {
    const { port } = this;
    if (!port || this.busy || this.stars === 0) return;
    const command = { request: view.id, stars: this.stars, ...(this.text.trim() ? { text: this.text.trim() } : {}) };
    this.busy = true;
    this.failure = undefined;
    try {
      const after = await port.rateRequest({ ...command, idempotencyKey: this.#attempt.keyFor(command) });
      this.#attempt.done();
      this.changing = false;
      this.dispatchEvent(new ViewChangeEvent(after));
    } catch (error) {
      this.failure = error;
    }
    this.busy = false;
  }

  override render(): unknown {
    const { view } = this;
    const { rating, rate } = view ?? {};
    if (!view || (!rating && !rate?.allowed)) return nothing;
    const w = this.words(guideWords);
    return html`<section>
      <h3>${w.rating}</h3>
      ${rating && !this.changing ? this.#renderGiven(view, rating) : this.#renderForm(view)}
      ${this.failure ? html`<rq-error inline no-retry .error=${this.failure}></rq-error>` : nothing}
    </section>`;
  }

  #renderGiven(view: RequestView, rating: NonNullable<RequestView['rating']>): unknown {
    const w = this.words(guideWords);
    return html`<div class="by">
        <span class="given" role="img" aria-label=${w.stars({ count: rating.stars })}>${all.map((star) => html`<rq-icon name=${star <= rating.stars ? 'star-filled' : 'star'}></rq-icon>`)}</span>
        <span class="muted">${view.names[rating.by] ?? rating.by}</span>${renderWhen(rating.changedAt ?? rating.at, this.language, this.zone)}
      </div>
      ${rating.text === undefined ? nothing : html`<div class="words">${rating.text}</div>`}
      ${this.#average.value ? html`<div class="muted">${w.average({ average: formatNumber(this.#average.value.average, this.language), count: this.#average.value.count })}</div>` : nothing}
      ${view.rate?.allowed ? html`<div><rq-button compact variant="quiet" @click=${() => { [this.stars, this.text, this.changing] = [rating.stars, rating.text ?? '', true]; }}>${w.change}</rq-button></div>` : nothing}`;
  }

  #renderForm(view: RequestView): unknown {
    const w = this.words(guideWords);
    return html`<fieldset class="stars" aria-label=${w.rate}>
        ${all.map((star) => html`<label class=${star <= this.stars ? 'on' : ''} title=${w.stars({ count: star })}><input type="radio" name="stars" value=${star} aria-label=${w.stars({ count: star })} .checked=${this.stars === star} @change=${() => (this.stars = star)} /><rq-icon name=${star <= this.stars ? 'star-filled' : 'star'}></rq-icon></label>`)}
      </fieldset>
      ${this.stars > 0 ? html`<textarea class="input" rows="2" maxlength="2000" aria-label=${w.words} placeholder=${w.words} .value=${this.text} @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}></textarea>` : nothing}
      <div class="toolbar">
        <rq-button compact variant="primary" .busy=${this.busy} .disabled=${this.stars === 0} .reason=${w.rate} @click=${() => void this.#send(view)}>${w.send}</rq-button>
        ${this.changing ? html`<rq-button compact variant="quiet" @click=${() => (this.changing = false)}>${this.t.cancel}</rq-button>` : nothing}
      </div>`;
  }
}

define('rq-rating', RqRating);

declare global {
  interface HTMLElementTagNameMap {
    'rq-rating': RqRating;
  }
}
