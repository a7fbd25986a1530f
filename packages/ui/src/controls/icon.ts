import { css, html, LitElement, nothing, svg } from 'lit';
import { property } from 'lit/decorators.js';
import { warnOnce } from '../warn.js';
import { loadIcons, strokesOf } from './icon-set.js';

const kinds: Readonly<Record<string, string>> = { 'star-filled': 'filled', play: 'filled', more: 'dots', drag: 'dots' };

/**
 * One icon of the set in the colour of the text around it.
 * @cssproperty [--size=1.25em] - edge length
 */
export class RqIcon extends LitElement {
  static override styles = css`
    :host {
      --size: 1.25em;
      display: inline-flex;
      flex: none;
      inline-size: var(--size);
      block-size: var(--size);
      font-size: inherit;
      vertical-align: -0.25em;
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.75;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .filled {
      fill: currentColor;
    }
    .dots {
      stroke-width: 3;
    }
  `;

  /** Name in the set, or of a step type. */
  @property() name = '';
  /** What it says to those who do not see it; an icon without a label is decoration. */
  @property() label?: string;

  /** The strokes, or their place while the set that has them is fetched. */
  get #strokes(): readonly string[] {
    const known = strokesOf(this.name);
    if (!known) loadIcons().then(() => this.requestUpdate(), (error: unknown) => warnOnce('rq-icon', '<rq-icon> the icons could not be loaded', error));
    return known ?? [];
  }

  override render(): unknown {
    return html`<svg
      class=${Object.hasOwn(kinds, this.name) ? (kinds[this.name] ?? '') : ''}
      viewBox="0 0 24 24"
      part="svg"
      focusable="false"
      role=${this.label ? 'img' : nothing}
      aria-label=${this.label || nothing}
      aria-hidden=${this.label ? nothing : 'true'}
    >
      ${this.#strokes.map((path) => svg`<path d=${path}></path>`)}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-icon': RqIcon;
  }
}
