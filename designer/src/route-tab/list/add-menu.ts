import { css, html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { buttonStyles, overlayStyles, RqElement, stepTypeText } from '@requestry/ui';
import { place as placeOverlay } from '@requestry/ui/place';
import type { Locale, StepType } from '@requestry/model';
import { newEntries } from '../doc-edits.js';
import type { NewEntry, Place } from '../doc-edits.js';
import { hueStyles } from '../hues.styles.js';
import { clipboard, RouteIntentEvent } from '../intents.js';
import { words } from '../locales/index.js';
import type { RouteWords } from '../locales/index.js';

const memory = 'rq-route-recent';
const forks: readonly NewEntry[] = ['condition', 'parallel', 'inclusive'];

/** Name of what can be added. */
export function newEntryText(kind: NewEntry, locale: Locale): string {
  const t = words[locale];
  if (kind === 'condition') return t.addCondition;
  if (kind === 'parallel') return t.addParallel;
  if (kind === 'inclusive') return t.addInclusive;
  return stepTypeText(kind, locale);
}

const hints: Readonly<Record<NewEntry, keyof RouteWords>> = {
  approval: 'hintApproval', execution: 'hintExecution', acceptance: 'hintAcceptance', acknowledgement: 'hintAcknowledgement', clarification: 'hintClarification',
  decision: 'hintDecision', registration: 'hintRegistration', rework: 'hintRework', notification: 'hintNotification', wait: 'hintWait', action: 'hintAction',
  subroute: 'hintSubroute', condition: 'hintCondition', parallel: 'hintParallel', inclusive: 'hintInclusive',
};

function readRecent(): readonly NewEntry[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(memory) ?? '[]');
    return Array.isArray(stored) ? newEntries.filter((kind) => stored.includes(kind)).sort((a, b) => stored.indexOf(a) - stored.indexOf(b)) : [];
  } catch {
    return [];
  }
}

function rememberRecent(kind: NewEntry): void {
  try {
    localStorage.setItem(memory, JSON.stringify([kind, ...readRecent().filter((each) => each !== kind)].slice(0, 3)));
  } catch {
    // Nothing is remembered where nothing may be stored.
  }
}

/** The menu of what can stand in a gap of the list. One for all gaps. */
export class RqRouteAddMenu extends RqElement {
  static override styles = [
    buttonStyles,
    overlayStyles,
    hueStyles,
    css`
      .menu {
        inline-size: min(30rem, 100vw - 1rem);
        padding: var(--rq-space-2);
        overflow: auto;
      }
      .menu:not(:popover-open) {
        display: none;
      }
      h4 {
        margin: var(--rq-space-2) var(--rq-space-2) var(--rq-space-1);
        color: var(--rq-text-muted);
        font-size: var(--rq-font-s);
        font-weight: 500;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr));
        gap: 0 var(--rq-space-1);
      }
      .item {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 var(--rq-space-2);
        align-items: start;
        align-content: start;
        padding: 0.3125rem var(--rq-space-2);
        border: 0;
        border-radius: 4px;
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      .item:hover,
      .item:focus-visible {
        background: var(--rq-surface-hover);
      }
      .item rq-icon {
        grid-row: 1 / 3;
        color: var(--hue);
      }
      .hint {
        color: var(--rq-text-muted);
        font-size: var(--rq-font-s);
        line-height: 1.25;
      }
      .recent {
        display: flex;
        flex-wrap: wrap;
        gap: var(--rq-space-1);
        padding-inline: var(--rq-space-2);
      }
      .chip {
        gap: var(--rq-space-1);
      }
      .chip rq-icon {
        color: var(--hue);
      }
    `,
  ];

  @property({ attribute: false }) where?: Place;
  @state() private recent: readonly NewEntry[] = [];
  @query('.menu') private menu?: HTMLElement;
  #opener?: HTMLElement;

  /** Opens the menu for a gap beside what was pressed. */
  async open(where: Place, anchor: HTMLElement): Promise<void> {
    this.where = where;
    this.recent = readRecent();
    this.#opener = anchor;
    await this.updateComplete;
    if (!this.menu) return;
    this.menu.showPopover();
    placeOverlay(this.menu, anchor, { align: 'start' });
    this.#items()[0]?.focus();
  }

  #items(): HTMLElement[] {
    return [...(this.menu?.querySelectorAll<HTMLElement>('button') ?? [])];
  }

  #close(): void {
    if (this.menu?.matches(':popover-open')) this.menu.hidePopover();
    this.#opener?.focus();
  }

  #choose(kind: NewEntry): void {
    const place = this.where;
    this.#close();
    rememberRecent(kind);
    if (place) this.dispatchEvent(new RouteIntentEvent({ do: 'insert', place, kind }));
  }

  #paste(): void {
    const place = this.where;
    this.#close();
    if (place) this.dispatchEvent(new RouteIntentEvent({ do: 'paste', place }));
  }

  #onKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const items = this.#items();
    const at = items.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const columns = this.#columns();
    const step: Record<string, number> = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: 1, ArrowLeft: -1 };
    const delta = step[event.key];
    if (event.key === 'Escape') {
      event.preventDefault();
      this.#close();
    }
    if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      items.at(event.key === 'Home' ? 0 : -1)?.focus();
    }
    if (delta === undefined) return;
    event.preventDefault();
    items[Math.max(0, Math.min(items.length - 1, at + delta))]?.focus();
  };

  #columns(): number {
    const first = this.menu?.querySelector<HTMLElement>('.grid .item');
    const second = first?.nextElementSibling;
    return second instanceof HTMLElement && second.offsetTop === first?.offsetTop ? 2 : 1;
  }

  #item(kind: NewEntry): unknown {
    const t = this.words(words);
    return html`<button type="button" class="item hue ${kind}" data-kind=${kind} @click=${() => this.#choose(kind)}>
      <rq-icon .name=${kind}></rq-icon><span>${newEntryText(kind, this.language)}</span><span class="hint">${t[hints[kind]] as string}</span>
    </button>`;
  }

  #chip(kind: NewEntry): unknown {
    return html`<button type="button" class="button compact chip hue ${kind}" @click=${() => this.#choose(kind)}>
      <rq-icon .name=${kind}></rq-icon>${newEntryText(kind, this.language)}
    </button>`;
  }

  override render(): unknown {
    const t = this.words(words);
    const copied = clipboard.entries.length;
    return html`<div class="menu overlay" popover="auto" role="dialog" aria-label=${t.addMenu} @keydown=${this.#onKey}>
      ${this.recent.length > 0 || copied > 0
        ? html`<h4>${t.recent}</h4>
            <div class="recent">
              ${this.recent.map((kind) => this.#chip(kind))}
              ${copied > 0 ? html`<button type="button" class="button compact chip" @click=${() => this.#paste()}><rq-icon name="copy"></rq-icon>${t.paste({ count: copied })}</button>` : nothing}
            </div>`
        : nothing}
      <h4>${t.steps}</h4>
      <div class="grid">${newEntries.filter((kind) => !forks.includes(kind)).map((kind) => this.#item(kind))}</div>
      <h4>${t.forks}</h4>
      <div class="grid">${forks.map((kind) => this.#item(kind))}</div>
    </div>`;
  }
}

/** Whether the kind is a type of step. */
export const isStepType = (kind: NewEntry): kind is StepType => !forks.includes(kind);

declare global {
  interface HTMLElementTagNameMap {
    'rq-route-add-menu': RqRouteAddMenu;
  }
}
