import './shared.js';
import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import '@requestry/forms';
import type { RqForm, RqFormChangeEvent } from '@requestry/forms';
import type { FormDefinition, Issue, TaskView } from '@requestry/model';
import { define, errorText, fieldStyles, typographyStyles } from '@requestry/ui';
import '@requestry/ui/dialog';
import { Attempt } from './attempt.js';
import { BatchEndEvent } from './batch.js';
import type { Batch, BatchAnswer } from './batch.js';
import { batchWords } from './batch-words.js';
import './person-picker.js';
import type { PersonPickEvent } from './person-picker.js';
import { RqServiceElement } from './service-element.js';

/** The form that asks for a day, or for a day and a time, as any other form does. */
const momentForm = ({ label, help, day }: NonNullable<Batch['moment']>): FormDefinition => ({
  schema: { type: 'object', properties: { moment: { type: 'string', format: day ? 'date' : 'date-time', description: help } }, required: day ? ['moment'] : [] },
  ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/moment', label }] },
});

interface Failure {
  readonly task: TaskView;
  readonly error: unknown;
}

/**
 * Asks once and does it to every task, with a count; what failed is listed with its reason and can be repeated.
 * @fires rq-batch-end
 */
export class RqBatchDialog extends RqServiceElement {
  static override styles = [
    typographyStyles,
    fieldStyles,
    css`
      .body {
        display: grid;
        gap: var(--rq-space-3);
      }
      ul {
        display: grid;
        gap: var(--rq-space-1);
        max-block-size: 10rem;
        margin: 0;
        padding: 0;
        overflow: auto;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--rq-space-2);
        overflow-wrap: anywhere;
      }
      .failed {
        color: var(--rq-danger);
        font-size: var(--rq-font-s);
      }
      progress {
        inline-size: 100%;
        accent-color: var(--rq-accent);
      }
    `,
  ];

  /** What is asked and done; closed while absent. */
  @property({ attribute: false }) batch?: Batch;

  @state() private comment = '';
  @state() private person = '';
  @state() private choice = '';
  @state() private moment = '';
  @state() private momentIssues: readonly Issue[] = [];
  @state() private missing?: 'comment' | 'person' | 'moment';
  @state() private running = false;
  @state() private done: readonly TaskView[] = [];
  @state() private failures: readonly Failure[] = [];
  #stop = false;
  #momentForm?: FormDefinition;
  readonly #attempts = new Map<string, Attempt>();

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has('batch')) return;
    this.comment = '';
    this.person = '';
    this.choice = this.batch?.choice?.options[0]?.id ?? '';
    this.moment = '';
    this.momentIssues = [];
    this.#momentForm = this.batch?.moment && momentForm(this.batch.moment);
    this.missing = undefined;
    this.done = [];
    this.failures = [];
    this.#attempts.clear();
  }

  /** What asks for a moment has its inputs later than the dialog is open. */
  override updated(changed: PropertyValues): void {
    const form = this.#form;
    if (changed.has('batch') && form) void form.updateComplete.then(() => form.focusField('/moment'));
  }

  get #form(): RqForm | null {
    return this.renderRoot.querySelector('rq-form');
  }

  get #left(): readonly TaskView[] {
    const done = new Set(this.done.map((task) => task.id));
    return (this.batch?.tasks ?? []).filter((task) => !done.has(task.id));
  }

  async #run(): Promise<void> {
    const { batch } = this;
    await this.#form?.updateComplete;
    if (!batch || this.running) return;
    this.missing = this.#whatIsMissing(batch);
    if (this.missing === 'comment') this.renderRoot.querySelector<HTMLElement>('#comment')?.focus();
    if (this.missing) return;
    this.running = true;
    this.#stop = false;
    this.failures = [];
    const answer = { comment: this.comment.trim(), person: this.person, choice: this.choice, moment: this.moment === '' || batch.moment?.day ? this.moment : new Date(this.moment).toISOString() };
    for (const task of this.#left) {
      if (this.#stop) break;
      await this.#runOne(batch, task, answer);
    }
    this.running = false;
    if (this.#left.length === 0) this.#end();
  }

  #whatIsMissing(batch: Batch): typeof this.missing {
    if (batch.person && !this.person) return 'person';
    if (batch.moment && this.#isMomentWrong(batch.moment)) return 'moment';
    return batch.comment === 'required' && this.comment.trim() === '' ? 'comment' : undefined;
  }

  /** The form says what is wrong with what stands in it; that a moment has passed only the clock knows. */
  #isMomentWrong({ day }: NonNullable<Batch['moment']>): boolean {
    const form = this.#form;
    if ((form?.validate().length ?? 0) > 0) return true;
    if (day || this.moment === '' || Date.parse(this.moment) > Date.now()) return false;
    this.momentIssues = [{ code: 'moment.passed', path: '/moment', params: { message: this.words(batchWords).momentPassed } }];
    void this.updateComplete.then(() => form?.focusField('/moment'));
    return true;
  }

  #onMoment = (event: RqFormChangeEvent): void => {
    event.stopPropagation();
    this.moment = String(event.detail.data.moment ?? '');
  };

  async #runOne(batch: Batch, task: TaskView, answer: BatchAnswer): Promise<void> {
    const attempt = this.#attempts.get(task.id) ?? new Attempt();
    this.#attempts.set(task.id, attempt);
    try {
      await batch.run(task, answer, attempt.keyFor(answer));
      this.done = [...this.done, task];
    } catch (error) {
      this.failures = [...this.failures, { task, error }];
    }
  }

  #end = (): void => {
    if (this.running) {
      this.#stop = true;
      return;
    }
    const { done } = this;
    this.batch = undefined;
    this.dispatchEvent(new BatchEndEvent(done));
  };

  #onClose = (event: Event): void => {
    event.preventDefault();
    this.#end();
  };

  override render(): unknown {
    const { t, batch } = this;
    const own = this.words(batchWords);
    return html`<rq-dialog .open=${batch !== undefined} .heading=${batch?.heading ?? ''} @rq-close=${this.#onClose}>
      ${batch ? this.#renderBody(batch) : nothing}
      <rq-button slot="actions" @click=${this.#end}>${this.running ? own.stop : this.done.length > 0 ? t.close : t.cancel}</rq-button>
      <rq-button slot="actions" .variant=${batch?.danger ? 'danger' : 'primary'} .busy=${this.running} @click=${() => void this.#run()}>${this.failures.length > 0 ? own.repeatFailed : (batch?.confirmLabel ?? '')}</rq-button>
    </rq-dialog>`;
  }

  #renderBody(batch: Batch): unknown {
    const { t } = this;
    const own = this.words(batchWords);
    const count = batch.tasks.length;
    return html`<div class="body">
      <ul role="list" aria-label=${t.selectedTasks({ count })}>${batch.tasks.map((task) => this.#renderTask(task))}</ul>
      ${batch.help === undefined ? nothing : html`<p class="muted">${batch.help}</p>`}
      ${batch.choice ? this.#renderChoice(batch.choice) : nothing}
      ${this.#momentForm ? html`<rq-form .form=${this.#momentForm} .issues=${this.momentIssues} .locale=${this.language} ?inert=${this.running} @rq-form-change=${this.#onMoment}></rq-form>` : nothing}
      ${batch.person
        ? html`<div class="field">
            <rq-person-picker autofocus .value=${this.person} .exclude=${batch.tasks.length === 1 && batch.tasks[0]?.assignee ? [batch.tasks[0].assignee] : []} @rq-person-pick=${(event: PersonPickEvent) => (this.person = event.person.id)}></rq-person-picker>
            <span class="field-error" aria-live="polite">${this.missing === 'person' ? t.choosePerson : nothing}</span>
          </div>`
        : nothing}
      <div class="field">
        <label class="label" for="comment">${batch.commentLabel ?? (batch.comment === 'required' ? t.commentNeeded : t.commentOptional)}</label>
        <textarea
          id="comment"
          class="input"
          rows="3"
          ?autofocus=${!batch.person && !batch.choice && !batch.moment}
          maxlength="10000"
          aria-required=${String(batch.comment === 'required')}
          aria-invalid=${this.missing === 'comment' ? 'true' : nothing}
          aria-describedby="comment-error"
          .value=${this.comment}
          ?disabled=${this.running}
          @input=${(event: InputEvent) => (this.comment = (event.target as HTMLTextAreaElement).value)}
        ></textarea>
        <span id="comment-error" class="field-error" aria-live="polite">${this.missing === 'comment' ? own.commentMissing : nothing}</span>
      </div>
      ${this.running || this.done.length > 0
        ? html`<div role="status">
            <progress max=${count} value=${this.done.length + this.failures.length} aria-label=${own.progress}></progress>
            ${own.doneOf({ done: this.done.length, count })}
          </div>`
        : nothing}
    </div>`;
  }

  #renderChoice({ label, options }: NonNullable<Batch['choice']>): unknown {
    return html`<div class="field">
      <label class="label" for="choice">${label}</label>
      <select id="choice" class="input" autofocus ?disabled=${this.running} @change=${(event: Event) => (this.choice = (event.target as HTMLSelectElement).value)}>
        ${options.map(({ id, title }) => html`<option .value=${id} ?selected=${id === this.choice}>${title}</option>`)}
      </select>
    </div>`;
  }

  #renderTask(task: TaskView): unknown {
    const failure = this.failures.find((each) => each.task.id === task.id);
    const done = this.done.some((each) => each.id === task.id);
    return html`<li>
      ${done ? html`<rq-icon name="check" .label=${this.t.stepPassed}></rq-icon>` : nothing}
      <span class="muted numbers">${task.requestNumber ?? ''}</span><span>${task.requestTitle}</span>
      ${failure ? html`<span class="failed">${errorText(failure.error, this.language, this.zone)}</span>` : nothing}
    </li>`;
  }
}

define('rq-batch-dialog', RqBatchDialog);

declare global {
  interface HTMLElementTagNameMap {
    'rq-batch-dialog': RqBatchDialog;
  }
}
