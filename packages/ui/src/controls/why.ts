import { css, html, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Trace } from '@requestry/model';
import { overlayStyles } from '../controls.styles.js';
import { messages } from '../locales/index.js';
import { RqElement } from '../rq-element.js';
import { traceLines } from '../trace-text.js';
import type { TraceLine } from '../trace-text.js';
import { place } from './place.js';

/**
 * A small "why?" that opens the reasons of a decision.
 * @csspart button
 * @csspart reasons
 */
export class RqWhy extends RqElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override styles = [
    overlayStyles,
    css`
      :host {
        display: inline-block;
      }
      .link {
        display: inline-flex;
        align-items: center;
        gap: var(--rq-space-1);
        min-block-size: calc(1.5 * var(--rem));
        margin: 0;
        padding: 0 var(--rq-space-1);
        border: 0;
        border-radius: calc(var(--rq-radius) - 2px);
        background: none;
        color: var(--rq-accent);
        font: inherit;
        font-size: var(--rq-font-s);
        cursor: pointer;
      }
      @media print {
        :host {
          display: none;
        }
      }
      .link:hover {
        text-decoration: underline;
      }
      .reasons {
        max-inline-size: min(calc(26 * var(--rem)), 100vw - var(--rem));
        padding: var(--rq-space-3);
        overflow: auto;
      }
      p {
        margin: 0;
      }
      ul {
        margin: var(--rq-space-1) 0 0;
        padding-inline-start: var(--rq-space-4);
        color: var(--rq-text-muted);
        font-size: var(--rq-font-s);
      }
      li,
      p {
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** Reasons of a decision. */
  @property({ attribute: false }) trace?: Trace;
  /** Names of the ids in `trace`. */
  @property({ attribute: false }) names: Readonly<Record<string, string>> = {};
  /** A plain text, when there is no trace. */
  @property() text = '';
  /** Words of the button. Default: "why?" */
  @property() label?: string;

  @query('.reasons') private panel?: HTMLElement;
  @query('.link') private button?: HTMLElement;

  #onToggle = (event: ToggleEvent): void => {
    if (event.newState === 'open' && this.panel && this.button) place(this.panel, this.button);
  };

  override render(): unknown {
    if (!this.trace && !this.text) return nothing;
    const label = this.label ?? this.words(messages).why;
    const lines = this.trace ? traceLines(this.trace, this.language, this.names ?? {}) : undefined;
    return html`<button type="button" part="button" class="link" aria-haspopup="dialog" popovertarget="reasons">${label}</button>
      <div id="reasons" part="reasons" class="reasons overlay" popover="auto" role="dialog" aria-label=${label} tabindex="-1" @toggle=${this.#onToggle}>
        ${lines ? renderLine(lines) : html`<p>${this.text}</p>`}
      </div>`;
  }
}

function renderLine(line: TraceLine): unknown {
  return html`<p>${line.text}</p>
    ${line.because.length > 0 ? html`<ul>${line.because.map((below) => html`<li>${renderLine(below)}</li>`)}</ul>` : nothing}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-why': RqWhy;
  }
}
