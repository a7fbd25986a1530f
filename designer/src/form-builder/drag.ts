import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Path, Place } from './tree.js';

/** What is dragged: something new from the palette, or an element of the form. */
export type Dragged = { readonly new: string } | { readonly path: Path };

const START = 5;
const EDGE = 48;

/** `0.2|1` ↔ the place in container `[0, 2]` before its element 1. */
export const placeText = ({ parent, index }: Place): string => `${parent.join('.')}|${index}`;

const pathOf = (text: string): Path => (text === '' ? [] : text.split('.').map(Number));

/** The place that `placeText` wrote; nothing for any other text. */
export function placeFrom(text: string | undefined): Place | undefined {
  const [parent, index] = text?.split('|') ?? [];
  return parent === undefined || index === undefined ? undefined : { parent: pathOf(parent), index: Number(index) };
}

/**
 * Dragging with any pointer inside one shadow root, model first: nothing of the page is moved, the host is told the place.
 * What can be dragged carries `data-drag-path` or `data-drag-new`; where it can go, `data-place`.
 */
export class DragController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #accepts: (dragged: Dragged, place: Place) => boolean;
  readonly #drop: (dragged: Dragged, place: Place) => void;
  #pending?: { readonly dragged: Dragged; readonly x: number; readonly y: number; readonly pointer: number };
  /** What is on its way; absent at rest. */
  dragged?: Dragged;
  /** Where it would go. */
  place?: Place;
  /** Where the pointer is. */
  at: { readonly x: number; readonly y: number } = { x: 0, y: 0 };

  constructor(host: ReactiveControllerHost & HTMLElement, hooks: { accepts: (dragged: Dragged, place: Place) => boolean; drop: (dragged: Dragged, place: Place) => void }) {
    this.#host = host;
    this.#accepts = hooks.accepts;
    this.#drop = hooks.drop;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#end();
  }

  /** Hears `pointerdown` on the area that holds palette and canvas. */
  readonly start = (event: PointerEvent): void => {
    if (event.button !== 0 || !event.isPrimary) return;
    const source = event.composedPath().find((node): node is HTMLElement => node instanceof HTMLElement && (node.dataset['dragPath'] !== undefined || node.dataset['dragNew'] !== undefined));
    if (!source || (event.pointerType === 'touch' && source.dataset['dragHandle'] === undefined)) return;
    const added = source.dataset['dragNew'];
    this.#pending = { dragged: added === undefined ? { path: pathOf(source.dataset['dragPath'] ?? '') } : { new: added }, x: event.clientX, y: event.clientY, pointer: event.pointerId };
    window.addEventListener('pointermove', this.#onMove);
    window.addEventListener('pointerup', this.#onUp);
    window.addEventListener('pointercancel', this.#onCancel);
    window.addEventListener('keydown', this.#onKey, { capture: true });
  };

  readonly #onMove = (event: PointerEvent): void => {
    const pending = this.#pending;
    if (!pending || event.pointerId !== pending.pointer) return;
    if (!this.dragged && Math.hypot(event.clientX - pending.x, event.clientY - pending.y) < START) return;
    event.preventDefault();
    this.dragged = pending.dragged;
    this.at = { x: event.clientX, y: event.clientY };
    this.place = this.#nearest(event.clientX, event.clientY);
    if (event.clientY < EDGE) window.scrollBy(0, -12);
    if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, 12);
    this.#host.requestUpdate();
  };

  readonly #onUp = (event: PointerEvent): void => {
    const { dragged, place } = this;
    if (event.pointerId !== this.#pending?.pointer) return;
    this.#end();
    if (!dragged) return;
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
    if (place) this.#drop(dragged, place);
  };

  readonly #onCancel = (): void => this.#end();

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.dragged) return;
    event.preventDefault();
    event.stopPropagation();
    this.#end();
  };

  #end(): void {
    this.#pending = undefined;
    this.dragged = undefined;
    this.place = undefined;
    window.removeEventListener('pointermove', this.#onMove);
    window.removeEventListener('pointerup', this.#onUp);
    window.removeEventListener('pointercancel', this.#onCancel);
    window.removeEventListener('keydown', this.#onKey, { capture: true });
    this.#host.requestUpdate();
  }

  /** The place nearest to the pointer, when the pointer is over the canvas. */
  #nearest(x: number, y: number): Place | undefined {
    const root = this.#host.shadowRoot;
    const dragged = this.dragged;
    if (!root || !dragged) return undefined;
    const canvas = root.querySelector('[data-canvas]')?.getBoundingClientRect();
    if (!canvas || x < canvas.left - EDGE || x > canvas.right + EDGE || y < canvas.top - EDGE || y > canvas.bottom + EDGE) return undefined;
    let best: Place | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const slot of root.querySelectorAll<HTMLElement>('[data-place]')) {
      const place = placeFrom(slot.dataset['place']);
      if (!place || !this.#accepts(dragged, place)) continue;
      const box = slot.getBoundingClientRect();
      const distance = Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
      if (distance < least) [best, least] = [place, distance];
    }
    return best;
  }
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
