import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { RqForm, RqFormChangeEvent } from '@requestry/forms';
import { splitForm } from '@requestry/forms/split-form';
import type { SplitForm } from '@requestry/forms/split-form';
import type { Change, DecisionChoice, FormDefinition, Issue, JsonObject, RequestService, RequestView, TaskChange, TaskView, Trace } from '@requestry/model';
import type { RqSelectEvent } from '@requestry/ui';
import { buttonStyles, isConflict, overlayStyles, promptDialog, showToast, typographyStyles } from '@requestry/ui';
import { KindOpenEvent } from '../catalog/events.js';
import { TaskCompleteEvent } from '../inbox/events.js';
import { cardMessages } from '../locales/card.js';
import type { CardMessages } from '../locales/card.js';
import { Attempt } from '../parts/attempt.js';
import { openBatch } from '../parts/batch.js';
import type { Batch } from '../parts/batch.js';
import { Decider } from '../parts/decider.js';
import { asksComment, effectOf, hasFields, isBlocked, outcomeVariant } from '../parts/decision.js';
import { filesOf } from '../parts/files.js';
import { guardText } from '../parts/guard-text.js';
import { Loaded } from '../parts/loaded.js';
import { partStyles } from '../parts/parts.styles.js';
import { RqServiceElement } from '../parts/service-element.js';
import { withForm } from '../parts/with-form.js';
import { withSides } from '../parts/with-sides.js';
import { menuItems, renderGuards, renderIncident, renderNow, renderProgress, renderRemark, renderRest, renderTaskHead, renderTitle } from './card-parts.js';
import type { HistoryLine } from './history-lines.js';
import { requestCardStyles } from './request-card.styles.js';
import type { HistoryReadEvent } from './request-history.js';
import type { ViewChangeEvent } from './view-event.js';
import { isTaskChange } from './task-changes.js';
import { changedFields } from './value-text.js';

type TaskOutcome = TaskView['outcomes'][number];

/** What the service answers, once what shows its route, conversation and history is there. All are fetched side by side; whichever fails, fails the whole. */
async function withSections<T>(answer: Promise<T>): Promise<T> {
  const [value] = await Promise.all([answer, import('./sections.js')]);
  return value;
}

/**
 * One request: its data, where it is on its route, what was said and done, and what the person can do with it.
 * @fires rq-task-complete - a decision was stored
 * @fires rq-kind-open - the person wants a copy; a draft is ready
 */
export class RqRequestCard extends RqServiceElement {
  static override styles = [typographyStyles, buttonStyles, overlayStyles, partStyles, requestCardStyles];

  /** Id of the request. */
  @property() request = '';
  /** Id of the task that is worked on; the person's first one when absent. */
  @property() task?: string;
  /** Address put into the clipboard by "Copy link"; the page's own when absent. */
  @property({ attribute: false }) link?: string;

  @state() private base: JsonObject = {};
  @state() private parts: SplitForm = {};
  @state() private typed: JsonObject = {};
  @state() private issues: readonly Issue[] = [];
  @state() private sending?: string;
  @state() private failure?: unknown;
  @state() private batch?: Batch;
  @state() private told?: readonly HistoryLine[];
  @query('.editable') private form?: RqForm;

  #print = '';
  readonly #decider = new Decider();
  readonly #attempt = new Attempt();
  readonly #view = new Loaded(
    this,
    () => (this.port && this.request ? [this.port, this.request] : undefined),
    (port: RequestService, request: string): Promise<RequestView> => withForm(withSections(withSides(port.getRequest({ request })))),
    (view) => this.#show(view),
  );
  readonly #why = new Loaded(
    this,
    () => (this.port && this.#mine ? [this.port, this.#mine.id] : undefined),
    (port: RequestService, task: string): Promise<Trace & { readonly names: Readonly<Record<string, string>> }> => port.explain({ task }),
  );

  /** Whether fields were typed into and not sent yet. */
  get dirty(): boolean {
    return Object.keys(this.typed).length > 0;
  }

  get #mine(): TaskView | undefined {
    const open = (this.#view.value?.tasks ?? []).filter((task) => task.state === 'open' && task.complete.allowed);
    return open.find((task) => task.id === this.task) ?? open[0];
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has('request')) return;
    this.#forget();
    this.failure = undefined;
  }

  #forget(): void {
    this.typed = {};
    this.issues = [];
  }

  protected override onService(): void {
    this.#forget();
    this.failure = undefined;
  }

  protected override get t(): CardMessages {
    return this.words(cardMessages);
  }

  protected override onServiceChange(topics: ReadonlySet<Change['topic']>): void {
    if (topics.has('requests') || topics.has('tasks')) void this.#view.reload();
  }

  /** A new answer changes what is shown, but not what is typed. */
  #show(view: RequestView): void {
    this.base = { ...view.data, ...this.typed };
    const print = JSON.stringify([view.form, view.access]);
    if (print !== this.#print) this.parts = splitForm(view.form, view.access);
    this.#print = print;
  }

  #onFormChange = (event: RqFormChangeEvent): void => {
    event.stopPropagation();
    const view = this.#view.value;
    if (view) this.typed = changedFields(view.data, event.detail.data);
  };

  /** Something inside has changed the request. */
  #onView = (event: ViewChangeEvent): void => {
    this.failure = undefined;
    this.#view.set(event.view);
  };

  async #decide(task: TaskView, outcome: TaskOutcome, withComment = asksComment(outcome)): Promise<void> {
    if (this.sending !== undefined) return;
    const forward = effectOf(outcome) === 'forward';
    this.issues = [];
    if (forward && hasFields(task)) await this.form?.updateComplete;
    if (forward && hasFields(task) && (this.form?.validate().length ?? 0) > 0) return;
    const comment = withComment ? await this.#decider.ask(task, outcome, { t: this.t, locale: this.language, within: this.renderRoot as ShadowRoot }) : '';
    const decision = comment === null ? null : await this.#chosen(outcome);
    if (comment !== null && decision !== null) await this.#send(task, outcome, { comment, data: forward ? this.typed : {}, ...(decision ? { decision } : {}) });
  }

  /** What is decided out of a directory; nothing when the outcome does not ask, null when the person gave up. */
  async #chosen(outcome: TaskOutcome): Promise<DecisionChoice | undefined | null> {
    const directory = outcome.decisionDirectory;
    if (directory === undefined || !this.port) return undefined;
    try {
      const [{ items: records }, { askDecision }] = await Promise.all([this.port.findRecords({ directory, limit: 200 }), import('../parts/decision-dialog.js')]);
      return await askDecision({ heading: this.textOf(outcome.title), records, t: this.t, locale: this.language, within: this.renderRoot as ShadowRoot });
    } catch (error) {
      this.#refuse(error);
      return null;
    }
  }

  async #send(task: TaskView, outcome: TaskOutcome, said: { readonly comment: string; readonly data: JsonObject; readonly decision?: DecisionChoice }): Promise<void> {
    if (!this.port) return;
    this.sending = outcome.id;
    this.failure = undefined;
    try {
      const view = await this.#decider.send(this.port, task, outcome.id, said);
      this.#forget();
      this.#view.set(view);
      showToast(this, { tone: 'success', text: this.t.decided({ outcome: this.textOf(outcome.title), title: [view.number, view.title].filter(Boolean).join(' · ') }) });
      this.dispatchEvent(new TaskCompleteEvent(task, outcome.id));
      void this.#toTitle();
    } catch (error) {
      this.#refuse(error);
    }
    this.sending = undefined;
  }

  /** The button that decided is gone, or decides something else now: the focus goes to the title, unless the person is elsewhere. */
  async #toTitle(): Promise<void> {
    await this.updateComplete;
    if (document.activeElement === document.body || this.matches(':focus-within')) this.renderRoot.querySelector<HTMLElement>('.head h2')?.focus({ preventScroll: true });
  }

  /** What was typed stays; what the server found wrong stands at its field, what is about none above, where it is scrolled to. */
  #refuse(error: unknown): void {
    const issues = typeof error === 'object' && error !== null && 'issues' in error && Array.isArray(error.issues) ? (error.issues as readonly Issue[]) : [];
    const fields = this.#view.value?.form?.schema.properties ?? {};
    this.issues = issues.filter(({ path }) => Object.hasOwn(fields, path?.split('/')[1] ?? ''));
    this.failure = error;
    void this.updateComplete.then(() => this.renderRoot.querySelector('rq-error')?.scrollIntoView({ block: 'nearest' }));
    if (isConflict(error)) void this.#view.reload();
  }

  #onMenu = (event: RqSelectEvent): void => {
    event.stopPropagation();
    const view = this.#view.value;
    const task = this.#mine;
    if (!view) return;
    if (event.item.startsWith('outcome:')) {
      const outcome = task?.outcomes.find((each) => `outcome:${each.id}` === event.item);
      if (task && outcome) void this.#decide(task, outcome, true);
    } else if (event.item === 'reassign') this.#reassign(view);
    else if (event.item === 'link') void this.#copyLink();
    else if (event.item === 'copy') void this.#copy(view);
    else if (event.item === 'withdraw' || event.item === 'cancel' || event.item === 'erase') void this.#end(view, event.item);
    else if (event.item === 'suspend' || event.item === 'continue' || event.item === 'retry') void this.#administer(view, event.item);
    else if (event.item === 'estimate' || isTaskChange(event.item)) void this.#change(view, event.item);
  };

  #reassign(view: RequestView): void {
    const { t, port } = this;
    const task = this.#mine ?? view.tasks.find((each) => each.state === 'open');
    if (!port || !task) return;
    const batch: Batch = {
      heading: t.reassign,
      confirmLabel: t.reassign,
      comment: 'optional',
      person: true,
      tasks: [task],
      run: (each, { comment, person }, key) => port.reassignTask({ task: each.id, to: person, ...(comment ? { comment } : {}), expectedVersion: each.version, idempotencyKey: key }),
    };
    void openBatch(this, () => (this.batch = batch));
  }

  async #change(view: RequestView, action: TaskChange | 'estimate'): Promise<void> {
    const { port } = this;
    const task = this.#mine ?? view.tasks.find((each) => each.askedBy === undefined);
    if (!port || !task) return;
    const words = { t: this.t, locale: this.language, zone: this.zone };
    await openBatch(this, async () => {
      const { changeBatch } = await import('./change-batch.js');
      this.batch = changeBatch(action, { view, task, port, words });
    });
  }

  async #administer(view: RequestView, action: 'suspend' | 'continue' | 'retry'): Promise<void> {
    const { t, port } = this;
    const comment = action === 'suspend' ? await promptDialog({ heading: t.suspend, text: t.suspendHelp, label: t.reasonOptional, confirmLabel: t.suspend, locale: this.language, within: this.renderRoot as ShadowRoot }) : '';
    if (comment === null || !port) return;
    const command = { request: view.id, ...(comment ? { comment } : {}), expectedVersion: view.version };
    const idempotencyKey = this.#attempt.keyFor([action, command]);
    const run = { suspend: port.suspendRequest, continue: port.continueRequest, retry: port.retryRequest }[action];
    this.failure = undefined;
    try {
      this.#view.set(await run.call(port, { ...command, idempotencyKey }));
      this.#attempt.done();
    } catch (error) {
      this.#refuse(error);
    }
  }

  async #copyLink(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.link ?? location.href);
      showToast(this, { tone: 'success', text: this.t.linkCopied });
    } catch {
      showToast(this, { tone: 'warning', text: this.t.linkNotCopied });
    }
  }

  async #copy(view: RequestView): Promise<void> {
    try {
      await this.port?.saveDraft({ kind: view.kind, data: view.data, step: 0 });
      this.dispatchEvent(new KindOpenEvent(view.kind));
    } catch (error) {
      this.failure = error;
    }
  }

  async #end(view: RequestView, action: 'withdraw' | 'cancel' | 'erase'): Promise<void> {
    const { t, port } = this;
    const words = {
      withdraw: { heading: t.withdrawAsk, label: t.reasonOptional, confirmLabel: t.withdraw, done: t.withdrawn },
      cancel: { heading: t.cancelAsk, label: t.reasonNeeded, confirmLabel: t.cancelRequest, done: t.cancelled },
      erase: { heading: t.eraseAsk, label: t.reasonNeeded, confirmLabel: t.eraseRequest, done: t.erased },
    }[action];
    const about = [view.number, view.title].filter(Boolean).join(' · ');
    const reason = await promptDialog({
      heading: words.heading,
      text: action === 'erase' ? `${about}. ${t.eraseWhat}` : about,
      label: words.label,
      required: action !== 'withdraw',
      confirmLabel: words.confirmLabel,
      cancelLabel: action === 'erase' ? t.cancel : t.keepRequest,
      danger: true,
      locale: this.language,
      within: this.renderRoot as ShadowRoot,
    });
    if (reason === null || !port) return;
    const command = { request: view.id, reason, expectedVersion: view.version };
    const idempotencyKey = this.#attempt.keyFor([action, command]);
    this.failure = undefined;
    try {
      const run = { withdraw: port.withdrawRequest, cancel: port.cancelRequest, erase: port.eraseRequest }[action];
      this.#view.set(await run.call(port, { ...command, idempotencyKey }));
      this.#attempt.done();
      showToast(this, { tone: 'success', text: words.done });
    } catch (error) {
      this.#refuse(error);
    }
  }

  override render(): unknown {
    if (!this.port) return this.renderUnconnected();
    const { t } = this;
    if (!this.request) return html`<rq-empty icon="form" .heading=${t.noRequestChosen}>${t.noRequestChosenHelp}</rq-empty>`;
    const view = this.#view.value;
    if (!view) return this.#view.error ? html`<rq-error .error=${this.#view.error} @rq-retry=${this.#view.reload}></rq-error>` : html`<rq-skeleton .lines=${10}></rq-skeleton>`;
    return this.#renderView(view);
  }

  #renderView(view: RequestView): unknown {
    const words = { t: this.t, locale: this.language, zone: this.zone };
    const mine = this.#mine;
    const editing = mine !== undefined && hasFields(mine);
    return html`<article class="request" aria-label=${view.title}>
      <div class="head">
        ${renderTitle(view, words)}
        <div class="actions">
          ${mine && !editing ? html`<span class="outcomes">${this.#renderOutcomes(mine)}</span>` : nothing}
          <rq-menu .label=${this.t.moreActions} icon="more" icon-only .items=${menuItems(view, mine, words)} @rq-select=${this.#onMenu}></rq-menu>
        </div>
        ${renderNow(view, words)}
      </div>
      ${renderIncident(view, this.actor.value, words)} ${renderRest(view, words)}
      ${this.#view.error ? html`<rq-error inline .error=${this.#view.error} @rq-retry=${this.#view.reload}></rq-error>` : nothing}
      ${this.failure ? html`<rq-error inline no-retry .error=${this.failure} .zone=${this.zone}></rq-error>` : nothing}
      ${renderProgress(view, words)}
      <div class="columns">
        <div>${view.rating || view.rate?.allowed ? html`<rq-rating .view=${view} @rq-view=${this.#onView}></rq-rating>` : nothing} ${this.#renderData(view, mine, editing)} <rq-account .view=${view} @rq-view=${this.#onView}></rq-account> ${this.#renderRoute(view)}</div>
        <div>
          <section>
            <h3>${this.t.conversation}</h3>
            <rq-conversation .request=${view.id} .permission=${view.actions.find((each) => each.action === 'comment') ?? { allowed: false }} .names=${view.names} .inside=${view.privateComments}></rq-conversation>
          </section>
          <rq-related .view=${view} .form=${view.form} .heading=${this.t.related}></rq-related>
          <section>
            <h3>${this.t.participants}</h3>
            <rq-participants .view=${view} @rq-participants-change=${this.#view.reload}></rq-participants>
          </section>
          ${view.history.allowed
            ? html`<section>
                <h3>${this.t.history}</h3>
                <rq-request-history .request=${view.id} .form=${view.form} .titles=${view.titles} @rq-history-read=${({ lines }: HistoryReadEvent) => (this.told = lines)}></rq-request-history>
              </section>`
            : nothing}
        </div>
      </div>
      ${mine ? html`<div class="bar overlay">${this.#renderOutcomes(mine)}</div>` : nothing}
      <rq-batch-dialog .batch=${this.batch} @rq-batch-end=${() => { this.batch = undefined; void this.#view.reload(); }}></rq-batch-dialog>
    </article>`;
  }

  #renderOutcomes(task: TaskView): unknown {
    return [...task.outcomes].sort((a, b) => Number(effectOf(a) === 'forward') - Number(effectOf(b) === 'forward')).map(
      (outcome) =>
        html`<rq-button .variant=${outcomeVariant(outcome, true)} .busy=${this.sending === outcome.id} .disabled=${isBlocked(outcome) || (this.sending !== undefined && this.sending !== outcome.id)} .reason=${isBlocked(outcome) ? guardText(outcome, this.language) : undefined} @click=${() => void this.#decide(task, outcome)}>${this.textOf(outcome.title)}</rq-button>`,
    );
  }

  #renderData(view: RequestView, mine: TaskView | undefined, editing: boolean): unknown {
    const why = this.#why.value ? html`<rq-why .trace=${this.#why.value} .names=${this.#why.value.names} .label=${this.t.whyMe}></rq-why>` : nothing;
    return html`<section class=${mine ? 'mine' : ''}>
      ${mine ? renderTaskHead(mine, why, { t: this.t, locale: this.language, zone: this.zone }) : html`<h3>${this.t.data}</h3>`}
      ${mine ? [renderRemark(this.told, mine), renderGuards(mine, { t: this.t, locale: this.language, zone: this.zone })] : nothing}
      ${mine && view.guides.some(({ step }) => step === mine.step) ? html`<rq-guide .view=${view} .task=${mine} @rq-view=${this.#onView}></rq-guide>` : nothing}
      ${mine && editing && this.parts.editable
        ? html`<rq-form class="editable" mode="edit" .form=${this.parts.editable} .data=${guard([this.base], () => this.base)} .access=${view.access} .context=${view.context} .titles=${view.titles} .files=${filesOf(this.port, view.id)} .issues=${this.issues} .locale=${this.language} @rq-form-change=${this.#onFormChange}></rq-form>
            <div class="actions filled">${this.#renderOutcomes(mine)}</div>`
        : nothing}
      ${editing ? this.#renderRead(view, this.parts.readable) : this.#renderRead(view, view.form)}
    </section>`;
  }

  #renderRead(view: RequestView, form: FormDefinition | undefined): unknown {
    if (!form) return nothing;
    return html`<rq-form mode="read" .form=${form} .data=${view.data} .access=${view.access} .context=${view.context} .titles=${view.titles} .files=${filesOf(this.port, view.id)} .locale=${this.language}></rq-form>`;
  }

  #renderRoute(view: RequestView): unknown {
    if (!view.picture && !view.forecast) return nothing;
    const { t } = this;
    return html`<section>
      <h3>${t.route}</h3>
      ${view.picture ? html`<rq-route-picture .picture=${view.picture} .position=${view.position}></rq-route-picture>` : nothing}
      ${view.forecast && view.forecast.steps.length > 0
        ? html`<h4>${t.whatIsAhead}</h4>
            <rq-forecast-list .forecast=${view.forecast} .names=${view.names}></rq-forecast-list>`
        : nothing}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-request-card': RqRequestCard;
  }
}
