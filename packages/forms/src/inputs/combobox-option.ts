import { html, nothing } from 'lit';
import type { RecordView } from '@requestry/model';
import type { LookupWords } from './lookup-words.js';

/** One offered value. */
export interface Option {
  readonly id: string;
  readonly title: string;
  /** Second line: path in a tree, unit of a person. */
  readonly note?: string;
  /** Open tasks of a person. */
  readonly load?: number;
  readonly disabled?: boolean;
  readonly record?: RecordView;
}

/** Finds options. `parent` is given by trees only: null for the top. */
export type OptionSource = (query: { readonly text: string; readonly after?: string; readonly parent?: string | null }) => Promise<{ readonly items: readonly Option[]; readonly next?: string }>;

/** Height of every option in pixels: the list is virtual. */
export const rowHeight = 44;

interface Row {
  readonly id: string;
  readonly words: LookupWords;
  readonly peak: number;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly position: number;
  readonly count: number;
  take(): void;
  readonly enter?: () => void;
}

/** One row of the list. */
export function renderOption(option: Option, row: Row): unknown {
  return html`<div
    role="option"
    id=${row.id}
    class="option ${row.active ? 'active' : ''}"
    aria-selected=${String(row.chosen)}
    aria-disabled=${option.disabled ? 'true' : nothing}
    aria-posinset=${row.position}
    aria-setsize=${row.count}
    @click=${row.take}
  >
    <span class="lines">
      <span class="ellipsis">${option.title}</span>
      ${option.note ? html`<span class="ellipsis small muted">${option.note}</span>` : nothing}
    </span>
    ${option.load === undefined ? nothing : renderLoad(option.load, row)}
    ${row.chosen ? html`<rq-icon name="check"></rq-icon>` : nothing}
    ${row.enter ? html`<span class="enter" title=${row.words.inside({ title: option.title })} @click=${(event: Event) => { event.stopPropagation(); row.enter?.(); }}><rq-icon name="chevron-right"></rq-icon></span>` : nothing}
  </div>`;
}

function renderLoad(load: number, row: Row): unknown {
  const share = Math.round((100 * load) / row.peak);
  return html`<span class="load"><span class="bar" aria-hidden="true"><span .style=${`inline-size:${share}%`}></span></span><span class="small numbers">${row.words.load({ count: load })}</span></span>`;
}
