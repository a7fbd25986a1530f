import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { IntakeService, RequestStatus } from '@requestry/model';
import { buttonStyles, fieldStyles, formatDate, requestStateLook, requestStateText, RqElement, typographyStyles } from '@requestry/ui';
import '@requestry/ui/badge';
import { statusLookupWords } from './words.js';

/**
 * Where a request stands, for anybody who knows its public identifier and the contact that it came from. Nobody has to be signed in.
 * @csspart result
 */
export class RqStatusLookup extends RqElement {
  static override styles = [
    typographyStyles,
    buttonStyles,
    fieldStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
        max-inline-size: 32rem;
      }
      form {
        display: grid;
        gap: var(--rq-space-3);
      }
      .result {
        margin-block-start: var(--rq-space-4);
        padding: var(--rq-space-3);
        border: 1px solid var(--rq-border);
        border-radius: var(--rq-radius);
        background: var(--rq-surface);
      }
      .result h3 {
        display: flex;
        flex-wrap: wrap;
        gap: var(--rq-space-2);
        align-items: center;
        margin: 0 0 var(--rq-space-2);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--rq-space-1) var(--rq-space-3);
        margin: 0;
      }
      dt {
        color: var(--rq-text-muted);
      }
      dd {
        margin: 0;
      }
      #public-id {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  /** Where to ask: `createIntakeClient(…)` or `runtime.intake()`. */
  @property({ attribute: false }) intake?: Pick<IntakeService, 'status'>;
  /** The identifier to begin with, such as one from a link. */
  @property({ attribute: 'public-id' }) publicId = '';

  @state() private contact = '';
  @state() private busy = false;
  /** Null: there is none. */
  @state() private found?: RequestStatus | null;
  @state() private failure?: unknown;

  #ask = async (event?: Event): Promise<void> => {
    event?.preventDefault();
    const { intake, publicId, contact, busy } = this;
    if (!intake || busy || publicId.trim() === '' || contact.trim() === '') return;
    this.busy = true;
    this.failure = undefined;
    try {
      this.found = await intake.status({ publicId: publicId.trim(), contact: contact.trim() });
    } catch (error) {
      this.found = undefined;
      this.failure = error;
    }
    this.busy = false;
  };

  override render(): unknown {
    const w = this.words(statusLookupWords);
    if (!this.intake) return html`<rq-empty icon="link" .heading=${w.notConnected}></rq-empty>`;
    return html`<form @submit=${this.#ask}>
        <div class="field">
          <label class="label" for="public-id">${w.publicId}</label>
          <input class="input" id="public-id" required maxlength="100" autocomplete="off" spellcheck="false" placeholder="0000-0000-0000-0000-0000" .value=${this.publicId} @input=${(event: Event) => (this.publicId = (event.currentTarget as HTMLInputElement).value)} />
        </div>
        <div class="field">
          <label class="label" for="contact">${w.contact}</label>
          <input class="input" id="contact" required maxlength="200" autocomplete="email" .value=${this.contact} @input=${(event: Event) => (this.contact = (event.currentTarget as HTMLInputElement).value)} />
        </div>
        <div><rq-button variant="primary" .busy=${this.busy} @click=${() => void this.#ask()}>${w.find}</rq-button></div>
      </form>
      <div role="status">${this.#renderAnswer()}</div>`;
  }

  #renderAnswer(): unknown {
    const w = this.words(statusLookupWords);
    const { found } = this;
    if (this.failure) return html`<rq-error inline .error=${this.failure} @rq-retry=${() => void this.#ask()}></rq-error>`;
    if (found === null) return html`<div class="result" part="result"><strong>${w.notFound}</strong><p class="muted">${w.notFoundHelp}</p></div>`;
    if (!found) return nothing;
    const look = requestStateLook[found.state] ?? requestStateLook.active;
    const line = (name: string, value: string): unknown => html`<dt>${name}</dt><dd>${value}</dd>`;
    const day = (at: string): string => formatDate(at, this.language, { time: true, year: 'always' });
    return html`<div class="result" part="result">
      <h3>${this.textOf(found.kindTitle)} ${found.number === undefined ? nothing : html`<span class="muted">${w.number({ number: found.number })}</span>`} <rq-badge .tone=${look.tone} .icon=${look.icon}>${requestStateText(found.state, this.language)}</rq-badge></h3>
      <dl>
        ${found.stage === undefined ? nothing : line(w.stage, this.textOf(found.stage))} ${line(w.submitted, day(found.submittedAt))}
        ${found.closedAt === undefined ? nothing : line(w.closed, day(found.closedAt))}
      </dl>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-status-lookup': RqStatusLookup;
  }
}
