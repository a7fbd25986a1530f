import { html, render } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { DecisionChoice, Locale, RecordView } from '@requestry/model';
import { define, fieldStyles, RqElement, typographyStyles } from '@requestry/ui';
import '@requestry/ui/dialog';
import type { CardMessages } from '../locales/card.js';

/** What is asked, and in which words. */
export interface DecisionQuestion {
  readonly heading: string;
  /** Records to choose from. */
  readonly records: readonly RecordView[];
  readonly t: CardMessages;
  readonly locale: Locale;
  readonly within: ShadowRoot;
}

/** Inside of the dialog: what is decided, and words of one's own. */
export class RqDecisionForm extends RqElement {
  static override styles = [typographyStyles, fieldStyles];

  @property({ attribute: false }) records: readonly RecordView[] = [];
  @property({ attribute: false }) t?: CardMessages;
  @state() private missing = false;
  @query('select') private choice?: HTMLSelectElement;
  @query('textarea') private note?: HTMLTextAreaElement;

  /** Undefined, and said so, while nothing is chosen. */
  answer(): DecisionChoice | undefined {
    const type = this.choice?.value ?? '';
    const text = this.note?.value.trim() ?? '';
    this.missing = type === '';
    if (!this.missing) return { type, ...(text === '' ? {} : { text }) };
    this.choice?.focus();
    return undefined;
  }

  override render(): unknown {
    const { t } = this;
    if (!t) return undefined;
    return html`<div class="field">
        <label class="label" for="type">${t.decisionType}</label>
        <select id="type" class="input" autofocus aria-required="true" aria-invalid=${this.missing ? 'true' : 'false'} aria-describedby="error">
          <option value="">${t.decisionChoose}</option>
          ${this.records.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}
        </select>
        <span id="error" class="field-error" aria-live="polite">${this.missing ? t.decisionMissing : ''}</span>
      </div>
      <div class="field">
        <label class="label" for="text">${t.decisionText}</label>
        <textarea id="text" class="input" rows="3"></textarea>
      </div>`;
  }
}

define('rq-decision-form', RqDecisionForm);

/** Asks what is decided. Resolves with null when the person gave up. */
export function askDecision({ heading, records, t, locale, within }: DecisionQuestion): Promise<DecisionChoice | null> {
  const place = document.createElement('div');
  within.append(place);
  return new Promise((resolve) => {
    const finish = (answer: DecisionChoice | null): void => {
      const dialog = place.querySelector('rq-dialog');
      if (!place.isConnected || !dialog) return;
      dialog.open = false;
      void dialog.updateComplete.then(() => place.remove());
      resolve(answer);
    };
    const submit = (): void => {
      const answer = place.querySelector('rq-decision-form')?.answer();
      if (answer) finish(answer);
    };
    render(
      html`<rq-dialog open .locale=${locale} .heading=${heading} @rq-close=${() => finish(null)}>
        <rq-decision-form .locale=${locale} .records=${records} .t=${t}></rq-decision-form>
        <rq-button slot="actions" @click=${() => finish(null)}>${t.cancel}</rq-button>
        <rq-button slot="actions" variant="primary" @click=${submit}>${heading}</rq-button>
      </rq-dialog>`,
      place,
    );
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-decision-form': RqDecisionForm;
  }
}
