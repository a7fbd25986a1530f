import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { RqForm, RqFormChangeEvent, RqFormStepEvent, RqFormSubmitEvent } from '@requestry/forms';
import '@requestry/forms';
import type { Basis, DraftView, EnteredFor, Issue, JsonObject, KindView, RequestService, RequestView } from '@requestry/model';
import { buttonStyles, formatTime, formatWhen, typographyStyles } from '@requestry/ui';
import type { EnteredForEvent } from '../entered-for/index.js';
import { actorOf } from '../parts/actor.js';
import { Attempt } from '../parts/attempt.js';
import { filesOf } from '../parts/files.js';
import { Loaded } from '../parts/loaded.js';
import { partStyles } from '../parts/parts.styles.js';
import { RqServiceElement } from '../parts/service-element.js';
import { DraftKeeper } from './draft-keeper.js';
import { RequestCancelEvent, RequestOpenEvent, RequestSubmitEvent } from './events.js';
import type { Submission } from './forecaster.js';
import { requestFormStyles } from './request-form.styles.js';
import { readSpare } from './spare-draft.js';

interface Opened {
  readonly kind: KindView;
  readonly draft: DraftView | null;
  /** The draft lay in this browser only. */
  readonly unsent: boolean;
}

async function open(port: RequestService, kind: string): Promise<Opened> {
  const [view, stored, actor] = await Promise.all([port.getKind({ kind }), port.getDraft({ kind }).catch(() => null), actorOf(port).catch(() => undefined)]);
  await Promise.all([view.sources && import('../entered-for/index.js'), view.hasRoute && import('./ahead.js')]);
  const spare = actor && readSpare(actor.person.id, kind);
  const unsent = spare !== undefined && (stored === null || spare.savedAt > stored.savedAt);
  return { kind: view, draft: unsent ? spare : stored, unsent };
}

type Ending = typeof import('./ending.js');
const fetchEnding = (): Promise<Ending> => import('./ending.js');
/** The form may end soon. */
const expectEnding = (): Promise<unknown> => fetchEnding().catch(() => undefined);

/** Is about where the request comes from, not about a field of the form. */
const ofOrigin = ({ path = '' }: Issue): boolean => /^\/(?:source|contact|counterparty)(?:\/|$)/.test(path);

/**
 * A new request: the kind's form as a wizard or one page, kept as a draft while it is filled in, with what will happen beside it.
 * @fires rq-request-submit - the request was stored (`event.request`)
 * @fires rq-request-cancel - the person left without submitting
 * @fires rq-request-open - the person wants to see the submitted request
 * @csspart forecast
 */
export class RqRequestForm extends RqServiceElement {
  static override styles = [typographyStyles, buttonStyles, partStyles, requestFormStyles];

  /** Id of the kind. */
  @property() kind = '';

  /** What the form begins with; what is typed since is `#current`, which is not given back to the form. */
  @state() private data: JsonObject = {};
  @state() private step = 0;
  @state() private resumed?: string;
  @state() private issues: readonly Issue[] = [];
  @state() private busy = false;
  @state() private failure?: unknown;
  @state() private submitted?: RequestView;
  /** Draws what is asked before the form is left, while it is asked. */
  @state() private leaving?: Ending['renderLeaving'];
  /** What would be submitted now. */
  @state() private submission?: Submission;
  /** Where it comes from, for kinds with sources. */
  @state() private entered: EnteredFor = {};
  /** Pages of the wizard are still ahead. */
  @state() private more = false;
  @query('rq-form') private form?: RqForm;

  #current: JsonObject = {};
  /** What is wrong with fields of the form. The same list while nothing changes, so that the form does not show it anew. */
  #ofFields: readonly Issue[] = [];
  #dirty = false;
  readonly #attempt = new Attempt();
  /** What the request is going to be made of. */
  #basis?: Basis;
  readonly #draft = new DraftKeeper(this, () => (this.port ? { service: this.port, ...(this.actor.value ? { person: this.actor.value.person.id } : {}) } : undefined));
  readonly #opened = new Loaded(
    this,
    () => (this.port && this.kind ? [this.port, this.kind] : undefined),
    open,
    (opened) => this.#begin(opened),
  );

  /** Whether something typed is not submitted yet. */
  get dirty(): boolean {
    return this.#dirty;
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('issues')) this.#ofFields = this.issues.filter((issue) => !ofOrigin(issue));
    if (!changed.has('kind') || !this.hasUpdated) return;
    void this.#draft.flush();
    this.submitted = undefined;
    this.failure = undefined;
  }

  /** What another person typed is kept as theirs. */
  protected override onService(): void {
    void this.#draft.flush();
    this.submitted = undefined;
    this.leaving = undefined;
  }

  override updated(_changed: PropertyValues): void {
    const { form } = this;
    if (form) void form.updateComplete.then(() => (this.more = form.step < form.stepCount - 1));
  }

  #begin({ kind, draft, unsent }: Opened): void {
    this.#dirty = false;
    this.issues = [];
    this.failure = undefined;
    this.data = draft ? draft.data : kind.initial;
    this.#current = this.data;
    this.step = draft?.step ?? 0;
    const [source, ...others] = kind.sources ?? [];
    this.entered = {};
    if (source && others.length === 0) this.#enter(kind, { source: source.id });
    this.#basis = draft?.basis;
    this.resumed = draft?.savedAt;
    if (draft && unsent) this.#draft.keep({ kind: kind.id, data: draft.data, step: draft.step, ...(draft.basis ? { basis: draft.basis } : {}) });
    else if (draft) this.#draft.resume(draft.savedAt);
    else void this.#draft.drop();
    if (draft) void expectEnding();
    this.#foresee(kind);
  }

  /** First values of the source stand where nothing else was filled in. */
  #enter(kind: KindView, entered: EnteredFor): void {
    const before = kind.sources?.find(({ id }) => id === this.entered.source)?.initial ?? kind.initial;
    const next = kind.sources?.find(({ id }) => id === entered.source);
    const changed = entered.source !== this.entered.source;
    this.entered = entered;
    this.issues = this.issues.filter((issue) => !ofOrigin(issue));
    if (!changed || !next) return;
    const typed = Object.entries(this.#current).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field]));
    this.data = { ...next.initial, ...Object.fromEntries(typed) };
    this.#current = this.data;
    this.#foresee(kind);
  }

  #foresee(kind: KindView): void {
    this.submission = { kind: kind.id, data: this.#current, ...(this.entered.source === undefined ? {} : { source: this.entered.source }) };
  }

  #onChange = (event: RqFormChangeEvent): void => {
    event.stopPropagation();
    const kind = this.#opened.value?.kind;
    if (!kind || this.busy || this.submitted) return;
    this.#current = event.detail.data;
    if (!this.#dirty) void expectEnding();
    this.#dirty = true;
    this.#keep(kind);
    this.#foresee(kind);
  };

  #onStep = (event: RqFormStepEvent): void => {
    event.stopPropagation();
    const kind = this.#opened.value?.kind;
    if (!kind) return;
    this.step = event.detail.step;
    if (this.#dirty) this.#keep(kind);
  };

  #keep(kind: KindView): void {
    this.#draft.keep({ kind: kind.id, data: this.#current, step: this.step, ...(this.#basis ? { basis: this.#basis } : {}) });
  }

  #onSubmit = (event: RqFormSubmitEvent): void => {
    event.stopPropagation();
    void this.#submit(event.detail.data);
  };

  async #submit(data: JsonObject): Promise<void> {
    const { port } = this;
    const kind = this.#opened.value?.kind;
    if (!port || !kind || this.busy) return;
    this.busy = true;
    this.failure = undefined;
    this.issues = kind.sources && this.entered.source === undefined ? [{ code: 'request.source-required', path: '/source' }] : [];
    if (this.issues.length > 0) return void (this.busy = false);
    void expectEnding();
    await this.#draft.flush();
    const command = { kind: kind.id, data, ...(kind.sources ? this.entered : {}), ...(this.#basis ? { basis: this.#basis } : {}) };
    try {
      const request = await port.submitRequest({ ...command, idempotencyKey: this.#attempt.keyFor(command) });
      this.#attempt.done();
      await this.#draft.drop();
      this.#dirty = false;
      this.submitted = request;
      void this.#followFarewell();
      this.dispatchEvent(new RequestSubmitEvent(request));
    } catch (error) {
      this.#refuse(error);
    }
    this.busy = false;
  }

  /** The button that was pressed is gone: the focus goes on to what is said instead, unless the person is elsewhere by now. */
  async #followFarewell(): Promise<void> {
    await this.updateComplete;
    if (document.activeElement === document.body || this.matches(':focus-within')) this.renderRoot.querySelector<HTMLElement>('.done h2')?.focus();
  }

  /** What the server found wrong stands at its field; anything else above the buttons. What was typed stays. */
  #refuse(error: unknown): void {
    const issues = typeof error === 'object' && error !== null && 'issues' in error ? error.issues : [];
    this.issues = Array.isArray(issues) ? (issues as readonly Issue[]) : [];
    this.failure = error;
  }

  async #startOver(): Promise<void> {
    try {
      const { askToStartOver } = await fetchEnding();
      if (!(await askToStartOver(this.t.startOver, this.language, this.renderRoot as ShadowRoot)) || !this.port) return;
      await this.#draft.drop();
      await this.port.deleteDraft({ kind: this.kind });
      await this.#opened.reload();
    } catch (error) {
      this.failure = error;
    }
  }

  async #askToLeave(): Promise<void> {
    if (!this.#dirty && this.#draft.state.state === 'none') return this.#leave(false);
    try {
      this.leaving = (await fetchEnding()).renderLeaving;
    } catch (error) {
      this.failure = error;
    }
  }

  async #leaveKeeping(): Promise<void> {
    await this.#draft.flush();
    this.#leave(this.#draft.state.state === 'saved');
  }

  async #leaveDeleting(): Promise<void> {
    await this.#draft.drop();
    await this.port?.deleteDraft({ kind: this.kind }).catch(() => undefined);
    this.#leave(false);
  }

  #leave(kept: boolean): void {
    this.leaving = undefined;
    this.#dirty = false;
    this.dispatchEvent(new RequestCancelEvent(this.kind, kept));
  }

  #again(): void {
    this.submitted = undefined;
    void this.#opened.reload();
  }

  override render(): unknown {
    if (!this.port) return this.renderUnconnected();
    const { t } = this;
    if (!this.kind) return html`<rq-empty icon="catalog" .heading=${t.noKindChosen}>${t.noKindChosenHelp}</rq-empty>`;
    if (this.submitted) return this.#renderSubmitted(this.submitted);
    const opened = this.#opened.value;
    if (!opened && this.#opened.error) {
      return html`<rq-error .error=${this.#opened.error} @rq-retry=${this.#opened.reload}></rq-error>
        <div class="done"><rq-button @click=${() => this.#leave(false)}>${t.backToCatalog}</rq-button></div>`;
    }
    if (!opened) return html`<rq-skeleton .lines=${8}></rq-skeleton>`;
    return this.#renderForm(opened);
  }

  #renderForm(opened: Opened): unknown {
    const { t } = this;
    const { kind } = opened;
    const strip = kind.hasRoute && kind.features.forecast !== false;
    const wizard = kind.form.ui.type === 'Categorization' && kind.form.ui.options?.variant !== 'tabs';
    return html`<div class="page">
      <header>
        <div class="title">
          <span class="tile"><rq-icon .name=${kind.icon ?? 'form'}></rq-icon></span>
          <div>
            <h2 tabindex="-1">${this.textOf(kind.title)}</h2>
            ${kind.description ? html`<p class="muted">${this.textOf(kind.description)}</p>` : nothing}
          </div>
        </div>
        ${this.#renderSaved()}
      </header>
      ${this.resumed
        ? html`<div class="banner">
            <rq-icon name="history"></rq-icon><span class="grow">${this.#basis ? html`${t.madeOfAnother}<br />` : nothing}${t.draftResumed({ when: formatWhen(this.resumed, this.language, this.zone).text })}</span>
            <rq-button compact @click=${() => void this.#startOver()}>${t.startOver}</rq-button>
          </div>`
        : nothing}
      <div class="columns ${strip ? 'two' : ''}">
        <div class="filling">
          ${kind.sources ? html`<rq-entered-for .sources=${kind.sources} .value=${this.entered} .issues=${this.issues.filter(ofOrigin)} @rq-entered-for=${(event: EnteredForEvent) => this.#enter(kind, event.value)}></rq-entered-for>` : nothing}
          <rq-form
            mode="edit"
            .form=${kind.form}
            .data=${this.data}
            .access=${kind.sources?.find(({ id }) => id === this.entered.source)?.access ?? kind.access}
            .context=${kind.context}
            .files=${filesOf(this.port)}
            .step=${this.step}
            .wizard=${wizard}
            .issues=${this.#ofFields}
            .locale=${this.language}
            @rq-form-change=${this.#onChange}
            @rq-form-step=${this.#onStep}
            @rq-form-submit=${this.#onSubmit}
          ></rq-form>
          ${this.failure ? html`<rq-error inline .error=${this.failure} .noRetry=${this.issues.length > 0} @rq-retry=${() => void this.form?.submit()}></rq-error>` : nothing}
          <div class="actions">
            <rq-button variant="quiet" @click=${() => void this.#askToLeave()}>${t.cancel}</rq-button>
            ${this.step > 0 && wizard ? html`<rq-button icon="arrow-left" .disabled=${this.busy} @click=${() => void this.form?.back()}>${t.back}</rq-button>` : nothing}
            ${this.more
              ? html`<rq-button variant="primary" @click=${() => void this.form?.next()}>${t.next}</rq-button>`
              : html`<rq-button variant="primary" .busy=${this.busy} @click=${() => void this.form?.submit()}>${t.submit}</rq-button>`}
          </div>
        </div>
        ${strip ? keyed(opened, html`<rq-request-ahead class="ahead" part="forecast" .submission=${this.submission}></rq-request-ahead>`) : nothing}
      </div>
      ${this.leaving?.(this.language, { stay: () => (this.leaving = undefined), keep: () => void this.#leaveKeeping(), drop: () => void this.#leaveDeleting() }) ?? nothing}
    </div>`;
  }

  #renderSaved(): unknown {
    const { t } = this;
    const draft = this.#draft.state;
    const text = { none: '', saving: t.draftSaving, saved: draft.state === 'saved' ? t.draftSaved({ time: formatTime(draft.at, this.language, this.zone) }) : '', failed: t.draftFailed }[draft.state];
    return html`<span class="saved ${draft.state}" role="status">${draft.state === 'saved' ? html`<rq-icon name="check"></rq-icon>` : draft.state === 'failed' ? html`<rq-icon name="warning"></rq-icon>` : nothing}${text}</span>`;
  }

  /** The rest of what is to be said comes from the part that says it; the heading stands even when that cannot be fetched. */
  #renderSubmitted(request: RequestView): unknown {
    const { t } = this;
    return html`<div class="done" role="status">
      <rq-icon name="check-circle"></rq-icon>
      <h2 tabindex="-1">${request.number ? t.submittedNumber({ number: request.number }) : t.submittedPlain}</h2>
      <rq-request-done .request=${request} @rq-again=${() => this.#again()} @rq-leave=${() => this.#leave(false)} @rq-open=${() => this.dispatchEvent(new RequestOpenEvent(request.id))}></rq-request-done>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-request-form': RqRequestForm;
  }
}
