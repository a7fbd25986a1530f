import { ContextConsumer } from '@lit/context';
import { LitElement } from 'lit';
import type { CSSResultGroup, CSSResultOrNative } from 'lit';
import { property } from 'lit/decorators.js';
import { localize } from '@requestry/model';
import type { Locale, LocalizedText } from '@requestry/model';
import { baseStyles } from './controls.styles.js';
import { isLocale, pageLocale, watchPageLocale, wordsOf } from './localize.js';
import type { MessageTables } from './localize.js';
import { localeContext } from './service-context.js';
import { registerTokens } from './theme/tokens.js';
import { wordsThere } from './vocabulary.js';
import { warnOnce } from './warn.js';

/**
 * Base of all elements: tokens, language, and patience with broken input.
 * Styles of a subclass come after the shared base, which need not be listed.
 */
export class RqElement extends LitElement {
  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    registerTokens();
    return super.finalizeStyles([baseStyles, ...(styles ? [styles] : [])]);
  }

  /** Its first drawing waits until all words that a page fetches are there. Not so where an element has its words with it: it can tell of a lost connection. */
  protected static readonly waitsForWords: boolean = true;

  /** `ru` or `en`. When absent: the provider above, else `<html lang>`. */
  @property() locale?: Locale;

  readonly #locale = new ContextConsumer(this, { context: localeContext, subscribe: true, callback: () => this.requestUpdate() });
  #stopWatching?: () => void;
  #spoken?: Locale;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopWatching = watchPageLocale(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatching?.();
  }

  /** The language in force now. A change of it, from wherever, is in the changed properties of an update. */
  get language(): Locale {
    if (isLocale(this.locale)) return this.locale;
    if (this.locale != null) warnOnce(`locale:${String(this.locale)}`, `<${this.localName}> locale: found ${JSON.stringify(this.locale)}, wanted "ru" or "en"`);
    return this.#locale.value ?? pageLocale();
  }

  /** The element's words in the language in force. */
  protected words<M>(tables: MessageTables<M>): M {
    return wordsOf(tables, this.language);
  }

  /** A text of data in the language in force. */
  protected textOf(text: LocalizedText | undefined): string {
    return localize(text, this.language);
  }

  /** `value` when it passes, else `fallback` with one warning that names the property and what was wanted. */
  protected checked<T>(name: string, value: unknown, accepts: (value: unknown) => value is T, wanted: string, fallback: T): T {
    if (accepts(value)) return value;
    if (value !== undefined && value !== null) warnOnce(`${this.localName}.${name}`, `<${this.localName}> ${name}: found ${typeof value}, wanted ${wanted}`);
    return fallback;
  }

  /** Waits for the words of the language in force. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const coming = (this.constructor as typeof RqElement).waitsForWords ? wordsThere(this.language) : undefined;
    return coming ? coming.then(() => this.scheduleUpdate()) : super.scheduleUpdate();
  }

  /** A failure while rendering is named once and leaves what was shown before; the host's page is not disturbed. */
  protected override performUpdate(): void {
    try {
      this.#noteLanguage();
      super.performUpdate();
    } catch (error) {
      warnOnce(`${this.localName}:${String(error)}`, `<${this.localName}> could not render`, error);
    }
  }

  #noteLanguage(): void {
    const { language } = this;
    if (language === this.#spoken) return;
    this.requestUpdate('language', this.#spoken);
    this.#spoken = language;
  }
}
