import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { checkForm } from '@requestry/forms/core';
import type { FormDefinition } from '@requestry/model';
import { define, RqElement } from '@requestry/ui';
import { messages } from '../locales/index.js';
import { textField } from '../parts/fields.js';
import { issueText } from '../problems.js';
import { formBuilderStyles } from './form-builder.styles.js';

/**
 * The form as JSON, to be edited by those who like it. Nothing is taken over that is not a form.
 * @fires rq-form-applied - a form was written (`detail`)
 */
export class RqFormJson extends RqElement {
  static override styles = formBuilderStyles;

  @property({ attribute: false }) form?: FormDefinition;
  @state() private schema = '';
  @state() private ui = '';
  @state() private faults: { readonly schema?: string; readonly ui?: string; readonly form?: readonly string[] } = {};

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('form')) this.#revert();
  }

  #revert = (): void => {
    this.schema = JSON.stringify(this.form?.schema ?? {}, null, 2);
    this.ui = JSON.stringify(this.form?.ui ?? {}, null, 2);
    this.faults = {};
  };

  #parse(text: string): { readonly value: object } | { readonly fault: string } {
    const t = this.words(messages);
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? { value } : { fault: t.jsonNotObject };
    } catch (error) {
      return { fault: t.jsonBad({ message: error instanceof Error ? error.message : '' }) };
    }
  }

  #apply = (): void => {
    const schema = this.#parse(this.schema);
    const ui = this.#parse(this.ui);
    const found = { ...('fault' in schema ? { schema: schema.fault } : {}), ...('fault' in ui ? { ui: ui.fault } : {}) };
    if ('fault' in schema || 'fault' in ui) {
      this.faults = found;
      return;
    }
    const form: FormDefinition = { ...this.form, schema: schema.value as FormDefinition['schema'], ui: ui.value as FormDefinition['ui'] };
    const issues = checkForm(form).filter(({ severity }) => severity !== 'warning');
    this.faults = issues.length > 0 ? { form: issues.map((issue) => `${issue.path ?? ''}: ${issueText(issue, this.language)}`) } : {};
    if (issues.length === 0) this.dispatchEvent(new CustomEvent('rq-form-applied', { detail: form }));
  };

  override render(): unknown {
    const t = this.words(messages);
    const { faults } = this;
    const changed = this.schema !== JSON.stringify(this.form?.schema ?? {}, null, 2) || this.ui !== JSON.stringify(this.form?.ui ?? {}, null, 2);
    return html`<div class="editors">
        ${textField({ id: 'schema', label: t.jsonSchema, value: this.schema, multiline: true, mono: true, onInput: (value) => (this.schema = value), ...(faults.schema ? { error: faults.schema } : {}) })}
        ${textField({ id: 'ui', label: t.jsonUi, value: this.ui, multiline: true, mono: true, onInput: (value) => (this.ui = value), ...(faults.ui ? { error: faults.ui } : {}) })}
      </div>
      ${faults.form ? html`<ul class="field-error" role="alert">${faults.form.slice(0, 20).map((fault) => html`<li>${fault}</li>`)}</ul>` : nothing}
      <div class="row bar"><rq-button variant="primary" ?disabled=${!changed} @click=${this.#apply}>${t.apply}</rq-button><rq-button ?disabled=${!changed} @click=${this.#revert}>${t.revert}</rq-button></div>`;
  }
}

define('rq-form-json', RqFormJson);
