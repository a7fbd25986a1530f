import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Change, RequestService, TaskListName, TaskView } from '@requestry/model';
import { buttonStyles, errorText, fieldStyles, isConflict, showToast, typographyStyles, warnOnce } from '@requestry/ui';
import type { Tab , RqTabEvent} from '@requestry/ui';
import type { BatchEndEvent } from '../parts/batch.js';
import { Decider } from '../parts/decider.js';
import { asksComment, backwardOutcome, forwardOutcome, isBlocked, needsCard } from '../parts/decision.js';
import { Loaded } from '../parts/loaded.js';
import { partStyles } from '../parts/parts.styles.js';
import { RqServiceElement } from '../parts/service-element.js';
import { isBoolean, readStored, store } from '../parts/stored.js';
import { TaskCompleteEvent, TaskOpenEvent } from './events.js';
import { filterRows, groupRows } from './grouping.js';
import type { DueGroup, Grouping } from './grouping.js';
import { renderRow } from './inbox-row.js';
import type { RowActions } from './inbox-row.js';
import { inboxStyles } from './inbox.styles.js';
import type { RqTaskActions } from './task-actions.js';
import { TaskList } from './task-list.js';
import type { TaskRow } from './task-list.js';

const views: readonly TaskListName[] = ['mine', 'group', 'substituting', 'done'];
const isView = (value: unknown): value is TaskListName => views.includes(value as TaskListName);
/** What is done to tasks besides deciding one in its row. */
const fetchActions = (): Promise<unknown> => import('./task-actions.js');
const isGrouping = (value: unknown): value is Grouping => value === 'due' || value === 'kind';

/**
 * What the person has to do. Decisions are taken in the row; live updates never move rows by themselves.
 * Keys inside the list: j k arrows move, Enter or e opens, a takes the first decision that leads on, r the first that does not, c writes, x selects.
 * @fires rq-task-open - the person wants the card of a task
 * @fires rq-task-complete - a decision was stored
 */
export class RqInbox extends RqServiceElement {
  static override styles = [typographyStyles, buttonStyles, fieldStyles, partStyles, inboxStyles];

  /** The list shown: `mine`, `group`, `substituting` or `done`. */
  @property() view: TaskListName = 'mine';
  /** Headings of the rows: `due` or `kind`. */
  @property() grouping: Grouping = 'due';

  @state() private text = '';
  @state() private dense = readStored('inbox.dense', isBoolean, false);
  @state() private peek = readStored('inbox.peek', isBoolean, true);
  @state() private active?: string;
  @state() private selected: ReadonlySet<string> = new Set();
  @query('.grid') private grid?: HTMLElement;
  @query('rq-task-actions') private actions?: RqTaskActions;

  #anchor?: string;
  readonly #decider = new Decider();
  readonly #list = new TaskList(this, () => (this.port ? [this.port, this.#view] : undefined));
  readonly #counts = new Loaded(this, () => (this.port ? [this.port] : undefined), (port: RequestService) => port.countTasks());
  readonly #rowActions: RowActions = {
    open: (task) => this.#open(task),
    decide: (task, outcome) => void this.#decide(task, outcome),
    reassign: (task) => void this.#act((actions) => actions.reassign([task])),
    comment: (task) => void this.#comment(task),
    select: (task, selected, range) => this.#select(task, selected, range),
    focus: (task) => (this.active = task.id),
    dismiss: (task) => this.#moveOn(task.id),
  };

  get #view(): TaskListName {
    return this.checked('view', this.view, isView, '"mine", "group", "substituting" or "done"', 'mine');
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has('view')) return;
    if (this.#view === 'done') import('@requestry/ui/badge').catch(() => undefined);
    this.selected = new Set();
    this.active = undefined;
  }

  protected override onService(): void {
    this.selected = new Set();
    this.active = undefined;
  }

  protected override onServiceChange(topics: ReadonlySet<Change['topic']>): void {
    if (!topics.has('tasks') && !topics.has('requests')) return;
    void this.#list.refresh();
    void this.#counts.reload();
  }

  /** The rows in the order in which they stand. */
  get #shown(): readonly TaskRow[] {
    return this.#groups().flatMap((group) => group.rows);
  }

  get #selectedTasks(): readonly TaskView[] {
    return this.#list.rows.filter((row) => this.selected.has(row.task.id) && !row.gone).map((row) => row.task);
  }

  #groups() {
    const grouping = this.checked('grouping', this.grouping, isGrouping, '"due" or "kind"', 'due');
    const rows = filterRows(this.#list.rows, this.text, this.language);
    if (this.#view === 'done') return rows.length > 0 ? [{ id: 'done', rows }] : [];
    return groupRows(rows, grouping, { now: new Date(), zone: this.zone });
  }

  get #activeRow(): TaskRow | undefined {
    const rows = this.#shown;
    return rows.find((row) => row.task.id === this.active) ?? rows[0];
  }

  #open(task: TaskView, outcome?: string): void {
    this.dispatchEvent(new TaskOpenEvent(task, outcome));
  }

  async #decide(task: TaskView, id: string): Promise<void> {
    const outcome = task.outcomes.find((each) => each.id === id);
    const row = this.#list.find(task.id);
    if (!outcome || !row || row.busy || row.gone || !task.complete.allowed || isBlocked(outcome)) return;
    if (needsCard(task, outcome)) return this.#open(task, id);
    const words = { t: this.t, locale: this.language, within: this.renderRoot as ShadowRoot };
    const comment = asksComment(outcome) ? await this.#decider.ask(task, outcome, words) : '';
    if (comment !== null) await this.#send(task, id, comment);
  }

  async #send(task: TaskView, outcome: string, comment: string): Promise<void> {
    const { port } = this;
    if (!port) return;
    this.#list.patch(task.id, { busy: true, error: undefined });
    try {
      await this.#decider.send(port, task, outcome, { comment });
      this.#announce(task, outcome);
      this.#moveOn(task.id);
    } catch (error) {
      this.#list.patch(task.id, { busy: false, error });
      if (isConflict(error)) await this.#refreshRow(task.id);
    }
  }

  #announce(task: TaskView, id: string): void {
    const outcome = task.outcomes.find((each) => each.id === id);
    showToast(this, { tone: 'success', text: this.t.decided({ outcome: this.textOf(outcome?.title), title: [task.requestNumber, task.requestTitle].filter(Boolean).join(' · ') }) });
    this.dispatchEvent(new TaskCompleteEvent(task, id));
  }

  /** Somebody was first: shows the task as it is now, or that it is gone. */
  async #refreshRow(id: string): Promise<void> {
    try {
      const task = await this.port?.getTask({ task: id });
      if (task) this.#list.patch(id, { task, gone: task.state !== 'open' });
    } catch {
      this.#list.patch(id, { gone: true });
    }
  }

  /** Takes a row away and puts the focus on the one that takes its place. */
  #moveOn(id: string): void {
    const rows = this.#shown;
    const at = rows.findIndex((row) => row.task.id === id);
    const next = rows[at + 1] ?? rows[at - 1];
    const focused = this.renderRoot.querySelector(':focus, :focus-within') !== null || this.matches(':focus-within');
    this.#list.remove(id);
    this.selected = new Set([...this.selected].filter((each) => each !== id));
    this.active = next?.task.id;
    void this.#counts.reload();
    if (focused) this.#focusActive();
  }

  #focusActive(): void {
    void this.updateComplete.then(() => {
      const row = this.grid?.querySelector<HTMLElement>('.row.active');
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: 'nearest' });
    });
  }

  #move(step: number): void {
    const rows = this.#shown;
    const at = rows.findIndex((row) => row.task.id === this.#activeRow?.task.id);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
    this.active = next?.task.id;
    this.#focusActive();
  }

  #onKey = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return;
    if (target instanceof HTMLInputElement && target.type !== 'checkbox') return;
    const row = this.#activeRow;
    const onRow = target instanceof HTMLElement && target.classList.contains('row');
    const run = this.#keyAction(event, row, onRow);
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };

  #keyAction(event: KeyboardEvent, row: TaskRow | undefined, onRow: boolean): (() => void) | undefined {
    const { code, key } = event;
    if (code === 'KeyJ' || key === 'ArrowDown') return () => this.#move(1);
    if (code === 'KeyK' || key === 'ArrowUp') return () => this.#move(-1);
    if (key === 'Home' || key === 'End') return () => this.#move(key === 'Home' ? -1e6 : 1e6);
    if (!row) return undefined;
    const { task } = row;
    if (code === 'KeyE' || (key === 'Enter' && onRow)) return () => this.#open(task);
    if (this.#view === 'done') return undefined;
    if (code === 'KeyX' || (key === ' ' && onRow)) return () => this.#select(task, !this.selected.has(task.id), event.shiftKey);
    if (code === 'KeyC') return () => void this.#comment(task);
    const outcome = code === 'KeyA' ? forwardOutcome(task) : code === 'KeyR' ? backwardOutcome(task) : undefined;
    return outcome ? () => void this.#decide(task, outcome.id) : undefined;
  }

  #select(task: TaskView, selected: boolean, range: boolean): void {
    const rows = this.#shown.filter((row) => !row.gone && row.task.complete.allowed);
    const from = rows.findIndex((row) => row.task.id === this.#anchor);
    const to = rows.findIndex((row) => row.task.id === task.id);
    const span = range && from >= 0 && to >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.task.id) : to >= 0 ? [task.id] : [];
    const next = new Set(this.selected);
    for (const id of span) if (selected) next.add(id); else next.delete(id);
    this.selected = next;
    this.#anchor = task.id;
    void this.#act(() => undefined);
  }

  #comment = (task: TaskView): Promise<void> =>
    this.#act((actions) => actions.comment(task).catch((error: unknown) => this.#list.patch(task.id, { error })));

  /** Does what is not at hand at once. When it cannot be fetched the person is told, and may ask again. */
  async #act(act: (actions: RqTaskActions) => unknown): Promise<void> {
    try {
      await fetchActions();
      if (this.actions) await act(this.actions);
    } catch (error) {
      showToast(this, { tone: 'danger', text: errorText(error, this.language) });
    }
  }

  /** Whoever comes to the rows may soon select some. */
  #expectActions = (): void => void fetchActions().catch(() => undefined);

  #onBatchEnd = ({ done }: BatchEndEvent): void => {
    for (const task of done) this.#moveOn(task.id);
    void this.#list.refresh();
  };

  override render(): unknown {
    if (!this.port) return this.renderUnconnected();
    const { t } = this;
    const counts = this.#counts.value;
    const view = this.#view;
    const tabs: Tab[] = [
      { id: 'mine', label: t.tabMine, count: counts?.mine },
      { id: 'group', label: t.tabGroup, count: counts?.group },
      { id: 'substituting', label: t.tabOthers, count: counts?.substituting },
      { id: 'done', label: t.tabDone },
    ];
    const onTab = (event: RqTabEvent): void => {
      event.stopPropagation();
      if (isView(event.tab)) this.view = event.tab;
    };
    return html`<div class="inbox">
      <rq-tabs .tabs=${tabs} .selected=${view} .label=${t.inbox} @rq-tab=${onTab}><div slot=${view}>${this.#renderToolbar()}${this.#renderPanes()}</div></rq-tabs>
    </div>`;
  }

  #renderToolbar(): unknown {
    const { t } = this;
    const toggle = (name: 'dense' | 'peek') => (): void => {
      this[name] = !this[name];
      store(`inbox.${name}`, this[name]);
    };
    return html`<div class="toolbar">
      <div class="search">
        <input class="input" type="search" aria-label=${t.filterTasks} placeholder=${t.filterTasks} .value=${this.text} @input=${(event: InputEvent) => (this.text = (event.target as HTMLInputElement).value)} />
        <rq-icon name="filter"></rq-icon>
      </div>
      <span class="grow"></span>
      ${this.#view === 'done'
        ? nothing
        : html`<div class="switch" role="group" aria-label=${t.groupBy}>
            ${(['due', 'kind'] as const).map((each) => html`<button type="button" aria-pressed=${String(this.grouping === each)} @click=${() => (this.grouping = each)}>${each === 'due' ? t.byDue : t.byKind}</button>`)}
          </div>`}
      <rq-button class=${this.dense ? 'on' : ''} variant="quiet" icon="list" .label=${t.density} .pressed=${this.dense} @click=${toggle('dense')}></rq-button>
      <rq-button class="peek-toggle ${this.peek ? 'on' : ''}" variant="quiet" icon="eye" .label=${t.peek} .pressed=${this.peek} @click=${toggle('peek')}></rq-button>
    </div>`;
  }

  #renderPanes(): unknown {
    const list = this.#list;
    if (!list.loaded) return list.error ? html`<rq-error .error=${list.error} @rq-retry=${list.refresh}></rq-error>` : html`<rq-skeleton .lines=${8}></rq-skeleton>`;
    const row = this.#activeRow;
    const peek = this.peek && row !== undefined;
    if (peek) import('./task-peek.js').catch((error: unknown) => warnOnce('rq-inbox.peek', '<rq-inbox> the panel beside the list could not be loaded', error));
    return html`<div class="panes ${peek ? 'with-peek' : ''}">
      <div class="list">
        ${list.error ? html`<rq-error inline .error=${list.error} @rq-retry=${list.refresh}></rq-error>` : nothing}
        ${list.fresh > 0 ? html`<div class="fresh"><button type="button" class="button compact" @click=${() => list.showFresh()}><rq-icon name="arrow-up"></rq-icon>${this.t.newTasks({ count: list.fresh })}</button></div>` : nothing}
        ${this.#renderRows()}
        <rq-task-actions .tasks=${this.#selectedTasks} @rq-clear=${() => (this.selected = new Set())} @rq-batch-end=${this.#onBatchEnd}></rq-task-actions>
      </div>
      ${peek
        ? html`<rq-task-peek
            class="peek"
            .task=${row.task}
            .gone=${row.gone ?? false}
            .busy=${row.busy ?? false}
            @rq-peek-open=${() => this.#open(row.task)}
            @rq-peek-decide=${(event: Event & { readonly outcome: string }) => void this.#decide(row.task, event.outcome)}
          ></rq-task-peek>`
        : nothing}
    </div>`;
  }

  #renderRows(): unknown {
    const { t } = this;
    const groups = this.#groups();
    const filtered = this.text.trim() !== '';
    if (groups.length === 0) {
      if (filtered) return html`<rq-empty icon="search" .heading=${t.nothingFound}><rq-button slot="action" @click=${() => (this.text = '')}>${t.clearFilter}</rq-button></rq-empty>`;
      const empty = { mine: [t.emptyMine, t.emptyMineHelp], group: [t.emptyGroup, t.emptyGroupHelp], substituting: [t.emptyOthers, t.emptyOthersHelp], done: [t.emptyDone, t.emptyDoneHelp] }[this.#view];
      return html`<rq-empty icon=${this.#view === 'mine' ? 'check-circle' : 'inbox'} .heading=${empty[0] ?? ''}>${empty[1]}</rq-empty>`;
    }
    const active = this.#activeRow?.task.id;
    const done = this.#view === 'done';
    return html`<div class="grid ${this.dense ? 'dense' : ''}" role="grid" aria-label=${t.tasks} aria-multiselectable=${done ? nothing : 'true'} @keydown=${this.#onKey} @focusin=${this.#expectActions} @pointerenter=${this.#expectActions}>
        ${repeat(
          groups,
          (group) => group.id,
          (group) =>
            html`<div class="group" role="rowgroup" aria-label=${this.#groupTitle(group.id, group.rows)}>
              ${done ? nothing : html`<div class="caption heading ${group.id}" role="row"><span role="gridcell">${this.#groupTitle(group.id, group.rows)} <span class="muted">${group.rows.length}</span></span></div>`}
              ${repeat(
                group.rows,
                (row) => row.task.id,
                (row) => renderRow(row, { t, locale: this.language, zone: this.zone, active: row.task.id === active, selected: this.selected.has(row.task.id), selectable: !done, done }, this.#rowActions),
              )}
            </div>`,
        )}
      </div>
      ${this.#list.more ? html`<div class="foot"><rq-button .busy=${this.#list.busy} @click=${this.#list.showMore}>${t.showMore}</rq-button></div>` : nothing}
      ${done ? nothing : html`<div class="keys" aria-hidden="true">${[...t.keys, ...this.#decisionKeys()].map(([key, word]) => html`<span><kbd>${key}</kbd> ${word}</span>`)}</div>`}`;
  }

  /** Keys that decide the active task, with what each decides. */
  #decisionKeys(): readonly (readonly [string, string])[] {
    const task = this.#activeRow?.task;
    if (!task) return [];
    return Object.entries({ a: forwardOutcome(task), r: backwardOutcome(task) }).flatMap(([key, outcome]) => (outcome ? [[key, inLine(this.textOf(outcome.title))] as const] : []));
  }

  #groupTitle(id: string, rows: readonly TaskRow[]): string {
    const { t } = this;
    const due: Readonly<Record<DueGroup, string>> = { overdue: t.dueOverdue, today: t.dueToday, week: t.dueWeek, later: t.dueLater, none: t.dueNone };
    if (Object.hasOwn(due, id)) return due[id as DueGroup];
    return id === 'done' ? t.tabDone : this.textOf(rows[0]?.task.kindTitle) || id;
  }

}

/** A title inside a line of other words: without its capital letter, unless it begins with an abbreviation. */
const inLine = (title: string): string => (/^\p{Lu}{2}/u.test(title) ? title : title.charAt(0).toLocaleLowerCase() + title.slice(1));

declare global {
  interface HTMLElementTagNameMap {
    'rq-inbox': RqInbox;
  }
}
