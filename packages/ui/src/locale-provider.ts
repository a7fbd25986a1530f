import { ContextProvider } from '@lit/context';
import { html } from 'lit';
import type { PropertyValues } from 'lit';
import { RqElement } from './rq-element.js';
import { localeContext } from './service-context.js';

/**
 * Gives everything inside one language.
 * @slot - the elements
 */
export class RqLocale extends RqElement {
  readonly #provider = new ContextProvider(this, { context: localeContext, initialValue: undefined });

  override willUpdate(_changed: PropertyValues): void {
    this.#provider.setValue(this.language);
  }

  override render(): unknown {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-locale': RqLocale;
  }
}
