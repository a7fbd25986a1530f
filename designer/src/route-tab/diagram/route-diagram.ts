import { html } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Kind, Org } from '@requestry/model';
import type { RouteDoc } from '@requestry/route';
import { buttonStyles, RqElement } from '@requestry/ui';
import { glossary } from '../entry-text.js';
import type { Glossary } from '../entry-text.js';
import { RouteIntentEvent } from '../intents.js';
import { words } from '../locales/index.js';
import { canvasStyles } from '../picture/canvas.styles.js';
import { diagramStyles } from './diagram.styles.js';
import { moddleLook } from './moddle-look.js';

/** The person drew something. The text is the whole route as BPMN. */
export class RouteDiagramEvent extends Event {
  readonly xml: string;
  constructor(xml: string) {
    super('rq-route-diagram', { bubbles: true, composed: true });
    this.xml = xml;
  }
}

/**
 * The route on the drawing board of bpmn-js, for those who want it.
 * @fires rq-route-diagram - a little after each change
 * @fires rq-route-intent - an element was chosen
 */
export class RqRouteDiagram extends RqElement {
  static override styles = [buttonStyles, canvasStyles, diagramStyles];

  /** BPMN XML. Empty while it is being written. */
  @property({ attribute: false }) xml = '';
  @property({ attribute: false }) doc?: RouteDoc;
  @property({ attribute: false }) kind?: Kind;
  @property({ attribute: false }) org?: Org;
  /** Id of the chosen element. */
  @property() selected?: string;
  /** Elements with an error. */
  @property({ attribute: false }) bad: readonly string[] = [];

  @query('.canvas') private place?: HTMLElement;
  @state() private failed = false;
  @state() private undoable = false;
  @state() private redoable = false;
  #modeler?: DiagramEditor;
  #glossary?: Glossary;
  #shown?: string;
  #importing = 0;
  #dirty = false;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #marked: readonly string[] = [];
  #quiet = false;
  readonly #resize = new ResizeObserver(() => this.#modeler?.get('canvas').resized());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#saving);
    this.#resize.disconnect();
    const modeler = this.#modeler;
    this.#modeler = undefined;
    modeler?.destroy();
  }

  override firstUpdated(_changed: PropertyValues): void {
    void this.#create();
  }

  override willUpdate(_changed: PropertyValues): void {
    if (this.doc) this.#glossary = glossary(this.doc, this.kind, this.org, this.language);
  }

  override updated(changed: PropertyValues<this>): void {
    if (!this.#modeler) return;
    if (changed.has('language')) return void this.#speakAnew();
    if (changed.has('xml')) void this.#import();
    if (changed.has('selected')) this.#select();
    if (changed.has('bad')) this.#mark();
  }

  async #create(): Promise<void> {
    try {
      const { createModeler } = await import('./modeler.js');
      if (!this.isConnected || !this.place || this.#modeler) return;
      const modeler = createModeler({ container: this.place, locale: this.language, lookOf: (element) => this.#glossary && moddleLook(element, this.#glossary) });
      this.#modeler = modeler;
      modeler.on('commandStack.changed', () => this.#onChange());
      modeler.on('selection.changed', (event) => this.#onSelection(event));
      this.#resize.observe(this);
      await this.#import();
    } catch (error) {
      console.error(error);
      this.failed = true;
    }
  }

  /** A modeler speaks the language it was made with. */
  async #speakAnew(): Promise<void> {
    await this.flush();
    this.#modeler?.destroy();
    this.#modeler = undefined;
    this.#shown = undefined;
    this.#marked = [];
    await this.#create();
  }

  async #import(): Promise<void> {
    const { xml } = this;
    const modeler = this.#modeler;
    if (!modeler || !xml || xml === this.#shown) return;
    const turn = (this.#importing += 1);
    const canvas = modeler.get('canvas');
    const viewbox = this.#shown === undefined ? undefined : canvas.viewbox();
    clearTimeout(this.#saving);
    this.#dirty = false;
    this.#shown = xml;
    try {
      this.#quiet = true;
      await modeler.importXML(xml);
      if (turn !== this.#importing) return;
      this.failed = false;
      this.#marked = [];
      if (viewbox) canvas.viewbox({ x: viewbox.x, y: viewbox.y, width: viewbox.width, height: viewbox.height });
      else this.#fit();
      this.#select();
      this.#mark();
    } catch {
      this.failed = true;
    } finally {
      this.#quiet = false;
    }
  }

  #fit(): void {
    const canvas = this.#modeler?.get('canvas');
    if (!canvas) return;
    canvas.resized();
    const { inner, outer } = canvas.viewbox();
    if (!inner.width || !outer.width) return;
    const palette = 190;
    const scale = Math.max(0.4, Math.min(1, (outer.width - palette - 40) / inner.width));
    canvas.viewbox({ x: inner.x - (palette + (outer.width - palette - inner.width * scale) / 2) / scale, y: inner.y - 24 / scale, width: outer.width / scale, height: outer.height / scale });
  }

  #onChange(): void {
    const stack = this.#modeler?.get('commandStack');
    this.undoable = stack?.canUndo() ?? false;
    this.redoable = stack?.canRedo() ?? false;
    if (this.#quiet) return;
    this.#dirty = true;
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => void this.flush(), 400);
  }

  /** Hands over what was drawn and not told yet. */
  async flush(): Promise<void> {
    clearTimeout(this.#saving);
    if (!this.#dirty || !this.#modeler) return;
    this.#dirty = false;
    const { xml } = await this.#modeler.saveXML({ format: true });
    if (!xml) return;
    this.#shown = xml;
    this.dispatchEvent(new RouteDiagramEvent(xml));
  }

  #onSelection(event: DiagramEvent): void {
    if (this.#quiet) return;
    const chosen = event.newSelection[0];
    const id = chosen?.labelTarget?.id ?? chosen?.id;
    if (id === this.selected) return;
    this.dispatchEvent(new RouteIntentEvent({ do: 'select', ...(id === undefined ? {} : { id }), from: 'diagram' }));
  }

  #select(): void {
    const modeler = this.#modeler;
    const element = this.selected === undefined ? undefined : modeler?.get('elementRegistry').get(this.selected);
    const selection = modeler?.get('selection');
    if (!selection || !element || selection.get().some((each) => (each.labelTarget ?? each) === element)) return;
    this.#quiet = true;
    selection.select(element);
    this.#quiet = false;
  }

  #mark(): void {
    const canvas = this.#modeler?.get('canvas');
    const registry = this.#modeler?.get('elementRegistry');
    if (!canvas || !registry) return;
    for (const id of this.#marked) if (registry.get(id)) canvas.removeMarker(id, 'rq-problem');
    this.#marked = this.bad.filter((id) => registry.get(id));
    for (const id of this.#marked) canvas.addMarker(id, 'rq-problem');
  }

  override render(): unknown {
    const t = this.words(words);
    const button = (icon: string, label: string, off: boolean, act: () => void): unknown =>
      html`<button type="button" class="button quiet compact icon" title=${label} aria-label=${label} ?disabled=${off} @click=${act}><rq-icon .name=${icon}></rq-icon></button>`;
    return html`<div class="canvas" role="application" aria-label=${t.pictureLabel}></div>
      ${this.failed ? html`<p class="failed" role="alert">${t.diagramEmpty}</p>` : ''}
      <div class="tools" role="toolbar" title=${t.diagramHint}>
        ${button('undo', t.diagramUndo, !this.undoable, () => this.#modeler?.get('commandStack').undo())}
        ${button('redo', t.diagramRedo, !this.redoable, () => this.#modeler?.get('commandStack').redo())}
        ${button('minus', t.zoomOut, false, () => this.#zoom(1 / 1.2))}
        ${button('plus', t.zoomIn, false, () => this.#zoom(1.2))}
        <button type="button" class="button quiet compact" @click=${() => this.#fit()}>${t.zoomFit}</button>
      </div>`;
  }

  #zoom(factor: number): void {
    const canvas = this.#modeler?.get('canvas');
    canvas?.zoom(Math.max(0.2, Math.min(4, canvas.zoom() * factor)), 'auto');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-route-diagram': RqRouteDiagram;
  }
  interface HTMLElementEventMap {
    'rq-route-diagram': RouteDiagramEvent;
  }
}
