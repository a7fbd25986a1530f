import { html, nothing } from 'lit';
import type { FormDefinition, Locale } from '@requestry/model';
import type { DesignerMessages } from '../locales/en.js';
import { nameOf } from './canvas.js';
import { placeText } from './drag.js';
import { isContainer } from './tree.js';
import type { Place } from './tree.js';

/** The pages of a wizard above the canvas; an element dropped on a page goes to its end. */
export function renderPages(bar: {
  readonly form: FormDefinition;
  readonly words: DesignerMessages;
  readonly locale: Locale;
  readonly open: number;
  /** Where a dragged element would go. */
  readonly target: Place | undefined;
  readonly onOpen: (index: number) => void;
  readonly onAdd: () => void;
  readonly onRemove: (index: number) => void;
}): unknown {
  const { form, words: t, open, target } = bar;
  const pages = isContainer(form.ui) ? form.ui.elements : [];
  const quietly = (run: () => void) => (event: Event): void => {
    event.stopPropagation();
    run();
  };
  return html`<div class="pages">
    <div class="pages" role="tablist" aria-label=${t.pages}>
      ${pages.map((page, index) => {
        const end = placeText({ parent: [index], index: isContainer(page) ? page.elements.length : 0 });
        const aimed = target !== undefined && placeText(target) === end && index !== open;
        return html`<button type="button" role="tab" class="page ${aimed ? 'target' : ''}" data-place=${index === open ? nothing : end} aria-selected=${String(index === open)} @click=${quietly(() => bar.onOpen(index))}>${index + 1}. ${nameOf(form, page, bar.locale, t)}</button>`;
      })}
    </div>
    <rq-button variant="quiet" compact icon="plus" label=${t.addPage} @click=${quietly(bar.onAdd)}></rq-button>
    <rq-button variant="quiet" compact icon="trash" label=${t.removePage} @click=${quietly(() => bar.onRemove(open))}></rq-button>
  </div>`;
}
