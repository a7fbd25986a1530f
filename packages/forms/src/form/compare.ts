import './index.js';
import { html, nothing } from 'lit';
import type { Json, JsonObject, UiControl, UiElement } from '@requestry/model';
import { evaluateForm, sameJson, valueAt } from '../core/page.js';
import { compareStyles } from './compare.styles.js';
import { words } from './compare-words.js';
import type { Change } from './compare-words.js';
import { blocksOf, renderBlocks, renderValue } from './read.js';
import type { FormStore } from './store.js';

export { renderLinesCompare } from '../fields/lines/compare.js';
export const styles = [compareStyles];

/** What is compared. */
export interface Comparison {
  readonly previous: JsonObject;
  /** Leaves out what is the same in both. */
  readonly onlyChanges: boolean;
}

/** The form for reading, with what differs from the data before marked in words and colour. A field that only the data before shows is marked as removed. */
export function renderCompare(ui: UiElement, store: FormStore, { previous, onlyChanges }: Comparison): unknown {
  const before = evaluateForm(store.form, previous, store.options);
  const changed = new Map<UiControl, Change>();
  for (const { control, path } of store.places) {
    const change = changeOf(before.elements.get(control)?.visible === false ? undefined : valueAt(before.data, path), store.state.elements.get(control)?.visible === false ? undefined : valueAt(store.data, path));
    if (change && store.state.fields[path]?.access !== 'hidden') changed.set(control, change);
  }
  const visible = (element: UiElement): boolean => {
    if (element.type === 'Control') return changed.has(element) || (!onlyChanges && store.state.elements.get(element)?.visible !== false);
    return 'elements' in element ? element.elements.some(visible) : !onlyChanges && store.state.elements.get(element)?.visible !== false;
  };
  const t = words[store.locale];
  return html`<p class="changes" role="status">${changed.size === 0 ? t.nothing : t.count(changed.size)}</p>
    ${renderBlocks(blocksOf(ui, store, 3, new Set(), visible), store, (control) => {
      const change = changed.get(control);
      return change ? renderChanged(control, store, { change, before: valueAt(before.data, store.place(control)?.path ?? ''), visible: store.state.elements.get(control)?.visible !== false }) : renderValue(control, store);
    })}`;
}

/** How a value changed; nothing when it did not. */
export function changeOf(before: Json | undefined, after: Json | undefined): Change | undefined {
  const [was, is] = [isEmpty(before), isEmpty(after)];
  if ((was && is) || sameJson(before, after)) return undefined;
  return was ? 'added' : is ? 'removed' : 'changed';
}

const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

function renderChanged(control: UiControl, store: FormStore, { change, before, visible }: { change: Change; before: Json | undefined; visible: boolean }): unknown {
  const { type, path } = store.place(control) ?? {};
  const t = words[store.locale];
  const after = visible ? valueAt(store.data, path ?? '') : undefined;
  const text = store.text(control);
  const tell = (value: Json | undefined): string => (type ? type.text(value, text) : JSON.stringify(value ?? ''));
  const both = change === 'changed' && type?.renderCompare ? type.renderCompare(before, after, text) : undefined;
  return html`<div class="value ${change} ${type?.wide ? 'wide' : ''}" data-change=${change}>
    <dt>${store.label(control)} <span class="change">${t.change[change]}</span></dt>
    ${both === undefined
      ? html`${change === 'removed' ? nothing : html`<dd class="plain"><ins>${tell(after)}</ins></dd>`}${change === 'added' ? nothing : html`<dd class="plain before"><span class="small">${`${t.was}:`}</span> <del>${tell(before)}</del></dd>`}`
      : html`<dd>${both}</dd>`}
  </div>`;
}
