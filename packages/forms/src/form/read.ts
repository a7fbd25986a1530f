import { html, nothing } from 'lit';
import type { UiControl, UiElement } from '@requestry/model';
import { valueAt } from '../core/page.js';
import { renderHeading, renderNote } from './layout.js';
import type { FormStore } from './store.js';
import { labelOf } from './texts.js';

type Block = { readonly heading: string; readonly level: number } | { readonly note: Extract<UiElement, { type: 'Label' }> } | { readonly fields: UiControl[] };

/** An element of the layout for reading: lists of terms and values under headings, without anything hidden. */
export function renderRead(element: UiElement, store: FormStore, level = 3): unknown {
  return blocksOf(element, store, level).map((block) => {
    if ('heading' in block) return renderHeading(block.heading, block.level);
    if ('note' in block) return renderNote(block.note, store);
    return html`<dl class="values">${block.fields.map((control) => renderValue(control, store))}</dl>`;
  });
}

function blocksOf(element: UiElement, store: FormStore, level: number): readonly Block[] {
  const blocks: Block[] = [];
  const add = (at: UiElement, depth: number): void => {
    if (store.state.elements.get(at)?.visible === false) return;
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

function renderValue(control: UiControl, store: FormStore): unknown {
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
