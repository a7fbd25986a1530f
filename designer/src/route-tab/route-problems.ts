import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Route, RouteFix } from '@requestry/route';
import { buttonStyles, RqElement } from '@requestry/ui';
import { words } from './locales/index.js';
import type { RouteWords } from './locales/index.js';
import { pathText, nameOfElement } from './path-text.js';
import type { RouteCheck, RouteProblem } from './verify.js';

/** The person turns to a problem: to see it, to walk through it, or to have it mended. */
export class RouteProblemEvent extends Event {
  readonly problem: RouteProblem;
  readonly action: 'show' | 'hide' | 'fix' | 'step';
  /** For `step`: position on the way to the problem. */
  readonly at: number;
  constructor(problem: RouteProblem, action: RouteProblemEvent['action'], at = 0) {
    super('rq-route-problem', { bubbles: true, composed: true });
    this.problem = problem;
    this.action = action;
    this.at = at;
  }
}

/** Words of a fix's button. */
export function fixText(fix: RouteFix, route: Route | undefined, t: RouteWords, locale: 'ru' | 'en'): string {
  const name = (id: string): string => nameOfElement(route, id, locale);
  switch (fix.kind) {
    case 'change-type':
      return t.fixChangeType({ to: fix.to });
    case 'insert-merge':
      return t.fixMerge({ step: name(fix.node) });
    case 'make-terminate':
      return t.fixTerminate;
    case 'skip-initiator':
      return t.fixSkipInitiator;
    case 'add-end':
      return t.fixAddEnd({ step: name(fix.after) });
    case 'remove':
      return t.fixRemove({ steps: fix.nodes.slice(0, 3).map(name).join(', ') });
  }
}

/**
 * What is wrong with the route, how it comes about, and what can be done about it.
 * @fires rq-route-problem
 */
export class RqRouteProblems extends RqElement {
  static override styles = [
    buttonStyles,
    css`
      :host {
        overflow: auto;
        border-block-start: 1px solid var(--rq-border);
        background: var(--rq-surface);
        max-block-size: 15rem;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: var(--rq-space-2);
        min-block-size: 2rem;
        padding: 0 var(--rq-space-3);
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        background: var(--rq-surface-base, Canvas);
      }
      .bar .grow {
        flex: 1;
      }
      .good {
        color: var(--rq-success);
      }
      .bad {
        color: var(--rq-danger);
      }
      .iffy {
        color: var(--rq-warning);
      }
      .muted {
        color: var(--rq-text-muted);
      }
      ul {
        margin: 0;
        padding: 0 var(--rq-space-3) var(--rq-space-2);
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 0 var(--rq-space-2);
        align-items: start;
        padding: 0.3125rem var(--rq-space-2);
        border-radius: var(--rq-radius);
      }
      li.error {
        background: var(--danger-soft);
      }
      li.error + li.error {
        margin-block-start: 2px;
      }
      li.shown {
        box-shadow: inset 0 0 0 1px var(--rq-danger);
      }
      li:not(.error):hover {
        background: var(--rq-surface-hover);
      }
      li > rq-icon {
        margin-block-start: 0.25rem;
      }
      .text {
        min-inline-size: 0;
        padding-block: 0.1875rem;
        overflow-wrap: anywhere;
      }
      .way {
        display: block;
        color: var(--rq-text-muted);
        font-size: 0.8125rem;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--rq-space-1);
        justify-content: flex-end;
        align-items: center;
      }
      .fix {
        background: var(--rq-surface-base, Canvas);
      }
    `,
  ];

  @property({ attribute: false }) check?: RouteCheck;
  @property({ attribute: false }) route?: Route;
  /** Key of the problem that is shown on the picture. */
  @property() shown?: string;
  /** Position of the walk through the shown problem; absent while the whole way is shown. */
  @property({ attribute: false }) at?: number;
  @property({ type: Boolean }) busy = false;
  @state() private folded = false;

  #say(problem: RouteProblem, action: RouteProblemEvent['action'], at?: number): void {
    this.dispatchEvent(new RouteProblemEvent(problem, action, at));
  }

  override render(): unknown {
    const t = this.words(words);
    const check = this.check;
    if (!check) return html`<div class="bar muted" role="status">${t.checking}</div>`;
    const errors = check.problems.filter(({ severity }) => severity === 'error');
    const warnings = check.problems.length - errors.length;
    if (check.problems.length === 0) return html`<div class="bar" role="status">${this.#verdict(check)}</div>`;
    return html`<div class="bar">
        ${errors.length > 0 ? html`<span class="bad"><rq-icon name="error"></rq-icon> ${t.errorsCount({ count: errors.length })}</span>` : this.#verdict(check)}
        ${warnings > 0 ? html`<span class="iffy"><rq-icon name="warning"></rq-icon> ${t.warningsCount({ count: warnings })}</span>` : nothing}
        ${check.complete ? nothing : html`<span class="iffy">${t.notComplete({ states: check.states })}</span>`}
        <span class="grow"></span>
        <button type="button" class="button quiet compact" aria-expanded=${String(!this.folded)} @click=${() => (this.folded = !this.folded)}>
          ${this.folded ? t.expand : t.collapse}<rq-icon .name=${this.folded ? 'chevron-up' : 'chevron-down'}></rq-icon>
        </button>
      </div>
      ${this.folded ? nothing : html`<ul aria-label=${t.problems}>${repeat(check.problems, ({ key }) => key, (problem) => this.#problem(problem))}</ul>`}`;
  }

  #verdict(check: RouteCheck): unknown {
    const t = this.words(words);
    if (!check.complete) return html`<span class="iffy"><rq-icon name="warning"></rq-icon> ${t.notComplete({ states: check.states })}</span>`;
    const blocked = check.problems.some(({ severity }) => severity === 'error');
    return blocked ? nothing : html`<span class="good"><rq-icon name="check"></rq-icon> ${t.sound} ${t.soundStates}</span>`;
  }

  #problem(problem: RouteProblem): unknown {
    const t = this.words(words);
    const locale = this.language;
    const error = problem.severity === 'error';
    const shown = this.shown === problem.key;
    const way = problem.counterexample ?? [];
    return html`<li class="${problem.severity} ${shown ? 'shown' : ''}">
      <rq-icon class=${error ? 'bad' : 'iffy'} .name=${error ? 'error' : 'warning'} .label=${error ? t.severityError : t.severityWarning}></rq-icon>
      <div class="text">
        ${problem.text(locale)}
        ${way.length > 0 ? html`<span class="way">${t.howItHappens} ${pathText(this.route, way, locale, shown ? this.at : undefined)}</span>` : nothing}
      </div>
      <div class="actions">
        ${shown && way.length > 1 ? this.#player(problem, way) : nothing}
        ${problem.fix ? html`<button type="button" class="button compact fix" @click=${() => this.#say(problem, 'fix')}>${fixText(problem.fix, this.route, t, locale)}</button>` : nothing}
        ${problem.elements.length > 0 || way.length > 0
          ? html`<button type="button" class="button compact fix" aria-pressed=${String(shown)} @click=${() => this.#say(problem, shown ? 'hide' : 'show')}>${shown ? t.hide : t.show}</button>`
          : nothing}
      </div>
    </li>`;
  }

  #player(problem: RouteProblem, way: readonly string[]): unknown {
    const t = this.words(words);
    const at = this.at ?? way.length - 1;
    return html`<button type="button" class="button quiet compact icon" title=${t.previous} aria-label=${t.previous} ?disabled=${at <= 0} @click=${() => this.#say(problem, 'step', at - 1)}><rq-icon name="arrow-left"></rq-icon></button>
      <span class="muted" title=${t.playStep}>${t.playAt({ at: at + 1, of: way.length })}</span>
      <button type="button" class="button quiet compact icon" title=${t.nextStep} aria-label=${t.nextStep} ?disabled=${at >= way.length - 1} @click=${() => this.#say(problem, 'step', at + 1)}><rq-icon name="arrow-right"></rq-icon></button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-route-problems': RqRouteProblems;
  }
  interface HTMLElementEventMap {
    'rq-route-problem': RouteProblemEvent;
  }
}
