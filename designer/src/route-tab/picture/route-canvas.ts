import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Kind, Org } from '@requestry/model';
import type { Route, RouteDoc } from '@requestry/route';
import { buttonStyles, RqElement } from '@requestry/ui';
import { entryName, glossary } from '../entry-text.js';
import { tasksOf } from '../doc-edits.js';
import { RouteIntentEvent } from '../intents.js';
import { words } from '../locales/index.js';
import { canvasStyles } from './canvas.styles.js';
import type { RouteDrawing } from './draw.js';
import { flowName, looksOf, nodeName } from './looks.js';
import type { StepLook } from './renderer.js';

/** Elements by the mark they carry: `problem`, `path`, `now`, `current`, `passed`, `unused`. */
export type PictureMarks = Readonly<Partial<Record<'problem' | 'path' | 'now' | 'current' | 'passed' | 'unused', readonly string[]>>>;

/**
 * The route as a picture that follows it: pan, zoom, choose. The bottom right corner belongs to the bpmn.io mark.
 * @fires rq-route-intent - an element was chosen
 */
export class RqRouteCanvas extends RqElement {
  static override styles = [
    buttonStyles,
    canvasStyles,
    css`
      :host {
        position: relative;
        min-block-size: 12rem;
        overflow: hidden;
      }
      .zoom {
        position: absolute;
        inset-block-end: 0.75rem;
        inset-inline-start: 0.75rem;
        display: flex;
        align-items: center;
        color-scheme: light;
        border: 1px solid #cfd5df;
        border-radius: var(--rq-radius);
        background: #ffffff;
        color: #1b2130;
        font-size: var(--rq-font-s);
        --rq-surface-hover: #eef1f6;
      }
      .zoom .percent {
        min-inline-size: 3rem;
        text-align: center;
        font-variant-numeric: tabular-nums;
      }
      .failed {
        position: absolute;
        inset: 1rem;
        color: #1b2130;
      }
    `,
  ];

  @property({ attribute: false }) route?: Route;
  @property({ attribute: false }) doc?: RouteDoc;
  @property({ attribute: false }) kind?: Kind;
  @property({ attribute: false }) org?: Org;
  /** Id of the chosen element. */
  @property() selected?: string;
  @property({ attribute: false }) marks: PictureMarks = {};
  /** Nothing can be chosen. */
  @property({ type: Boolean }) passive = false;

  @query('.canvas') private place?: HTMLElement;
  @state() private scale = 1;
  @state() private failed = false;
  #viewer?: DiagramEditor;
  #drawing?: RouteDrawing;
  #looks: ReadonlyMap<string, StepLook> = new Map();
  #loading?: Promise<void>;
  #shown = false;
  #marked: readonly (readonly [string, string])[] = [];
  readonly #resize = new ResizeObserver(() => this.#onResize());

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
    this.#viewer?.destroy();
    this.#viewer = undefined;
    this.#drawing = undefined;
    this.#loading = undefined;
    this.#shown = false;
    this.#marked = [];
  }

  /** Resolves when the picture of the current route is drawn. */
  async drawn(): Promise<void> {
    await this.updateComplete;
    await this.#loading;
  }

  override firstUpdated(_changed: PropertyValues): void {
    this.#load();
  }

  override updated(changed: PropertyValues<this>): void {
    if (!this.#drawing) return;
    if (changed.has('route') || changed.has('doc') || changed.has('kind') || changed.has('org') || changed.has('language')) this.#draw();
    if (changed.has('marks')) this.#mark();
    if (changed.has('selected') || changed.has('route')) this.#select();
  }

  #load(): void {
    this.#loading ??= this.#create();
  }

  async #create(): Promise<void> {
    try {
      const { createPicture } = await import('./viewer.js');
      if (!this.isConnected || !this.place || this.#viewer) return;
      const { viewer, drawing } = createPicture(this.place, (element) => this.#looks.get(element.id));
      this.#viewer = viewer;
      this.#drawing = drawing;
      viewer.on('element.click', (event) => this.#onClick(event));
      viewer.on('canvas.viewbox.changed', () => this.#onZoom());
      this.#resize.observe(this);
      this.#draw();
      this.#mark();
      this.#select();
    } catch (error) {
      console.error(error);
      this.failed = true;
    }
  }

  #draw(): void {
    const { route, doc } = this;
    if (!route || !doc || !this.#drawing) return;
    const g = glossary(doc, this.kind, this.org, this.language);
    this.#looks = looksOf(route, g);
    this.#drawing.update(route, {
      node: (node) => nodeName(node, g),
      flow: (flow) => flowName(flow, g),
      stamp: (id) => JSON.stringify(this.#looks.get(id) ?? ''),
    });
    this.#remark();
    this.#describe();
    if (!this.#shown && route.nodes.length > 0) this.#shown = this.fit();
  }

  /** The picture in words for those who do not see it; the list says the same in full. */
  #describe(): void {
    const svg = this.place?.querySelector('svg');
    if (!svg || !this.doc) return;
    const names = tasksOf(this.doc).map((task) => entryName(task, this.language));
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', `${this.words(words).pictureLabel}: ${names.join(', ')}`);
  }

  #remark(): void {
    const canvas = this.#viewer?.get('canvas');
    const registry = this.#viewer?.get('elementRegistry');
    for (const [id, mark] of this.#marked) if (registry?.get(id)) canvas?.addMarker(id, mark);
  }

  #mark(): void {
    const canvas = this.#viewer?.get('canvas');
    const registry = this.#viewer?.get('elementRegistry');
    if (!canvas || !registry) return;
    for (const [id, mark] of this.#marked) if (registry.get(id)) canvas.removeMarker(id, mark);
    this.#marked = Object.entries(this.marks).flatMap(([mark, ids]) => (ids ?? []).map((id) => [id, `rq-${mark}`] as const));
    this.#remark();
    const now = this.marks.now?.[0] ?? this.marks.current?.[0];
    if (now !== undefined) this.#reveal(now);
  }

  #select(): void {
    const element = this.selected === undefined ? undefined : this.#viewer?.get('elementRegistry').get(this.selected);
    this.#viewer?.get('selection').select(element ?? null);
    if (element) this.#reveal(element.id);
  }

  /** Scrolls the element into sight when it is not. */
  #reveal(id: string): void {
    const canvas = this.#viewer?.get('canvas');
    const element = this.#viewer?.get('elementRegistry').get(id);
    if (!canvas || !element) return;
    const box = canvas.viewbox();
    const at = boundsOf(element);
    const margin = 24 / box.scale;
    const dx = outside(at.x, at.x + at.width, box.x + margin, box.x + box.width - margin);
    const dy = outside(at.y, at.y + at.height, box.y + margin, box.y + box.height - margin);
    if (dx !== 0 || dy !== 0) canvas.scroll({ dx: -(dx === 0 ? 0 : at.x + at.width / 2 - box.x - box.width / 2) * box.scale, dy: -(dy === 0 ? 0 : at.y + at.height / 2 - box.y - box.height / 2) * box.scale });
  }

  #onClick(event: DiagramEvent): void {
    if (this.passive) return;
    const element = event.element.labelTarget ?? event.element;
    const id = element.parent ? element.id : undefined;
    this.dispatchEvent(new RouteIntentEvent({ do: 'select', ...(id === undefined ? {} : { id }), from: 'picture' }));
    if (id === this.selected) queueMicrotask(() => this.#select());
  }

  #onZoom(): void {
    this.scale = this.#viewer?.get('canvas').zoom() ?? 1;
  }

  #onResize(): void {
    const viewer = this.#viewer;
    if (!viewer || this.clientWidth === 0) return;
    viewer.get('canvas').resized();
    if (!this.#shown && this.route) this.#shown = this.fit();
  }

  /** Shows the whole width of the route from its beginning, not larger than life and not too small to read. False when there is no room yet. */
  fit(): boolean {
    const canvas = this.#viewer?.get('canvas');
    if (!canvas) return false;
    canvas.resized();
    const { inner, outer } = canvas.viewbox();
    if (!inner.width || !outer.width || !outer.height) return false;
    const scale = Math.max(0.3, Math.min(1.15, (outer.width - 48) / inner.width));
    const width = outer.width / scale;
    const height = outer.height / scale;
    const mark = 56 / scale;
    const room = height - mark;
    const y = inner.height + 40 / scale < room ? inner.y - (room - inner.height) / 2 : inner.y - 20 / scale;
    canvas.viewbox({ x: inner.x - (width - inner.width) / 2, y, width, height });
    return true;
  }

  #zoom(factor: number): void {
    const canvas = this.#viewer?.get('canvas');
    canvas?.zoom(Math.max(0.2, Math.min(4, canvas.zoom() * factor)), 'auto');
  }

  override render(): unknown {
    const t = this.words(words);
    return html`<div class="canvas" part="canvas"></div>
      ${this.failed
        ? html`<p class="failed" role="alert">${t.pictureFailed}</p>`
        : html`<div class="zoom" role="group">
            <button type="button" class="button quiet compact icon" title=${t.zoomOut} aria-label=${t.zoomOut} @click=${() => this.#zoom(1 / 1.2)}><rq-icon name="minus"></rq-icon></button>
            <span class="percent">${t.zoomLevel({ percent: Math.round(this.scale * 100) })}</span>
            <button type="button" class="button quiet compact icon" title=${t.zoomIn} aria-label=${t.zoomIn} @click=${() => this.#zoom(1.2)}><rq-icon name="plus"></rq-icon></button>
            <button type="button" class="button quiet compact" @click=${() => this.fit()}>${t.zoomFit}</button>
          </div>`}
      ${nothing}`;
  }
}

const outside = (from: number, to: number, low: number, high: number): number => (from < low ? from - low : to > high ? to - high : 0);

function boundsOf(element: DiagramElement): { x: number; y: number; width: number; height: number } {
  if (!element.waypoints) return element;
  const xs = element.waypoints.map(({ x }) => x);
  const ys = element.waypoints.map(({ y }) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.min(Math.max(...ys) - y, 60) };
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-route-canvas': RqRouteCanvas;
  }
}
