import { html, nothing } from 'lit';
import { localize } from '@requestry/model';
import type { UiElement } from '@requestry/model';
import { markdownPart } from '../inputs/markdown-part.js';
import { field, widthOf } from './field.js';
import type { FormStore } from './store.js';
import { formText, labelOf } from './texts.js';

const visible = (element: UiElement, store: FormStore): boolean => store.state.elements.get(element)?.visible ?? true;

/** How elements stand: beside each other as their widths say, or one below the other. */
export const columnsClass = (elements: readonly UiElement[]): string => (elements.some((element) => element.type === 'Control' && widthOf(element) < 12) ? 'grid' : 'stack');

/** An element of the layout with everything inside it, for filling in. `level` is that of the next heading. */
export function renderElement(element: UiElement, store: FormStore, level = 3): unknown {
  switch (element.type) {
    case 'Control':
      return field(element, store);
    case 'Label':
      return visible(element, store) ? renderNote(element, store) : nothing;
    case 'HorizontalLayout':
      return html`<div class="row" ?hidden=${!visible(element, store)}>${element.elements.map((child) => renderElement(child, store, level))}</div>`;
    case 'VerticalLayout':
    case 'Categorization':
      return html`<div class=${columnsClass(element.elements)} ?hidden=${!visible(element, store)}>${renderElements(element.elements, store, level)}</div>`;
    case 'Group':
    case 'Category':
      return renderGroup(element, store, level);
    default:
      return nothing;
  }
}

const longList = 60;
const chunkSize = 20;

/** Elements one after another. Of very many, those out of sight are laid out only when they come into it. */
export function renderElements(elements: readonly UiElement[], store: FormStore, level = 3): unknown {
  if (elements.length <= longList || columnsClass(elements) === 'grid') return elements.map((child) => renderElement(child, store, level));
  const starts = Array.from({ length: Math.ceil(elements.length / chunkSize) }, (_, index) => index * chunkSize);
  return starts.map((start) => html`<div class="stack chunk">${elements.slice(start, start + chunkSize).map((child) => renderElement(child, store, level))}</div>`);
}

function renderGroup(element: Extract<UiElement, { type: 'Group' | 'Category' }>, store: FormStore, level: number): unknown {
  const label = labelOf(store.form, element, store.locale);
  return html`<section class=${element.type === 'Group' ? 'group' : 'category'} ?hidden=${!visible(element, store)} role=${label ? 'group' : nothing} aria-label=${label || nothing}>
    ${renderHeading(label, level)}
    <div class=${columnsClass(element.elements)}>${renderElements(element.elements, store, level + 1)}</div>
  </section>`;
}

/** A heading of a level between 2 and 6; nothing without words. */
export function renderHeading(label: string, level: number): unknown {
  return label ? html`<div class="heading" role="heading" aria-level=${Math.min(6, Math.max(2, level))}>${label}</div>` : nothing;
}

/** A note: plain text with its line breaks kept, or a small part of Markdown when the note says so. */
export function renderNote(element: Extract<UiElement, { type: 'Label' }>, store: FormStore): unknown {
  const text = formText(store.form, element.i18n, store.locale) ?? localize(element.text, store.locale);
  return element.options?.rq?.markdown === true && markdownPart.inputs ? markdownPart.inputs.renderMarkdown(text) : html`<p class="note">${text}</p>`;
}
