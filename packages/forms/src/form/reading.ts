import './index.js';
import { html } from 'lit';
import type { FormPage } from '../core/page.js';
import type { FormMessages } from '../locales/en.js';
import { renderRead } from './read.js';
import { narrowStyles } from '../fields/lines/narrow.js';
import { readStyles } from './read.styles.js';
import type { FormStore } from './store.js';

export { renderRead, renderReadForm } from './read.js';
export { renderLinesRead } from '../fields/lines/read.js';
export const styles = [readStyles, ...narrowStyles];

/** The last page: everything that was entered, page by page, each with a way back to it. */
export function renderSummaryPage(list: readonly FormPage[], labels: readonly string[], { store, words, go }: { store: FormStore; words: FormMessages; go: (step: number) => void }): unknown {
  return list.map(
    (page, index) => html`<section class="category">
      <div class="check-page">
        <div class="heading" role="heading" aria-level="3">${labels[index]}</div>
        <button type="button" class="button quiet compact" aria-label="${words.edit}: ${labels[index] ?? ''}" @click=${() => go(index)}><rq-icon name="edit"></rq-icon>${words.edit}</button>
      </div>
      ${renderRead({ type: 'VerticalLayout', elements: 'elements' in page.element ? page.element.elements : [page.element] }, store, 4)}
    </section>`,
  );
}
