import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Issue, Kind, Org } from '@requestry/model';
import { localize } from '@requestry/model';
import { applyFix, bpmnLimits, layoutRoute, toRouteDoc } from '@requestry/route';
import { buttonStyles, RqElement, showToast, typographyStyles } from '@requestry/ui';
import type { RqSelectEvent } from '@requestry/ui';
import { RqDraftEditEvent } from '../draft-edit.js';
import { carryOut } from './carry-out.js';
import type { CarriedOut } from './carry-out.js';
import { findBranch, findEntry } from './doc-edits.js';
import { entryName, stepName } from './entry-text.js';
import { clipboard } from './intents.js';
import type { RouteDiagramEvent, RqRouteDiagram } from './diagram/route-diagram.js';
import type { RouteIntent, RouteIntentEvent, RouteView } from './intents.js';
import { keepLayout } from './keep-layout.js';
import { readLayout, writeLayout } from './layout-memory.js';
import type { TabLayout } from './layout-memory.js';
import type { RqRouteList } from './list/route-list.js';
import { words } from './locales/index.js';
import { applyLoose, looseDoc } from './loose.js';
import { elementOf, ownerOf } from './owner.js';
import type { RqRoutePanel } from './panel/route-panel.js';
import type { PictureMarks } from './picture/route-canvas.js';
import { fixText } from './route-problems.js';
import type { RouteProblemEvent } from './route-problems.js';
import { routeTabStyles } from './route-tab.styles.js';
import { blankDoc, isOpen, RouteSession } from './session.js';
import type { OpenRoute, UnreadableRoute } from './session.js';
import { splitter } from './splitter.js';
import { checkRoute, issueText } from './verify.js';
import type { RouteCheck } from './verify.js';
import { downloadText, isNarrow, pickFile } from './browser.js';

/** States looked at while somebody edits; more when they pause. */
const quickStates = 3_000;
const fullStates = 50_000;

/**
 * The route of a kind as a list, a picture beside it, or a diagram: one selection, one panel, problems below.
 * @fires rq-draft-edit - the route changed (`event.route` is BPMN XML)
 */
export class RqRouteTab extends RqElement {
  static override styles = [typographyStyles, buttonStyles, routeTabStyles];

  @property({ attribute: false }) kind?: Kind;
  /** BPMN XML. Absent: the kind has no route yet. */
  @property({ attribute: false }) route?: string;
  @property({ attribute: false }) org?: Org;
  /** What others found wrong with the draft; those about the route are shown here. */
  @property({ attribute: false }) problems: readonly Issue[] = [];

  @state() private open?: OpenRoute;
  @state() private unreadable?: UnreadableRoute;
  @state() private selection: readonly string[] = [];
  @state() private check?: RouteCheck;
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
  #checking: ReturnType<typeof setTimeout> | undefined;
  #fullCheck: ReturnType<typeof setTimeout> | undefined;
  /** Everything drawn until the diagram is left is one step of undo. */
  #drawing = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.narrow = isNarrow(this);
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
    clearTimeout(this.#checking);
    clearTimeout(this.#fullCheck);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('route') || !this.hasUpdated) void this.#read();
    if (changed.has('org') || changed.has('problems') || changed.has('kind')) this.#scheduleCheck();
  }

  override updated(): void {
    this.style.setProperty('--list-width', `${this.layout.list}px`);
    this.style.setProperty('--panel-width', `${this.layout.panel}px`);
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
    this.selection = this.selection.filter((id) => this.#exists(read, id));
    this.#scheduleCheck();
  }

  #exists({ doc, route }: OpenRoute, id: string): boolean {
    return findEntry(doc, id) !== undefined || findBranch(doc, id) !== undefined || route.nodes.some((node) => node.id === id);
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
    this.#scheduleCheck();
    void this.#emit(next, edit.label, edit.coalesce);
  }

  async #emit(open: OpenRoute, label: string, coalesce?: string): Promise<void> {
    const turn = (this.#writing += 1);
    this.#reading += 1;
    const written = await this.#session.write(open.route, open.doc);
    if (turn !== this.#writing) return;
    this.#emitted = written.xml;
    if (this.open === open) this.open = { ...open, xml: written.xml };
    this.dispatchEvent(new RqDraftEditEvent({ label, route: written.xml, ...(coalesce === undefined ? {} : { coalesce }) }));
  }

  #forgetShown(): void {
    this.shown = undefined;
    this.at = undefined;
  }

  #scheduleCheck(): void {
    clearTimeout(this.#checking);
    clearTimeout(this.#fullCheck);
    this.#checking = setTimeout(() => void this.#runCheck(quickStates), 150);
  }

  async #runCheck(maxStates: number): Promise<void> {
    const open = this.open;
    if (!open) return;
    const check = await checkRoute(open.route, { maxStates, doc: open.doc, issues: open.issues, others: this.problems ?? [], ...(this.org ? { org: this.org } : {}), ...(this.kind ? { kind: this.kind } : {}) });
    if (this.open?.route !== open.route) return;
    this.check = check;
    if (!check.complete && maxStates < fullStates) this.#fullCheck = setTimeout(() => void this.#runCheck(fullStates), 900);
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
      return void this.#replace({ ...open, xml: '', route, doc: toRouteDoc(route) }, intent.label, intent.coalesce);
    }
    const edit = open && carryOut(open.doc, intent, this.language);
    if (!open || !edit) return;
    this.#apply(edit);
    if (intent.do === 'insert' || intent.do === 'paste' || intent.do === 'duplicate' || intent.do === 'moveBy' || intent.do === 'remove' || intent.do === 'addBranch') this.list?.focusSelected();
    if (intent.do === 'remove') this.#tellRemoved(open, edit);
  }

  #tellRemoved(before: OpenRoute, edit: CarriedOut): void {
    const t = this.words(words);
    const mended = [...new Set((edit.mended ?? []).map(({ step }) => stepName(edit.doc, step, this.language)))];
    const text = [edit.label, ...(mended.length > 0 ? [t.mendedNote({ steps: mended.join(', ') })] : [])].join('. ');
    showToast(this, { text, action: { label: t.undo, run: () => this.#apply({ doc: before.doc, label: t.editUndo }) } });
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
    const open = this.open;
    if (!open) return;
    const owner = id === undefined || from === 'list' ? id : this.#ownerFor(open, id, from === 'diagram');
    if (owner === undefined) this.selection = [];
    else if (!extend) this.selection = [owner];
    else this.selection = this.selection.includes(owner) && from !== 'list' ? this.selection.filter((each) => each !== owner) : [owner, ...this.selection.filter((each) => each !== owner)];
  }

  /** On the diagram an element inside what the list cannot show is chosen itself. */
  #ownerFor({ doc, route }: OpenRoute, id: string, drawn: boolean): string {
    const owner = ownerOf(doc, route, id) ?? id;
    return drawn && findEntry(doc, owner)?.entry.kind === 'opaque' ? id : owner;
  }

  /** What the panel edits when the selected element is not in the list. */
  get #loose(): { readonly id: string; readonly doc: OpenRoute['doc'] } | undefined {
    const open = this.open;
    const id = this.selection[0];
    const doc = open && id !== undefined && this.#view === 'diagram' ? looseDoc(open.doc, open.route, id) : undefined;
    return doc && id !== undefined ? { id, doc } : undefined;
  }

  #nextProblem(): void {
    const problems = this.check?.problems ?? [];
    if (problems.length === 0) return;
    const at = problems.findIndex(({ key }) => key === this.shown);
    const next = problems[(at + 1) % problems.length];
    if (!next) return;
    this.#showProblem(next.key);
    this.list?.focusSelected();
  }

  #showProblem(key: string): void {
    const problem = this.check?.problems.find((each) => each.key === key);
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
  async #replace(open: OpenRoute, label: string, coalesce?: string): Promise<void> {
    this.#show(open);
    this.#forgetShown();
    await this.#emit(open, label, coalesce);
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
    if (event.item === 'export') void this.#export();
    if (event.item === 'tidy') void this.#tidy();
  };

  async #tidy(): Promise<void> {
    const open = this.open;
    if (open) await this.#replace({ ...open, route: layoutRoute(open.route, { direction: 'vertical' }) }, this.words(words).editTidy);
  }

  async #import(): Promise<void> {
    const file = await pickFile('.bpmn,.xml');
    if (!file) return;
    const t = this.words(words);
    if (file.size > bpmnLimits.bytes) return void showToast(this, { text: t.fileTooLarge, tone: 'danger' });
    const read = await this.#session.read(await file.text());
    if (!isOpen(read)) return void (this.unreadable = read);
    this.unreadable = undefined;
    this.selection = [];
    this.#show(read);
    this.#emitted = read.xml;
    this.dispatchEvent(new RqDraftEditEvent({ label: t.editImport, route: read.xml }));
  }

  async #export(): Promise<void> {
    const open = this.open;
    if (!open) return;
    const xml = open.xml || (await this.#session.write(open.route, open.doc)).xml;
    downloadText(`${this.kind?.id ?? open.route.id}.bpmn`, xml, 'application/xml');
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
    if (this.unreadable) return this.#renderUnreadable(this.unreadable);
    const open = this.open;
    if (!open) return html`<div class="wait"><rq-skeleton .lines=${6}></rq-skeleton><span class="muted">${t.loading}</span></div>`;
    const { list, panel } = this.layout;
    return html`<div class="toolbar">${this.#renderToolbar()}</div>
      <div
        class="body ${this.#view}"
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
        <rq-route-panel .doc=${this.#loose?.doc ?? open.doc} .kind=${this.kind} .org=${this.org} .locale=${this.locale} .selected=${this.selection[0]} .view=${this.#view}></rq-route-panel>
      </div>
      <rq-route-problems
        .check=${this.check}
        .route=${open.route}
        .shown=${this.shown}
        .at=${this.at}
        .locale=${this.locale}
        @rq-route-problem=${this.#onProblem}
      ></rq-route-problems>`;
  }

  #renderToolbar(): unknown {
    const t = this.words(words);
    const names: Readonly<Record<RouteView, string>> = { list: t.viewList, split: t.viewSplit, diagram: t.viewDiagram };
    const views: readonly RouteView[] = ['list', 'split', 'diagram'];
    return html`<div class="views" role="radiogroup" aria-label=${t.views}>
        ${views.map((view) => {
          const off = this.narrow && view !== 'list';
          return html`<button
            type="button"
            role="radio"
            aria-checked=${String(this.#view === view)}
            aria-disabled=${off ? 'true' : nothing}
            title=${off ? t.narrow : nothing}
            @click=${() => (off ? undefined : void this.#setView(view))}
          >${names[view]}</button>`;
        })}
      </div>
      <span class="grow hint" title=${t.shortcuts}>${t.shortcuts}</span>
      <rq-menu
        compact
        icon-only
        .label=${t.routeMenu}
        .locale=${this.language}
        .items=${[
          { id: 'import', label: t.importFile, icon: 'publish' },
          { id: 'export', label: t.exportFile, icon: 'download' },
          { id: 'tidy', label: t.tidy, icon: 'route', separated: true },
        ]}
        @rq-select=${this.#onMenu}
      ></rq-menu>`;
  }

  #renderList(open: OpenRoute): unknown {
    return html`<rq-route-list .doc=${open.doc} .kind=${this.kind} .org=${this.org} .locale=${this.locale} .selection=${this.selection} .marks=${this.#listMarks(open)}></rq-route-list>`;
  }

  #renderPicture(open: OpenRoute): unknown {
    return html`<rq-route-canvas
      .route=${open.route}
      .doc=${open.doc}
      .kind=${this.kind}
      .org=${this.org}
      .locale=${this.locale}
      .selected=${elementOf(open.doc, this.selection[0])}
      .marks=${this.#pictureMarks(open)}
    ></rq-route-canvas>`;
  }

  #renderDiagram(open: OpenRoute): unknown {
    if (!open.xml || open.undrawn) void this.#writeQuietly(open);
    return html`<rq-route-diagram
      .xml=${open.undrawn ? '' : open.xml}
      .doc=${open.doc}
      .kind=${this.kind}
      .org=${this.org}
      .locale=${this.locale}
      .selected=${elementOf(open.doc, this.selection[0])}
      .bad=${this.#pictureMarks(open).problem ?? []}
    ></rq-route-diagram>`;
  }

  /** The diagram needs a text also of a route that nobody has changed yet. */
  async #writeQuietly(open: OpenRoute): Promise<void> {
    const { xml } = await this.#session.write(open.route, open.doc, open.issues);
    const { undrawn: _undrawn, ...rest } = open;
    if (this.open === open) this.open = { ...rest, xml };
  }

  /** Cards with something wrong. */
  #listMarks({ doc, route }: OpenRoute): ReadonlyMap<string, 'error' | 'warning'> {
    const marks = new Map<string, 'error' | 'warning'>();
    for (const problem of this.check?.problems ?? []) {
      for (const element of problem.elements) {
        const owner = ownerOf(doc, route, element);
        if (owner !== undefined && marks.get(owner) !== 'error') marks.set(owner, problem.severity);
      }
    }
    return marks;
  }

  #markCache?: { readonly key: string; readonly marks: PictureMarks };

  #pictureMarks(_open: OpenRoute): PictureMarks {
    const problems = this.check?.problems ?? [];
    const errors = problems.filter(({ severity }) => severity === 'error').flatMap(({ elements }) => elements);
    const shown = problems.find(({ key }) => key === this.shown);
    const way = shown?.counterexample ?? [];
    const path = this.at === undefined ? way : way.slice(0, this.at + 1);
    const now = this.at === undefined ? [] : way.slice(this.at, this.at + 1);
    const marks: PictureMarks = { problem: [...new Set([...errors, ...(shown?.elements ?? [])])], path, now };
    const key = JSON.stringify(marks);
    if (this.#markCache?.key !== key) this.#markCache = { key, marks };
    return this.#markCache.marks;
  }

  #renderUnreadable({ issues }: UnreadableRoute): unknown {
    const t = this.words(words);
    return html`<div class="unreadable" role="alert">
      <h3>${t.unreadable}</h3>
      <ul>${issues.slice(0, 20).map((issue) => html`<li>${issueText(issue, this.language)}</li>`)}</ul>
      <p class="muted">${t.unreadableHelp}</p>
      <div class="actions">
        <rq-button @click=${() => void this.#import()}>${t.openAnother}</rq-button>
        <rq-button variant="primary" @click=${() => void this.#startBlank(true)}>${t.startBlank}</rq-button>
      </div>
    </div>`;
  }

  /** Name of what is selected, for tests and hosts that show a trail. */
  get selectedName(): string {
    const doc = this.open?.doc;
    const entry = doc && this.selection[0] !== undefined ? findEntry(doc, this.selection[0])?.entry : undefined;
    return entry ? entryName(entry, this.language) : '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-route-tab': RqRouteTab;
  }
}
