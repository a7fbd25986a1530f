import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { expectOverlays, withOverlays } from './overlay-part.js';
import type { Placement } from './place.js';

/**
 * Shows a short text in the top layer beside an element while it is hovered or focused; Escape hides it.
 * The text lives in the host's own shadow root, so the element can point at it with `aria-describedby`.
 */
export class HintController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #hint: () => HTMLElement | null | undefined;
  readonly #anchor: () => Element | null | undefined;
  /** Hovered or focused now. */
  #wanted = false;

  constructor(host: ReactiveControllerHost & HTMLElement, parts: { hint: () => HTMLElement | null | undefined; anchor: () => Element | null | undefined }) {
    this.#host = host;
    this.#hint = parts.hint;
    this.#anchor = parts.anchor;
    host.addController(this);
  }

  hostConnected(): void {
    expectOverlays();
    this.#host.addEventListener('pointerenter', this.show);
    this.#host.addEventListener('pointerleave', this.hide);
    this.#host.addEventListener('focusin', this.show);
    this.#host.addEventListener('focusout', this.hide);
    this.#host.addEventListener('keydown', this.#onKey);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('pointerenter', this.show);
    this.#host.removeEventListener('pointerleave', this.hide);
    this.#host.removeEventListener('focusin', this.show);
    this.#host.removeEventListener('focusout', this.hide);
    this.#host.removeEventListener('keydown', this.#onKey);
  }

  readonly show = (): void => {
    this.#wanted = true;
    if (this.#hint()?.textContent?.trim()) withOverlays(({ place }) => this.#wanted && this.#showAt(place));
  };

  #showAt(place: (hint: HTMLElement, anchor: Element, placement: Placement) => void): void {
    const hint = this.#hint();
    const anchor = this.#anchor();
    if (!hint?.isConnected || !anchor) return;
    if (!hint.matches(':popover-open')) hint.showPopover();
    place(hint, anchor, { align: 'center' });
  }

  readonly hide = (): void => {
    this.#wanted = false;
    const hint = this.#hint();
    if (hint?.isConnected && hint.matches(':popover-open')) hint.hidePopover();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const hint = this.#hint();
    if (event.key !== 'Escape' || !hint?.matches(':popover-open')) return;
    event.stopPropagation();
    this.hide();
  };
}
