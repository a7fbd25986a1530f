import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Directory, Issue, Kind, Org } from '@requestry/model';
import { localize } from '@requestry/model';
import { applyFix, layoutRoute, toRouteDoc } from '@requestry/route';
import { buttonStyles, RqElement, showToast, typographyStyles } from '@requestry/ui';
import type { RqSelectEvent } from '@requestry/ui';
import { RqDraftEditEvent } from '../draft-edit.js';
import type { Problem } from '../problems.js';
import type { Jump } from '../rules/rules.js';
import { carryOut, movesFocus, removalToast, type CarriedOut } from './carry-out.js';
import { findEntry } from './doc-edits.js';
import { clipboard } from './intents.js';
import type { RouteDiagramEvent, RqRouteDiagram } from './diagram/route-diagram.js';
import type { RouteIntent, RouteIntentEvent, RouteView } from './intents.js';
import { keepLayout } from './keep-layout.js';
import { readLayout, writeLayout, type TabLayout } from './layout-memory.js';
import type { RqRouteList } from './list/route-list.js';
import { words } from './locales/index.js';
import { applyLoose, looseDoc } from './loose.js';
import { choosable, elementOf, isThere, ownerOf, selectionAfter } from './owner.js';
import type { CallableKind } from './panel/context.js';
import type { RqRoutePanel } from './panel/route-panel.js';
import type { PictureMarks } from './picture/route-canvas.js';
import { pickRoute, saveRoute } from './route-file.js';
import { fixText } from './route-problems.js';
import type { RouteProblemEvent } from './route-problems.js';
import { routeTabStyles } from './route-tab.styles.js';
import { blankDoc, isOpen, RouteSession, type OpenRoute, type UnreadableRoute } from './session.js';
import { splitter } from './splitter.js';
import { kept, listMarks, pictureMarks } from './problem-marks.js';
import { routeToolbar } from './toolbar.js';
import { RouteChecker } from './route-checker.js';
import { unreadableRoute } from './unreadable.js';
import { isNarrow } from './browser.js';

/**
 * The route of a kind as a list, a picture beside it, or a diagram: one selection, one panel, problems below.
 * @fires rq-draft-edit - the route changed (`event.route` is BPMN XML)
 */
export class RqRouteTab extends RqElement {
  static override styles = [typographyStyles, buttonStyles, routeTabStyles];

  @property({ attribute: false }) kind?: Kind;
  /** BPMN XML. Absent: the kind has no route yet. */
  @property({ attribute: false }) route?: string;
  /** Published kinds whose routes may be called. */
  @property({ attribute: false }) callable: readonly CallableKind[] = [];
  @property({ attribute: false }) org?: Org;
  /** What others found wrong with the draft; those about the route are shown here. */
  @property({ attribute: false }) problems: readonly Issue[] = [];
  /** What is wrong with the rules of its steps. */
  @property({ attribute: false }) ruleProblems: readonly Problem[] = [];
  @property({ attribute: false }) directories: readonly Directory[] = [];
  /** Element to turn to, such as the one that a problem is about. */
  @property() place?: string;
  /** Rule of a step to turn to; a new object each time. */
  @property({ attribute: false }) jump?: Jump;

  @state() private open?: OpenRoute;
  @state() private unreadable?: UnreadableRoute;
  @state() private selection: readonly string[] = [];
  @state() private layout: TabLayout = readLayout();
  @state() private narrow = false;
  @state() private shown?: string;
  @state() private at?: number;
  @query('rq-route-list') private list?: RqRouteList;
  @query('rq-route-panel') private panel?: RqRoutePanel;
  @query('rq-route-diagram') private diagram?: RqRouteDiagram;
  readonly #session = new RouteSession();
  readonly #resize = new ResizeObserver(() => (this.narrow = isNarrow(this)));
  #reading = 0;
  #writing = 0;
  #emitted?: string;
  readonly #checker = new RouteChecker(this, () => this.open && { route: this.open.route, doc: this.open.doc, issues: this.open.issues, others: this.problems ?? [], ...(this.org ? { org: this.org } : {}) });
  /** Everything drawn until the diagram is left is one step of undo. */
  #drawing = 0;
  #marks: PictureMarks = {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.narrow = isNarrow(this);
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('route') || !this.hasUpdated) void this.#read();
    if (changed.has('place') || changed.has('jump')) this.#turnToPlace();
    if (changed.has('org') || changed.has('problems') || changed.has('kind')) this.#checker.schedule();
  }

  override updated(): void {
    this.style.setProperty('--list-width', `${this.layout.list}px`);
    this.style.setProperty('--panel-width', `${this.layout.panel}px`);
  }

  #turnToPlace(): void {
    const open = this.open;
    if (!open || this.place === undefined) return;
    const owner = ownerOf(open.doc, open.route, this.place);
    if (owner === undefined) return;
    const drawn = this.jump?.path !== undefined && findEntry(open.doc, owner)?.entry.kind === 'opaque';
    if (drawn && !this.narrow) void this.#setView('diagram');
    this.selection = [drawn && !this.narrow ? this.place : owner];
  }

  /** The view in force: only the list fits a narrow place. */
  get #view(): RouteView {
    return this.narrow ? 'list' : this.layout.view;
  }

  async #read(): Promise<void> {
    const xml = this.route;
    if (xml !== undefined && xml === this.#emitted) return;
    const turn = (this.#reading += 1);
    this.#writing += 1;
    this.#emitted = undefined;
    if (!xml) {
      await this.#startBlank(false);
      return;
    }
    const read = this.#session.recall(xml) ?? (await this.#session.read(xml));
    if (turn === this.#reading) this.#show(read);
  }

  #show(read: OpenRoute | UnreadableRoute): void {
    this.open = isOpen(read) ? read : undefined;
    this.unreadable = isOpen(read) ? undefined : read;
    if (!isOpen(read)) return;
    const first = this.selection.length === 0 && this.#checker.check === undefined;
    this.selection = this.selection.filter((id) => isThere(read, id));
    if (first) this.#turnToPlace();
    this.#checker.schedule();
  }

  async #startBlank(emit: boolean): Promise<void> {
    const t = this.words(words);
    const doc = blankDoc(this.kind?.id ?? 'route', localize(this.kind?.title, this.language) || t.blankName, t.submitted);
    const open: OpenRoute = { xml: '', doc, route: this.#session.change(doc, undefined), issues: [] };
    this.#show(open);
    if (emit) await this.#emit(open, t.editNew);
  }

  /** Makes a change of the list visible at once; the text follows. */
  #apply(edit: CarriedOut): void {
    const open = this.open;
    if (!open || edit.doc === open.doc) return;
    const next: OpenRoute = { xml: '', doc: edit.doc, route: this.#session.change(edit.doc, open.route), issues: [] };
    this.open = next;
    if (edit.id !== undefined) this.selection = [edit.id];
    this.#forgetShown();
    this.#checker.schedule();
    void this.#emit(next, edit.label, edit.coalesce, edit.kind);
  }

  async #emit(open: OpenRoute, label: string, coalesce?: string, kind?: Kind): Promise<void> {
    const turn = (this.#writing += 1);
    this.#reading += 1;
    const written = await this.#session.write(open.route, open.doc);
    if (turn !== this.#writing) return;
    this.#emitted = written.xml;
    if (this.open === open) this.open = { ...open, xml: written.xml };
    this.dispatchEvent(new RqDraftEditEvent({ label, route: written.xml, ...(kind === undefined ? {} : { kind }), ...(coalesce === undefined ? {} : { coalesce }) }));
  }

  #forgetShown(): void {
    this.shown = undefined;
    this.at = undefined;
  }

  #onIntent = (event: RouteIntentEvent): void => {
    event.stopPropagation();
    this.#do(event.intent);
  };

  #do(intent: RouteIntent): void {
    if (intent.do === 'select') return this.#select(intent);
    if (intent.do === 'edit') return void this.panel?.focusFirst();
    if (intent.do === 'view') return void this.#setView(intent.view);
    if (intent.do === 'nextProblem') return this.#nextProblem();
    if (intent.do === 'copy') return this.#copy(intent.ids, intent.cut);
    const open = this.open;
    const loose = this.#loose;
    if (intent.do === 'apply' && open && loose) {
      const route = applyLoose(open.route, loose.id, intent.doc);
      return void this.#replace({ ...open, xml: '', route, doc: toRouteDoc(route) }, intent.label, intent.coalesce, intent.kind);
    }
    const kind = this.kind;
    const edit = open && carryOut(open.doc, intent, this.language, kind);
    if (!open || !edit) return;
    this.#apply(edit);
    if (movesFocus.has(intent.do)) this.list?.focusSelected();
    if (intent.do === 'remove') showToast(this, removalToast(edit, this.language, () => this.#apply({ doc: open.doc, label: this.words(words).editUndo, ...(edit.kind && kind ? { kind } : {}) })));
  }

  #copy(ids: readonly string[], cut: boolean): void {
    const doc = this.open?.doc;
    if (!doc) return;
    const entries = ids.flatMap((id) => findEntry(doc, id)?.entry ?? []);
    if (entries.length === 0) return;
    clipboard.entries = entries;
    if (cut) this.#do({ do: 'remove', ids: entries.map(({ id }) => id) });
    else showToast(this, { text: this.words(words).copied({ count: entries.length }) });
  }

  #select({ id, extend, from }: RouteIntent & { do: 'select' }): void {
    if (!this.open) return;
    const owner = id === undefined || from === 'list' ? id : choosable(this.open, id, from === 'diagram');
    this.selection = selectionAfter(this.selection, owner, { extend: extend === true, drop: from !== 'list' });
  }

  /** What the panel edits when the selected element is not in the list. */
  get #loose(): { readonly id: string; readonly doc: OpenRoute['doc'] } | undefined {
    const open = this.open;
    const id = this.selection[0];
    const doc = open && id !== undefined && this.#view === 'diagram' ? looseDoc(open.doc, open.route, id) : undefined;
    return doc && id !== undefined ? { id, doc } : undefined;
  }

  #nextProblem(): void {
    const problems = this.#checker.check?.problems ?? [];
    if (problems.length === 0) return;
    const at = problems.findIndex(({ key }) => key === this.shown);
    const next = problems[(at + 1) % problems.length];
    if (!next) return;
    this.#showProblem(next.key);
    this.list?.focusSelected();
  }

  #showProblem(key: string): void {
    const problem = this.#checker.check?.problems.find((each) => each.key === key);
    const open = this.open;
    if (!problem || !open) return;
    this.shown = key;
    this.at = undefined;
    const owner = problem.elements.map((id) => ownerOf(open.doc, open.route, id)).find((id) => id !== undefined);
    if (owner !== undefined) this.selection = [owner];
  }

  #onProblem = (event: RouteProblemEvent): void => {
    event.stopPropagation();
    const { problem, action, at } = event;
    if (action === 'show') this.#showProblem(problem.key);
    if (action === 'hide') this.#forgetShown();
    if (action === 'step') this.at = at;
    if (action === 'fix' && problem.fix) void this.#fix(problem);
  };

  async #fix(problem: RouteProblemEvent['problem']): Promise<void> {
    const open = this.open;
    if (!open || !problem.fix) return;
    const fixed = applyFix(open.route, problem.fix);
    const fresh = layoutRoute(fixed, { direction: 'vertical' });
    const route = keepLayout(fresh, open.route);
    await this.#replace({ ...open, route, doc: toRouteDoc(route) }, fixText(problem.fix, open.route, this.words(words), this.language));
  }

  /** Takes over a whole route as one edit. */
  async #replace(open: OpenRoute, label: string, coalesce?: string, kind?: Kind): Promise<void> {
    this.#show(open);
    this.#forgetShown();
    await this.#emit(open, label, coalesce, kind);
  }

  async #setView(view: RouteView): Promise<void> {
    await this.diagram?.flush();
    this.#drawing += 1;
    this.#keepLayout({ view });
  }

  #keepLayout(change: Partial<TabLayout>, final = true): void {
    this.layout = { ...this.layout, ...change };
    if (final) writeLayout(this.layout);
  }

  #onMenu = (event: RqSelectEvent): void => {
    event.stopPropagation();
    if (event.item === 'import') void this.#import();
    if (event.item === 'export' && this.open) void saveRoute(this.#session, this.open, this.kind?.id ?? this.open.route.id);
    if (event.item === 'tidy') void this.#tidy();
  };

  async #tidy(): Promise<void> {
    const open = this.open;
    if (open) await this.#replace({ ...open, route: layoutRoute(open.route, { direction: 'vertical' }) }, this.words(words).editTidy);
  }

  async #import(): Promise<void> {
    const t = this.words(words);
    const read = await pickRoute(this, this.#session, t);
    if (!read) return;
    if (!isOpen(read)) return void (this.unreadable = read);
    this.selection = [];
    this.#show(read);
    this.#emitted = read.xml;
    this.dispatchEvent(new RqDraftEditEvent({ label: t.editImport, route: read.xml }));
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'F8' || event.defaultPrevented) return;
    event.preventDefault();
    this.#nextProblem();
  };

  #onDiagram = (event: RouteDiagramEvent): void => {
    event.stopPropagation();
    void this.#takeDiagram(event.xml);
  };

  async #takeDiagram(xml: string): Promise<void> {
    this.#writing += 1;
    this.#reading += 1;
    this.#emitted = xml;
    this.dispatchEvent(new RqDraftEditEvent({ label: this.words(words).editDiagram, route: xml, coalesce: `diagram-${this.#drawing}` }));
    const read = await this.#session.read(xml);
    if (isOpen(read) && this.#emitted === xml) this.#show(read);
  }

  override render(): unknown {
    const t = this.words(words);
    if (this.unreadable) return unreadableRoute(t, this.language, this.unreadable.issues, () => void this.#import(), () => void this.#startBlank(true));
    const open = this.open;
    if (!open) return html`<div class="wait"><rq-skeleton .lines=${6}></rq-skeleton><span class="muted">${t.loading}</span></div>`;
    const { list, panel } = this.layout;
    return html`<div class="toolbar">${routeToolbar({ t, locale: this.language, view: this.#view, narrow: this.narrow, setView: (view) => void this.#setView(view), onMenu: this.#onMenu })}</div>
      <div
        class="body ${this.#view} ${this.selection.length === 0 ? 'idle' : ''}"
        @rq-route-intent=${this.#onIntent}
        @rq-route-problem=${this.#onProblem}
        @rq-route-diagram=${this.#onDiagram}
        @keydown=${this.#onKey}
      >
        ${this.#view === 'diagram' ? this.#renderDiagram(open) : this.#renderList(open)}
        ${this.#view === 'split'
          ? html`${splitter({ label: t.viewList, value: list, side: 'start', resize: (width, final) => this.#keepLayout({ list: width }, final) })}${this.#renderPicture(open)}`
          : nothing}
        ${splitter({ label: t.panelLabel, value: panel, side: 'end', resize: (width, final) => this.#keepLayout({ panel: width }, final) })}
        <rq-route-panel .doc=${this.#loose?.doc ?? open.doc} .kind=${this.kind} .org=${this.org} .callable=${this.callable} .directories=${this.directories} .problems=${this.ruleProblems} .jump=${this.jump} .locale=${this.locale} .selected=${this.selection[0]} .view=${this.#view}></rq-route-panel>
      </div>
      <rq-route-problems
        .check=${this.#checker.check}
        .route=${open.route}
        .shown=${this.shown}
        .at=${this.at}
        .locale=${this.locale}
        @rq-route-problem=${this.#onProblem}
      ></rq-route-problems>`;
  }

  #renderList(open: OpenRoute): unknown {
    return html`<rq-route-list .doc=${open.doc} .kind=${this.kind} .org=${this.org} .locale=${this.locale} .selection=${this.selection} .marks=${listMarks(open, this.#checker.check)}></rq-route-list>`;
  }

  #renderPicture(open: OpenRoute): unknown {
    return html`<rq-route-canvas
      .route=${open.route}
      .doc=${open.doc}
      .kind=${this.kind} .org=${this.org} .locale=${this.locale}
      .selected=${elementOf(open.doc, this.selection[0])}
      .marks=${this.#pictureMarks}
    ></rq-route-canvas>`;
  }

  #renderDiagram(open: OpenRoute): unknown {
    if (!open.xml || open.undrawn) void this.#writeQuietly(open);
    return html`<rq-route-diagram
      .xml=${open.undrawn ? '' : open.xml}
      .doc=${open.doc}
      .kind=${this.kind} .org=${this.org} .locale=${this.locale}
      .selected=${elementOf(open.doc, this.selection[0])}
      .bad=${this.#pictureMarks.problem ?? []}
    ></rq-route-diagram>`;
  }

  /** The diagram needs a text also of a route that nobody has changed yet. */
  async #writeQuietly(open: OpenRoute): Promise<void> {
    const { xml } = await this.#session.write(open.route, open.doc, open.issues);
    const { undrawn: _undrawn, ...rest } = open;
    if (this.open === open) this.open = { ...rest, xml };
  }

  /** The same object as long as nothing changed, so that the picture is not marked anew. */
  get #pictureMarks(): PictureMarks {
    this.#marks = kept(this.#marks, pictureMarks(this.#checker.check, this.shown, this.at));
    return this.#marks;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-route-tab': RqRouteTab;
  }
}
