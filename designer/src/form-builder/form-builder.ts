import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { localize } from '@requestry/model';
import type { Directory, FormDefinition, JsonObject, KindVersion, Locale, Org } from '@requestry/model';
import { RqElement, showToast } from '@requestry/ui';
import { RqDraftEditEvent } from '../draft-edit.js';
import type { Draft } from '../draft-edit.js';
import { messages } from '../locales/index.js';
import type { Problem } from '../problems.js';
import { nameOf, renderContainer } from './canvas.js';
import type { Canvas } from './canvas.js';
import { DragController, placeFrom } from './drag.js';
import { renderGhost } from './drag-ghost.js';
import { addElement, addField, addPage, dissolvePage, duplicateElement, moveElement, normalized, placesFor, removeElement, restoreElement, targetOf } from './edits.js';
import { FocusKeeper } from './focus-keeper.js';
import { accepts, placeToAdd } from './placement.js';
import { keyFor, newLayout, paletteFields } from './field-types.js';
import { liftedStep } from './lift.js';
import type { Lifted } from './lift.js';
import { formBuilderStyles } from './form-builder.styles.js';
import { copyChosen, paste, ranged, removeChosen, renderGroupBar, toggled } from './group-actions.js';
import type { GroupHost } from './group-actions.js';
import './json-view.js';
import { renderOutline } from './outline.js';
import { firstMatch, renderPalette } from './palette.js';
import { renderPages } from './pages-bar.js';
import './preview.js';
import type { RqSamplesEvent } from './samples.js';
import './texts-view.js';
import type { FormTextEvent } from './texts-view.js';
import { elementAt, findPath, isContainer, isControl, keyOf, pagesOf, samePath, walk } from './tree.js';
import type { Path, Place } from './tree.js';

type Mode = 'edit' | 'preview' | 'texts' | 'json';

/**
 * Builds the form of a kind: a palette, the form as people will see it, properties of what is selected.
 * @fires rq-draft-edit - the form was changed
 */
export class RqFormBuilder extends RqElement {
  static override styles = formBuilderStyles;

  @property({ attribute: false }) draft?: Draft;
  /** The version that is published, to warn about changes that matter to running requests. */
  @property({ attribute: false }) published?: KindVersion;
  @property({ attribute: false }) org?: Org;
  @property({ attribute: false }) directories: readonly Directory[] = [];
  @property({ attribute: false }) problems: readonly Problem[] = [];
  /** Language of the texts that are edited. */
  @property({ attribute: false }) contentLocale?: Locale;
  /** Key of a field to show. */
  @property({ attribute: false }) place?: string;

  @state() private mode: Mode = 'edit';
  @state() private selected?: Path;
  /** More elements chosen besides the selected one. */
  @state() private more: readonly Path[] = [];
  @state() private page = 0;
  @state() private search = '';
  /** Where the next new element goes, when the person said so. */
  @state() private inserting?: Place;
  @state() private lifted?: Lifted;
  @state() private said = '';
  @state() private testData: JsonObject = {};
  @query('#palette-search') private searchInput?: HTMLInputElement;

  readonly #drag = new DragController(this, {
    accepts: (dragged, place) => accepts(this.#form.ui, dragged, place),
    drop: (dragged, place) => ('new' in dragged ? this.#add(dragged.new, place) : this.#move(dragged.path, place)),
  });

  constructor() {
    super();
    new FocusKeeper(this);
  }

  get #form(): FormDefinition {
    return normalized(this.draft?.kind.form ?? { schema: { type: 'object' }, ui: { type: 'VerticalLayout', elements: [] } });
  }

  get #content(): Locale {
    return this.contentLocale ?? this.language;
  }

  override willUpdate(changed: PropertyValues): void {
    const { ui } = this.#form;
    if (this.selected && !elementAt(ui, this.selected)) this.selected = undefined;
    if (this.more.some((path) => !elementAt(ui, path))) this.more = [];
    const pages = pagesOf(ui);
    if (this.page >= pages.length) this.page = Math.max(0, pages.length - 1);
    if (changed.has('place') && this.place !== undefined) this.#reveal(this.place);
    this.toggleAttribute('dragging', this.#drag.dragged !== undefined);
  }

  #reveal(key: string): void {
    const path = findPath(this.#form.ui, (element) => isControl(element) && keyOf(element) === key);
    if (!path) return;
    this.mode = 'edit';
    this.#select(path);
    void this.updateComplete.then(() => this.#itemAt(path)?.scrollIntoView({ block: 'nearest' }));
  }

  #itemAt(path: Path): HTMLElement | null | undefined {
    return this.shadowRoot?.querySelector<HTMLElement>(`[data-path="${path.join('.')}"]`);
  }

  #select = (path: Path | undefined, how?: 'toggle' | 'range'): void => {
    const chosen = this.#chosen;
    if (how && path) this.more = how === 'toggle' ? toggled(chosen, path) : ranged(this.selected, path);
    else this.more = [];
    if (how !== 'range' || !this.selected) this.selected = how === 'toggle' && this.more.length > 0 && !this.more.some((each) => samePath(each, path)) ? this.more.at(-1) : path;
    if (path && pagesOf(this.#form.ui).length > 0 && path[0] !== undefined) this.page = path[0];
  };

  get #chosen(): readonly Path[] {
    return this.more.length > 0 ? this.more : this.selected ? [this.selected] : [];
  }

  get #group(): GroupHost {
    return {
      form: this.#form,
      chosen: this.#chosen,
      words: this.words(messages),
      here: placeToAdd(this.#form.ui, { selected: this.selected, inserting: this.inserting, page: this.page }),
      emit: (label, form) => this.#emit(label, form),
      choose: (paths) => {
        this.selected = paths[0];
        this.more = paths.length > 1 ? paths : [];
      },
    };
  }

  /** Copy, cut and paste of the browser, while the canvas has the focus. */
  #onClipboard = (event: ClipboardEvent): void => {
    const from = event.composedPath()[0];
    if (from instanceof HTMLInputElement || from instanceof HTMLTextAreaElement) return;
    const done = event.type === 'paste' ? paste(this.#group, event.clipboardData?.getData('text/plain') ?? '') : copyChosen(this.#group, event);
    if (event.type === 'cut' && done) removeChosen(this.#group);
    if (done) event.preventDefault();
  };

  #focusItem(path: Path): void {
    void this.updateComplete.then(() => this.#itemAt(path)?.focus());
  }

  #emit(label: string, form: FormDefinition, coalesce?: string): void {
    const { draft } = this;
    if (!draft || form === draft.kind.form) return;
    this.dispatchEvent(new RqDraftEditEvent({ label, kind: { ...draft.kind, form }, ...(coalesce === undefined ? {} : { coalesce }) }));
  }

  #add(id: string, at?: Place): void {
    const place = at ?? placeToAdd(this.#form.ui, { selected: this.selected, inserting: this.inserting, page: this.page });
    const form = this.#form;
    if (id === 'page') return this.#addPage();
    const t = this.words(messages);
    if (id === 'section' || id === 'note' || id === 'row') {
      const element = newLayout(id, messages);
      this.#emit(t.addedField({ title: nameOf(form, element, this.#content, t) }), addElement(form, place, element));
    } else {
      const type = paletteFields().find((field) => field.type === id);
      if (!type) return;
      const title = localize(type.title, this.#content);
      this.#emit(t.addedField({ title }), addField(form, place, { key: keyFor(type.type), schema: type.schema, label: type.title, options: { ...type.options, rq: { field: type.type, ...type.options?.rq } } }));
    }
    const path = [...place.parent, place.index];
    this.inserting = undefined;
    this.#select(path);
    this.#focusItem(path);
  }

  #addPage = (): void => {
    const { ru, en } = messages;
    const count = Math.max(1, pagesOf(this.#form.ui).length);
    const title = (number: number): { ru: string; en: string } => ({ ru: ru.pageN({ number }), en: en.pageN({ number }) });
    this.#emit(this.words(messages).addPage, addPage(this.#form, title(count + 1), title(1)));
    this.page = count;
    this.selected = undefined;
    this.inserting = undefined;
  };

  #removePage(index: number): void {
    this.#emit(this.words(messages).removePage, dissolvePage(this.#form, index));
    this.selected = undefined;
  }

  #move(path: Path, place: Place): void {
    const t = this.words(messages);
    const form = this.#form;
    const element = elementAt(form.ui, path);
    const target = targetOf(path, place);
    if (!element || !target) return;
    this.#emit(t.movedField({ title: nameOf(form, element, this.#content, t) }), moveElement(form, path, place));
    this.#select(target);
    this.#focusItem(target);
  }

  #act = (action: 'up' | 'down' | 'copy' | 'delete', path: Path): void => {
    const t = this.words(messages);
    const form = this.#form;
    const element = elementAt(form.ui, path);
    if (!element || path.length === 0) return;
    const title = nameOf(form, element, this.#content, t);
    const parent = path.slice(0, -1);
    const index = path.at(-1) ?? 0;
    if (action === 'copy') {
      this.#emit(t.copiedField({ title }), duplicateElement(form, path));
      this.#select([...parent, index + 1]);
    } else if (action === 'delete') {
      this.#emit(t.removedField({ title }), removeElement(form, path));
      const left = (elementAt(form.ui, parent) as { elements: readonly unknown[] }).elements.length - 1;
      this.selected = left > 0 ? [...parent, Math.min(index, left - 1)] : undefined;
      showToast(this, { text: t.removedToast({ title }), action: { label: t.undo, run: () => this.#emit(t.addedField({ title }), restoreElement(this.#form, form, path)) } });
    } else this.#step(path, action === 'up' ? -1 : 1);
  };

  /** One place up or down in reading order, out of and into sections. */
  #step(path: Path, by: -1 | 1): void {
    const places = placesFor(this.#form.ui, path);
    const at = places.findIndex((place) => samePath(targetOf(path, place), path));
    const place = places[at + by];
    if (place) this.#move(path, place);
  }

  #onCanvasKey = (event: KeyboardEvent): void => {
    const item = event.composedPath().find((node): node is HTMLElement => node instanceof HTMLElement && node.dataset['path'] !== undefined);
    if (!item || event.composedPath()[0] !== item || event.ctrlKey || event.metaKey) return;
    const path = item.dataset['path'] === '' ? [] : (item.dataset['path'] ?? '').split('.').map(Number);
    if (this.lifted ? this.#onLiftedKey(event) : this.#onItemKey(event, path)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  #onItemKey(event: KeyboardEvent, path: Path): boolean {
    if (event.code === 'Space') return this.#lift(path);
    if (event.altKey && (event.code === 'ArrowUp' || event.code === 'ArrowDown')) {
      this.#step(path, event.code === 'ArrowUp' ? -1 : 1);
      return true;
    }
    if (event.altKey) return false;
    if (event.code === 'Escape' && this.more.length > 0) {
      this.more = [];
      return true;
    }
    if ((event.code === 'Delete' || event.code === 'Backspace') && this.more.length > 1) {
      removeChosen(this.#group);
      return true;
    }
    if (event.code === 'Delete' || event.code === 'Backspace') {
      this.#act('delete', path);
      if (this.selected) this.#focusItem(this.selected);
      return true;
    }
    if (event.code === 'Enter') {
      this.#select(path);
      void this.updateComplete.then(() => this.shadowRoot?.querySelector<HTMLElement>('rq-field-properties')?.focus());
      return true;
    }
    const items = [...(this.shadowRoot?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? [])];
    const at = items.findIndex((each) => each.dataset['path'] === path.join('.'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.code];
    const next = to === undefined ? undefined : items[to];
    if (!next) return to !== undefined;
    const nextPath = (next.dataset['path'] ?? '').split('.').map(Number);
    this.#select(nextPath, event.shiftKey ? 'range' : undefined);
    this.#focusItem(nextPath);
    return true;
  }

  #lift(path: Path): boolean {
    const places = placesFor(this.#form.ui, path);
    const at = Math.max(0, places.findIndex((place) => samePath(targetOf(path, place), path)));
    this.#select(path);
    this.lifted = { path, places, at };
    this.said = this.words(messages).lifted({ title: this.#titleAt(path), place: at + 1, of: places.length });
    return true;
  }

  #onLiftedKey(event: KeyboardEvent): boolean {
    const { lifted } = this;
    const t = this.words(messages);
    if (!lifted) return false;
    const title = this.#titleAt(lifted.path);
    const place = lifted.places[lifted.at];
    const step = liftedStep(event.code, lifted);
    if (step === 'drop' || step === 'cancel' || step === 'leave') {
      this.lifted = undefined;
      this.said = step === 'drop' ? t.dropped({ title }) : t.dropCancelled({ title });
      if (step !== 'drop') this.#select(lifted.path);
      else if (place && !samePath(targetOf(lifted.path, place), lifted.path)) this.#move(lifted.path, place);
      return step !== 'leave';
    }
    if (step === undefined) return true;
    this.lifted = { ...lifted, at: step };
    this.said = t.placed({ title, place: step + 1, of: lifted.places.length });
    return true;
  }

  #titleAt(path: Path): string {
    const element = elementAt(this.#form.ui, path);
    return element ? nameOf(this.#form, element, this.#content, this.words(messages)) : '';
  }

  #insertAt = (place: Place): void => {
    this.inserting = place;
    void this.updateComplete.then(() => this.searchInput?.focus());
  };

  #onSearchKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.inserting = undefined;
    if (event.key !== 'Enter') return;
    const found = firstMatch(this.search, this.language);
    if (found === undefined) return;
    this.#add(found);
    this.search = '';
  };

  override render(): unknown {
    if (!this.draft) return nothing;
    const t = this.words(messages);
    const modes: readonly (readonly [Mode, string])[] = [['edit', t.modeEdit], ['preview', t.modePreview], ['texts', t.modeTexts], ['json', t.modeJson]];
    return html`<div class="bar">
        <div class="segments" role="group" aria-label=${t.mode}>
          ${modes.map(([mode, label]) => html`<button type="button" aria-pressed=${String(this.mode === mode)} @click=${() => (this.mode = mode)}>${label}</button>`)}
        </div>
        ${this.mode === 'edit' ? html`<span class="help grow">${t.dragHelp}</span>` : nothing}
      </div>
      ${this.#renderMode()}
      <div class="visually-hidden" aria-live="assertive">${this.said}</div>`;
  }

  #renderMode(): unknown {
    const t = this.words(messages);
    if (this.mode === 'preview') return this.#renderPreview();
    if (this.mode === 'texts') return html`<rq-form-texts .locale=${this.language} .form=${this.#form} @rq-form-text=${(event: FormTextEvent) => this.#emit(t.modeTexts, event.form, event.key)}></rq-form-texts>`;
    if (this.mode === 'json') return html`<rq-form-json .locale=${this.language} .form=${this.#form} @rq-form-applied=${(event: CustomEvent<FormDefinition>) => this.#emit(t.jsonApplied, event.detail)}></rq-form-json>`;
    return this.#renderEdit();
  }

  #renderPreview(): unknown {
    return html`<rq-form-preview .locale=${this.language} .contentLocale=${this.#content} .draft=${this.draft} .data=${this.testData} @rq-preview-data=${(event: CustomEvent<JsonObject>) => (this.testData = event.detail)} @rq-samples=${this.#keepSamples}></rq-form-preview>`;
  }

  #keepSamples = ({ samples, label }: RqSamplesEvent): void => {
    if (this.draft) this.dispatchEvent(new RqDraftEditEvent({ label, kind: { ...this.draft.kind, samples } }));
  };

  #renderEdit(): unknown {
    const t = this.words(messages);
    return html`<div class="columns" @pointerdown=${this.#drag.start}>
        <div class="side">
          ${renderPalette({ words: t, language: this.language, search: this.search, inserting: this.inserting !== undefined, onSearch: (text) => (this.search = text), onSearchKey: this.#onSearchKey, onAdd: (id) => this.#add(id) })}
          ${renderOutline({ words: t, form: this.#form, locale: this.#content, selected: this.selected, problems: this.problems, select: (path) => { this.#select(path); this.#focusItem(path); }, reveal: (key) => this.#reveal(key) })}
        </div>
        ${this.#renderCanvas()}
        <div class="side right">
          <rq-field-properties .locale=${this.language} .contentLocale=${this.#content} .draft=${this.draft} .path=${this.selected} .published=${this.published} .directories=${this.directories} .org=${this.org}></rq-field-properties>
        </div>
      </div>
      ${renderGhost(this.#drag, { words: t, language: this.language, titleAt: (path) => this.#titleAt(path) })}`;
  }

  #renderCanvas(): unknown {
    const t = this.words(messages);
    const form = this.#form;
    const pages = pagesOf(form.ui);
    const path: Path = pages.length > 0 ? [this.page] : [];
    const container = elementAt(form.ui, path);
    const lifted = this.lifted?.places[this.lifted.at];
    const shown = pages.length > 0 && lifted && lifted.parent[0] !== undefined && lifted.parent[0] !== this.page ? [lifted.parent[0]] : path;
    const shownContainer = shown === path ? container : elementAt(form.ui, shown);
    const canvas: Canvas = {
      form, language: this.language, contentLocale: this.#content, words: t, problems: this.problems,
      focusable: this.selected && samePath(this.selected.slice(0, shown.length), shown) && this.selected.length > shown.length ? this.selected : [...shown, 0],
      select: this.#select, insertAt: this.#insertAt, act: this.#act,
      moveTo: (from, to) => { const place = placeFrom(to); if (place) this.#move(from, place); },
      chosen: this.#chosen,
      ...(this.selected && this.more.length < 2 ? { selected: this.selected } : {}),
      ...(this.#drag.place ?? lifted ?? this.inserting ? { drop: this.#drag.place ?? lifted ?? this.inserting } : {}),
      ...(this.lifted ? { lifted: this.lifted.path } : {}),
    };
    const empty = walk(form.ui).every(({ element }) => !isControl(element) && element.type !== 'Label' && element.type !== 'Group');
    return html`<div class="canvas" data-canvas @keydown=${this.#onCanvasKey} @copy=${this.#onClipboard} @cut=${this.#onClipboard} @paste=${this.#onClipboard} @click=${() => this.#select(undefined)}>
      ${renderGroupBar(this.#group)}
      ${pages.length > 0 ? renderPages({ form, words: t, locale: this.#content, open: shown[0] ?? 0, target: this.#drag.place, onOpen: (index) => { this.page = index; this.selected = [index]; }, onAdd: this.#addPage, onRemove: (index) => this.#removePage(index) }) : nothing}
      ${empty && pages.length === 0 ? html`<rq-empty icon="form" heading=${t.emptyForm}>${t.emptyFormText}</rq-empty>` : nothing}
      <div role="tree" aria-label=${t.tabForm}>${isContainer(shownContainer) ? renderContainer(canvas, shownContainer, shown) : nothing}</div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-form-builder': RqFormBuilder;
  }
}
