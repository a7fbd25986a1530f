import { html, render } from 'lit';
import type { Locale } from '@requestry/model';
import { messages } from '../locales/index.js';
import { pageLocale, wordsOf } from '../localize.js';
import './confirm-form.js';
import type { RqConfirmForm } from './confirm-form.js';

/** What a confirmation asks. Button words default to "OK" and "Cancel". */
export interface ConfirmOptions {
  readonly heading: string;
  readonly text?: string;
  readonly confirmLabel?: string;
  readonly cancelLabel?: string;
  /** The action destroys something. */
  readonly danger?: boolean;
  /** The page's language when absent. */
  readonly locale?: Locale;
  /** Where the dialog is put, so that it takes the theme of that place. `document.body` when absent. */
  readonly within?: Element | ShadowRoot;
}

/** What is asked with a text to write. */
export interface PromptOptions extends ConfirmOptions {
  readonly label: string;
  readonly value?: string;
  /** An empty text is not accepted. */
  readonly required?: boolean;
}

/** Asks yes or no. Resolves with the answer; closing the dialog is no. */
export async function confirmDialog(options: ConfirmOptions): Promise<boolean> {
  return (await ask(options)) !== null;
}

/** Asks for a text, such as a reason. Resolves with it, or with null when the person gave up. */
export function promptDialog(options: PromptOptions): Promise<string | null> {
  return ask(options, options);
}

function ask(options: ConfirmOptions, prompt?: PromptOptions): Promise<string | null> {
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
