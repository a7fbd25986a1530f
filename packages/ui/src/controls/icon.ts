import { css, html, nothing, svg } from 'lit';
import { property } from 'lit/decorators.js';
import { RqElement } from '../rq-element.js';
import { filledIcons, iconAliases, iconPaths, isIconName } from './icon-paths.js';
import type { IconName } from './icon-paths.js';

/** The icon of the set that a name means; an unknown name gives the plain box of a request. */
export function iconNamed(name: string | undefined): IconName {
  if (isIconName(name)) return name;
  return (name !== undefined && Object.hasOwn(iconAliases, name) ? iconAliases[name] : undefined) ?? 'form';
}

/**
 * One icon of the set in the colour of the text around it.
 * @cssproperty [--size=1.25em] - edge length
 */
export class RqIcon extends RqElement {
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

  override render(): unknown {
    const name = iconNamed(this.name);
    const kind = filledIcons.has(name) ? 'filled' : name === 'more' || name === 'drag' ? 'dots' : '';
    return html`<svg
      class=${kind}
      viewBox="0 0 24 24"
      part="svg"
      focusable="false"
      role=${this.label ? 'img' : nothing}
      aria-label=${this.label || nothing}
      aria-hidden=${this.label ? nothing : 'true'}
    >
      ${iconPaths[name].map((path) => svg`<path d=${path}></path>`)}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-icon': RqIcon;
  }
}
