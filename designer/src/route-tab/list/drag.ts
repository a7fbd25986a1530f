import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Place } from '../doc-edits.js';

/** What dragging of list entries needs from the list. */
export interface DragHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

const threshold = 5;
const edge = 48;

/**
 * Moves entries by pointer: by mouse from anywhere on the card, by touch from its handle. The nearest gap lights up;
 * Escape gives up. Calls `drop` with the entry and the gap.
 */
export class EntryDrag implements ReactiveController {
  /** Entry that is being dragged. */
  dragged?: string;
  /** Key of the gap it would fall into. */
  over?: string;
  readonly #host: DragHost;
  readonly #drop: (id: string, place: Place) => void;
  #start?: { readonly id: string; readonly x: number; readonly y: number; readonly pointer: number; readonly card: HTMLElement };

  constructor(host: DragHost, drop: (id: string, place: Place) => void) {
    this.#host = host;
    this.#drop = drop;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#end();
  }

  /** A pointer went down on a card. */
  press(event: PointerEvent, id: string): void {
    const target = event.composedPath()[0] as Element | undefined;
    const handle = target?.closest?.('.handle');
    if (event.button !== 0 || (event.pointerType !== 'mouse' && !handle) || target?.closest?.('button')) return;
    const card = event.currentTarget as HTMLElement;
    this.#start = { id, x: event.clientX, y: event.clientY, pointer: event.pointerId, card };
    addEventListener('pointermove', this.#onMove);
    addEventListener('pointerup', this.#onUp);
    addEventListener('pointercancel', this.#onCancel);
    addEventListener('keydown', this.#onKey, { capture: true });
  }

  #onMove = (event: PointerEvent): void => {
    const start = this.#start;
    if (!start || event.pointerId !== start.pointer) return;
    if (this.dragged === undefined) {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < threshold) return;
      this.dragged = start.id;
      start.card.setPointerCapture(start.pointer);
    }
    event.preventDefault();
    this.#scroll(event.clientY);
    const over = this.#nearest(event.clientX, event.clientY);
    if (over !== this.over) {
      this.over = over;
      this.#host.requestUpdate();
    }
  };

  /** The gap closest to the pointer; the deeper one when the pointer is to the right of its rail. */
  #nearest(x: number, y: number): string | undefined {
    let best: { readonly key: string; readonly distance: number } | undefined;
    for (const gap of this.#host.renderRoot.querySelectorAll<HTMLElement>('.gap[data-gap]')) {
      if (this.dragged !== undefined && gap.closest(`[data-entry="${CSS.escape(this.dragged)}"]`)) continue;
      const at = gap.getBoundingClientRect();
      const distance = Math.abs(y - (at.top + at.height / 2)) + (x < at.left ? (at.left - x) / 2 : 0);
      if (!best || distance < best.distance) best = { key: gap.dataset['gap'] ?? '', distance };
    }
    return best && best.distance < 160 ? best.key : undefined;
  }

  #scroll(y: number): void {
    const at = this.#host.getBoundingClientRect();
    if (y < at.top + edge) this.#host.scrollBy(0, -12);
    else if (y > at.bottom - edge) this.#host.scrollBy(0, 12);
  }

  #onUp = (): void => {
    const { dragged, over } = this;
    this.#end();
    if (dragged === undefined || over === undefined) return;
    this.#drop(dragged, placeOf(over));
  };

  #onCancel = (): void => this.#end();

  #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || this.dragged === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#end();
  };

  #end(): void {
    removeEventListener('pointermove', this.#onMove);
    removeEventListener('pointerup', this.#onUp);
    removeEventListener('pointercancel', this.#onCancel);
    removeEventListener('keydown', this.#onKey, { capture: true });
    this.#start = undefined;
    this.dragged = undefined;
    this.over = undefined;
    this.#host.requestUpdate();
  }
}

/** Name of a gap in the page. */
export const gapKey = ({ branch, index }: Place): string => `${index} ${branch ?? ''}`.trim();

/** The gap with a name. */
export function placeOf(key: string): Place {
  const cut = key.indexOf(' ');
  return cut < 0 ? { index: Number(key) } : { index: Number(key.slice(0, cut)), branch: key.slice(cut + 1) };
}
