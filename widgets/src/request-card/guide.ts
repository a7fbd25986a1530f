import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { GuideView, RequestService, RequestView, ScriptQuestion, TaskView } from '@requestry/model';
import { define, fieldStyles, formatWhen, typographyStyles } from '@requestry/ui';
import { Attempt } from '../parts/attempt.js';
import { partStyles } from '../parts/parts.styles.js';
import { cardMessages } from '../locales/card.js';
import type { CardMessages } from '../locales/card.js';
import { RqServiceElement } from '../parts/service-element.js';
import { guideWords } from './guide-words.js';
import { ViewChangeEvent } from './view-event.js';

type Answered = NonNullable<GuideView['script']>['answered'][number];

/**
 * What leads the performer through a step: checks that stay ticked, and a script whose questions follow the answers.
 * @fires rq-view - the request was changed (`event.view`)
 */
export class RqGuide extends RqServiceElement {
  static override styles = [
    typographyStyles,
    fieldStyles,
    partStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--rq-space-3);
      }
      fieldset {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--rq-space-2);
        min-inline-size: 0;
        margin: 0;
        padding: var(--rq-space-2) var(--rq-space-3) var(--rq-space-3);
        border: 1px solid var(--rq-border);
        border-radius: var(--rq-radius);
      }
      legend {
        padding-inline: var(--rq-space-1);
        font-weight: 600;
      }
      label.check {
        display: flex;
        align-items: baseline;
        gap: var(--rq-space-2);
      }
      label.check input {
        flex: none;
        accent-color: var(--rq-accent);
      }
      .small {
        font-size: var(--rq-font-s);
      }
      .must {
        color: var(--rq-danger);
      }
      dl {
        display: grid;
        gap: var(--rq-space-1);
        margin: 0;
      }
      dl div {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--rq-space-2);
      }
      dt {
        color: var(--rq-text-muted);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .question {
        font-weight: 500;
      }
      .help {
        padding: var(--rq-space-2);
        border-radius: var(--rq-radius);
        background: var(--info-soft);
      }
      .options {
        display: flex;
        flex-wrap: wrap;
        gap: var(--rq-space-2);
      }
      .link {
        padding: 0;
        border: 0;
        background: none;
        color: var(--rq-accent);
        font: inherit;
        font-size: var(--rq-font-s);
        cursor: pointer;
      }
      @media (pointer: coarse) {
        label.check,
        .link {
          min-block-size: var(--rq-control-touch);
        }
      }
    `,
  ];

  protected override get t(): CardMessages {
    return this.words(cardMessages);
  }

  @property({ attribute: false }) view?: RequestView;
  @property({ attribute: false }) task?: TaskView;

  @state() private busy = false;
  @state() private failure?: unknown;
  /** A question that is answered anew. */
  @state() private again?: string;
  @state() private text = '';
  readonly #attempt = new Attempt();

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('task') && (changed.get('task') as TaskView | undefined)?.id !== this.task?.id) [this.again, this.text, this.failure] = [undefined, '', undefined];
  }

  async #run(command: object, run: (port: RequestService, idempotencyKey: string) => Promise<RequestView>): Promise<void> {
    const { port } = this;
    if (!port || this.busy) return this.requestUpdate();
    this.busy = true;
    this.failure = undefined;
    try {
      const view = await run(port, this.#attempt.keyFor(command));
      this.#attempt.done();
      [this.again, this.text] = [undefined, ''];
      this.dispatchEvent(new ViewChangeEvent(view));
    } catch (error) {
      this.failure = error;
    }
    this.busy = false;
  }

  #tick(task: TaskView, item: number, on: boolean): void {
    const command = { task: task.id, item, on };
    void this.#run(command, (port, idempotencyKey) => port.tickItem({ ...command, idempotencyKey }));
  }

  #answer(task: TaskView, question: string, answer: string): void {
    const command = { task: task.id, question, answer };
    if (answer.trim() !== '') void this.#run(command, (port, idempotencyKey) => port.answerQuestion({ ...command, idempotencyKey }));
  }

  override render(): unknown {
    const { task } = this;
    const guide = this.view?.guides.find(({ step }) => step === task?.step);
    if (!task || !guide) return nothing;
    return html`${guide.checklist.length > 0 ? this.#renderChecklist(task, guide) : nothing} ${guide.script ? this.#renderScript(task, guide.script) : nothing}
    ${this.failure ? html`<rq-error inline no-retry .error=${this.failure}></rq-error>` : nothing}`;
  }

  #renderChecklist(task: TaskView, { checklist }: GuideView): unknown {
    const w = this.words(guideWords);
    return html`<fieldset>
      <legend>${this.t.checklist}</legend>
      ${checklist.map(
        ({ item, text, mandatory, ticked }) =>
          html`<label class="check"
            ><input type="checkbox" .checked=${live(ticked !== undefined)} @change=${(event: Event) => this.#tick(task, item, (event.target as HTMLInputElement).checked)} /><span
              >${this.textOf(text)}${mandatory ? html` <span class="must" title=${w.mandatory}>*<span class="visually-hidden">${w.mandatory}</span></span>` : nothing}${ticked
                ? html` <span class="muted small">${ticked.byName}, ${formatWhen(ticked.at, this.language, this.zone).text}</span>`
                : nothing}</span
            ></label
          >`,
      )}
    </fieldset>`;
  }

  #renderScript(task: TaskView, { answered, next }: NonNullable<GuideView['script']>): unknown {
    const w = this.words(guideWords);
    const asked = answered.find(({ id }) => id === this.again) ?? next;
    return html`<fieldset>
      <legend>${w.script}</legend>
      ${answered.length > 0 ? html`<dl>${answered.map((each) => this.#renderAnswered(each))}</dl>` : nothing}
      ${asked ? this.#renderQuestion(task, asked) : html`<span class="muted" role="status">${w.over}</span>`}
    </fieldset>`;
  }

  #renderAnswered(each: Answered): unknown {
    const w = this.words(guideWords);
    const given = each.options?.find(({ id }) => id === each.answer)?.text ?? each.answer;
    const question = this.textOf(each.text);
    return html`<div>
      <dt>${question}</dt>
      <dd title="${each.byName}, ${formatWhen(each.at, this.language, this.zone).text}">
        ${this.textOf(given)}
        ${this.again === each.id ? nothing : html`<button type="button" class="link" aria-label=${w.another({ question })} title=${w.another({ question })} @click=${() => { this.again = each.id; this.text = each.options ? '' : each.answer; }}><rq-icon name="edit"></rq-icon></button>`}
      </dd>
    </div>`;
  }

  #renderQuestion(task: TaskView, question: ScriptQuestion): unknown {
    const w = this.words(guideWords);
    const asked = this.textOf(question.text);
    return html`<div class="question" id="asked">${asked}</div>
      ${question.help === undefined ? nothing : html`<div class="help">${this.textOf(question.help)}</div>`}
      ${question.options
        ? html`<div class="options" role="group" aria-labelledby="asked">${question.options.map(({ id, text }) => html`<rq-button .disabled=${this.busy} @click=${() => this.#answer(task, question.id, id)}>${this.textOf(text)}</rq-button>`)}</div>`
        : html`<textarea class="input" rows="2" maxlength="2000" aria-labelledby="asked" .value=${live(this.text)} @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}></textarea>
            <div class="options"><rq-button compact .busy=${this.busy} .disabled=${this.text.trim() === ''} .reason=${this.t.writeFirst} @click=${() => this.#answer(task, question.id, this.text)}>${w.keep}</rq-button></div>`}`;
  }
}

define('rq-guide', RqGuide);

declare global {
  interface HTMLElementTagNameMap {
    'rq-guide': RqGuide;
  }
}
