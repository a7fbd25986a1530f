import { html, nothing } from 'lit';
import type { FormDefinition, Locale } from '@requestry/model';
import type { DesignerMessages } from '../locales/en.js';
import type { Problem } from '../problems.js';
import { nameOf } from './canvas.js';
import { typeOf } from './field-types.js';
import { isControl, samePath, schemaOf, walk } from './tree.js';
import type { Path } from './tree.js';

/** The form as a tree of names, and what is wrong with it. */
export function renderOutline(outline: {
  readonly words: DesignerMessages;
  readonly form: FormDefinition;
  readonly locale: Locale;
  readonly selected: Path | undefined;
  readonly problems: readonly Problem[];
  readonly select: (path: Path) => void;
  readonly reveal: (key: string) => void;
}): unknown {
  const { words: t, form, problems } = outline;
  const rows = walk(form.ui).filter(({ path }) => path.length > 0);
  return html`${problems.length > 0
      ? html`<details open>
          <summary>${t.problemsFound({ errors: problems.filter(({ severity }) => severity === 'error').length, warnings: problems.filter(({ severity }) => severity === 'warning').length })}</summary>
          ${problems.map((problem) => html`<button type="button" class="issue ${problem.severity}" @click=${() => problem.place !== undefined && outline.reveal(problem.place)}><rq-icon name=${problem.severity === 'error' ? 'error' : 'warning'}></rq-icon><span>${problem.text}</span></button>`)}
        </details>`
      : nothing}
    ${rows.length > 0
      ? html`<details>
          <summary>${t.outline}</summary>
          ${rows.map(({ element, path }) => {
            const icon = isControl(element) ? (typeOf(schemaOf(form, element), element)?.icon ?? 'form') : element.type === 'Label' ? 'comment' : element.type === 'HorizontalLayout' ? 'table' : element.type === 'Category' ? 'file' : 'form';
            return html`<button type="button" class="outline-item" .style=${`--depth: ${path.length - 1}`} aria-current=${samePath(outline.selected, path) ? 'true' : nothing} @click=${() => outline.select(path)}><rq-icon .name=${icon}></rq-icon><span>${nameOf(form, element, outline.locale, t)}</span></button>`;
          })}
        </details>`
      : nothing}`;
}
