import type { Locale } from '@requestry/model';

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

/** Asks yes or no. Resolves with the answer; closing the dialog is no. Rejects when the dialog cannot be fetched. */
export async function confirmDialog(options: ConfirmOptions): Promise<boolean> {
  const { ask } = await import('./confirm-dialog.js');
  return (await ask(options)) !== null;
}

/** Asks for a text, such as a reason. Resolves with it, or with null when the person gave up. */
export async function promptDialog(options: PromptOptions): Promise<string | null> {
  const { ask } = await import('./confirm-dialog.js');
  return ask(options, options);
}
