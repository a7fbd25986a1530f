import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Issue } from '@requestry/model';
import type { FormMessages } from '../locales/en.js';
import type { FormStore } from './store.js';

/** Header of a wizard: numbered steps that are also the way to them. */
export function renderSteps(labels: readonly string[], { step, words, go }: { step: number; words: FormMessages; go: (step: number) => void }): unknown {
  return html`<nav class="steps" part="steps" aria-label=${words.steps}>
    <ol>
      ${labels.map(
        (label, index) => html`<li>
          <button type="button" class="step ${index < step ? 'done' : ''}" aria-current=${index === step ? 'step' : nothing} @click=${() => go(index)}>
            <span class="number" aria-hidden="true">${index < step ? html`<rq-icon name="check"></rq-icon>` : index + 1}</span><span class="word">${label}</span>
          </button>
        </li>`,
      )}
    </ol>
  </nav>`;
}

/** What needs attention, with links to the fields. */
export function renderSummary(store: FormStore, { words, labelFor, go }: { words: FormMessages; labelFor: (issue: Issue) => string; go: (issue: Issue) => void }): unknown {
  const { issues, places } = store;
  // A form of one field says at the field what is wrong: a summary above it would say the same twice.
  if (issues.length === 0 || (places.length === 1 && issues.every(({ path }) => path === places[0]?.path))) return nothing;
  const follow = (event: Event, issue: Issue): void => {
    event.preventDefault();
    go(issue);
  };
  return html`<div class="summary" role="alert" tabindex="-1">
    <strong>${words.summary({ count: new Set(issues.map((issue) => issue.path)).size })}</strong>
    <ul>
      ${issues.map((issue) => {
        const label = labelFor(issue);
        return html`<li><a href="#" @click=${(event: Event) => follow(event, issue)}>${label ? `${label}: ` : ''}${store.issueText(issue)}</a></li>`;
      })}
    </ul>
  </div>`;
}

/** Buttons of the form itself, where the host draws none. */
export function renderButtons({ words, first, last, back }: { words: FormMessages; first: boolean; last: boolean; back: () => void }): unknown {
  return html`<div class="buttons" part="buttons">
    ${first ? nothing : html`<button type="button" class="button" @click=${back}>${words.back}</button>`}
    ${keyed(last, html`<button type="submit" class="button primary">${last ? words.submit : words.next}</button>`)}
  </div>`;
}
