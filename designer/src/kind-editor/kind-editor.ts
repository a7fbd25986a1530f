import { ContextConsumer, ContextProvider } from '@lit/context';
import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { localize } from '@requestry/model';
import type { DesignService, DirectoryView, Issue, KindVersion, Locale, Org } from '@requestry/model';
import type { CallableKind } from '../route-tab/panel/context.js';
import { confirmDialog, formatDate, formatTime, requestServiceContext, RqElement } from '@requestry/ui';
import type { RqTabEvent, Tab } from '@requestry/ui';
import '@requestry/ui/badge';
import { RqDraftEditEvent } from '../draft-edit.js';
import { RqLeaveKindEvent } from '../events.js';
import type { RqShowPlaceEvent } from '../events.js';
import { messages } from '../locales/index.js';
import { Neighbours, neighboursContext } from '../parts/neighbours.js';
import { ownProblems, problemOf } from '../problems.js';
import type { Problem } from '../problems.js';
import { DraftKeeper } from './draft-keeper.js';
import { kindEditorStyles } from './kind-editor.styles.js';
import { loadPart } from './load-parts.js';
import type { LazyPart } from './load-parts.js';

const tabIds = ['general', 'form', 'route', 'directories', 'access', 'versions'] as const;
type TabId = (typeof tabIds)[number];

/**
 * One kind under work: its parts in tabs over one draft with one line of undo, saved while the person goes on.
 * @fires rq-leave-kind - back to the list
 */
export class RqKindEditor extends RqElement {
  static override styles = kindEditorStyles;

  @property({ attribute: false }) service?: DesignService;
  /** Id of the kind. */
  @property() kind = '';
  /** Open tab: `general`, `form`, `route`, `directories`, `access`, `versions`. */
  @property() tab = 'form';

  @state() private keeper?: DraftKeeper;
  @state() private failure?: unknown;
  @state() private org?: Org;
  @state() private directories: readonly DirectoryView[] = [];
  @state() private callable: readonly CallableKind[] = [];
  @state() private versions: readonly KindVersion[] = [];
  @state() private issues: readonly Issue[] = [];
  @state() private contentLocale?: Locale;
  @state() private trying = false;
  @state() private publishing = false;
  @state() private place?: { readonly tab: string; readonly place?: string; readonly path?: string };
  readonly #requests = new ContextConsumer(this, { context: requestServiceContext, subscribe: true });
  readonly #neighbours = new Neighbours(() => ({ ...(this.service ? { design: this.service } : {}), ...(this.#requests.value ? { requests: this.#requests.value } : {}) }));
  readonly #visited = new Set<string>();
  readonly #parts = new Map<string, boolean>();
  #loading = 0;
  #checkedAt = -1;

  constructor() {
    super();
    new ContextProvider(this, { context: neighboursContext, initialValue: this.#neighbours });
    this.addEventListener('rq-draft-edit', this.#onEdit);
    this.addEventListener('rq-show-place', this.#onShow);
    this.addEventListener('rq-draft-replaced', () => void this.load());
    this.addEventListener('keydown', this.#onKey);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.#beforeUnload);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.#beforeUnload);
    void this.keeper?.flush();
    this.keeper?.stop();
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('kind') || changed.has('service')) void this.load();
    this.#visited.add(this.#tab);
    if (this.#tab === 'route') this.#want('route');
    if (this.#tab === 'general' || this.#tab === 'directories') this.#want('rules');
    if (this.trying) this.#want('try');
  }

  /** Saves what is not saved. Answers whether all is saved, so that the editor may go away. */
  flush(): Promise<boolean> {
    return this.keeper?.flush() ?? Promise.resolve(true);
  }

  /** Kinds whose routes this one may call. Nothing waits for them: without them their ids are typed. */
  async #readCallable(service: DesignService, kind: string): Promise<void> {
    const rows = await service.findKindRows().catch(() => []);
    if (this.kind === kind) this.callable = rows.filter(({ id, publishedVersion, status }) => id !== kind && publishedVersion !== undefined && status !== 'archived').map(({ id, title }) => ({ id, title }));
  }

  /** Reads draft, versions, organisation and directories anew. */
  async load(): Promise<void> {
    const { service, kind } = this;
    if (!service || !kind) return;
    const turn = ++this.#loading;
    this.failure = undefined;
    this.#neighbours.forget();
    try {
      const [draft, org, directories, versions] = await Promise.all([service.getKindDraft({ kind }), service.getOrg(), service.findDirectories(), service.findKindVersions({ kind })]);
      if (turn !== this.#loading) return;
      this.org = org;
      this.directories = directories;
      this.versions = versions;
      void this.#readCallable(service, kind);
      if (this.keeper && this.keeper.draft.kind.id === kind) this.keeper.take(draft);
      else {
        this.keeper?.stop();
        this.keeper = new DraftKeeper(service, draft, () => this.#changed());
      }
      void this.#check();
    } catch (error) {
      if (turn === this.#loading) this.failure = error;
    }
  }

  async #readDirectories(): Promise<void> {
    this.directories = (await this.service?.findDirectories().catch(() => undefined)) ?? this.directories;
    void this.#check();
  }

  get #tab(): TabId {
    return tabIds.find((id) => id === this.tab) ?? 'form';
  }

  #want(part: LazyPart): void {
    if (this.#parts.has(part)) return;
    this.#parts.set(part, true);
    void loadPart(part).then((loaded) => {
      this.#parts.set(part, loaded);
      this.requestUpdate();
    });
  }

  #changed(): void {
    this.requestUpdate();
    if (this.keeper?.state.state === 'saved' && this.keeper.version !== this.#checkedAt) void this.#check();
  }

  async #check(): Promise<void> {
    const { service, keeper } = this;
    if (!service || !keeper) return;
    this.#checkedAt = keeper.version;
    try {
      this.issues = await service.checkKindDraft({ kind: keeper.draft.kind.id });
    } catch {
      this.#checkedAt = -1;
    }
  }

  readonly #onEdit = (event: Event): void => {
    if (!(event instanceof RqDraftEditEvent)) return;
    event.stopPropagation();
    this.keeper?.edit(event);
  };

  readonly #onShow = (event: RqShowPlaceEvent): void => {
    event.stopPropagation();
    this.tab = event.tab;
    this.publishing = false;
    this.trying = false;
    this.place = { tab: event.tab, ...(event.place === undefined ? {} : { place: event.place }), ...(event.path === undefined ? {} : { path: event.path }) };
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const redo = (event.code === 'KeyZ' && event.shiftKey) || (event.code === 'KeyY' && !event.shiftKey);
    if (event.code !== 'KeyZ' && !redo) return;
    event.preventDefault();
    if (redo) this.#redo();
    else this.#undo();
    requestAnimationFrame(this.#holdFocus);
  };

  /** What had the focus may be undone: the next key comes here all the same. */
  readonly #holdFocus = (): void => {
    if (!this.matches(':focus-within')) this.focus();
  };

  readonly #beforeUnload = (event: BeforeUnloadEvent): void => {
    if (!this.keeper?.unsaved) return;
    event.preventDefault();
    void this.keeper.flush();
  };

  #undo = (): void => {
    this.keeper?.undo();
  };

  #redo = (): void => {
    this.keeper?.redo();
  };

  #leave = async (): Promise<void> => {
    const t = this.words(messages);
    const saved = await this.flush();
    const leave = saved || (await confirmDialog({ heading: t.unsavedLeave, text: t.unsavedLeaveText, confirmLabel: t.leave, cancelLabel: t.stay, danger: true, locale: this.language, within: this.renderRoot as ShadowRoot }));
    if (leave) this.dispatchEvent(new RqLeaveKindEvent());
  };

  #onTab = (event: RqTabEvent): void => {
    if (!tabIds.some((id) => id === event.tab)) return;
    this.tab = event.tab;
    this.place = undefined;
  };

  #openPublish = async (): Promise<void> => {
    await import('../publish/index.js');
    await this.flush();
    this.publishing = true;
  };

  #published = (): void => {
    void this.load();
  };

  #problems(): readonly Problem[] {
    const { keeper } = this;
    if (!keeper) return [];
    const own = ownProblems(keeper.draft.kind, this.directories, this.language);
    return [...own, ...this.issues.map((issue) => problemOf(issue, this.language, keeper.draft.kind))];
  }

  override render(): unknown {
    if (this.failure !== undefined) return html`<rq-error .error=${this.failure} @rq-retry=${() => void this.load()}></rq-error>`;
    const { keeper } = this;
    if (!keeper) return html`<rq-skeleton lines="8"></rq-skeleton>`;
    const problems = this.#problems();
    return html`${this.#renderHead(keeper)} ${keeper.state.state === 'conflict' ? this.#renderConflict(keeper) : nothing}
      ${this.trying ? this.#renderTry(keeper) : this.#renderTabs(keeper, problems)}
      ${this.publishing
        ? html`<rq-publish
            .service=${this.service}
            .locale=${this.language}
            .draft=${keeper.draft}
            .org=${this.org}
            .directories=${this.directories}
            .kinds=${this.callable}
            .version=${keeper.version}
            .versions=${this.versions}
            .ownProblems=${ownProblems(keeper.draft.kind, this.directories, this.language)}
            @rq-close=${() => (this.publishing = false)}
            @rq-published=${this.#published}
          ></rq-publish>`
        : nothing}
      <div class="visually-hidden" aria-live="polite">${this.#stateWords(keeper)}</div>`;
  }

  #stateWords(keeper: DraftKeeper): string {
    const t = this.words(messages);
    const { state } = keeper;
    if (state.state === 'saving') return t.saving;
    if (state.state === 'failed' || state.state === 'conflict') return t.notSaved;
    if (state.state === 'pending') return t.saving;
    return keeper.version === 0 ? '' : t.savedAt({ time: this.#clock(state.at) });
  }

  #clock(iso: string): string {
    const today = new Date(iso).toDateString() === new Date().toDateString();
    return today ? formatTime(iso, this.language) : formatDate(iso, this.language, { time: true });
  }

  #renderHead(keeper: DraftKeeper): unknown {
    const t = this.words(messages);
    const { kind } = keeper.draft;
    const untouched = keeper.version === 0 && !keeper.unsaved && keeper.publishedVersion !== undefined;
    const content = this.contentLocale ?? this.language;
    const failed = keeper.state.state === 'failed';
    return html`<div class="head">
      <div class="identity">
        <rq-button variant="quiet" compact icon="chevron-left" label=${t.back} @click=${() => void this.#leave()}></rq-button>
        <rq-icon .name=${kind.icon ?? 'form'}></rq-icon>
        <h2 title=${localize(kind.title, content)}>${localize(kind.title, content) || t.unnamed}</h2>
        <rq-badge tone=${untouched ? 'success' : 'warning'}>${untouched ? t.publishedVersion({ version: keeper.publishedVersion ?? 0 }) : t.draftVersion({ version: (keeper.publishedVersion ?? 0) + 1 })}</rq-badge>
        <span class="state ${failed ? 'failed' : ''}">${this.#stateWords(keeper)}</span>
        ${failed ? html`<rq-button compact @click=${() => void keeper.flush()}>${t.retry}</rq-button>` : nothing}
      </div>
      <div class="tools">
        <rq-button variant="quiet" compact icon="undo" label=${keeper.undoLabel === undefined ? t.undo : t.undoOf({ what: keeper.undoLabel })} ?disabled=${keeper.undoLabel === undefined} @click=${this.#undo}></rq-button>
        <rq-button variant="quiet" compact icon="redo" label=${keeper.redoLabel === undefined ? t.redo : t.redoOf({ what: keeper.redoLabel })} ?disabled=${keeper.redoLabel === undefined} @click=${this.#redo}></rq-button>
        <div class="segments" role="group" aria-label=${t.contentLanguage} title=${t.contentLanguage}>
          ${(['ru', 'en'] as const).map((locale) => html`<button type="button" aria-pressed=${String(content === locale)} @click=${() => (this.contentLocale = locale)}>${locale}</button>`)}
        </div>
        <span class="push"></span>
        <rq-button compact icon=${this.trying ? 'edit' : 'play'} @click=${() => (this.trying = !this.trying)}>${this.trying ? t.closeTry : t.tryIt}</rq-button>
        <rq-button compact variant="primary" ?disabled=${untouched} reason=${t.nothingChanged} @click=${() => void this.#openPublish()}>${t.publish}</rq-button>
      </div>
    </div>`;
  }

  #renderConflict(keeper: DraftKeeper): unknown {
    const t = this.words(messages);
    const failed = (error: unknown): void => void (this.failure = error);
    return html`<div class="conflict" role="alert">
      <rq-icon name="warning"></rq-icon>
      <span class="grow">${t.conflict} <span class="muted">${t.conflictKeepText}</span></span>
      <rq-button compact @click=${() => keeper.reload().catch(failed)}>${t.conflictReload}</rq-button>
      <rq-button compact @click=${() => keeper.keepMine().catch(failed)}>${t.conflictKeep}</rq-button>
    </div>`;
  }

  #renderTabs(keeper: DraftKeeper, problems: readonly Problem[]): unknown {
    const t = this.words(messages);
    const labels: Readonly<Record<TabId, string>> = { general: t.tabGeneral, form: t.tabForm, route: t.tabRoute, directories: t.tabDirectories, access: t.tabAccess, versions: t.tabVersions };
    const icons: Readonly<Record<TabId, string>> = { general: 'settings', form: 'form', route: 'route', directories: 'catalog', access: 'lock', versions: 'history' };
    const tabs: readonly Tab[] = tabIds.map((id) => {
      const own = problems.filter((problem) => problem.tab === id);
      const bad = own.some(({ severity }) => severity === 'error');
      return { id, label: labels[id], icon: own.length === 0 ? icons[id] : bad ? 'error' : 'warning', ...(own.length > 0 ? { count: own.length } : {}) };
    });
    return html`<rq-tabs .tabs=${tabs} .selected=${this.#tab} .label=${t.tabs} .locale=${this.language} @rq-tab=${this.#onTab}>
      ${tabIds.map((id) => (this.#visited.has(id) ? html`<div class="panel" slot=${id}>${this.#renderTab(id, keeper, problems)}</div>` : nothing))}
    </rq-tabs>`;
  }

  #renderTab(id: TabId, keeper: DraftKeeper, problems: readonly Problem[]): unknown {
    const own = problems.filter((problem) => problem.tab === id);
    const jump = this.place?.tab === id ? this.place : undefined;
    const place = jump?.place;
    const { draft } = keeper;
    const content = this.contentLocale ?? this.language;
    switch (id) {
      case 'general':
        return html`<rq-general-tab .locale=${this.language} .contentLocale=${content} .draft=${draft} .org=${this.org} .directories=${this.directories} .kinds=${this.callable} .problems=${own} .place=${place} .jump=${jump}></rq-general-tab>`;
      case 'form':
        return html`<rq-form-builder .locale=${this.language} .contentLocale=${content} .draft=${draft} .published=${this.versions.find(({ version }) => version === keeper.publishedVersion)} .org=${this.org} .directories=${this.directories} .problems=${own} .place=${place}></rq-form-builder>`;
      case 'route':
        if (this.#parts.get('route') === false) return this.#renderMissing();
        return html`<rq-route-tab .locale=${this.language} .contentLocale=${content} .kind=${draft.kind} .route=${draft.route} .org=${this.org} .directories=${this.directories} .callable=${this.callable} .ruleProblems=${own} .problems=${this.issues.filter((issue) => issue.params?.['message'] === undefined)} .place=${place} .jump=${jump}></rq-route-tab>`;
      case 'directories':
        if (this.#parts.get('rules') === false) return this.#renderMissing();
        return html`<rq-directories-tab .locale=${this.language} .service=${this.service} .kind=${draft.kind} .route=${draft.route} .org=${this.org} .directories=${this.directories} .jump=${jump} @rq-directory-saved=${() => void this.#readDirectories()}></rq-directories-tab>`;
      case 'access':
        return html`<rq-access-tab .locale=${this.language} .contentLocale=${content} .draft=${draft} .problems=${own} .place=${place}></rq-access-tab>`;
      case 'versions':
        return html`<rq-versions-tab .locale=${this.language} .contentLocale=${content} .service=${this.service} .draft=${draft} .version=${keeper.version} .publishedVersion=${keeper.publishedVersion} .versions=${this.versions} .org=${this.org} .directories=${this.directories} .kinds=${this.callable}></rq-versions-tab>`;
    }
  }

  #renderTry(keeper: DraftKeeper): unknown {
    if (this.#parts.get('try') === false) return this.#renderMissing();
    const { draft } = keeper;
    return html`<rq-try .locale=${this.language} .kind=${draft.kind} .route=${draft.route} .org=${this.org} .directories=${this.directories} .kinds=${this.callable}></rq-try>`;
  }

  #renderMissing(): unknown {
    const t = this.words(messages);
    return html`<rq-empty icon="error" heading=${t.partMissing}><rq-button slot="action" @click=${() => { this.#parts.clear(); this.requestUpdate(); }}>${t.retry}</rq-button></rq-empty>`;
  }

}

declare global {
  interface HTMLElementTagNameMap {
    'rq-kind-editor': RqKindEditor;
  }
}
