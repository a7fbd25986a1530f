import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RqFormChangeEvent } from '@requestry/forms';
import { submissionAccess } from '@requestry/forms/core';
import type { AccessMap, JsonObject, Locale } from '@requestry/model';
import { define, RqElement } from '@requestry/ui';
import type { Draft } from '../draft-edit.js';
import { messages } from '../locales/index.js';
import { selectField } from '../parts/fields.js';
import { stepsOf } from '../parts/route-steps.js';
import type { RouteStep } from '../parts/route-steps.js';
import { formBuilderStyles } from './form-builder.styles.js';
import { RqSamplesEvent } from './samples.js';
import type { RqSampleEvent } from './samples.js';

/**
 * The form as somebody will meet it: at submission, at a step, or later.
 * @fires rq-preview-data - test data were typed (`detail`)
 * @fires rq-samples - the samples of the kind change
 */
export class RqFormPreview extends RqElement {
  static override styles = formBuilderStyles;

  @property({ attribute: false }) draft?: Draft;
  @property({ attribute: false }) contentLocale?: Locale;
  @property({ attribute: false }) data: JsonObject = {};
  @state() private as = 'author';
  @state() private steps: readonly RouteStep[] = [];

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('draft')) return;
    const xml = this.draft?.route;
    void stepsOf(xml).then((steps) => {
      if (this.draft?.route === xml) this.steps = steps ?? [];
    });
  }

  #access(): AccessMap {
    const kind = this.draft?.kind;
    if (!kind) return {};
    if (this.as === 'author') return submissionAccess(kind.submitAccess ?? {});
    return this.as === 'viewer' ? (kind.viewAccess ?? {}) : (this.steps.find(({ id }) => id === this.as)?.access ?? {});
  }

  override render(): unknown {
    const { draft } = this;
    const t = this.words(messages);
    if (!draft) return nothing;
    const choices = [{ value: 'author', label: t.asAuthor }, ...this.steps.map((step) => ({ value: step.id, label: t.atStep({ title: this.textOf(step.title) }) })), { value: 'viewer', label: t.asViewer }];
    return html`<div class="bar foot">
        ${selectField({ id: 'as', label: t.previewAs, value: this.as, choices, onChange: (value) => (this.as = value) })}
        <rq-form-samples .locale=${this.language} .samples=${draft.kind.samples ?? []} .data=${this.data} @rq-sample=${(event: RqSampleEvent) => this.#tell(event.data)} @rq-samples=${this.#passOn}></rq-form-samples>
        <span class="help grow">${t.testData}</span>
        ${Object.keys(this.data).length > 0 ? html`<rq-button compact @click=${() => this.#tell({})}>${t.clearTestData}</rq-button>` : nothing}
      </div>
      <div class="preview">
        <rq-form .locale=${this.contentLocale ?? this.language} .form=${draft.kind.form} .access=${this.#access()} .data=${this.data} .mode=${this.as === 'viewer' ? 'read' : 'edit'} @rq-form-change=${this.#onChange}></rq-form>
      </div>`;
  }

  #onChange = (event: RqFormChangeEvent): void => {
    event.stopPropagation();
    this.#tell(event.detail.data);
  };

  #passOn = (event: RqSamplesEvent): void => {
    this.dispatchEvent(new RqSamplesEvent(event.samples, event.label));
  };

  #tell(data: JsonObject): void {
    this.dispatchEvent(new CustomEvent('rq-preview-data', { detail: data }));
  }
}

define('rq-form-preview', RqFormPreview);
