import { css, html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { localDate, recordKey } from '@requestry/model';
import type { RequestService, RequestView, UsageLine } from '@requestry/model';
import type { RqForm } from '@requestry/forms';
import { buttonStyles, define, fieldStyles, formatMoney, formatNumber, formatWhen, promptDialog, renderWhen, typographyStyles } from '@requestry/ui';
import { Attempt } from '../parts/attempt.js';
import { partStyles } from '../parts/parts.styles.js';
import { cardMessages } from '../locales/card.js';
import type { CardMessages } from '../locales/card.js';
import { RqServiceElement } from '../parts/service-element.js';
import { correctionOf, notingForm, paymentOf, usageOf } from './account-forms.js';
import type { Noting } from './account-forms.js';
import { accountWords } from './account-words.js';
import { sideStyles } from './side.styles.js';
import { ViewChangeEvent } from './view-event.js';

type Payment = NonNullable<RequestView['payments']>['items'][number];
type Kept = NonNullable<RequestView['reservations']>[number];

const materialTitle = ({ resources, titles }: RequestView, material: string): string => titles[recordKey(resources?.takes?.materials ?? '', material)] ?? material;

/**
 * What was decided on a request and what follows, what is kept for it, and what work on it takes; with what the person can note, give back or try again.
 * @fires rq-view - the request was changed (`event.view`)
 */
export class RqAccount extends RqServiceElement {
  static override styles = [
    typographyStyles,
    buttonStyles,
    fieldStyles,
    partStyles,
    sideStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--rq-space-4);
        container-type: inline-size;
      }
      :host([hidden]) {
        display: none;
      }
      p {
        margin: 0;
      }
      ul {
        display: grid;
        gap: var(--rq-space-1);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li,
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--rq-space-2);
      }
      li .grow,
      .line .grow {
        flex: 1 1 10rem;
      }
      .words {
        white-space: pre-line;
      }
      .noting {
        display: grid;
        gap: var(--rq-space-3);
        padding: var(--rq-space-3);
        border-radius: var(--rq-radius);
        background: var(--rq-surface-raised);
      }
      .late {
        color: var(--rq-danger);
      }
      summary {
        cursor: pointer;
      }
      details ul {
        padding-block-start: var(--rq-space-2);
      }
      @container (max-inline-size: 640px) {
        section {
          padding: var(--rq-space-3);
        }
      }
    `,
  ];

  protected override get t(): CardMessages {
    return this.words(cardMessages);
  }

  @property({ attribute: false }) view?: RequestView;

  @state() private noting?: Noting;
  @state() private busy = false;
  @state() private failure?: unknown;
  @query('rq-form') private form?: RqForm;
  readonly #attempt = new Attempt();

  get #administers(): boolean {
    return this.actor.value?.rights.includes('administer') ?? false;
  }

  #may(action: 'add-usage' | 'add-payments'): boolean {
    return this.view?.actions.find((each) => each.action === action)?.allowed ?? false;
  }

  async #run(command: unknown, run: (port: RequestService, idempotencyKey: string) => Promise<RequestView>): Promise<void> {
    const { port } = this;
    if (!port || this.busy) return;
    this.busy = true;
    this.failure = undefined;
    try {
      const view = await run(port, this.#attempt.keyFor(command));
      this.#attempt.done();
      this.noting = undefined;
      this.dispatchEvent(new ViewChangeEvent(view));
    } catch (error) {
      this.failure = error;
    }
    this.busy = false;
  }

  async #save(view: RequestView, noting: Noting): Promise<void> {
    const { form } = this;
    await form?.updateComplete;
    if (!form || form.validate().length > 0) return;
    const data = form.submittedData;
    const request = view.id;
    const { what } = noting;
    if (what === 'payment') return this.#run([what, request, data], (port, idempotencyKey) => port.addPayments({ request, payments: [paymentOf(data)], idempotencyKey }));
    if (what === 'correction') return this.#run([what, request, noting.line.id, data], (port, idempotencyKey) => port.correctUsage({ request, line: noting.line.id, ...correctionOf(noting.line, data), idempotencyKey }));
    return this.#run([what, request, data], (port, idempotencyKey) => port.addUsage({ request, lines: [usageOf(what, data)], idempotencyKey }));
  }

  /** Begins a note; the focus goes into its form, and back to the button when it is given up. */
  async #note(noting: Noting): Promise<void> {
    this.failure = undefined;
    this.noting = noting;
    await this.updateComplete;
    await this.form?.updateComplete;
    firstInput(this.form)?.focus();
  }

  async #ask(words: { readonly heading: string; readonly text: string; readonly confirmLabel: string; readonly cancelLabel?: string }): Promise<string | null> {
    return promptDialog({ cancelLabel: this.t.cancel, ...words, label: this.words(accountWords).why, required: true, danger: true, locale: this.language, within: this.renderRoot as ShadowRoot });
  }

  async #release(view: RequestView, { id }: Kept, what: string): Promise<void> {
    const w = this.words(accountWords);
    const comment = await this.#ask({ heading: w.releaseHeading, text: w.releaseText({ what }), confirmLabel: w.releaseConfirm });
    if (comment === null) return;
    const command = { request: view.id, reservation: id, comment };
    await this.#run(['release', command], async (port, idempotencyKey) => {
      await port.releaseReservation({ ...command, idempotencyKey });
      return port.getRequest({ request: view.id });
    });
  }

  async #cancel(view: RequestView, { id }: Payment, what: string): Promise<void> {
    const w = this.words(accountWords);
    const comment = await this.#ask({ heading: w.cancelHeading, text: w.cancelText({ what }), confirmLabel: w.cancelConfirm, cancelLabel: this.t.keepRequest });
    if (comment === null) return;
    const command = { request: view.id, payment: id, comment };
    await this.#run(['cancel', command], (port, idempotencyKey) => port.cancelPayment({ ...command, idempotencyKey }));
  }

  #retry(view: RequestView, followUp: string): void {
    const command = { request: view.id, followUp };
    void this.#run(['retry', command], (port, idempotencyKey) => port.retryFollowUp({ ...command, idempotencyKey }));
  }

  override updated(): void {
    this.toggleAttribute('hidden', this.renderRoot.querySelector('section, p, rq-error') === null);
  }

  override render(): unknown {
    const { view } = this;
    const parts = view ? [this.#renderDecision(view), this.#renderReservations(view), this.#renderResources(view), this.#renderPayments(view)].filter((part) => part !== nothing) : [];
    return html`${parts}${this.failure ? html`<rq-error inline no-retry .error=${this.failure}></rq-error>` : nothing}`;
  }

  #renderDecision(view: RequestView): unknown {
    const { decision, names } = view;
    if (!decision) return nothing;
    const { t } = this;
    const words = { pending: t.followPending, done: t.followDone, failed: t.followFailed };
    const mayRetry = this.#administers || decision.by === this.actor.value?.person.id;
    return html`<section>
      <h3>${t.decisionMade}</h3>
      <p><strong>${decision.title}</strong> <span class="muted">${names[decision.by] ?? decision.by} · ${renderWhen(decision.at, this.language, this.zone)}</span></p>
      ${decision.text ? html`<p class="words">${decision.text}</p>` : nothing}
      ${(decision.followUps ?? []).map(
        ({ id, state, request }) => html`<div class="line"><span class=${state === 'failed' ? 'late' : 'muted'}>${request === undefined ? words[state] : t.followRequest({ request: names[request] ?? request })}</span>
          ${state === 'failed' && mayRetry ? html`<rq-button compact icon="repair" .busy=${this.busy} @click=${() => this.#retry(view, id)}>${this.words(accountWords).retry}</rq-button>` : nothing}</div>`,
      )}
    </section>`;
  }

  #renderReservations(view: RequestView): unknown {
    const { t } = this;
    const w = this.words(accountWords);
    const shown = (view.reservations ?? []).filter(({ state }) => state === 'live' || state === 'consumed');
    if (shown.length === 0) return nothing;
    const when = (at: string): string => formatWhen(at, this.language, this.zone).text;
    const mayRelease = ({ state }: Kept): boolean => this.#administers || (state === 'live' && view.initiator === this.actor.value?.person.id);
    return html`<section>
      <h3>${t.reservations}</h3>
      <ul role="list">
        ${shown.map((kept) => {
          const { directory, record, quantity, from, to, until, state } = kept;
          const what = `${view.titles[recordKey(directory, record)] ?? record} × ${formatNumber(quantity, this.language)}`;
          const more = [from === undefined || to === undefined ? '' : t.reservedBetween({ from: when(from), to: when(to) }), state === 'live' && until !== undefined ? t.reservedUntil({ when: when(until) }) : '', state === 'consumed' ? t.usedUp : ''].filter(Boolean);
          return html`<li><span class="grow">${what}${more.length > 0 ? html` <span class="muted">${more.join(' · ')}</span>` : nothing}</span>
            ${mayRelease(kept) ? html`<rq-button compact variant="quiet" icon="undo" label=${w.release({ what })} .busy=${this.busy} @click=${() => void this.#release(view, kept, what)}></rq-button>` : nothing}</li>`;
        })}
      </ul>
    </section>`;
  }

  #renderResources(view: RequestView): unknown {
    const { resources, names } = view;
    if (!resources) return nothing;
    const { t } = this;
    const w = this.words(accountWords);
    const adds = this.#may('add-usage');
    const empty = resources.lines.length === 0 && resources.hours.planned === undefined && resources.materials.length === 0;
    if (empty && !adds) return nothing;
    const number = (text: string): string => formatNumber(Number(text), this.language);
    const against = ({ planned, used }: { readonly planned?: string; readonly used: string }): string => (planned === undefined ? number(used) : t.usedOfPlanned({ used: number(used), planned: number(planned) }));
    const people = resources.people.map(({ person, hours }) => `${names[person] ?? person}: ${number(hours)}`).join(', ');
    const noting = this.noting?.what !== 'payment' ? this.noting : undefined;
    return html`<section>
      <h3>${t.resources}</h3>
      ${empty ? html`<p class="muted">${w.nothingNoted}</p>` : nothing}
      <ul role="list">
        ${resources.hours.planned === undefined && resources.people.length === 0 ? nothing : html`<li>${t.hoursUsed}: ${against(resources.hours)}${people ? html` <span class="muted">${people}</span>` : nothing}</li>`}
        ${resources.materials.map((material) => html`<li>${materialTitle(view, material.material)}: ${against(material)}</li>`)}
      </ul>
      ${resources.lines.length > 0 ? html`<details><summary>${w.lines({ count: resources.lines.length })}</summary><ul role="list">${resources.lines.map((line) => this.#renderLine(view, line))}</ul></details>` : nothing}
      ${adds && !noting
        ? html`<div class="toolbar">
            ${resources.takes?.materials === undefined ? nothing : html`<rq-button compact icon="plus" @click=${() => void this.#note({ what: 'material' })}>${w.noteMaterial}</rq-button>`}
            ${resources.takes?.hours ? html`<rq-button compact icon="plus" @click=${() => void this.#note({ what: 'hours' })}>${w.noteHours}</rq-button>` : nothing}
          </div>`
        : nothing}
      ${noting ? this.#renderNoting(view, noting) : nothing}
    </section>`;
  }

  #renderLine(view: RequestView, line: UsageLine): unknown {
    const w = this.words(accountWords);
    const { names } = view;
    const number = formatNumber(Number(line.hours ?? line.quantity ?? 0), this.language);
    const what = line.material === undefined ? `${w.hours}: ${number}` : `${materialTitle(view, line.material)}: ${number}`;
    const by = names[line.person ?? line.by] ?? line.person ?? line.by;
    const more = [by, formatWhen(line.date, this.language, this.zone).text, line.note ?? '', line.corrected ? w.corrected : ''].filter(Boolean).join(' · ');
    const mine = this.#administers || (line.by === this.actor.value?.person.id && this.#may('add-usage'));
    return html`<li><span class="grow">${what} <span class="muted">${more}</span></span>
      ${mine ? html`<rq-button compact variant="quiet" icon="edit" label=${w.correct({ what })} @click=${() => void this.#note({ what: 'correction', line })}></rq-button>` : nothing}</li>`;
  }

  #renderPayments(view: RequestView): unknown {
    const { payments } = view;
    if (!payments) return nothing;
    const { t } = this;
    const w = this.words(accountWords);
    const adds = this.#may('add-payments');
    const counted = payments.items.filter(({ cancelled }) => cancelled === undefined);
    if (payments.items.length === 0 && !adds) return nothing;
    const money = (amount: string, currency: string): string => formatMoney({ amount, currency }, this.language);
    const noting = this.noting?.what === 'payment' ? this.noting : undefined;
    return html`<section>
      <h3>${t.payments}</h3>
      ${counted.length === 0 ? html`<p class="muted">${w.nothingPaid}</p>` : nothing}
      ${payments.totals.map(({ currency, planned, made, debt }) => html`<p>${Number(planned) > 0 ? t.paidOfPlanned({ made: money(made, currency), planned: money(planned, currency) }) : t.paid({ made: money(made, currency) })}${Number(debt) > 0 ? html` <span class="late">${t.debt({ amount: money(debt, currency) })}</span>` : nothing}</p>`)}
      <ul role="list">
        ${counted.map((payment) => {
          const { state, amount, currency, date, purpose } = payment;
          const what = money(amount, currency);
          return html`<li><span class="grow">${what} <span class="muted">${state === 'made' ? t.paymentMade : t.paymentPlanned} ${formatWhen(date, this.language, this.zone).text}${purpose ? ` · ${purpose}` : ''}</span></span>
            ${adds ? html`<rq-button compact variant="quiet" icon="close" label=${w.cancelPayment({ what })} @click=${() => void this.#cancel(view, payment, what)}></rq-button>` : nothing}</li>`;
        })}
      </ul>
      ${adds && !noting ? html`<div class="toolbar"><rq-button compact icon="plus" @click=${() => void this.#note({ what: 'payment' })}>${w.addPayment}</rq-button></div>` : nothing}
      ${noting ? this.#renderNoting(view, noting) : nothing}
    </section>`;
  }

  #renderNoting(view: RequestView, noting: Noting): unknown {
    const w = this.words(accountWords);
    const today = localDate(Date.now(), this.zone ?? 'UTC');
    const { form, data } = notingForm(noting, w, { today, ...(view.resources?.takes ? { takes: view.resources.takes } : {}), ...(view.payments?.currencies ? { currencies: view.payments.currencies } : {}) });
    return html`<div class="noting" @keydown=${(event: KeyboardEvent) => { if (event.key === 'Escape' && !event.defaultPrevented) this.noting = undefined; }}>
      <rq-form mode="edit" .form=${this.#kept('form', form)} .data=${this.#kept('data', data)} .locale=${this.language}></rq-form>
      <div class="toolbar">
        <rq-button compact variant="primary" .busy=${this.busy} @click=${() => void this.#save(view, noting)}>${w.save}</rq-button>
        <rq-button compact variant="quiet" @click=${() => (this.noting = undefined)}>${this.t.cancel}</rq-button>
      </div>
    </div>`;
  }

  readonly #same = new Map<string, { readonly print: string; readonly value: unknown }>();

  /** The same object as long as it says the same, so that the form keeps what is typed. */
  #kept<T>(name: string, value: T): T {
    const print = JSON.stringify([this.noting, value]);
    const known = this.#same.get(name);
    if (known?.print === print) return known.value as T;
    this.#same.set(name, { print, value });
    return value;
  }
}

/** The first thing to fill in, through shadow roots. */
function firstInput(within: Element | undefined): HTMLElement | undefined {
  for (const each of (within?.shadowRoot ?? within)?.querySelectorAll<HTMLElement>('*') ?? []) {
    if (each.matches('input, select, textarea')) return each;
    const inner = each.shadowRoot ? firstInput(each) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

define('rq-account', RqAccount);

declare global {
  interface HTMLElementTagNameMap {
    'rq-account': RqAccount;
  }
}
