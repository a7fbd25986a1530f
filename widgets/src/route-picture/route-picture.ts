import { html, nothing, svg } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Bounds, RequestView, RoutePicture } from '@requestry/model';
import { buttonStyles, RqElement } from '@requestry/ui';
import { extentOf, shapeOf, soundPicture } from './drawing.js';
import type { Passage } from './drawing.js';
import { routePictureStyles } from './route-picture.styles.js';
import { drawEdge, drawNode, tips } from './shapes.js';
import { pictureWords } from './words.js';

/** Where a request stands on its route: ids of nodes and edges. */
export type RoutePosition = RequestView['position'];

const nowhere: RoutePosition = { current: [], passed: [], skipped: [], edges: [] };
const isPicture = (value: unknown): value is RoutePicture =>
  typeof value === 'object' && value !== null && Array.isArray((value as RoutePicture).nodes) && Array.isArray((value as RoutePicture).edges);
const isPosition = (value: unknown): value is RoutePosition =>
  typeof value === 'object' && value !== null && (['current', 'passed', 'skipped', 'edges'] as const).every((name) => Array.isArray((value as RoutePosition)[name]));

const smallest = 0.4;
const largest = 2;
/** Below this the words cannot be read, so a wide picture scrolls instead. */
const readable = 0.85;
/** Height of the frame in pixels that the first view tries to stay within. */
const tallest = 500;

/**
 * A route as a picture, with where a request is, was, and went past. The same is said in a list for those who do not see it.
 * @csspart canvas
 */
export class RqRoutePicture extends RqElement {
  static override styles = [buttonStyles, routePictureStyles];

  /** What is drawn. */
  @property({ attribute: false }) picture?: RoutePicture;
  /** Where the request stands; a bare route when absent. */
  @property({ attribute: false }) position?: RoutePosition;

  /** Chosen by the person; fitted to the width while absent. */
  @state() private zoom?: number;
  @state() private width = 0;
  @query('.canvas') private canvas?: HTMLElement;

  readonly #observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    if (width > 0 && width !== this.width) this.width = width;
  });
  #drag?: { readonly x: number; readonly y: number; readonly left: number; readonly top: number };

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('picture') || changed.has('position') || changed.has('width' as never)) this.#showCurrent();
  }

  /** Brings the first current step into sight, inside the frame only. */
  #showCurrent(): void {
    const { canvas } = this;
    const node = canvas?.querySelector('.current');
    if (!canvas || !node) return;
    const at = node.getBoundingClientRect();
    const frame = canvas.getBoundingClientRect();
    canvas.scrollLeft += at.left - frame.left - (frame.width - at.width) / 2;
    canvas.scrollTop += at.top - frame.top - (frame.height - at.height) / 2;
  }

  #fit(natural: Bounds): number {
    if (this.width === 0) return 1;
    const wide = (this.width - 4) / natural.width;
    return Math.max(readable, Math.min(1, wide, tallest / natural.height));
  }

  #zoomBy(factor: number, natural: Bounds): void {
    this.zoom = Math.max(smallest, Math.min(largest, (this.zoom ?? this.#fit(natural)) * factor));
  }

  #onDown = (event: PointerEvent): void => {
    const { canvas } = this;
    if (!canvas || event.button !== 0 || event.pointerType === 'touch') return;
    this.#drag = { x: event.clientX, y: event.clientY, left: canvas.scrollLeft, top: canvas.scrollTop };
    canvas.setPointerCapture(event.pointerId);
    canvas.classList.add('dragging');
  };

  #onMove = (event: PointerEvent): void => {
    if (!this.#drag || !this.canvas) return;
    this.canvas.scrollLeft = this.#drag.left - (event.clientX - this.#drag.x);
    this.canvas.scrollTop = this.#drag.top - (event.clientY - this.#drag.y);
  };

  #onUp = (): void => {
    this.#drag = undefined;
    this.canvas?.classList.remove('dragging');
  };

  override render(): unknown {
    const t = this.words(pictureWords);
    const given = this.checked<RoutePicture | undefined>('picture', this.picture, isPicture, 'a RoutePicture', undefined);
    const picture = given && soundPicture(given);
    if (!picture || picture.nodes.length === 0) return html`<rq-empty icon="route" .heading=${t.noPicture}>${t.noPictureHelp}</rq-empty>`;
    const position = this.checked('position', this.position, isPosition, 'a position with four lists of ids', nowhere);
    const extent = extentOf(picture);
    const zoom = this.zoom ?? this.#fit(extent);
    const passage = passages(position);
    const edges = new Set(position.edges);
    return html`<div class="frame">
        <div class="canvas" part="canvas" tabindex="0" role="group" aria-label=${t.routePicture} @pointerdown=${this.#onDown} @pointermove=${this.#onMove} @pointerup=${this.#onUp} @pointercancel=${this.#onUp}>
          ${svg`<svg role="img" aria-label=${t.routePicture} aria-describedby="steps" width=${Math.round(extent.width * zoom)} height=${Math.round(extent.height * zoom)} viewBox="${extent.x} ${extent.y} ${extent.width} ${extent.height}">
            ${tips}
            ${picture.nodes.filter((node) => shapeOf(node) === 'lane').map((node) => drawNode(node, { title: this.textOf(node.title), passage: 'ahead' }))}
            ${picture.edges.map((edge) => drawEdge(edge, this.textOf(edge.title), edges.has(edge.id)))}
            ${picture.nodes.filter((node) => shapeOf(node) !== 'lane').map((node) => drawNode(node, { title: this.textOf(node.title), passage: passage.get(node.id) ?? 'ahead' }))}
          </svg>`}
        </div>
        <div class="zoom" role="group" aria-label=${t.zoom}>
          <button type="button" class="button quiet icon compact" aria-label=${t.zoomOut} title=${t.zoomOut} @click=${() => this.#zoomBy(1 / 1.25, extent)}><rq-icon name="minus"></rq-icon></button>
          <button type="button" class="button quiet compact" aria-label="${Math.round(zoom * 100)} %, ${t.zoomFit}" title=${t.zoomFit} @click=${() => (this.zoom = undefined)}>${Math.round(zoom * 100)} %</button>
          <button type="button" class="button quiet icon compact" aria-label=${t.zoomIn} title=${t.zoomIn} @click=${() => this.#zoomBy(1.25, extent)}><rq-icon name="plus"></rq-icon></button>
        </div>
      </div>
      <ul class="visually-hidden" id="steps">
        ${picture.nodes
          .filter((node) => this.textOf(node.title) !== '' && shapeOf(node) !== 'lane')
          .map((node) => html`<li>${this.textOf(node.title)}${passage.has(node.id) ? ` — ${t[passage.get(node.id) ?? 'ahead']}` : ''}</li>`)}
      </ul>
      ${passage.size > 0 ? this.#renderLegend(new Set(passage.values())) : nothing}`;
  }

  #renderLegend(shown: ReadonlySet<Passage>): unknown {
    const t = this.words(pictureWords);
    const order = ['current', 'passed', 'skipped'] as const;
    return html`<div class="legend" aria-hidden="true">${order.filter((each) => shown.has(each)).map((each) => html`<span class=${each}><i></i>${t[each]}</span>`)}</div>`;
  }
}

function passages(position: RoutePosition): ReadonlyMap<string, Passage> {
  const found = new Map<string, Passage>();
  for (const id of position.passed) found.set(id, 'passed');
  for (const id of position.skipped) found.set(id, 'skipped');
  for (const id of position.current) found.set(id, 'current');
  return found;
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-route-picture': RqRoutePicture;
  }
}
