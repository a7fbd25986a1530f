import type { ReactiveControllerHost } from 'lit';
import type { Locale } from '@requestry/model';
import { warnOnce } from '@requestry/ui/base';
import { hasIssueTexts, loadExpressions, loadIssueTexts } from '../core/page.js';
import type { FieldPart } from '../inputs/field-part.js';

/** Milliseconds. */
const mostWaiting = 500;

/** Resolves when the page has been painted and has nothing else to do, within half a second; at once in a page that is not seen. */
const whenIdle = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.hidden) resolve();
    else if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: mostWaiting });
    else setTimeout(resolve, 50);
  });

/** Fetches what a form needs and does not have: what reads expressions, words for what is wrong, parts of its fields, all side by side. */
export class PartLoader {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  readonly #coming = new Map<unknown, Promise<void>>();

  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }) {
    this.#host = host;
  }

  /** Settles when nothing more is on its way; undefined when nothing is. */
  get coming(): Promise<unknown> | undefined {
    return this.#coming.size > 0 ? Promise.all(this.#coming.values()) : undefined;
  }

  /** Fetches what reads expressions; `then` is called when it is there. */
  expressions(then: () => void): void {
    this.#fetch('expressions', loadExpressions, then);
  }

  /** Fetches the words for what may be wrong, in one language; `then` is called when they are there. Nothing is wrong with what was never shown: they come after it. */
  words(locale: Locale, then: () => void): void {
    if (!hasIssueTexts(locale)) this.#fetch(locale, () => whenIdle().then(() => loadIssueTexts(locale)), then);
  }

  /** Fetches the parts that are not there, `later` of them after the form is painted; `then` is called for each, whether it came or failed. */
  parts(parts: Iterable<FieldPart>, later: FieldPart | undefined, then: (part: FieldPart) => void): void {
    for (const part of parts) {
      if (part.inputs) this.#dress(part);
      else this.#fetch(part, () => this.#bring(part, part === later).finally(() => (this.#dress(part), then(part))));
    }
  }

  async #bring(part: FieldPart, later: boolean): Promise<void> {
    if (later) await whenIdle();
    await part.load();
  }

  #fetch(what: unknown, fetch: () => Promise<void>, then?: () => void): void {
    if (this.#coming.has(what)) return;
    const done = fetch()
      .then(then)
      .catch((error: unknown) => warnOnce(`rq-form:${String(error)}`, '<rq-form> a part of the form could not be loaded', error))
      .finally(() => this.#coming.delete(what));
    this.#coming.set(what, done);
  }

  /** The looks of a part belong to the root that its inputs are drawn in. */
  #dress(part: FieldPart): void {
    const root = this.#host.renderRoot as ShadowRoot;
    const sheets = (part.inputs?.styles ?? []).map(({ styleSheet }) => styleSheet).filter((sheet) => sheet !== undefined);
    const missing = sheets.filter((sheet) => !root.adoptedStyleSheets.includes(sheet));
    if (missing.length > 0) root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...missing];
  }
}
