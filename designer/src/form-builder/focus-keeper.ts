import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Keeps the focus on the canvas when what had it is gone, as after an undo: it goes to the element that stands there now. */
export class FocusKeeper implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  /** Which of the elements had the focus, itself or by its properties; -1 when none. */
  #at = -1;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get #items(): readonly HTMLElement[] {
    return [...(this.#host.shadowRoot?.querySelectorAll<HTMLElement>('[role="treeitem"][data-path]') ?? [])];
  }

  hostUpdate(): void {
    const focused = this.#host.shadowRoot?.activeElement;
    const inProperties = focused?.localName === 'rq-field-properties';
    this.#at = focused ? this.#items.findLastIndex((item) => item.contains(focused) || (inProperties && item.ariaSelected === 'true')) : -1;
  }

  hostUpdated(): void {
    if (this.#at < 0 || this.#host.shadowRoot?.activeElement) return;
    const items = this.#items;
    items[Math.min(this.#at, items.length - 1)]?.focus();
  }
}
