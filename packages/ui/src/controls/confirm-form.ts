import { css, html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { fieldStyles, typographyStyles } from '../controls.styles.js';
import { define } from '../define.js';
import { messages } from '../locales/index.js';
import { RqElement } from '../rq-element.js';

/**
 * Inside of a confirmation: a text and, when asked for, a field to write in.
 * @fires rq-confirm - Enter with Control in the field
 */
export class RqConfirmForm extends RqElement {
  static override styles = [
    typographyStyles,
    fieldStyles,
    css`
      :host {
        display: grid;
        gap: var(--rq-space-3);
      }
      p {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) text = '';
  @property({ attribute: false }) prompt?: { readonly label: string; readonly value: string; readonly required: boolean };
  @state() private missing = false;
  @query('textarea') private input?: HTMLTextAreaElement;

  /** The text written, `''` when none is asked for, undefined (and said so) when a required one is missing. */
  answer(): string | undefined {
    if (!this.prompt) return '';
    const value = this.input?.value.trim() ?? '';
    this.missing = this.prompt.required && value === '';
    if (!this.missing) return value;
    this.input?.focus();
    return undefined;
  }

  protected override firstUpdated(): void {
    void this.updateComplete.then(() => this.input?.focus());
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.dispatchEvent(new Event('rq-confirm'));
  };

  override render(): unknown {
    const t = this.words(messages);
    return html`${this.text ? html`<p>${this.text}</p>` : nothing}
    ${this.prompt
      ? html`<div class="field">
          <label class="label" for="text">${this.prompt.label}</label>
          <textarea
            id="text"
            class="input"
            rows="3"
            autofocus
            aria-required=${this.prompt.required ? 'true' : nothing}
            aria-invalid=${this.missing ? 'true' : nothing}
            aria-describedby="error"
            .value=${this.prompt.value}
            @keydown=${this.#onKey}
          ></textarea>
          <span id="error" class="field-error" aria-live="polite">${this.missing ? t.textRequired : nothing}</span>
        </div>`
      : nothing}`;
  }
}

define('rq-confirm-form', RqConfirmForm);

declare global {
  interface HTMLElementTagNameMap {
    'rq-confirm-form': RqConfirmForm;
  }
}
