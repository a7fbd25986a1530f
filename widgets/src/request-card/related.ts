import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Change, FormDefinition, RelatedRequest, RelationsView, RequestService, RequestView } from '@requestry/model';
import type { MenuItem, RqSelectEvent } from '@requestry/ui';
import { buttonStyles, confirmDialog, define, formatNumber, requestStateLook, requestStateText, traceText, typographyStyles } from '@requestry/ui';
import '@requestry/ui/badge';
import { KindOpenEvent } from '../catalog/events.js';
import { Attempt } from '../parts/attempt.js';
import { Loaded } from '../parts/loaded.js';
import { partStyles } from '../parts/parts.styles.js';
import { cardMessages } from '../locales/card.js';
import type { CardMessages } from '../locales/card.js';
import { RqServiceElement } from '../parts/service-element.js';
import { RequestOpenEvent } from '../request-form/events.js';
import { sideStyles } from './side.styles.js';
import { relatedWords } from './related-words.js';
import { fieldLabel, titlesIn, valueText } from './value-text.js';

/**
 * Requests that belong together with one, and what can be made of it. Nothing when there is neither.
 * @fires rq-request-open - a request was chosen
 * @fires rq-kind-open - a new request is to be made; its draft is ready
 */
export class RqRelated extends RqServiceElement {
  static override styles = [
    typographyStyles,
    buttonStyles,
    partStyles,
    sideStyles,
    css`
      :host([hidden]) {
        display: none;
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--rq-space-2);
      }
      ul {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--rq-space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: start;
        gap: 0 var(--rq-space-2);
        overflow-wrap: anywhere;
      }
      .what {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--rq-space-2);
        color: var(--rq-text-muted);
        font-size: var(--rq-font-s);
      }
      .link {
        padding: 0;
        border: 0;
        background: none;
        color: var(--rq-accent);
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      .link:hover {
        text-decoration: underline;
      }
      dl {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--rq-space-3);
        margin: 0;
        font-size: var(--rq-font-s);
      }
      dl div {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--rq-space-1);
      }
      dt {
        color: var(--rq-text-muted);
      }
      dd {
        margin: 0;
      }
      del {
        color: var(--rq-text-muted);
      }
      @container (max-inline-size: 640px) {
        section {
          padding: var(--rq-space-3);
        }
      }
      @media (pointer: coarse) {
        .link {
          min-block-size: 2rem;
        }
      }
    `,
  ];

  protected override get t(): CardMessages {
    return this.words(cardMessages);
  }

  @property({ attribute: false }) view?: RequestView;
  /** The request's own form: what amendments change is told in its words. */
  @property({ attribute: false }) form?: FormDefinition;
  @property({ attribute: false }) heading = '';

  @state() private failure?: unknown;
  @state() private busy = false;
  readonly #attempt = new Attempt();
  readonly #related = new Loaded(
    this,
    () => (this.port && this.view ? [this.port, this.view.id] : undefined),
    (port: RequestService, request: string): Promise<RelationsView> => port.findRelated({ request }),
  );

  protected override onServiceChange(topics: ReadonlySet<Change['topic']>): void {
    if (topics.has('requests')) void this.#related.reload();
  }

  #make = async (event: RqSelectEvent): Promise<void> => {
    event.stopPropagation();
    const { port, view } = this;
    if (!port || !view || this.busy) return;
    this.busy = true;
    this.failure = undefined;
    try {
      const start = await port.startRelated({ request: view.id, rule: event.item });
      if (await this.#mayReplace(port, start.kind)) {
        await port.saveDraft({ ...start, step: 0 });
        this.dispatchEvent(new KindOpenEvent(start.kind));
      }
    } catch (error) {
      this.failure = error;
    }
    this.busy = false;
  };

  /** One draft of a kind is kept: whoever has one is asked. */
  async #mayReplace(port: RequestService, kind: string): Promise<boolean> {
    if (!(await port.getDraft({ kind }))) return true;
    const w = this.words(relatedWords);
    return confirmDialog({ heading: w.replaceAsk, text: w.replaceText, confirmLabel: w.replace, cancelLabel: this.t.cancel, danger: true, locale: this.language, within: this.renderRoot as ShadowRoot });
  }

  async #takeOut(child: RelatedRequest): Promise<void> {
    const { port, view } = this;
    if (!port || !view) return;
    const command = { request: child.id, to: view.id };
    this.failure = undefined;
    try {
      await port.unlinkRequest({ ...command, idempotencyKey: this.#attempt.keyFor(command) });
      this.#attempt.done();
      await this.#related.reload();
    } catch (error) {
      this.failure = error;
    }
  }

  /** An empty place would leave a gap. */
  override updated(): void {
    const { value, error } = this.#related;
    this.hidden = !error && (!value || (value.requests.length === 0 && value.rules.length === 0 && value.sums.length === 0));
  }

  override render(): unknown {
    const related = this.#related.value;
    const { error } = this.#related;
    if (!related) return error ? html`<rq-error inline .error=${error} @rq-retry=${this.#related.reload}></rq-error>` : nothing;
    const { requests, rules, sums, more } = related;
    if (requests.length === 0 && rules.length === 0 && sums.length === 0) return nothing;
    const w = this.words(relatedWords);
    const items = rules.map(({ id, title, make, type }): MenuItem => ({ id, label: this.textOf(title), icon: type === 'amendment' ? 'edit' : 'plus', disabled: !make.allowed, reason: make.reason ? traceText(make.reason, this.language) : undefined }));
    return html`<section>
      <div class="top">
        <h3>${this.heading}</h3>
        ${items.length > 0 ? html`<rq-menu .label=${w.make} .items=${items} @rq-select=${this.#make}></rq-menu>` : nothing}
      </div>
      ${this.failure ? html`<rq-error inline no-retry .error=${this.failure}></rq-error>` : nothing}
      ${sums.length > 0 ? html`<dl>${sums.map(({ title, value, partial }) => html`<div><dt>${this.textOf(title)}:</dt><dd class="numbers">${formatNumber(value, this.language)}${partial ? html` <span class="muted">(${w.partial})</span>` : nothing}</dd></div>`)}</dl>` : nothing}
      ${requests.length > 0 ? html`<ul role="list">${repeat(requests, ({ id }) => id, (each) => this.#renderRequest(each))}</ul>` : nothing}
      ${more ? html`<span class="muted">${w.more}</span>` : nothing}
    </section>`;
  }

  #renderRequest(each: RelatedRequest): unknown {
    const w = this.words(relatedWords);
    const look = requestStateLook[each.state] ?? requestStateLook.active;
    const out = w.takeOut({ name: each.number ?? each.title });
    return html`<li>
      <div>
        <div class="what"><span>${w.sorts[`${each.type} ${each.direction}`]}</span><span class="numbers">${each.number ?? ''}</span><rq-badge .tone=${look.tone}>${each.state === 'active' && each.stage ? this.textOf(each.stage) : requestStateText(each.state, this.language)}</rq-badge></div>
        <button type="button" class="link" @click=${() => this.dispatchEvent(new RequestOpenEvent(each.id))}>${each.title}</button>
      </div>
      ${each.unlink?.allowed ? html`<rq-button compact variant="quiet" icon="close" icon-only .label=${out} title=${out} @click=${() => void this.#takeOut(each)}></rq-button>` : nothing}
      ${each.changes?.length ? this.#renderChanges(each) : nothing}
    </li>`;
  }

  #renderChanges({ changes = [] }: RelatedRequest): unknown {
    const { empty } = this.words(relatedWords);
    const text = (field: string, value: (typeof changes)[number]['before']): string => valueText(value, this.language, titlesIn(this.form, field, this.view?.titles ?? {})) || empty;
    return html`<dl>${changes.map(({ field, before, after }) => html`<div><dt>${this.form ? fieldLabel(this.form, field, this.language) : field}:</dt><dd><del>${text(field, before)}</del> → ${text(field, after)}</dd></div>`)}</dl>`;
  }
}

define('rq-related', RqRelated);

declare global {
  interface HTMLElementTagNameMap {
    'rq-related': RqRelated;
  }
}
