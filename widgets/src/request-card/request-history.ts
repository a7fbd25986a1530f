import { css, html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Change, FormDefinition, HistoryEntry, HistoryProof, RequestService } from '@requestry/model';
import { define, downloadText, renderWhen, typographyStyles } from '@requestry/ui';
import '@requestry/ui/why';
import { cardMessages } from '../locales/card.js';
import type { CardMessages } from '../locales/card.js';
import { Loaded } from '../parts/loaded.js';
import { RqServiceElement } from '../parts/service-element.js';
import { historyLines } from './history-lines.js';
import type { HistoryLine } from './history-lines.js';

const shownAtFirst = 12;

/** What happened was read, the newest first. Goes to the card that the history stands in. */
export class HistoryReadEvent extends Event {
  readonly lines: readonly HistoryLine[];
  constructor(lines: readonly HistoryLine[]) {
    super('rq-history-read');
    this.lines = lines;
  }
}

/** What happened to a request, newest first, each with its reason. */
export class RqRequestHistory extends RqServiceElement {
  static override styles = [
    typographyStyles,
    css`
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        position: relative;
        display: grid;
        grid-template-columns: 1.5rem minmax(0, 1fr) auto;
        gap: 0 var(--rq-space-2);
        padding-block-end: var(--rq-space-3);
        overflow-wrap: anywhere;
      }
      li:not(:last-child)::before {
        content: '';
        position: absolute;
        inset-block: 1.375rem 0;
        inset-inline-start: 0.6875rem;
        border-inline-start: 1px solid var(--rq-border);
      }
      .mark {
        display: grid;
        place-items: center;
        inline-size: 1.375rem;
        block-size: 1.375rem;
        border-radius: 50%;
        background: var(--rq-surface-hover);
        color: var(--rq-text-muted);
      }
      .mark rq-icon {
        --size: 0.75rem;
      }
      .task-completed .mark {
        background: var(--accent-soft);
        color: var(--rq-accent);
      }
      .incident-raised .mark {
        background: var(--danger-soft);
        color: var(--rq-danger);
      }
      .step-skipped .text {
        color: var(--rq-text-muted);
      }
      time {
        color: var(--rq-text-muted);
        font-size: var(--rq-font-s);
        white-space: nowrap;
      }
      .more {
        color: var(--rq-text-muted);
      }
      blockquote {
        margin: var(--rq-space-1) 0 0;
        padding-inline-start: var(--rq-space-2);
        border-inline-start: 3px solid var(--rq-border);
        white-space: pre-line;
      }
      dl {
        display: grid;
        gap: 0 var(--rq-space-2);
        margin: var(--rq-space-1) 0 0;
        font-size: var(--rq-font-s);
      }
      dl div {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--rq-space-1);
      }
      dt {
        color: var(--rq-text-muted);
      }
      dt::after {
        content: ':';
      }
      dd {
        margin: 0;
      }
      .proof {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--rq-space-2);
        font-size: var(--rq-font-s);
      }
      .late {
        color: var(--rq-danger);
      }
      del {
        color: var(--rq-text-muted);
      }
    `,
  ];

  /** Id of the request. */
  @property() request = '';
  @property({ attribute: false }) form?: FormDefinition;
  @property({ attribute: false }) titles: Readonly<Record<string, string>> = {};
  @state() private all = false;
  @state() private proof?: HistoryProof;
  @state() private proofError: unknown;
  @state() private proving = false;

  readonly #entries = new Loaded(
    this,
    () => (this.port && this.request ? [this.port, this.request] : undefined),
    (port: RequestService, request: string): Promise<readonly HistoryEntry[]> => port.getHistory({ request }),
  );

  #told?: readonly HistoryEntry[];

  protected override get t(): CardMessages {
    return this.words(cardMessages);
  }

  protected override onServiceChange(topics: ReadonlySet<Change['topic']>): void {
    if (topics.has('requests') || topics.has('tasks')) void this.#entries.reload();
  }

  /** Newest first; undefined while they are read. */
  get #lines(): readonly HistoryLine[] | undefined {
    const entries = this.#entries.value;
    return entries && historyLines(entries, { t: this.t, locale: this.language, zone: this.zone, form: this.form, titles: this.titles });
  }

  override updated(changed: PropertyValues): void {
    const entries = this.#entries.value;
    if (!entries || (entries === this.#told && !changed.has('language'))) return;
    this.#told = entries;
    this.dispatchEvent(new HistoryReadEvent(this.#lines ?? []));
  }

  override render(): unknown {
    const { t } = this;
    const entries = this.#entries.value;
    if (!entries) return this.#entries.error ? html`<rq-error inline .error=${this.#entries.error} @rq-retry=${this.#entries.reload}></rq-error>` : html`<rq-skeleton .lines=${4}></rq-skeleton>`;
    if (entries.length === 0) return html`<p class="muted">${t.historyEmpty}</p>`;
    const lines = this.#lines ?? [];
    const shown = this.all || lines.length <= shownAtFirst + 1 ? lines : lines.slice(0, shownAtFirst);
    return html`<ol role="list">${shown.map((line) => this.#renderLine(line))}</ol>
      ${shown.length < lines.length ? html`<rq-button variant="quiet" @click=${() => (this.all = true)}>${t.showAllHistory({ count: lines.length - shown.length })}</rq-button>` : nothing}
      ${this.#seesEverything ? this.#renderProof() : nothing}`;
  }

  /** Who may see every request may check and take away the whole history. */
  get #seesEverything(): boolean {
    return this.actor.value?.rights.some((right) => right === 'see-all' || right === 'administer') ?? false;
  }

  #renderProof(): unknown {
    const { t, proof } = this;
    const said = proof && (proof.holds && proof.rebuilds !== false ? t.historyHolds({ count: proof.events, last: proof.last.slice(0, 12) }) : t.historyBroken({ event: proof.brokenAt ?? 1 }));
    return html`<div class="proof">
      <rq-button variant="quiet" compact icon="download" .busy=${this.proving} @click=${this.#takeAway}>${t.historyFile}</rq-button>
      ${said === undefined ? nothing : html`<span role="status" class=${proof?.holds && proof.rebuilds !== false ? 'muted' : 'late'}>${said}</span>`}
      ${this.proofError ? html`<rq-error inline .error=${this.proofError} @rq-retry=${this.#takeAway}></rq-error>` : nothing}
    </div>`;
  }

  /** Checks the history and saves it as a file that anybody can check again. */
  #takeAway = async (): Promise<void> => {
    const { port, request } = this;
    if (!port || this.proving) return;
    this.proving = true;
    this.proofError = undefined;
    try {
      this.proof = await port.checkHistory({ request });
      if (!this.proof.holds) return;
      const { name, text } = await port.exportHistory({ request });
      downloadText(name, text, 'application/x-ndjson');
    } catch (error) {
      this.proofError = error;
    }
    this.proving = false;
  };

  #renderLine({ entry, icon, text, quote, reason, changes }: HistoryLine): unknown {
    const { t } = this;
    return html`<li class=${entry.type}>
      <span class="mark"><rq-icon .name=${icon}></rq-icon></span>
      <div>
        <span class="text">${text}</span>
        ${reason === undefined && entry.trace ? html`<rq-why .trace=${entry.trace} .names=${entry.names}></rq-why>` : nothing}
        ${reason === undefined ? nothing : html`<div class="more">${reason}</div>`}
        ${quote === undefined ? nothing : html`<blockquote>${quote}</blockquote>`}
        ${changes.length === 0
          ? nothing
          : html`<dl>
              ${changes.map((change) => html`<div><dt>${change.label}</dt><dd>${change.before ? html`<del>${change.before}</del> → ` : nothing}${change.after || t.emptyValue}</dd></div>`)}
            </dl>`}
      </div>
      ${renderWhen(entry.at, this.language, this.zone)}
    </li>`;
  }
}

define('rq-request-history', RqRequestHistory);

declare global {
  interface HTMLElementTagNameMap {
    'rq-request-history': RqRequestHistory;
  }
}
