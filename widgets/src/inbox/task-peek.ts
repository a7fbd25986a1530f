import '../parts/shared.js';
import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Change, RequestService, RequestView, TaskView, Trace } from '@requestry/model';
import { cardStyles, define, formatWhen, stepTypeText, typographyStyles } from '@requestry/ui';
import '@requestry/ui/why';
import { isBlocked, needsCard } from '../parts/decision.js';
import { filesOf } from '../parts/files.js';
import { guardText } from '../parts/guard-text.js';
import { Loaded } from '../parts/loaded.js';
import { partStyles } from '../parts/parts.styles.js';
import { RqServiceElement } from '../parts/service-element.js';
import { withForm } from '../parts/with-form.js';

/** A decision was pressed in the panel. */
export class PeekDecideEvent extends Event {
  readonly outcome: string;
  constructor(outcome: string) {
    super('rq-peek-decide');
    this.outcome = outcome;
  }
}

type Why = Trace & { readonly names: Readonly<Record<string, string>> };

/**
 * A task at a glance beside the list: its request's data, why it is the person's, what to mind.
 * @fires rq-peek-open
 * @fires rq-peek-decide
 */
export class RqTaskPeek extends RqServiceElement {
  static override styles = [
    typographyStyles,
    cardStyles,
    partStyles,
    css`
      .peek {
        display: grid;
        gap: var(--rq-space-3);
      }
      h3 {
        overflow-wrap: anywhere;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--rq-space-1) var(--rq-space-3);
        color: var(--rq-text-muted);
      }
      .guidance {
        padding: var(--rq-space-2) var(--rq-space-3);
        border-inline-start: 3px solid var(--rq-info);
        background: var(--info-soft);
        border-radius: 0 var(--rq-radius) var(--rq-radius) 0;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .actions {
        position: sticky;
        inset-block-end: 0;
        display: flex;
        flex-wrap: wrap;
        gap: var(--rq-space-2);
        padding-block: var(--rq-space-3);
        border-block-start: 1px solid var(--rq-border);
        background: var(--rq-overlay);
        color: var(--rq-overlay-text);
      }
      rq-badge {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) task?: TaskView;
  /** The task is no longer open. */
  @property({ type: Boolean }) gone = false;
  @property({ type: Boolean }) busy = false;

  readonly #request = new Loaded(
    this,
    () => (this.port && this.task ? [this.port, this.task.request] : undefined),
    (port: RequestService, request: string): Promise<RequestView> => withForm(port.getRequest({ request })),
  );
  readonly #why = new Loaded(
    this,
    () => (this.port && this.task ? [this.port, this.task.id] : undefined),
    (port: RequestService, task: string): Promise<Why> => port.explain({ task }),
  );

  protected override onServiceChange(topics: ReadonlySet<Change['topic']>): void {
    if (topics.has('requests') || topics.has('tasks')) void this.#request.reload();
  }

  override render(): unknown {
    const { t, task } = this;
    if (!task) return nothing;
    const view = this.#request.value;
    return html`<div class="peek">
      <div class="type ${task.type}"><rq-icon .name=${task.type}></rq-icon><span>${this.textOf(task.title) || stepTypeText(task.type, this.language)}</span><span class="grow"></span><span class="muted numbers">${task.requestNumber ?? ''}</span><rq-button compact variant="quiet" icon="arrow-right" .label=${t.openCard} @click=${() => this.dispatchEvent(new Event('rq-peek-open'))}></rq-button></div>
      <h3>${task.requestTitle}</h3>
      <div class="facts">
        <span>${[task.initiatorName, this.textOf(task.unitTitle)].filter(Boolean).join(', ')}</span>
        ${task.due ? html`<span class=${task.overdue ? 'late' : ''}>${t.due({ when: formatWhen(task.due, this.language, this.zone).text })}</span>` : nothing}
        ${this.#why.value ? html`<rq-why .trace=${this.#why.value} .names=${this.#why.value.names} .label=${t.whyMe}></rq-why>` : nothing}
      </div>
      ${this.gone ? html`<div class="banner warning"><rq-icon name="info"></rq-icon>${t.taskGone}</div>` : nothing}
      ${task.guidance ? html`<div class="guidance">${this.textOf(task.guidance)}</div>` : nothing}
      ${view
        ? html`<rq-form mode="read" .form=${view.form} .data=${view.data} .access=${view.access} .context=${view.context} .titles=${view.titles} .files=${filesOf(this.port, view.id)} .locale=${this.language}></rq-form>`
        : this.#request.error
          ? html`<rq-error inline .error=${this.#request.error} @rq-retry=${this.#request.reload}></rq-error>`
          : html`<rq-skeleton .lines=${6}></rq-skeleton>`}
      <div class="actions">
        ${this.gone || task.state !== 'open' || !task.complete.allowed
          ? nothing
          : (view?.tasks.find(({ id }) => id === task.id) ?? task).outcomes.map((outcome) => html`<rq-button .variant=${'secondary'} .busy=${this.busy} .disabled=${isBlocked(outcome)} .reason=${isBlocked(outcome) ? guardText(outcome, this.language) : undefined} @click=${() => this.dispatchEvent(new PeekDecideEvent(outcome.id))}>${this.textOf(outcome.title)}${needsCard(task, outcome) ? '…' : ''}</rq-button>`)}
      </div>
    </div>`;
  }
}

define('rq-task-peek', RqTaskPeek);

declare global {
  interface HTMLElementTagNameMap {
    'rq-task-peek': RqTaskPeek;
  }
  interface HTMLElementEventMap {
    'rq-peek-decide': PeekDecideEvent;
  }
}
