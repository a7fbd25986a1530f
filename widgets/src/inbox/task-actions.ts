import '../parts/shared.js';
import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { TaskView } from '@requestry/model';
import { define, overlayStyles, promptDialog, showToast, typographyStyles } from '@requestry/ui';
import { newKey } from '../parts/attempt.js';
import { BatchEndEvent, openBatch } from '../parts/batch.js';
import type { Batch } from '../parts/batch.js';
import { commonOutcomes, effectOf } from '../parts/decision.js';
import { RqServiceElement } from '../parts/service-element.js';
import { taskActionWords } from './task-actions-words.js';

/**
 * What can be done to tasks besides deciding one in its row: a bar for those selected, handing over, writing to a request.
 * @fires rq-batch-end - several tasks were dealt with
 * @fires rq-clear - none is to be selected any more
 */
export class RqTaskActions extends RqServiceElement {
  static override styles = [
    typographyStyles,
    overlayStyles,
    css`
      :host {
        position: sticky;
        z-index: 2;
        inset-block-end: calc(var(--bottom-inset, 0px) + var(--rq-space-2));
      }
      .bulk {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--rq-space-2);
        margin-block-start: var(--rq-space-2);
        padding: var(--rq-space-2) var(--rq-space-3);
      }
      .grow {
        flex: 1;
      }
    `,
  ];

  /** Those selected. */
  @property({ attribute: false }) tasks: readonly TaskView[] = [];
  @state() private batch?: Batch;

  /** Asks for words and writes them to the request of a task. Rejects when they could not be stored. */
  async comment(task: TaskView): Promise<void> {
    const own = this.words(taskActionWords);
    const body = await promptDialog({ heading: this.t.writeComment, text: [task.requestNumber, task.requestTitle].filter(Boolean).join(' · '), label: own.commentForAll, required: true, confirmLabel: this.t.send, locale: this.language, within: this.renderRoot as ShadowRoot });
    if (!body || !this.port) return;
    await this.port.addComment({ request: task.request, body, visibility: 'public', idempotencyKey: newKey() });
    showToast(this, { tone: 'success', text: own.commentSent });
  }

  /** Asks to whom tasks go, and hands them over. */
  reassign(tasks: readonly TaskView[]): void {
    const { t, port } = this;
    if (!port) return;
    this.#ask({
      heading: t.reassign,
      confirmLabel: t.reassign,
      comment: 'optional',
      person: true,
      tasks,
      run: (task, { comment, person }, key) => port.reassignTask({ task: task.id, to: person, ...(comment ? { comment } : {}), expectedVersion: task.version, idempotencyKey: key }),
    });
  }

  #decideAll(tasks: readonly TaskView[], outcome: TaskView['outcomes'][number]): void {
    const { port } = this;
    if (!port) return;
    this.#ask({
      heading: this.words(taskActionWords).decideAll({ outcome: this.textOf(outcome.title), count: tasks.length }),
      confirmLabel: this.textOf(outcome.title),
      danger: effectOf(outcome) === 'stop',
      comment: outcome.commentRequired ? 'required' : 'optional',
      tasks,
      run: (task, { comment }, key) => port.completeTask({ task: task.id, outcome: outcome.id, ...(comment ? { comment } : {}), expectedVersion: task.version, idempotencyKey: key }),
    });
  }

  #ask(batch: Batch): void {
    void openBatch(this, () => (this.batch = batch));
  }

  #onEnd = ({ done }: BatchEndEvent): void => {
    this.batch = undefined;
    if (done.length > 0) showToast(this, { tone: 'success', text: this.words(taskActionWords).batchDone({ count: done.length }) });
    this.dispatchEvent(new BatchEndEvent(done));
  };

  override render(): unknown {
    return html`${this.tasks.length > 0 ? this.#renderBar(this.tasks) : nothing}<rq-batch-dialog .batch=${this.batch} @rq-batch-end=${this.#onEnd}></rq-batch-dialog>`;
  }

  #renderBar(tasks: readonly TaskView[]): unknown {
    const { t } = this;
    const own = this.words(taskActionWords);
    const outcomes = commonOutcomes(tasks);
    return html`<div class="bulk overlay" role="region" aria-label=${t.selectedTasks({ count: tasks.length })}>
      <rq-button compact variant="quiet" icon="close" .label=${own.clearSelection} @click=${() => this.dispatchEvent(new Event('rq-clear'))}></rq-button>
      <strong role="status">${t.selectedTasks({ count: tasks.length })}</strong>
      <span class="muted">${outcomes.length > 0 ? own.withOneComment : ''}</span>
      <span class="grow"></span>
      ${outcomes.map((outcome, index) => html`<rq-button .variant=${index === 0 && effectOf(outcome) === 'forward' ? 'primary' : 'secondary'} @click=${() => this.#decideAll(tasks, outcome)}>${this.textOf(outcome.title)}</rq-button>`)}
      ${outcomes.length === 0 ? html`<span class="muted">${own.nothingCommon}</span>` : nothing}
      <rq-button icon="users" @click=${() => this.reassign(tasks)}>${t.reassign}</rq-button>
    </div>`;
  }
}

define('rq-task-actions', RqTaskActions);

declare global {
  interface HTMLElementTagNameMap {
    'rq-task-actions': RqTaskActions;
  }
}
