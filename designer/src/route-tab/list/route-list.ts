import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { localize } from '@requestry/model';
import type { Kind, Org } from '@requestry/model';
import { startTitle } from '@requestry/route';
import type { DocBranch, DocEntry, DocSplit, RouteDoc } from '@requestry/route';
import { RqElement, typographyStyles, buttonStyles } from '@requestry/ui';
import type { MenuItem, RqSelectEvent } from '@requestry/ui';
import { findEntry, isSplit, listAt, unsetCondition } from '../doc-edits.js';
import type { Place } from '../doc-edits.js';
import { branchText, endText, entryName, entrySubtitle, exitLines, glossary } from '../entry-text.js';
import type { Glossary } from '../entry-text.js';
import { hueStyles } from '../hues.styles.js';
import { clipboard, RouteIntentEvent } from '../intents.js';
import type { RouteIntent } from '../intents.js';
import { words } from '../locales/index.js';
import type { RqRouteAddMenu } from './add-menu.js';
import { EntryDrag, gapKey } from './drag.js';
import { listKey } from './list-keys.js';
import { listStyles } from './route-list.styles.js';

/** How bad what is wrong with an entry is, by id. */
export type Marks = ReadonlyMap<string, 'error' | 'warning'>;

/**
 * The route as a list of cards that is edited in place: the accessible and touch editor.
 * @fires rq-route-intent - what the person wants done
 */
export class RqRouteList extends RqElement {
  static override styles = [typographyStyles, buttonStyles, hueStyles, listStyles];

  @property({ attribute: false }) doc?: RouteDoc;
  @property({ attribute: false }) kind?: Kind;
  @property({ attribute: false }) org?: Org;
  /** Ids of selected entries or branches, the main one first. */
  @property({ attribute: false }) selection: readonly string[] = [];
  @property({ attribute: false }) marks: Marks = new Map();

  @query('rq-route-add-menu') private addMenu?: RqRouteAddMenu;
  readonly #drag = new EntryDrag(this, (id, place) => this.#want({ do: 'move', id, place }));
  #focusNext = false;

  /** Puts the focus on the selected card, once it is shown. */
  focusSelected(): void {
    this.#focusNext = true;
    this.requestUpdate();
  }

  /** Opens the menu of what can be added after an entry, or into a branch. */
  openAddMenu(id: string | undefined): void {
    const place = this.placeAfter(id);
    const gap = this.renderRoot.querySelector<HTMLElement>(`[data-gap="${CSS.escape(gapKey(place))}"] .add`);
    if (gap) void this.addMenu?.open(place, gap);
  }

  /** The gap after an entry, at the beginning of a branch, or at the end of the route. */
  placeAfter(id: string | undefined): Place {
    const doc = this.doc;
    if (!doc || id === undefined) return { index: doc?.steps.length ?? 0 };
    const found = findEntry(doc, id);
    if (found) return { ...found.place, index: found.place.index + 1 };
    return { branch: id, index: listAt(doc, id).length };
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('selection') || this.#focusNext) this.#reveal();
  }

  #reveal(): void {
    const id = this.selection[0];
    const row = id === undefined ? undefined : this.#row(id);
    row?.scrollIntoView({ block: 'nearest' });
    if (!this.#focusNext) return;
    this.#focusNext = false;
    row?.focus({ preventScroll: true });
  }

  #row(id: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
  }

  #want(intent: RouteIntent): void {
    this.dispatchEvent(new RouteIntentEvent(intent));
  }

  #onKey = (event: KeyboardEvent): void => {
    const row = (event.composedPath()[0] as Element).closest?.<HTMLElement>('[data-row]');
    if (!row || !this.doc) return;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-row]')];
    const done = listKey(event, {
      doc: this.doc,
      id: row.dataset['row'] ?? '',
      rows: rows.map((each) => each.dataset['row'] ?? ''),
      selection: this.selection,
      placeAfter: (id) => this.placeAfter(id),
      want: (intent) => {
        if (intent.do === 'select' || intent.do === 'moveBy') this.#focusNext = true;
        this.#want(intent);
      },
      openMenu: (id) => this.openAddMenu(id),
    });
    if (done) event.preventDefault();
  };

  #onMenu = (event: RqSelectEvent, id: string): void => {
    event.stopPropagation();
    const intents: Record<string, RouteIntent> = {
      edit: { do: 'edit' },
      up: { do: 'moveBy', id, delta: -1 },
      down: { do: 'moveBy', id, delta: 1 },
      duplicate: { do: 'duplicate', id },
      copy: { do: 'copy', ids: [id], cut: false },
      cut: { do: 'copy', ids: [id], cut: true },
      remove: { do: 'remove', ids: [id] },
    };
    const intent = intents[event.item];
    if (!intent) return;
    this.#want({ do: 'select', id, from: 'list' });
    this.#want(intent);
  };

  #menuItems(): readonly MenuItem[] {
    const t = this.words(words);
    return [
      { id: 'edit', label: t.edit, icon: 'edit' },
      { id: 'up', label: t.moveUp, icon: 'arrow-up', separated: true },
      { id: 'down', label: t.moveDown, icon: 'arrow-down' },
      { id: 'duplicate', label: t.duplicate, icon: 'copy', separated: true },
      { id: 'copy', label: t.copy, icon: 'copy' },
      { id: 'cut', label: t.cut, icon: 'copy' },
      { id: 'remove', label: t.remove, icon: 'trash', danger: true, separated: true },
    ];
  }

  override render(): unknown {
    const doc = this.doc;
    if (!doc) return nothing;
    const t = this.words(words);
    const g = glossary(doc, this.kind, this.org, this.language);
    return html`<div class="tree" role="tree" aria-label=${t.listLabel} aria-multiselectable="true" @keydown=${this.#onKey}>
        <div class="terminal" role="none"><rq-icon name="start"></rq-icon>${localize(startTitle(doc.start.name), this.language) || t.start}</div>
        ${this.#list(doc.steps, undefined, 1, g)}
        <div class="terminal" role="none"><rq-icon name="end"></rq-icon>${t.routeEnd({ end: endText(doc.end.end, this.language).toLocaleLowerCase() })}</div>
        ${doc.steps.length === 0 ? this.#blank() : nothing}
      </div>
      <rq-route-add-menu .locale=${this.locale}></rq-route-add-menu>`;
  }

  #blank(): unknown {
    const t = this.words(words);
    return html`<div class="blank" role="none">
      <strong>${t.blankTitle}</strong><span class="muted">${t.blankHelp}</span>
      <rq-button variant="primary" .icon=${'approval'} @click=${() => this.#want({ do: 'insert', place: { index: 0 }, kind: 'approval' })}>${t.blankPlain}</rq-button>
    </div>`;
  }

  #list(steps: readonly DocEntry[], branch: string | undefined, level: number, g: Glossary): unknown {
    const at = (index: number): Place => (branch === undefined ? { index } : { branch, index });
    return html`${this.#gap(at(0), entryNameAt(steps, -1, g))}
    ${repeat(
      steps,
      (entry) => entry.id,
      (entry, index) => html`<div role="none" data-entry=${entry.id}>${this.#card(entry, level, g)}${isSplit(entry) ? this.#branches(entry, level, g) : nothing}</div>
        ${this.#gap(at(index + 1), entryNameAt(steps, index, g))}`,
    )}`;
  }

  #gap(place: Place, after: string): unknown {
    const t = this.words(words);
    const key = gapKey(place);
    return html`<div class="gap ${this.#drag.over === key ? 'over' : ''}" role="none" data-gap=${key}>
      <button
        type="button"
        class="add"
        tabindex="-1"
        aria-label=${`${t.addHere}${after ? ` (${after})` : ''}`}
        @click=${(event: Event) => void this.addMenu?.open(place, event.currentTarget as HTMLElement)}
      >+ ${t.addStep}</button>
    </div>`;
  }

  #card(entry: DocEntry, level: number, g: Glossary): unknown {
    const t = this.words(words);
    const mark = this.marks.get(entry.id);
    const selected = this.selection.includes(entry.id);
    const name = entryName(entry, this.language);
    const hue = entry.kind === 'step' ? entry.settings.type : entry.kind;
    const icon = entry.kind === 'choice' ? 'condition' : entry.kind === 'opaque' ? 'route' : hue;
    return html`<div
        class="card hue ${hue} ${selected ? 'selected' : ''} ${mark === 'error' ? 'problem' : (mark ?? '')} ${this.#drag.dragged === entry.id ? 'dragging' : ''}"
        role="treeitem"
        aria-level=${level}
        aria-selected=${String(selected)}
        aria-label=${[name, entrySubtitle(entry, g), mark ? t.problemHere : ''].filter(Boolean).join(', ')}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Enter Delete"
        data-row=${entry.id}
        tabindex=${this.#isTabStop(entry.id) ? '0' : '-1'}
        @click=${(event: MouseEvent) => this.#want({ do: 'select', id: entry.id, extend: event.ctrlKey || event.metaKey || event.shiftKey, from: 'list' })}
        @dblclick=${() => this.#want({ do: 'edit' })}
        @pointerdown=${(event: PointerEvent) => this.#drag.press(event, entry.id)}
      >
        <rq-icon class="icon" .name=${icon}></rq-icon>
        <div class="text">
          <div class="name">${name}</div>
          <div class="subtitle">${entrySubtitle(entry, g)}</div>
        </div>
        <div class="marks">
          ${mark === 'error' ? html`<rq-icon class="bad" name="error"></rq-icon>` : mark ? html`<rq-icon class="iffy" name="warning"></rq-icon>` : nothing}
          <div class="tools">
            <rq-menu compact icon-only .label=${t.entryMenu({ name })} .items=${this.#menuItems()} .locale=${this.language} @click=${(event: Event) => event.stopPropagation()} @rq-select=${(event: RqSelectEvent) => this.#onMenu(event, entry.id)}></rq-menu>
            <span class="handle" title=${t.dragHandle}><rq-icon name="drag"></rq-icon></span>
          </div>
        </div>
      </div>
      ${entry.kind === 'step' ? this.#exits(entry, g) : nothing}`;
  }

  #exits(entry: DocEntry & { readonly kind: 'step' }, g: Glossary): unknown {
    const lines = exitLines(entry, g);
    if (lines.length === 0) return nothing;
    return html`<ul class="exits" role="none">
      ${lines.map((line) => html`<li role="none">${line.kind === 'timer' ? html`<rq-icon class="clock" name="wait"></rq-icon>` : html`<span class="arrow" aria-hidden="true">↳</span>`}${line.label} → ${line.target}</li>`)}
    </ul>`;
  }

  #branches(split: DocSplit, level: number, g: Glossary): unknown {
    const t = this.words(words);
    return html`<div class="branches" role="group">
      ${repeat(split.branches, (branch) => branch.id, (branch, index) => this.#branch(split, branch, index, level + 1, g))}
      <div class="more-branches" role="none">
        <button type="button" class="add" tabindex="-1" @click=${() => this.#want({ do: 'addBranch', split: split.id })}>+ ${t.addBranch}</button>
      </div>
    </div>`;
  }

  #branch(split: DocSplit, branch: DocBranch, index: number, level: number, g: Glossary): unknown {
    const t = this.words(words);
    const selected = this.selection.includes(branch.id);
    const text = branchText(branch, index, split.kind, g);
    return html`<div class="branch ${split.kind}" role="none" data-entry=${branch.id}>
      <div
        class="branch-name ${selected ? 'selected' : ''} ${branch.condition === unsetCondition ? 'unset' : ''}"
        role="treeitem"
        aria-level=${level}
        aria-selected=${String(selected)}
        data-row=${branch.id}
        tabindex=${this.#isTabStop(branch.id) ? '0' : '-1'}
        @click=${() => this.#want({ do: 'select', id: branch.id, from: 'list' })}
      >${text}</div>
      <div class="inner" role="group">
        ${branch.steps.length === 0 ? html`<div class="branch-note" role="none">${t.branchEmpty}</div>` : nothing}
        ${this.#list(branch.steps, branch.id, level + 1, g)}
        ${branch.end ? html`<div class="branch-note" role="none">→ ${t.branchEnds({ end: endText(branch.end.end, this.language).toLocaleLowerCase() })}</div>` : nothing}
      </div>
    </div>`;
  }

  /** One row can be reached by Tab: the selected one, else the first. */
  #isTabStop(id: string): boolean {
    const doc = this.doc;
    const first = this.selection[0];
    const shown = first !== undefined && doc !== undefined && (findEntry(doc, first) !== undefined || listAt(doc, first).length > 0 || this.#row(first) !== null);
    return shown ? id === first : id === doc?.steps[0]?.id;
  }
}

const entryNameAt = (steps: readonly DocEntry[], index: number, g: Glossary): string => {
  const entry = steps[index];
  return entry ? entryName(entry, g.locale) : '';
};

/** Whether there is anything to paste. */
export const canPaste = (): boolean => clipboard.entries.length > 0;

declare global {
  interface HTMLElementTagNameMap {
    'rq-route-list': RqRouteList;
  }
}
