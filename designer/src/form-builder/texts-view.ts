import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { localize } from '@requestry/model';
import type { FormDefinition, Locale } from '@requestry/model';
import { controlStyles, define, RqElement } from '@requestry/ui';
import { messages } from '../locales/index.js';
import { inLanguage, untranslated, withLanguage } from '../parts/localized.js';
import { nameOf } from './canvas.js';
import { textsOf } from './form-texts.js';
import type { FormTextEntry } from './form-texts.js';
import { elementAt } from './tree.js';

/** A text was written in one language. */
export class FormTextEvent extends Event {
  readonly form: FormDefinition;
  /** Tells one text in one language apart from all others. */
  readonly key: string;
  constructor(form: FormDefinition, key: string) {
    super('rq-form-text');
    this.form = form;
    this.key = key;
  }
}

const languages = ['ru', 'en'] as const;

/**
 * All texts of a form in both languages; what is written in one of them only is marked.
 * @fires rq-form-text
 */
export class RqFormTexts extends RqElement {
  static override styles = [
    controlStyles,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--rq-space-4);
        margin-block-end: var(--rq-space-3);
      }
      .bar label {
        display: inline-flex;
        align-items: center;
        gap: var(--rq-space-2);
      }
      .table {
        table-layout: fixed;
      }
      th:first-child {
        inline-size: 30%;
      }
      .table td {
        vertical-align: top;
        overflow-wrap: anywhere;
      }
      textarea.input {
        min-block-size: var(--rq-control);
        field-sizing: content;
        resize: none;
      }
      .missing .input {
        border-color: var(--rq-warning);
        box-shadow: inset 3px 0 0 var(--rq-warning);
      }
      .mark {
        display: inline-flex;
        align-items: center;
        gap: var(--rq-space-1);
        color: var(--rq-warning);
        font-size: var(--rq-font-s);
      }
    `,
  ];

  @property({ attribute: false }) form: FormDefinition = { schema: { type: 'object' }, ui: { type: 'VerticalLayout', elements: [] } };
  @state() private onlyMissing = false;

  override render(): unknown {
    const t = this.words(messages);
    const entries = textsOf(this.form);
    const missing = entries.filter(({ text }) => untranslated(text)).length;
    const shown = entries.filter(({ text }) => !this.onlyMissing || untranslated(text));
    return html`<div class="bar">
        <span role="status">${missing === 0 ? html`<rq-icon name="check"></rq-icon> ${t.textsDone}` : t.textsMissing({ number: missing })}</span>
        <label><input type="checkbox" .checked=${this.onlyMissing} @change=${(event: Event) => (this.onlyMissing = (event.target as HTMLInputElement).checked)} />${t.textsOnlyMissing}</label>
      </div>
      <table class="table">
        <thead>
          <tr><th scope="col">${t.textsWhere}</th><th scope="col">Русский</th><th scope="col">English</th></tr>
        </thead>
        <tbody>
          ${shown.map((entry) => this.#renderRow(entry))}
        </tbody>
      </table>`;
  }

  #renderRow(entry: FormTextEntry): unknown {
    const t = this.words(messages);
    const element = elementAt(this.form.ui, entry.path);
    const name = element ? nameOf(this.form, element, this.language, t) : '';
    const about = entry.role === 'choice' || entry.role === 'column' ? localize(entry.text, this.language) : '';
    const where = `${name} — ${t.textRoles[entry.role]}${about ? `: ${about}` : ''}`;
    return html`<tr>
      <td>${name}<br /><span class="small muted">${t.textRoles[entry.role]}${about ? `: ${about}` : ''}</span></td>
      ${languages.map((language) => this.#renderCell(entry, language, where))}
    </tr>`;
  }

  #renderCell(entry: FormTextEntry, language: Locale, where: string): unknown {
    const t = this.words(messages);
    const text = inLanguage(entry.text, language);
    const missing = text === '' && untranslated(entry.text);
    const write = (event: Event): void => {
      const { value } = event.target as HTMLTextAreaElement;
      this.dispatchEvent(new FormTextEvent(entry.put(this.form, withLanguage(entry.text, language, value)), `text ${entry.id} ${language}`));
    };
    return html`<td class=${missing ? 'missing' : ''}>
      <textarea class="input" rows="1" lang=${language} aria-label="${where} (${language})" .value=${text} @input=${write}></textarea>
      ${missing ? html`<span class="mark"><rq-icon name="warning"></rq-icon>${t.textNotTranslated}</span>` : nothing}
    </td>`;
  }
}

define('rq-form-texts', RqFormTexts);

declare global {
  interface HTMLElementTagNameMap {
    'rq-form-texts': RqFormTexts;
  }
}
