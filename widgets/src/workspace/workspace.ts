import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Change, LocalizedText, RequestService } from '@requestry/model';
import { buttonStyles, typographyStyles } from '@requestry/ui';
import '@requestry/ui/person';
import type { KindOpenEvent } from '../catalog/events.js';
import '../catalog/index.js';
import type { TaskOpenEvent } from '../inbox/events.js';
import '../inbox/index.js';
import '../my-requests/index.js';
import '../notifications/index.js';
import { pageMessages } from '../locales/pages.js';
import type { PageMessages } from '../locales/pages.js';
import { Loaded } from '../parts/loaded.js';
import { partStyles } from '../parts/parts.styles.js';
import { personWords } from '../parts/person-words.js';
import { RqServiceElement } from '../parts/service-element.js';
import '../request-card/index.js';
import type { RequestCancelEvent, RequestOpenEvent } from '../request-form/events.js';
import '../request-form/index.js';
import { ViewChangeEvent } from './events.js';
import { placeOf, tabOf, viewOf } from './places.js';
import type { Place } from './places.js';
import { workspaceStyles } from './workspace.styles.js';

/** A place of the host's own in the navigation; its content is the child with `slot` equal to `id`. */
export interface WorkspaceItem {
  readonly id: string;
  readonly label: LocalizedText;
  readonly icon?: string;
}

const isItems = (value: unknown): value is readonly WorkspaceItem[] => Array.isArray(value) && value.every((item: unknown) => typeof item === 'object' && item !== null && typeof (item as WorkspaceItem).id === 'string');

/**
 * Everything of the end user on one page: inbox, catalog and forms, own requests, the card, notifications.
 * @slot title - the host's title in the top line
 * @slot top - the host's controls in the top line
 * @slot nav - the host's own buttons after the navigation
 * @slot <item id> - content of a place of the host's own
 * @fires rq-view-change - the person turned to another place (`event.view`)
 */
export class RqWorkspace extends RqServiceElement {
  static override styles = [typographyStyles, buttonStyles, partStyles, workspaceStyles];

  /** `inbox`, `new`, `new/<kind>`, `requests`, `requests/<id>`, `journal`, `preferences`, or the id of an item. */
  @property() view = 'inbox';
  /** Keeps the place in `location.hash`, so that a reload stays and the Back button works. */
  @property({ type: Boolean, attribute: 'route-hash' }) routeHash = false;
  /** What stands before the place in the hash, for hosts with places of their own: `requests/` gives `#/requests/inbox`. */
  @property({ attribute: 'hash-prefix' }) hashPrefix = '';
  /** Leaves out the top line, for hosts with a header of their own. */
  @property({ type: Boolean }) bare = false;
  /** Places of the host's own. */
  @property({ attribute: false }) items: readonly WorkspaceItem[] = [];

  @state() private offline = typeof navigator !== 'undefined' && !navigator.onLine;
  @query('main') private main?: HTMLElement;

  /** The list that a card was opened from. */
  #from: 'inbox' | 'requests' | 'journal' = 'inbox';
  readonly #counts = new Loaded(this, () => (this.port ? [this.port] : undefined), (port: RequestService) => port.countTasks());

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.#onLine);
    addEventListener('offline', this.#onLine);
    addEventListener('hashchange', this.#readHash);
    this.#readHash();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.#onLine);
    removeEventListener('offline', this.#onLine);
    removeEventListener('hashchange', this.#readHash);
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('routeHash')) this.#readHash();
  }

  protected override onServiceChange(topics: ReadonlySet<Change['topic']>): void {
    if (topics.has('tasks')) void this.#counts.reload();
  }

  #onLine = (): void => {
    this.offline = !navigator.onLine;
  };

  #readHash = (): void => {
    const start = `#/${this.hashPrefix}`;
    if (!this.routeHash || !location.hash.startsWith(start)) return;
    const view = location.hash.slice(start.length);
    if (view !== this.view && placeOf(view, this.#itemIds)) this.view = view;
  };

  get #items(): readonly WorkspaceItem[] {
    return this.checked('items', this.items, isItems, 'an array of { id, label, icon? }', []);
  }

  get #itemIds(): readonly string[] {
    return this.#items.map((item) => item.id);
  }

  /** Who sees every request sees the journals. */
  get #seesJournals(): boolean {
    return this.actor.value?.rights.some((right) => right === 'see-all' || right === 'administer') ?? false;
  }

  /** The person goes to a place. */
  #go(place: Place, replace = false): void {
    const view = viewOf(place);
    if (view === this.view) return;
    this.view = view;
    if (this.routeHash) {
      const hash = `#/${this.hashPrefix}${view}`;
      if (replace) history.replaceState(history.state, '', hash);
      else history.pushState(null, '', hash);
    }
    this.dispatchEvent(new ViewChangeEvent(view));
    void this.updateComplete.then(() => {
      this.main?.focus({ preventScroll: true });
      const top = this.getBoundingClientRect().top;
      if (top < 0) this.scrollIntoView({ block: 'start' });
    });
  }

  #openRequest(request: string, task?: string): void {
    const here = placeOf(this.view, this.#itemIds);
    if (here?.at === 'inbox') this.#from = 'inbox';
    else if (here?.at === 'journal') this.#from = 'journal';
    else if (here?.at === 'requests' || here?.at === 'new') this.#from = 'requests';
    this.#go({ at: 'request', request, ...(task ? { task } : {}) });
  }

  #onRequestOpen = (event: RequestOpenEvent): void => this.#openRequest(event.request, event.task);
  #onTaskOpen = (event: TaskOpenEvent): void => this.#openRequest(event.task.request, event.task.id);
  #onKindOpen = (event: KindOpenEvent): void => this.#go({ at: 'new', kind: event.kind });
  #onCatalogOpen = (): void => this.#go({ at: 'catalog' });
  #onCancel = (_event: RequestCancelEvent): void => this.#go({ at: 'catalog' });

  protected override get t(): PageMessages {
    return this.words(pageMessages);
  }

  override render(): unknown {
    if (!this.port) return this.renderUnconnected();
    const { t } = this;
    const place = placeOf(this.view, this.#itemIds) ?? { at: 'inbox' };
    return html`<div class="workspace" @rq-request-open=${this.#onRequestOpen} @rq-task-open=${this.#onTaskOpen} @rq-kind-open=${this.#onKindOpen} @rq-catalog-open=${this.#onCatalogOpen} @rq-request-cancel=${this.#onCancel}>
        ${this.bare ? nothing : this.#renderTop()}
        ${this.#renderNav(tabOf(place, this.#from))}
        <main part="main" tabindex="-1">
          ${this.offline ? html`<div class="banner warning" role="status"><rq-icon name="warning"></rq-icon><span class="grow">${t.offline}</span></div>` : nothing}
          ${this.actor.error ? html`<rq-error inline .error=${this.actor.error} @rq-retry=${this.actor.reload}></rq-error>` : nothing}
          ${this.#renderPlace(place)}
        </main>
      </div>
      <rq-toasts></rq-toasts>`;
  }

  #renderTop(): unknown {
    return html`<div class="top">
        <div class="title ellipsis"><slot name="title">${this.t.workspace}</slot></div>
        <slot name="top"></slot>
        <rq-notifications .service=${this.port}></rq-notifications>
        ${this.actor.value ? html`<rq-person .name=${this.actor.value.person.name} title=${this.actor.value.person.name}></rq-person>` : nothing}
      </div>`;
  }

  #renderNav(current: string): unknown {
    const { t } = this;
    const mine = this.#counts.value?.mine;
    const entries = [
      { id: 'inbox', label: t.inbox, icon: 'inbox', count: mine },
      { id: 'new', label: t.newRequest, icon: 'plus' },
      { id: 'requests', label: t.myRequests, icon: 'list' },
      ...(this.#seesJournals ? [{ id: 'journal', label: t.journal, icon: 'table' }] : []),
      ...this.#items.map((item) => ({ id: item.id, label: this.textOf(item.label), icon: item.icon ?? 'box' })),
    ];
    return html`<nav aria-label=${t.navigation} part="nav">
      ${entries.map(
        (entry) =>
          html`<button type="button" class="place" aria-current=${entry.id === current ? 'page' : nothing} title=${entry.label} @click=${() => this.#go(placeOf(entry.id, this.#itemIds) ?? { at: 'inbox' })}>
            <rq-icon .name=${entry.icon}></rq-icon><span class="word">${entry.label}</span>
            ${'count' in entry && entry.count ? html`<span class="count" title=${this.words(personWords).openTasks({ count: entry.count })}>${entry.count}</span>` : nothing}
          </button>`,
      )}
      <slot name="nav"></slot>
    </nav>`;
  }

  #renderPlace(place: Place): unknown {
    const { t, port } = this;
    switch (place.at) {
      case 'inbox':
        return html`<rq-inbox .service=${port}></rq-inbox>`;
      case 'catalog':
        return html`<rq-catalog .service=${port}></rq-catalog>`;
      case 'requests':
        return html`<rq-my-requests .service=${port}></rq-my-requests>`;
      case 'journal':
        void import('../journal/index.js').catch(() => undefined);
        return html`<rq-journal .service=${port}></rq-journal>`;
      case 'preferences':
        void import('../preferences/index.js').catch(() => undefined);
        return html`<rq-preferences .service=${port}></rq-preferences>`;
      case 'new':
        return html`<rq-request-form .service=${port} .kind=${place.kind}></rq-request-form>`;
      case 'request':
        return html`<rq-button class="back" variant="quiet" compact icon="arrow-left" @click=${() => this.#go({ at: this.#from })}>${{ inbox: t.backToInbox, requests: t.backToRequests, journal: t.journal }[this.#from]}</rq-button>
          <rq-request-card .service=${port} .request=${place.request} .task=${place.task}></rq-request-card>`;
      case 'item':
        return html`<slot name=${place.item}></slot>`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-workspace': RqWorkspace;
  }
}
