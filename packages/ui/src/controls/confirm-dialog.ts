import '../index.js';
import { html, render } from 'lit';
import { messages } from '../locales/index.js';
import { pageLocale, wordsOf } from '../localize.js';
import type { ConfirmOptions, PromptOptions } from './confirm.js';
import './confirm-form.js';
import type { RqConfirmForm } from './confirm-form.js';
import './define-dialog.js';

/** Shows the dialog. Resolves with the text written, `''` when none is asked for, null when the person gave up. */
export function ask(options: ConfirmOptions, prompt?: PromptOptions): Promise<string | null> {
  const locale = options.locale ?? pageLocale();
  const t = wordsOf(messages, locale);
  const place = document.createElement('div');
  (options.within ?? document.body).append(place);
  return new Promise((resolve) => {
    const finish = (answer: string | null): void => {
      const dialog = place.querySelector('rq-dialog');
      if (!place.isConnected || !dialog) return;
      dialog.open = false;
      void dialog.updateComplete.then(() => place.remove());
      resolve(answer);
    };
    const form = (): RqConfirmForm | null => place.querySelector('rq-confirm-form');
    const submit = (): void => {
      const answer = form()?.answer();
      if (answer !== undefined) finish(answer);
    };
    render(
      html`<rq-dialog open .locale=${locale} .heading=${options.heading} @rq-close=${() => finish(null)}>
        <rq-confirm-form
          .locale=${locale}
          .text=${options.text ?? ''}
          .prompt=${prompt ? { label: prompt.label, value: prompt.value ?? '', required: prompt.required ?? false } : undefined}
          @rq-confirm=${submit}
        ></rq-confirm-form>
        <rq-button slot="actions" ?autofocus=${!prompt && options.danger} @click=${() => finish(null)}>${options.cancelLabel ?? t.cancel}</rq-button>
        <rq-button slot="actions" ?autofocus=${!prompt && !options.danger} .variant=${options.danger ? 'danger' : 'primary'} @click=${submit}>${options.confirmLabel ?? t.ok}</rq-button>
      </rq-dialog>`,
      place,
    );
  });
}
