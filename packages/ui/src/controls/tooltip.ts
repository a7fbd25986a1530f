import { css, html } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import { RqElement } from '../rq-element.js';
import { HintController } from './hint.js';
import { hintStyles } from './hint.styles.js';

/**
 * Explains its content on hover and focus.
 * @slot - what is explained, something focusable
 */
export class RqTooltip extends RqElement {
  static override styles = [
    hintStyles,
    css`
      :host {
        display: inline-block;
        max-inline-size: 100%;
      }
    `,
  ];

  @property() text = '';
  @query('.hint') private hint?: HTMLElement;
  @query('slot') private content?: HTMLSlotElement;

  constructor() {
    super();
    new HintController(this, { hint: () => this.hint, anchor: () => this });
  }

  override updated(_changed: PropertyValues): void {
    this.#describe();
  }

  /** The slotted element lives in another tree, so it gets the text itself instead of a reference. */
  #describe = (): void => {
    const first = this.content?.assignedElements()[0];
    if (first) first.ariaDescription = this.text || null;
  };

  override render(): unknown {
    return html`<slot @slotchange=${this.#describe}></slot><span class="hint" popover="manual" role="tooltip">${this.text}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-tooltip': RqTooltip;
  }
}
