import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Change, RequestFilter, RequestService, RequestSummary } from '@requestry/model';
import { buttonStyles, fieldStyles, formatList, formatWhen, renderWhen, requestStateLook, requestStateText, typographyStyles } from '@requestry/ui';
import '@requestry/ui/badge';
import { pageMessages } from '../locales/pages.js';
import type { PageMessages } from '../locales/pages.js';
import { partStyles } from '../parts/parts.styles.js';
import { RqServiceElement } from '../parts/service-element.js';
import { RequestOpenEvent } from '../request-form/events.js';
import { CatalogOpenEvent } from './events.js';
import { myRequestsStyles } from './my-requests.styles.js';

/** Which of the person's requests are shown. */
export type RequestsShown = 'open' | 'closed' | 'all';

const states: Readonly<Record<RequestsShown, RequestFilter['state']>> = {
  open: ['active', 'postponed'],
  closed: ['completed', 'rejected', 'withdrawn', 'cancelled', 'refused'],
  all: undefined,
};
const isShown = (value: unknown): value is RequestsShown => value === 'open' || value === 'closed' || value === 'all';
const pageSize = 30;
const most = 200;
const pause = 250;

/** Pages of the person's requests. A refresh keeps what is on the screen until the answer is there. */
class RequestPages implements ReactiveController {
  items?: readonly RequestSummary[];
  next?: string;
  busy = false;
  error?: unknown;

  readonly #host: ReactiveControllerHost;
  readonly #wanted: () => readonly [RequestService, RequestsShown, string] | undefined;
  #source?: readonly [RequestService, RequestsShown, string];
  #run = 0;

  constructor(host: ReactiveControllerHost, wanted: () => readonly [RequestService, RequestsShown, string] | undefined) {
    this.#host = host;
    this.#wanted = wanted;
    host.addController(this);
  }

  hostUpdate(): void {
    const wanted = this.#wanted();
    if (wanted?.every((value, index) => value === this.#source?.[index])) return;
    if (wanted === undefined && this.#source === undefined) return;
    if (wanted?.[0] !== this.#source?.[0] || wanted?.[1] !== this.#source?.[1]) this.items = undefined;
    this.#source = wanted;
    this.next = undefined;
    void this.refresh();
  }

  readonly refresh = (): Promise<void> => this.#read(Math.min(most, Math.max(pageSize, this.items?.length ?? 0)));

  readonly more = (): Promise<void> => (this.next === undefined || this.busy ? Promise.resolve() : this.#read(pageSize, this.next));

  async #read(limit: number, after?: string): Promise<void> {
    if (!this.#source) return;
    const [service, shown, text] = this.#source;
    this.#run += 1;
    const run = this.#run;
    this.busy = true;
    try {
      const filter: RequestFilter = { mine: true, ...(states[shown] ? { state: states[shown] } : {}), ...(text.trim() ? { text: text.trim() } : {}) };
      const page = await service.findRequests({ filter, limit, ...(after === undefined ? {} : { after }) });
      if (run !== this.#run) return;
      this.items = after === undefined ? page.items : [...(this.items ?? []), ...page.items];
      this.next = page.next;
      this.error = undefined;
    } catch (error) {
      if (run !== this.#run) return;
      this.error = error;
    }
    this.busy = false;
    this.#host.requestUpdate();
  }
}

/**
 * What the person has asked for: where each request is, whom it waits for, and until when.
 * @fires rq-request-open - a request was chosen
 * @fires rq-catalog-open - the person wants to ask for something
 */
export class RqMyRequests extends RqServiceElement {
  static override styles = [typographyStyles, buttonStyles, fieldStyles, partStyles, myRequestsStyles];

  /** `open`, `closed` or `all`. */
  @property() shown: RequestsShown = 'open';

  @state() private text = '';
  @state() private sought = '';
  #timer?: ReturnType<typeof setTimeout>;
  readonly #pages = new RequestPages(this, () => (this.port ? [this.port, this.#shown, this.sought] : undefined));

  get #shown(): RequestsShown {
    return this.checked('shown', this.shown, isShown, '"open", "closed" or "all"', 'open');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override onServiceChange(topics: ReadonlySet<Change['topic']>): void {
    if (topics.has('requests') || topics.has('tasks')) void this.#pages.refresh();
  }

  #onText = (event: InputEvent): void => {
    this.text = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.sought = this.text), pause);
  };

  #clear(): void {
    clearTimeout(this.#timer);
    this.text = '';
    this.sought = '';
  }

  protected override get t(): PageMessages {
    return this.words(pageMessages);
  }

  override render(): unknown {
    if (!this.port) return this.renderUnconnected();
    const { t } = this;
    const words: Readonly<Record<RequestsShown, string>> = { open: t.shownOpen, closed: t.shownClosed, all: t.shownAll };
    return html`<div class="mine">
      <div class="toolbar">
        <div class="switch" role="group" aria-label=${t.whichRequests}>
          ${(['open', 'closed', 'all'] as const).map((each) => html`<button type="button" aria-pressed=${String(this.#shown === each)} @click=${() => (this.shown = each)}>${words[each]}</button>`)}
        </div>
        <div class="search">
          <input class="input" type="search" aria-label=${t.findRequest} placeholder=${t.findRequest} .value=${this.text} @input=${this.#onText} />
          <rq-icon name="search"></rq-icon>
        </div>
      </div>
      ${this.#renderRows()}
    </div>`;
  }

  #renderRows(): unknown {
    const { t } = this;
    const { items, error, busy, next, refresh, more } = this.#pages;
    if (!items) return error ? html`<rq-error .error=${error} @rq-retry=${refresh}></rq-error>` : html`<rq-skeleton .lines=${8}></rq-skeleton>`;
    if (items.length === 0) return this.#renderEmpty();
    return html`${error ? html`<rq-error inline .error=${error} @rq-retry=${refresh}></rq-error>` : nothing}
      <ul class="rows" role="list">${repeat(items, (item) => item.id, (item) => this.#renderRow(item))}</ul>
      ${next === undefined ? nothing : html`<div class="foot"><rq-button .busy=${busy} @click=${more}>${t.showMore}</rq-button></div>`}`;
  }

  #renderEmpty(): unknown {
    const { t } = this;
    if (this.sought.trim()) return html`<rq-empty icon="search" .heading=${t.nothingFound}><rq-button slot="action" @click=${() => this.#clear()}>${t.clearFilter}</rq-button></rq-empty>`;
    return html`<rq-empty icon="form" .heading=${this.#shown === 'open' ? t.emptyOpen : t.emptyRequests}>
      ${t.emptyRequestsHelp}
      <rq-button slot="action" variant="primary" icon="plus" @click=${() => this.dispatchEvent(new CatalogOpenEvent())}>${t.newRequest}</rq-button>
    </rq-empty>`;
  }

  #renderRow(item: RequestSummary): unknown {
    const { t, language, zone } = this;
    const look = requestStateLook[item.state] ?? requestStateLook.active;
    const [first, ...rest] = item.waitingFor;
    const who = first ? formatList(first.people.slice(0, 2), language) : '';
    const title = item.title || this.textOf(item.kindTitle);
    return html`<li class="row">
      <rq-icon .name=${item.icon ?? 'form'}></rq-icon>
      <div class="subject">
        <button type="button" class="link" title=${title} @click=${() => this.dispatchEvent(new RequestOpenEvent(item.id))}>${title}</button>
        <span class="sub"><span class="numbers">${item.number ?? ''}</span>${item.number ? ' · ' : ''}${this.textOf(item.kindTitle)}</span>
      </div>
      <div class="state"><rq-badge .tone=${look.tone} .icon=${item.state === 'active' ? undefined : look.icon}>${item.state === 'active' && item.stage ? this.textOf(item.stage) : requestStateText(item.state, language)}</rq-badge></div>
      <div class="waiting">
        ${first
          ? html`<span class="ellipsis" title=${who}>${who || this.textOf(first.step)}</span><span class="sub">${who ? this.textOf(first.step) : ''}${rest.length > 0 ? ` · ${t.andMore({ count: rest.length })}` : ''}</span>`
          : nothing}
      </div>
      <div class="dates">
        ${item.closedAt
          ? html`<span>${renderWhen(item.closedAt, language, zone)}</span>`
          : item.due
            ? html`<span class=${item.overdue ? 'late' : ''}>${t.due({ when: formatWhen(item.due, language, zone).text })}</span>`
            : nothing}
        <span class="sub">${t.submittedAt} ${renderWhen(item.submittedAt, language, zone)}</span>
      </div>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-my-requests': RqMyRequests;
  }
}
