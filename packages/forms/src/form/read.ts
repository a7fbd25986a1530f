import { html, nothing } from 'lit';
import type { UiControl, UiElement } from '@requestry/model';
import { valueAt } from '../core/page.js';
import { renderHeading, renderNote } from './layout.js';
import type { FormStore } from './store.js';
import { labelOf } from './texts.js';
import type { FormMessages } from '../locales/en.js';

/** A part of a form for reading: a heading, a note, or fields in a row. */
export type Block = { readonly heading: string; readonly level: number } | { readonly note: Extract<UiElement, { type: 'Label' }> } | { readonly fields: UiControl[] };

/** A whole form for reading. Groups and pages that nobody has filled in are only named at the end, unless nothing at all is filled in. */
export function renderReadForm(element: UiElement, store: FormStore, words: FormMessages): unknown {
  const blank = isBlank(element, store) ? [] : blankGroups(element, store);
  const skipped = new Set(blank);
  const names = blank.map((group) => labelOf(store.form, group, store.locale));
  return html`${renderBlocks(blocksOf(element, store, 3, skipped), store)} ${names.length > 0 ? html`<p class="blank">${words.notFilledYet({ names: names.join(', ') })}</p>` : nothing}`;
}

type LabelledGroup = Extract<UiElement, { type: 'Group' | 'Category' }>;

/** The outermost groups with a heading whose fields are all empty. */
function blankGroups(element: UiElement, store: FormStore): readonly LabelledGroup[] {
  if (!('elements' in element) || store.state.elements.get(element)?.visible === false) return [];
  const labelled = (element.type === 'Group' || element.type === 'Category') && labelOf(store.form, element, store.locale) !== '';
  if (labelled && isBlank(element, store)) return [element];
  return element.elements.flatMap((child) => blankGroups(child, store));
}

/** Whether there are fields to show and none of them has a value. */
function isBlank(element: UiElement, store: FormStore): boolean {
  const fields = blocksOf(element, store, 3).flatMap((block) => ('fields' in block ? block.fields : []));
  return fields.length > 0 && fields.every((control) => isEmpty(valueAt(store.data, store.place(control)?.path ?? '')));
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** An element of the layout for reading: lists of terms and values under headings, without anything hidden. */
export function renderRead(element: UiElement, store: FormStore, level = 3): unknown {
  return renderBlocks(blocksOf(element, store, level), store);
}

/** Draws blocks, each field by `renderField`. */
export function renderBlocks(blocks: readonly Block[], store: FormStore, renderField = renderValue): unknown {
  return blocks.map((block) => {
    if ('heading' in block) return renderHeading(block.heading, block.level);
    if ('note' in block) return renderNote(block.note, store);
    return html`<dl class="values">${block.fields.map((control) => renderField(control, store))}</dl>`;
  });
}

const isVisible = (element: UiElement, store: FormStore): boolean => store.state.elements.get(element)?.visible !== false;

/** An element of the layout in blocks, without what is not visible. */
export function blocksOf(element: UiElement, store: FormStore, level: number, skipped: ReadonlySet<UiElement> = new Set(), visible = isVisible): readonly Block[] {
  const blocks: Block[] = [];
  const add = (at: UiElement, depth: number): void => {
    if (skipped.has(at) || !visible(at, store)) return;
    if (at.type === 'Control') {
      const last = blocks.at(-1);
      if (last && 'fields' in last) last.fields.push(at);
      else blocks.push({ fields: [at] });
      return;
    }
    if (at.type === 'Label') {
      blocks.push({ note: at });
      return;
    }
    const heading = at.type === 'Group' || at.type === 'Category' ? labelOf(store.form, at, store.locale) : '';
    if (heading) blocks.push({ heading, level: depth });
    at.elements.forEach((child) => add(child, heading ? depth + 1 : depth));
  };
  add(element, level);
  return blocks;
}

/** One field with its value. */
export function renderValue(control: UiControl, store: FormStore): unknown {
  const place = store.place(control);
  if (!place) return nothing;
  const { type, path } = place;
  const value = valueAt(store.data, path);
  const text = store.text(control);
  const told = type?.renderRead && value !== undefined ? undefined : (type?.text(value, text) ?? JSON.stringify(value ?? '')) || '—';
  return html`<div class="value ${type?.wide ? 'wide' : ''}">
    <dt>${store.label(control)}</dt>
    ${told === undefined ? html`<dd>${type?.renderRead?.(value, text)}</dd>` : html`<dd class="plain">${told}</dd>`}
  </div>`;
}
