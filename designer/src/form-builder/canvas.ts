import { html, nothing } from 'lit';
import { localize } from '@requestry/model';
import type { FormDefinition, Locale, UiControl, UiElement } from '@requestry/model';
import type { MenuItem, RqSelectEvent } from '@requestry/ui';
import type { DesignerMessages } from '../locales/en.js';
import type { Problem } from '../problems.js';
import { placeText } from './drag.js';
import { targetOf } from './edits.js';
import { typeOf } from './field-types.js';
import { renderLiveField } from './live-field.js';
import { elementAt, isContainer, isControl, keyOf, samePath, schemaOf, titleOf, walk } from './tree.js';
import type { Path, Place, UiContainer } from './tree.js';

/** What the canvas needs to draw a form. */
export interface Canvas {
  readonly form: FormDefinition;
  readonly language: Locale;
  readonly contentLocale: Locale;
  readonly words: DesignerMessages;
  readonly selected?: Path;
  /** Everything that is chosen, the selected element too. */
  readonly chosen: readonly Path[];
  /** Element that can be reached by Tab. */
  readonly focusable: Path;
  /** Where something would go: dragged, lifted, or about to be inserted. */
  readonly drop?: Place;
  readonly lifted?: Path;
  readonly problems: readonly Problem[];
  readonly select: (path: Path, how?: 'toggle' | 'range') => void;
  readonly insertAt: (place: Place) => void;
  /** Moves an element to the place that `placeText` wrote. */
  readonly moveTo: (path: Path, place: string) => void;
  readonly act: (action: 'up' | 'down' | 'copy' | 'delete', path: Path) => void;
}

const samePlace = (one: Place | undefined, other: Place): boolean => one !== undefined && one.index === other.index && samePath(one.parent, other.parent);

/** Name of an element as people read it. */
export function nameOf(form: FormDefinition, element: UiElement, locale: Locale, t: DesignerMessages): string {
  if (isControl(element)) return localize(titleOf(form, element), locale) || keyOf(element);
  if (element.type === 'Label') return localize(element.text, locale) || t.note;
  if (element.type === 'Group') return localize(element.label, locale) || t.section;
  if (element.type === 'Category') return localize(element.label, locale) || t.page;
  return element.type === 'HorizontalLayout' ? t.rowOfFields : t.section;
}

/** What stands in a container, with places between. */
export function renderContainer(canvas: Canvas, container: UiContainer, path: Path): unknown {
  const across = container.type === 'HorizontalLayout';
  const { elements } = container;
  return html`<div class="stack ${across ? 'across' : ''}" role="group">
    ${elements.length === 0 ? html`<p class="empty-container">${canvas.words.emptyContainer}</p>` : nothing}
    ${elements.map((element, index) => {
      const share = across ? 12 : isControl(element) ? (element.options?.rq?.width ?? 12) : 12;
      return html`<div class="cell ${share < 12 ? 'part' : ''}" .style=${share < 12 ? `--share: ${(share / 12) * 100}%` : ''}>
        ${renderSlot(canvas, { parent: path, index })}${renderItem(canvas, element, [...path, index])}
      </div>`;
    })}
    ${renderSlot(canvas, { parent: path, index: elements.length }, 'last')}
  </div>`;
}

function renderSlot(canvas: Canvas, place: Place, name = ''): unknown {
  const on = samePlace(canvas.drop, place);
  return html`<div class="slot ${name} ${on ? 'on' : ''}" data-place=${placeText(place)}>
    <button type="button" class="insert" tabindex="-1" aria-hidden="true" title=${canvas.words.insertHere} @click=${(event: Event) => { event.stopPropagation(); canvas.insertAt(place); }}><rq-icon name="plus"></rq-icon></button>
  </div>`;
}

function renderItem(canvas: Canvas, element: UiElement, path: Path): unknown {
  const { words: t, form } = canvas;
  const selected = samePath(canvas.selected, path);
  const chosen = canvas.chosen.some((each) => samePath(each, path));
  const lifted = samePath(canvas.lifted, path);
  const name = nameOf(form, element, canvas.contentLocale, t);
  const key = isControl(element) ? keyOf(element) : undefined;
  const problem = key === undefined ? undefined : canvas.problems.find(({ place }) => place === key);
  return html`<div
    class="item ${isContainer(element) ? 'container' : 'leaf'} ${selected ? 'selected' : ''} ${chosen ? 'chosen' : ''} ${lifted ? 'lifted' : ''} ${problem ? problem.severity : ''}"
    role="treeitem"
    id="item-${path.join('-')}"
    data-path=${path.join('.')}
    data-drag-path=${path.join('.')}
    aria-selected=${String(chosen)}
    aria-level=${path.length}
    aria-label=${name}
    aria-expanded=${isContainer(element) ? 'true' : nothing}
    tabindex=${samePath(canvas.focusable, path) ? 0 : -1}
    @click=${(event: MouseEvent) => { event.stopPropagation(); canvas.select(path, event.ctrlKey || event.metaKey ? 'toggle' : event.shiftKey ? 'range' : undefined); }}
  >
    ${selected ? renderTools(canvas, path, name) : nothing}
    ${isControl(element) ? renderControl(canvas, element, problem) : renderLayout(canvas, element, path, name)}
  </div>`;
}

function renderTools(canvas: Canvas, path: Path, name: string): unknown {
  const t = canvas.words;
  const tool = (action: 'up' | 'down' | 'copy' | 'delete', icon: string, label: string): unknown =>
    html`<button type="button" class="tool" tabindex="-1" aria-label="${label}: ${name}" title=${label} @click=${(event: Event) => { event.stopPropagation(); canvas.act(action, path); }}><rq-icon .name=${icon}></rq-icon></button>`;
  return html`<div class="item-tools">
    <span class="tool handle" data-drag-path=${path.join('.')} data-drag-handle title="${t.dragHandle({ title: name })} — ${t.dragHelp}"><rq-icon name="drag"></rq-icon></span>
    ${tool('up', 'arrow-up', t.moveUp)}${tool('down', 'arrow-down', t.moveDown)}${tool('copy', 'copy', t.duplicate)}${tool('delete', 'trash', t.delete)}
    ${renderMoves(canvas, path, name)}
  </div>`;
}

/** The menu of pages and sections that an element can go to. */
function renderMoves(canvas: Canvas, path: Path, name: string): unknown {
  const { form, words: t } = canvas;
  const moving = elementAt(form.ui, path);
  const own = path.slice(0, -1);
  const items: readonly MenuItem[] = walk(form.ui).flatMap(({ element, path: to }) => {
    const goal = element.type === 'Category' || element.type === 'Group';
    const place = { parent: to, index: isContainer(element) ? element.elements.length : 0 };
    if (!goal || moving?.type === 'Category' || samePath(to, own) || !targetOf(path, place)) return [];
    return [{ id: placeText(place), icon: element.type === 'Category' ? 'file' : 'form', label: t.moveInto({ title: nameOf(form, element, canvas.contentLocale, t) }) }];
  });
  if (items.length === 0) return nothing;
  return html`<rq-menu compact icon-only .locale=${canvas.language} .label=${t.dragHandle({ title: name })} .items=${items} @click=${(event: Event) => event.stopPropagation()} @rq-select=${(event: RqSelectEvent) => canvas.moveTo(path, event.item)}></rq-menu>`;
}

function renderControl(canvas: Canvas, control: UiControl, problem: Problem | undefined): unknown {
  const { form, contentLocale, words: t } = canvas;
  const schema = schemaOf(form, control);
  const type = typeOf(schema, control);
  const rq = control.options?.rq;
  const marks = [
    ...(rq?.computed ? [{ icon: 'sum', text: t.computed }] : []),
    ...(control.rule || rq?.rules?.length ? [{ icon: 'eye', text: t.groupWhen }] : []),
    ...(rq?.lookup?.filter && Object.keys(rq.lookup.filter).length > 0 ? [{ icon: 'filter', text: t.lookupFilter }] : []),
    ...(rq?.lookup?.fill && Object.keys(rq.lookup.fill).length > 0 ? [{ icon: 'link', text: t.lookupFill }] : []),
  ];
  return html`<div class="live" inert>${renderLiveField(form, control, contentLocale)}</div>
    <div class="marks">
      ${problem ? html`<span class="mark problem" title=${problem.text}><rq-icon name=${problem.severity === 'error' ? 'error' : 'warning'}></rq-icon><span class="visually-hidden">${problem.text}</span></span>` : nothing}
      ${marks.map((mark) => html`<span class="mark" title=${mark.text}><rq-icon .name=${mark.icon}></rq-icon></span>`)}
      <span class="kind muted">${type ? localize(type.title, canvas.language) : schema ? String(schema.type ?? '') : '?'}</span>
    </div>`;
}

function renderLayout(canvas: Canvas, element: UiElement, path: Path, name: string): unknown {
  if (element.type === 'Label') return html`<p class="note">${name}</p>`;
  if (!isContainer(element)) return nothing;
  const rule = element.rule ? html`<span class="mark" title=${canvas.words.groupWhen}><rq-icon name="eye"></rq-icon></span>` : nothing;
  const titled = element.type === 'Group' || element.type === 'Category';
  return html`<div class="container-head">${titled ? html`<h4>${name}</h4>` : html`<span class="muted small">${name}</span>`}${rule}</div>${renderContainer(canvas, element, path)}`;
}
